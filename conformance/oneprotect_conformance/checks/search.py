"""Search: `q` matches records by every member that the list's description names, and by nothing else."""

from __future__ import annotations

import re
from typing import Any
from uuid import uuid4

import httpx

from oneprotect_conformance.contract import Contract, Json, Operation
from oneprotect_conformance.specimens import choice, full, short_text
from oneprotect_conformance.world import World

_LONGEST = 200  # characters that `q` may have


def search(world: World) -> None:
    """A search returns the records that contain all its words in the searched members, and no others."""
    for operation in world.operations:
        path = world.path(operation)
        if "q" not in operation.query or path is None or not world.main.may(operation):
            continue
        rows = world.send(world.main, "GET", path, params={"limit": 100}).json()["items"]
        row, words = _create(world, operation, _searched_members(world, operation))
        if row is None and rows:
            row, words = rows[0], {}
        if row is not None:
            _check_members(world, operation, path, row, words)
        absent = f"nowhere{uuid4().hex[:10]}"
        for text in (absent, *(f"{word} {absent}" for word in list(words.values())[:1])):
            response, ids = _search(world, path, text)
            world.expect("A search returns only records that contain all its words", not ids, response)
    if world.may("create_ticket", "list_tickets"):
        _check_two_words(world)


def _check_two_words(world: World) -> None:
    first, second = (world.new_ticket(title=f"Quagga {word}") for word in ("umbrella", "parasol"))
    for word, match, other in (("umbrella", first, second), ("PARASOL", second, first)):
        response, ids = _search(world, "/tickets", f"quagga {word}")
        world.expect("A search returns the records that contain all its words", match["id"] in ids, response)
        world.expect("A search returns only records that contain all its words", other["id"] not in ids, response)


def _check_members(world: World, operation: Operation, path: str, row: Json, words: dict[str, str]) -> None:
    for member in _searched_members(world, operation):
        name = next((name for name in row if name == member or name.endswith(f"_{member}")), member)
        searched = words.get(name) or _text(row.get(name))
        if not searched:
            continue
        for text in {searched: None, searched.swapcase(): None}:
            response, ids = _search(world, path, text)
            world.expect(f"A search matches a record by the words in its {name}", row["id"] in ids, response)
            if name in words:
                only = ids <= {row["id"]}
                world.expect("A search returns only records that contain all its words", only, response)


def _searched_members(world: World, operation: Operation) -> list[str]:
    """Return the members that the description of a list names after "`q` searches"."""
    node: Json = world.contract.document["paths"][operation.path]["get"]
    sentence = re.search(r"`q` searches ([^.;]*)", node.get("description", ""))
    words = re.split(r",\s*|\s+and\s+", sentence[1].strip()) if sentence else []
    return [word.removeprefix("the ").strip("` ") for word in words if word]


def _create(world: World, operation: Operation, members: list[str]) -> tuple[Json | None, dict[str, str]]:
    """Create a record with a unique word in each searched member; return it with the words by member."""
    create = next((item for item in world.operations if (item.method, item.path) == ("POST", operation.path)), None)
    if create is None or create.body is None or not world.main.may(create):
        return None, {}
    words: dict[str, str] = {}
    body = dict(world.body(create))
    for name in create.body.get("properties", {}).keys() & set(members):
        words[name] = f"quagga{uuid4().hex[:10]}"
        body[name] = _with_word(world.contract, create.body["properties"][name], words[name])
    return {**body, **world.create(create.id, body)}, words


def _with_word(contract: Contract, schema: Json, word: str) -> Any:
    """Return a value of a searched member that has the word: a text, an array of one, or of an object with one."""
    schema = choice(contract, schema)
    if schema.get("type") != "array":
        return word
    item = choice(contract, schema["items"])
    if item.get("type") != "object":
        return [word]
    return [{**full(contract, item, short_text, {}, least=True), "value": word}]


def _text(value: Any) -> str:
    first = value[0] if isinstance(value, list) and value else value
    return str(first)[:_LONGEST].strip() if isinstance(first, str | int) else ""


def _search(world: World, path: str, text: str) -> tuple[httpx.Response, set[str]]:
    response = world.send(world.main, "GET", path, params={"q": text, "limit": 100})
    return response, {row["id"] for row in response.json()["items"]}
