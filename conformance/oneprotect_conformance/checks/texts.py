"""Text: which texts and URLs are rejected, and which spellings of a value are the same value."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import httpx

from oneprotect_conformance.contract import Contract, Json, Operation
from oneprotect_conformance.specimens import LEFT_OUT, branches, choice, full, short_text
from oneprotect_conformance.world import World

Pointer = tuple[str | int, ...]

_BLANK = {
    "spaces": "   ",
    "a zero-width space": "\u200b",
    "a Hangul filler and a blank Braille pattern": "\u3164\u2800",
    "no-break and ideographic spaces": "\xa0\u3000",
    "directional controls": "\u202e\u2066",
    "a soft hyphen and a byte order mark": "\xad\ufeff",
    "variation selectors and tags": "\ufe0f\U000e0100\U000e0041",
}
_LINES = {"a line feed": "a\nb", "an escape": "a\x1b[31mb", "a line separator": "a\u2028b", "a C1 control": "a\x85b"}
_QUICK = 3  # samples of each in a quick run
_VALID_URLS = (
    "https://example.com?q={0}",
    "HTTPS://Example.COM/{0}#top",
    "https://[2001:db8::1]:8443/{0}",
    "https://m\u00fcnchen.example/{0}/stra\u00dfe",
    "https://example.com./{0}?a[]=1&b=%20",
)
_INVALID_URLS = (
    "https://a..b/{0}",
    "https://example.com:65536/{0}",
    "https://example.com/{0}%zz",
    "https://user@example.com/{0}",
    "https://exam\tple.com/{0}",
    "https:///{0}",
    "https://[2001:db8::g]/{0}",
    "http://example.com/{0}",
    "https://example.com/{0}\u202e",
)


def has_rules(world: World) -> bool:
    """Whether the contract has rules for text: that of version 1.0 has none."""
    return '"x-text"' in json.dumps(world.contract.document["components"]["schemas"])


def text(world: World) -> None:
    """A text without a visible character, or of several lines where it is shown in one, is 422 at its pointer."""
    for operation in world.operations:
        if operation.body is None or not world.main.may(operation):
            continue
        for schema in branches(world.contract, operation.body):
            body = full(world.contract, schema, short_text, {"id": str(uuid4())})
            for pointer, member in _texts(world.contract, schema):
                if body is not LEFT_OUT:
                    _check_text(world, operation, body, pointer, member)


def _texts(contract: Contract, schema: Json, pointer: Pointer = ()) -> Iterator[tuple[Pointer, Json]]:
    """Yield the texts with rules in a body, with their pointers; items that are validated separately are left out."""
    schema = choice(contract, schema)
    if "x-text" in schema:
        yield pointer, schema
    if schema.get("type") == "object":
        for name, member in schema.get("properties", {}).items():
            yield from _texts(contract, member, (*pointer, name))
    if schema.get("type") == "array" and "x-separate-items" not in schema:
        yield from _texts(contract, schema["items"], (*pointer, 0))


def _check_text(world: World, operation: Operation, body: Json, pointer: Pointer, schema: Json) -> None:
    samples = list(_BLANK.items())[: _QUICK if world.quick else None]
    promise = "A text without a visible character is answered 422 validation with its pointer"
    for what, blank in samples:
        _expect_invalid(world, operation, _replaced(body, pointer, blank), pointer, promise=promise, what=what)
    if schema["x-text"] == "visible":
        return
    promise = "A text of several lines, where one is required, is answered 422 validation with its pointer"
    for what, lines in list(_LINES.items())[: _QUICK if world.quick else None]:
        _expect_invalid(world, operation, _replaced(body, pointer, lines), pointer, promise=promise, what=what)


def _expect_invalid(
    world: World, operation: Operation, body: Json, pointer: Pointer, *, promise: str, what: str
) -> httpx.Response:
    """Send a body with one error; the validation precedes every check of stored records, so the path may be unknown."""
    path = world.unknown_path(operation) if operation.ids else operation.path
    headers = {"If-Match": '"1"'} if operation.accepts("If-Match") else {}
    response = world.send(world.main, operation.method, path, json=body, headers=headers)
    problem = response.json() if response.status_code == 422 else {}
    errors = problem.get("errors", []) if problem.get("code") == "validation" else []
    expected = "".join(f"/{step}" for step in pointer)
    pointers = [error.get("pointer") for error in errors]
    failure = f"expected 422 validation with the pointer {expected} for {what}, got {response.status_code} {pointers}"
    world.expect(promise, pointers == [expected], response, failure)
    return response


def _replaced(document: Any, pointer: Pointer, value: Any) -> Any:
    """Return a copy of the document with another value at the pointer."""
    if not pointer:
        return value
    copy: Any = dict(document) if isinstance(document, dict) else list(document)
    copy[pointer[0]] = _replaced(copy[pointer[0]], pointer[1:], value)
    return copy


def tags(world: World) -> None:
    """Tags are trimmed and normalized, several spellings of one are merged, and the filter finds every spelling."""
    if not has_rules(world) or not world.may("create_ticket", "list_tickets"):
        return
    word = f"Z\u00fcrich {uuid4().hex[:12]}"
    spellings = (word, f"  {word.upper()} ", unicodedata.normalize("NFD", word.lower()))
    for first in spellings:
        kept = unicodedata.normalize("NFC", first.strip())
        operation = world.contract.by_id["create_ticket"]
        body = {"title": short_text(40), "tags": ["other", first, *spellings]}
        created = world.send(world.main, "POST", operation.path, json=body)
        failure = f"expected {['other', kept]}, got {created.json().get('tags')}"
        promise = "Tags are stored trimmed and in NFC; of several spellings of one tag the first is kept"
        world.expect(promise, created.json().get("tags") == ["other", kept], created, failure)
        for spelling in spellings:
            response = world.send(world.main, "GET", "/tickets", params={"tag": spelling, "limit": 100})
            found = created.json().get("id") in [row["id"] for row in response.json()["items"]]
            promise = "The filter `tag` finds a tag in every spelling"
            world.expect(promise, found, response, f"expected {created.json().get('id')} for {spelling!r}")


def urls(world: World) -> None:
    """An external URL is stored as sent if RFC 3986 or RFC 3987 allows it, and is else 422 with the reason."""
    if not has_rules(world) or not world.may("create_ticket", "create_link"):
        return
    ticket = world.new_ticket()["id"]
    for template in _VALID_URLS:
        url = template.format(uuid4().hex)
        response = world.send(world.main, "POST", f"/tickets/{ticket}/links", json=_link(url))
        stored = response.json().get("target", {}).get("url") if response.is_success else response.status_code
        promise = "A valid external URL is accepted and returned as sent"
        world.expect(promise, stored == url, response, f"expected {url}, got {stored}")
    operation = world.contract.by_id["create_link"]
    for template in _INVALID_URLS:
        url = template.format(uuid4().hex)
        promise = "An invalid external URL is answered 422 validation with its pointer"
        _expect_invalid(world, operation, _link(url), ("target", "url"), promise=promise, what=url)


def _link(url: str) -> Json:
    return {"target_type": "external_reference", "target": {"url": url}}


def variants(world: World) -> None:
    """An unknown discriminator is 422 at its own pointer, and the error lists the known values."""
    if not has_rules(world):
        return
    for operation in world.operations:
        discriminator = (operation.body or {}).get("discriminator")
        if discriminator is None or not world.main.may(operation):
            continue
        member = discriminator["propertyName"]
        for value in ("no such variant", 7, None):
            promise = "An unknown discriminator is answered 422 validation with its pointer"
            response = _expect_invalid(world, operation, {member: value}, (member,), promise=promise, what=repr(value))
            details = " ".join(error.get("detail", "") for error in response.json().get("errors", ()))
            missing = [name for name in discriminator.get("mapping", ()) if name not in details]
            promise = "The error of an unknown discriminator lists the known values"
            world.expect(promise, not missing, response, f"expected {', '.join(missing)} in {details!r}")


def equal(world: World) -> None:
    """A digest is the same in upper and lower case; absent, null and empty members of a report are the same."""
    if not has_rules(world):
        return
    if world.may("create_evidence", "list_evidence"):
        _check_digest(world)
    if world.may("create_alert"):
        _check_report(world)
    if world.may("list_principals"):
        _check_names(world)


def _check_digest(world: World) -> None:
    digest = uuid4().hex + uuid4().hex
    body = {"name": short_text(40), "sha256": digest.upper()}
    created = world.send(world.main, "POST", "/evidence", json=body)
    stored = created.json().get("sha256")
    promise = "A digest in upper case is accepted and stored in lower case"
    world.expect(promise, stored == digest, created, f"expected {digest}, got {created.status_code} {stored}")
    for spelling in (digest, digest.upper()):
        response = world.send(world.main, "GET", "/evidence", params={"sha256": spelling})
        found = created.json().get("id") in [row["id"] for row in response.json().get("items", ())]
        world.expect("The filter `sha256` finds a digest in upper and lower case", found, response)


def _check_report(world: World) -> None:
    operation = world.contract.by_id["create_alert"]
    example = world.body(operation)
    body = {name: example[name] for name in operation.body["required"]} if operation.body else {}
    world.create("create_alert", body)
    for more in ({"rule_id": None}, {"description": "", "assets": [], "evidence": []}, {"raw": None}):
        response = world.send(world.main, "POST", operation.path, json={**body, **more})
        promise = "A report matches the alert if they differ in absent, null or empty members only"
        failure = f"expected content_matches for {sorted(more)} that are null or empty and were absent"
        world.expect(promise, response.json().get("content_matches") is True, response, failure)


def _check_names(world: World) -> None:
    response = world.send(world.main, "GET", "/principals", params={"limit": 100})
    names = [row["display_name"].lower() for row in response.json()["items"]]
    world.expect("Principals are sorted by name, without regard to case", names == sorted(names), response)
