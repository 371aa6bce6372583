"""Search: each list with `q` finds by every member that its description names, and nothing else."""

from __future__ import annotations

import re
from typing import Any
from uuid import uuid4

import httpx

from oneprotect_conformance.contract import Json, Operation
from oneprotect_conformance.world import World

_LONGEST = 200  # characters that a search takes


def search(world: World) -> None:
    """A search finds what has its words, in each member that it looks at, and leaves what has them not."""
    for operation in world.operations:
        path = world.path(operation)
        if "q" not in operation.query or path is None or not world.main.may(operation):
            continue
        rows = world.send(world.main, "GET", path, params={"limit": 100}).json()["items"]
        row, words = _made(world, operation, _searched(world, operation))
        if row is None and rows:
            row, words = rows[0], {}
        if row is not None:
            _found(world, operation, path, row, words)
        absent = f"nowhere{uuid4().hex[:10]}"
        for text in (absent, *(f"{word} {absent}" for word in list(words.values())[:1])):
            answer, ids = _search(world, path, text)
            world.hold("a search leaves what has not all its words", not ids, answer)
    if world.may("create_ticket", "list_tickets"):
        _two_words(world)


def _two_words(world: World) -> None:
    here, other = (world.new_ticket(title=f"Quagga {word}") for word in ("umbrella", "parasol"))
    for word, found, left in (("umbrella", here, other), ("PARASOL", other, here)):
        answer, ids = _search(world, "/tickets", f"quagga {word}")
        world.hold("a search finds what has its words", found["id"] in ids, answer)
        world.hold("a search leaves what has not all its words", left["id"] not in ids, answer)


def _found(world: World, operation: Operation, path: str, row: Json, words: dict[str, str]) -> None:
    for member in _searched(world, operation):
        name = next((name for name in row if name == member or name.endswith(f"_{member}")), member)
        shown = words.get(name) or _text(row.get(name))
        if not shown:
            continue
        for text in {shown: None, shown.swapcase(): None}:
            answer, ids = _search(world, path, text)
            world.hold(f"a search finds what has its words in {name}", row["id"] in ids, answer)
            if name in words:
                world.hold("a search leaves what has not all its words", ids <= {row["id"]}, answer)


def _searched(world: World, operation: Operation) -> list[str]:
    """Give the members that a list's description says its search looks at."""
    node: Json = world.contract.document["paths"][operation.path]["get"]
    said = re.search(r"`q` searches ([^.;]*)", node.get("description", ""))
    words = re.split(r",\s*|\s+and\s+", said[1].strip()) if said else []
    return [word.removeprefix("the ").strip("` ") for word in words if word]


def _made(world: World, operation: Operation, members: list[str]) -> tuple[Json | None, dict[str, str]]:
    """Make what has a word of its own in each member that is searched; give it with the words."""
    maker = next((item for item in world.operations if (item.method, item.path) == ("POST", operation.path)), None)
    if maker is None or maker.body is None or not world.main.may(maker):
        return None, {}
    words: dict[str, str] = {}
    body = dict(world.body(maker))
    for name in maker.body.get("properties", {}).keys() & set(members):
        words[name] = f"quagga{uuid4().hex[:10]}"
        schema = world.contract.resolve(maker.body["properties"][name])
        body[name] = [words[name]] if schema.get("type") == "array" else words[name]
    return {**body, **world.made(maker.id, body)}, words


def _text(value: Any) -> str:
    found = value[0] if isinstance(value, list) and value else value
    return str(found)[:_LONGEST].strip() if isinstance(found, str | int) else ""


def _search(world: World, path: str, text: str) -> tuple[httpx.Response, set[str]]:
    answer = world.send(world.main, "GET", path, params={"q": text, "limit": 100})
    return answer, {row["id"] for row in answer.json()["items"]}
