"""The flaws that a request can have, each with the problem that the contract prescribes for it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from oneprotect_conformance.checks.invalid_bodies import beyond_limits, invalid_members
from oneprotect_conformance.checks.states import transition_table
from oneprotect_conformance.contract import Json, Operation
from oneprotect_conformance.specimens import LEFT_OUT
from oneprotect_conformance.world import World

# The problems and their status in the order that the contract states under "Order of checks".
# Without 405, 401 and 403 (scope), which precede them, 429, which depends on earlier requests, and 403 csrf-failed,
# which needs a session.
ORDER: tuple[tuple[int, frozenset[str]], ...] = (
    (406, frozenset({"not-acceptable"})),
    (413, frozenset({"payload-too-large"})),
    (415, frozenset({"unsupported-media-type"})),
    (400, frozenset({"malformed-json", "invalid-parameter", "unknown-parameter", "invalid-cursor"})),
    (422, frozenset({"validation"})),
    (428, frozenset({"precondition-required"})),
    (422, frozenset({"idempotency-key-reused"})),
    (404, frozenset({"not-found"})),
    (403, frozenset({"forbidden"})),
    (412, frozenset({"version-mismatch"})),
    (409, frozenset({"invalid-transition", "ticket-closed", "link-conflict"})),
    (422, frozenset({"resolution-required", "unknown-assignee", "unknown-target"})),
)
_STAGES = {code: stage for stage, (_, codes) in enumerate(ORDER) for code in codes}
STORED = _STAGES["not-found"]  # from this stage on, the answer depends on stored records

# The parts of a request: (kind, name).
Part = tuple[str, str]
PATH, CONTENT = ("path", ""), ("content", "")
Parts = Mapping[Part, Any]


@dataclass(frozen=True)
class Flaw:
    """One thing that is wrong with a request.

    ``parts`` replaces parts of a valid request, ``context`` others that must fit them; None omits a header.
    ``certain`` is False for a flaw that only some tokens have, whose problem is therefore never expected.
    """

    code: str
    what: str
    parts: Parts
    context: Parts = field(default_factory=dict)
    certain: bool = True

    @property
    def stage(self) -> int:
        """The index in ORDER of the problem that it causes."""
        return _STAGES[self.code]

    @property
    def label(self) -> str:
        """The status and code of the problem that it causes."""
        return f"{ORDER[self.stage][0]} {self.code}{' (object)' if self.code == 'forbidden' else ''}"

    def goes_with(self, other: Flaw) -> bool:
        """Whether a request can have both flaws."""
        kinds = {kind for kind, _ in self.parts}, {kind for kind, _ in other.parts}
        apart = not any("content" in one and "member" in another for one, another in (kinds, kinds[::-1]))
        return apart and not self.parts.keys() & other.parts.keys()


def header(name: str) -> Part:
    """Name a header as a part of a request."""
    return "header", name


def query(name: str) -> Part:
    """Name a query parameter as a part of a request."""
    return "query", name


def members(values: Json) -> dict[Part, Any]:
    """Name members of the body as parts of a request; LEFT_OUT omits one."""
    return {("member", name): value for name, value in values.items()}


def with_flaws(request: tuple[str, Json], *flaws: Flaw) -> tuple[str, Json]:
    """Return path and options of a valid request with some flaws."""
    path, options = request
    parts = {part: value for flaw in flaws for part, value in flaw.context.items()}
    parts |= {part: value for flaw in flaws for part, value in flaw.parts.items()}
    kinds: dict[str, Json] = {"header": {}, "query": {}, "member": {}}
    for (kind, name), value in parts.items():
        kinds.setdefault(kind, {})[name] = value
    headers = {name: value for name, value in (options["headers"] | kinds["header"]).items() if value is not None}
    flawed: Json = {**options, "headers": headers, "params": kinds["query"]}
    if kinds["member"]:
        body = {**json.loads(options["content"]), **kinds["member"]}
        flawed["content"] = json.dumps({name: value for name, value in body.items() if value is not LEFT_OUT})
    if CONTENT in parts:
        flawed["content"] = parts[CONTENT]
    return parts.get(PATH, path), flawed


def main_flaws(world: World, operation: Operation, used_key: str | None, closed: Mapping[str, str]) -> list[Flaw]:
    """Return a flaw for each stage of the order that a request of this operation can fail at.

    ``used_key`` is an Idempotency-Key that another request of the operation has used, ``closed`` has the ids of a
    closed ticket and its link by their names in paths.
    """
    return [*_form_flaws(operation, used_key), *_record_flaws(world, operation, closed)]


def _form_flaws(operation: Operation, used_key: str | None) -> Iterator[Flaw]:
    """Yield flaws that the server can detect without stored records, apart from the one of the key."""
    yield Flaw("not-acceptable", "an Accept header without JSON", {header("Accept"): "image/png"})
    yield Flaw("unknown-parameter", "an unknown query parameter", {query("no_such_parameter"): "1"})
    if operation.is_list:
        yield Flaw("invalid-cursor", "a malformed cursor", {query("cursor"): "AAAA"})
    if operation.body is not None:
        yield Flaw("payload-too-large", "a body of twice the accepted size", {CONTENT: operation.oversized_body})
        yield Flaw("unsupported-media-type", "the media type text/plain", {header("Content-Type"): "text/plain"})
        yield Flaw("malformed-json", "malformed JSON", {CONTENT: b"{"})
        yield Flaw("validation", "an unknown member", members({"no_such_member": 1}))
    if operation.accepts("If-Match"):
        yield Flaw("invalid-parameter", "a malformed If-Match", {header("If-Match"): "*"})
        yield Flaw("precondition-required", "no If-Match", {header("If-Match"): None})
        yield Flaw("version-mismatch", "a stale If-Match", {header("If-Match"): '"0"'})
    if operation.accepts("Idempotency-Key"):
        yield Flaw("invalid-parameter", "an empty Idempotency-Key", {header("Idempotency-Key"): ""})
    if used_key is not None:
        what = "the Idempotency-Key of another request"
        yield Flaw("idempotency-key-reused", what, {header("Idempotency-Key"): used_key})


def _record_flaws(world: World, operation: Operation, closed: Mapping[str, str]) -> Iterator[Flaw]:
    """Yield flaws that the server can detect only by reading stored records."""
    if operation.ids:
        yield Flaw("not-found", f"an unknown {operation.ids[-1]}", {PATH: world.unknown_path(operation)})
    if operation.id == "create_alert":
        # Only a token that names its `sources` is refused.
        source = members({"source": f"conformance-{uuid4().hex[:8]}"})
        yield Flaw("forbidden", "a source that the token may not report", source, certain=False)
    if "ticket-closed" in operation.problems and set(operation.ids) <= closed.keys():
        yield from _closed_flaws(world, operation, operation.path.format(**closed))
    if "invalid-transition" in operation.problems:
        yield from _transition_flaws(world)
    if "resolution-required" in operation.problems:
        yield Flaw("resolution-required", "`resolved` without a resolution", members({"status": "resolved"}))
    if "unknown-assignee" in operation.problems:
        yield Flaw("unknown-assignee", "an unknown assignee", members({"assignee_id": str(uuid4())}))
    if "unknown-target" in operation.problems:
        unknown = members({"target_type": "asset", "target": {"id": str(uuid4())}})
        yield Flaw("unknown-target", "an unknown target", unknown)


def _closed_flaws(world: World, operation: Operation, path: str) -> Iterator[Flaw]:
    context: dict[Part, Any] = {}
    if operation.accepts("If-Match"):
        context = {header("If-Match"): world.send(world.main, "GET", path).headers.get("ETag")}
    yield Flaw("ticket-closed", "a closed ticket", {PATH: path}, context)
    for transition in transition_table(world)["closed"] if operation.id == "update_ticket" else ():
        if transition.get("needs", "") not in {"", *world.main.permissions}:
            reopening = {PATH: path, **members({"status": transition["to"]})}
            yield Flaw("forbidden", f"a reopening without {transition['needs']}", reopening, context)


def _transition_flaws(world: World) -> Iterator[Flaw]:
    """Yield a status that a new ticket cannot go to."""
    table = transition_table(world)
    allowed = {"new", *(transition["to"] for transition in table.get("new", ()))}
    for status in [status for status in table if status not in allowed][:1]:
        yield Flaw("invalid-transition", f"a transition from new to {status}", members({"status": status}))


def further_flaws(world: World, operation: Operation, body: Json | None) -> Iterator[Flaw]:
    """Yield more flaws of the stages 415, 400 and 422 validation: each kind of invalid parameter, header and body.

    ``body`` is the valid body that members are replaced in; None if the operation takes none. In a quick run, invalid
    members have the right type and break a limit.
    """
    for name, parameter in operation.query.items():
        yield from _parameter_flaws(world, name, parameter)
    if operation.is_list:
        for cursor in ("made-up", "", *_foreign_cursors(world, operation)):
            yield Flaw("invalid-cursor", f"the invalid cursor {cursor!r}", {query("cursor"): cursor})
    if operation.accepts("If-Match"):
        for tag in ('W/"1"', '"1", "2"', "1"):
            yield Flaw("invalid-parameter", f"the malformed If-Match {tag}", {header("If-Match"): tag})
    if operation.accepts("Idempotency-Key"):
        for key in ("a" * 256, "caf\u00e9".encode("latin-1")):
            yield Flaw("invalid-parameter", "an invalid Idempotency-Key", {header("Idempotency-Key"): key})
    if operation.body is not None and body is not None:
        yield from _body_flaws(world, operation, operation.body, body)


def _body_flaws(world: World, operation: Operation, schema: Json, body: Json) -> Iterator[Flaw]:
    yield Flaw("unsupported-media-type", "a Content-Encoding", {header("Content-Encoding"): "gzip"})
    for content in (b'{"a": NaN}', b'{"a": 1, "a": 2}', b"\xff\xfe", b'{"x":' + b"[" * 70 + b"]" * 70 + b"}"):
        yield Flaw("malformed-json", f"the malformed JSON {content[:20]!r}", {CONTENT: content})
    # Where a body is optional, null counts as none.
    for text in ("[]", '"a text"', *(["null"] if operation.body_required else [])):
        yield Flaw("validation", f"the body {text}", {CONTENT: text.encode()})
    for what, values in invalid_members(world.contract, schema, body, only_limits=world.quick):
        yield Flaw("validation", what, members(values))


def _parameter_flaws(world: World, name: str, parameter: Json) -> Iterator[Flaw]:
    if name == "cursor":
        return
    schema = world.contract.resolve(parameter["schema"])
    items = world.contract.resolve(schema.get("items", schema))
    for what, value in beyond_limits(world.contract, items, depth=0):
        yield Flaw("invalid-parameter", f"the parameter {name} {what}", {query(name): value})
    if items.get("type") in {"integer", "boolean"}:
        yield Flaw(
            "invalid-parameter", f"the parameter {name} that is not of type {items['type']}", {query(name): "many"}
        )
    if schema.get("type") != "array":
        yield Flaw("invalid-parameter", f"the parameter {name} twice", {query(name): ["1", "1"]})


def _foreign_cursors(world: World, operation: Operation) -> Iterator[str]:
    """Yield a cursor that the server has issued for the list of another record."""
    path = world.path(operation)
    if operation.ids and path is not None:
        cursor = world.send(world.main, "GET", path, params={"limit": 1}).json().get("next_cursor")
        yield from [cursor] if cursor is not None else []
