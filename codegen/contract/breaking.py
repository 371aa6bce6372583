"""`python -m codegen.contract.breaking OLD NEW` tells how two bundles differ, and which differences break a client.

What a client sends (requests, events that the runtime receives) must not be narrowed; what it gets (responses, events
that the runtime sends) must not be widened. A member that is new in an answer breaks nobody: clients ignore it.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from codegen.contract.breaking_schemas import Finding, compare_schemas, resolved
from codegen.contract.load import METHODS

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Bundles:
    """The documents that are compared; references are followed in the one that they stand in."""

    old: Json
    new: Json

    def follow(self, old: Json, new: Json) -> tuple[Json, Json]:
        """Resolve both."""
        return resolved(self.old, old), resolved(self.new, new)


def compare(old: Json, new: Json) -> list[Finding]:
    """Give every difference between two OpenAPI or two AsyncAPI bundles that a client could notice."""
    bundles = Bundles(old, new)
    found = _events(bundles) if "asyncapi" in old else _operations(bundles)
    return sorted(set(found), key=lambda finding: (not finding.breaks, finding.where, finding.what))


def _operations(bundles: Bundles) -> Iterator[Finding]:
    before, after = _by_name(bundles.old), _by_name(bundles.new)
    bases = {server["url"] for server in bundles.new["servers"]}
    for url in (server["url"] for server in bundles.old["servers"]):
        if url not in bases:
            yield Finding(url, "the server is gone", breaks=True)
    for name in sorted(before.keys() | after.keys()):
        if name not in after:
            yield Finding(name, "the operation is gone", breaks=True)
        elif name not in before:
            yield Finding(name, "the operation is new", breaks=False)
        else:
            yield from _parameters(bundles, name, before[name], after[name])
            yield from _body(bundles, name, before[name], after[name])
            yield from _responses(bundles, name, before[name], after[name])
            yield from _security(name, before[name], after[name])


def _by_name(bundle: Json) -> dict[str, Json]:
    return {
        f"{method.upper()} {path}": {**operation, "parameters": _all_parameters(bundle, item, operation)}
        for path, item in bundle["paths"].items()
        for method, operation in item.items()
        if method in METHODS
    }


def _all_parameters(bundle: Json, item: Json, operation: Json) -> dict[tuple[str, str], Json]:
    both = (*item.get("parameters", ()), *operation.get("parameters", ()))
    given = [resolved(bundle, parameter) for parameter in both]
    return {(parameter["in"], parameter["name"]): parameter for parameter in given}


def _parameters(bundles: Bundles, name: str, old: Json, new: Json) -> Iterator[Finding]:
    for key in sorted(old["parameters"].keys() | new["parameters"].keys()):
        where = f"{name} {key[0]} {key[1]}"
        before, after = old["parameters"].get(key), new["parameters"].get(key)
        is_required = after is not None and after.get("required", False)
        if after is None:
            yield Finding(where, "the parameter is gone", breaks=True)
        elif before is None:
            yield Finding(where, f"the parameter is new{' and required' if is_required else ''}", breaks=is_required)
        else:
            if is_required and not before.get("required", False):
                yield Finding(where, "the parameter has become required", breaks=True)
            yield from compare_schemas(bundles, where, before["schema"], after["schema"], "request")


def _body(bundles: Bundles, name: str, old: Json, new: Json) -> Iterator[Finding]:
    before, after = bundles.follow(old.get("requestBody", {}), new.get("requestBody", {}))
    where = f"{name} body"
    if after.get("required", False) and not before.get("required", False):
        yield Finding(where, "the body has become required", breaks=True)
    yield from _contents(bundles, where, before.get("content", {}), after.get("content", {}), "request")


def _responses(bundles: Bundles, name: str, old: Json, new: Json) -> Iterator[Finding]:
    for status in sorted(old["responses"].keys() | new["responses"].keys()):
        where = f"{name} {status}"
        if status not in new["responses"]:
            yield Finding(where, "the status is gone", breaks=True)
        elif status not in old["responses"]:
            yield Finding(where, "the status is new", breaks=True)
        else:
            before, after = bundles.follow(old["responses"][status], new["responses"][status])
            yield from _contents(bundles, where, before.get("content", {}), after.get("content", {}), "response")
            yield from _headers(bundles, where, before.get("headers", {}), after.get("headers", {}))
    for code in sorted(set(new.get("x-problems", ())) - set(old.get("x-problems", ()))):
        yield Finding(f"{name} problems", f"{code} is new", breaks=True)


def _contents(
    bundles: Bundles, where: str, old: Json, new: Json, direction: Literal["request", "response"]
) -> Iterator[Finding]:
    for media_type in sorted(old.keys() | new.keys()):
        if media_type not in new:
            yield Finding(where, f"{media_type} is gone", breaks=True)
        elif media_type not in old:
            yield Finding(where, f"{media_type} is new", breaks=direction == "response")
        else:
            yield from compare_schemas(bundles, where, old[media_type]["schema"], new[media_type]["schema"], direction)


def _headers(bundles: Bundles, where: str, old: Json, new: Json) -> Iterator[Finding]:
    for name in sorted(old):
        at = f"{where} {name}"
        if name not in new:
            yield Finding(at, "the header is gone", breaks=True)
            continue
        before, after = bundles.follow(old[name], new[name])
        if before.get("required", False) and not after.get("required", False):
            yield Finding(at, "the header is not always there any more", breaks=True)
        yield from compare_schemas(bundles, at, before["schema"], after["schema"], "response")


def _security(name: str, old: Json, new: Json) -> Iterator[Finding]:
    """Hold each way in to still being one: the same schemes or fewer, with no more scopes; an empty one needs none."""
    if not new.get("security"):
        return
    for way in old.get("security") or [{}]:
        same = [other for other in new.get("security", ()) if other.keys() <= way.keys()]
        if not any(all(set(scopes) <= set(way[scheme]) for scheme, scopes in other.items()) for other in same):
            yield Finding(f"{name} security", f"{json.dumps(way)} does not do any more", breaks=True)


def _events(bundles: Bundles) -> Iterator[Finding]:
    before, after = (_by_channel(bundle) for bundle in (bundles.old, bundles.new))
    for name in sorted(before.keys() | after.keys()):
        if name not in after:
            yield Finding(name, "the event is gone", breaks=True)
        elif name not in before:
            yield Finding(name, "the event is new", breaks=False)
        else:
            (_, old), (action, new) = before[name], after[name]
            direction: Literal["request", "response"] = "request" if action == "receive" else "response"
            yield from compare_schemas(bundles, name, old["payload"], new["payload"], direction)
            if old["contentType"] != new["contentType"]:
                yield Finding(name, f"{old['contentType']} has become {new['contentType']}", breaks=True)


def _by_channel(bundle: Json) -> dict[str, tuple[str, Json]]:
    found = {}
    for operation in bundle["operations"].values():
        channel = resolved(bundle, operation["channel"])
        for message in (resolved(bundle, reference) for reference in operation["messages"]):
            name = f"{operation['action']} {channel['address']} {message['name']}"
            found[name] = (operation["action"], {"contentType": bundle["defaultContentType"], **message})
    return found


def main() -> int:
    """Print the differences of two files, those that break first; the exit status is 1 where there is one."""
    parser = argparse.ArgumentParser(prog="python -m codegen.contract.breaking", description=__doc__.splitlines()[0])
    parser.add_argument("old", type=Path, help="the bundle that clients have")
    parser.add_argument("new", type=Path, help="the bundle that they would get")
    given = parser.parse_args()
    try:
        old, new = (json.loads(path.read_text(encoding="utf-8")) for path in (given.old, given.new))
    except (OSError, ValueError) as error:
        parser.error(f"not a bundle: {error}")
    found = compare(old, new)
    for finding in found:
        sys.stdout.write(f"{finding}\n")
    breaking = sum(finding.breaks for finding in found)
    sys.stdout.write(f"{breaking} breaking, {len(found) - breaking} compatible\n")
    return 1 if breaking else 0


if __name__ == "__main__":
    sys.exit(main())
