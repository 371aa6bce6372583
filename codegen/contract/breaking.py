"""Compares two OpenAPI or two AsyncAPI bundles, and says which differences break clients.

What clients send (requests, and events that the server consumes) must not be narrowed. What they receive (responses,
and events that the server publishes) must not be widened. A new member of a response breaks no client: clients ignore
unknown members.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from codegen.contract.breaking_schemas import Finding, compare_schemas, resolved
from codegen.contract.corrections import corrections
from codegen.contract.load import METHODS

Json = dict[str, Any]
ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class Bundles:
    """The two documents; references are followed in the document that contains them."""

    old: Json
    new: Json

    def follow(self, old: Json, new: Json) -> tuple[Json, Json]:
        """Resolve the references of both nodes."""
        return resolved(self.old, old), resolved(self.new, new)


def compare(old: Json, new: Json) -> list[Finding]:
    """Return every difference that a client could notice, breaking ones first."""
    bundles = Bundles(old, new)
    findings = _events(bundles) if "asyncapi" in old else _operations(bundles)
    return sorted(set(findings), key=lambda finding: (not finding.breaks, finding.where, finding.what))


def _operations(bundles: Bundles) -> Iterator[Finding]:
    before, after = _by_name(bundles.old), _by_name(bundles.new)
    bases = {server["url"] for server in bundles.new["servers"]}
    for url in (server["url"] for server in bundles.old["servers"]):
        if url not in bases:
            yield Finding(url, "the server was removed", breaks=True)
    for name in sorted(before.keys() | after.keys()):
        if name not in after:
            yield Finding(name, "the operation was removed", breaks=True)
        elif name not in before:
            yield Finding(name, "the operation was added", breaks=False)
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
    parameters = [resolved(bundle, parameter) for parameter in both]
    return {(parameter["in"], parameter["name"]): parameter for parameter in parameters}


def _parameters(bundles: Bundles, name: str, old: Json, new: Json) -> Iterator[Finding]:
    for key in sorted(old["parameters"].keys() | new["parameters"].keys()):
        where = f"{name} {key[0]} {key[1]}"
        before, after = old["parameters"].get(key), new["parameters"].get(key)
        is_required = after is not None and after.get("required", False)
        if after is None:
            yield Finding(where, "the parameter was removed", breaks=True)
        elif before is None:
            yield Finding(
                where, f"the parameter was added{', and is required' if is_required else ''}", breaks=is_required
            )
        else:
            if is_required and not before.get("required", False):
                yield Finding(where, "the parameter became required", breaks=True)
            yield from compare_schemas(bundles, where, before["schema"], after["schema"], "request")


def _body(bundles: Bundles, name: str, old: Json, new: Json) -> Iterator[Finding]:
    before, after = bundles.follow(old.get("requestBody", {}), new.get("requestBody", {}))
    where = f"{name} body"
    if after.get("required", False) and not before.get("required", False):
        yield Finding(where, "the body became required", breaks=True)
    yield from _contents(bundles, where, before.get("content", {}), after.get("content", {}), "request")


def _responses(bundles: Bundles, name: str, old: Json, new: Json) -> Iterator[Finding]:
    for status in sorted(old["responses"].keys() | new["responses"].keys()):
        where = f"{name} {status}"
        if status not in new["responses"]:
            yield Finding(where, "the status was removed", breaks=True)
        elif status not in old["responses"]:
            yield Finding(where, "the status was added", breaks=True)
        else:
            before, after = bundles.follow(old["responses"][status], new["responses"][status])
            yield from _contents(bundles, where, before.get("content", {}), after.get("content", {}), "response")
            yield from _headers(bundles, where, before.get("headers", {}), after.get("headers", {}))
    for code in sorted(set(new.get("x-problems", ())) - set(old.get("x-problems", ()))):
        yield Finding(f"{name} problems", f"{code} was added", breaks=True)


def _contents(
    bundles: Bundles, where: str, old: Json, new: Json, direction: Literal["request", "response"]
) -> Iterator[Finding]:
    for media_type in sorted(old.keys() | new.keys()):
        if media_type not in new:
            yield Finding(where, f"{media_type} was removed", breaks=True)
        elif media_type not in old:
            yield Finding(where, f"{media_type} was added", breaks=direction == "response")
        else:
            yield from compare_schemas(bundles, where, old[media_type]["schema"], new[media_type]["schema"], direction)


def _headers(bundles: Bundles, where: str, old: Json, new: Json) -> Iterator[Finding]:
    for name in sorted(old):
        at = f"{where} {name}"
        if name not in new:
            yield Finding(at, "the header was removed", breaks=True)
            continue
        before, after = bundles.follow(old[name], new[name])
        if before.get("required", False) and not after.get("required", False):
            yield Finding(at, "the header became optional", breaks=True)
        yield from compare_schemas(bundles, at, before["schema"], after["schema"], "response")


def _security(name: str, old: Json, new: Json) -> Iterator[Finding]:
    """Check that every old way to authorize still works: with the same schemes or fewer, and with no more scopes."""
    if not new.get("security"):
        return
    for way in old.get("security") or [{}]:
        same = [other for other in new.get("security", ()) if other.keys() <= way.keys()]
        if not any(all(set(scopes) <= set(way[scheme]) for scheme, scopes in other.items()) for other in same):
            yield Finding(f"{name} security", f"{json.dumps(way)} no longer authorizes", breaks=True)


def _events(bundles: Bundles) -> Iterator[Finding]:
    before, after = (_by_channel(bundle) for bundle in (bundles.old, bundles.new))
    for name in sorted(before.keys() | after.keys()):
        if name not in after:
            yield Finding(name, "the event was removed", breaks=True)
        elif name not in before:
            yield Finding(name, "the event was added", breaks=False)
        else:
            (_, old), (action, new) = before[name], after[name]
            direction: Literal["request", "response"] = "request" if action == "receive" else "response"
            yield from compare_schemas(bundles, name, old["payload"], new["payload"], direction)
            if old["contentType"] != new["contentType"]:
                yield Finding(name, f"{old['contentType']} became {new['contentType']}", breaks=True)


def _by_channel(bundle: Json) -> dict[str, tuple[str, Json]]:
    events = {}
    for operation in bundle["operations"].values():
        channel = resolved(bundle, operation["channel"])
        for message in (resolved(bundle, reference) for reference in operation["messages"]):
            name = f"{operation['action']} {channel['address']} {message['name']}"
            events[name] = (operation["action"], {"contentType": bundle["defaultContentType"], **message})
    return events


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the differences between two files, breaking ones first; return the exit status, 1 if there is one."""
    parser = argparse.ArgumentParser(prog="python -m codegen.contract.breaking", description=__doc__)
    parser.add_argument("old", type=Path, help="the bundle that clients use")
    parser.add_argument("new", type=Path, help="the bundle that replaces it")
    parser.add_argument("--corrections", metavar="RELEASE", help="accept what specs/corrections.yaml lists since then")
    options = parser.parse_args(arguments)
    try:
        old, new = (json.loads(path.read_text(encoding="utf-8")) for path in (options.old, options.new))
    except (OSError, ValueError) as error:
        parser.error(f"not a bundle: {error}")
    findings = compare(old, new)
    accepted = [] if options.corrections is None else corrections(ROOT, options.corrections)
    lines = [(finding, next((one for one in accepted if one.covers(finding)), None)) for finding in findings]
    for finding, correction in lines:
        sys.stdout.write(f"{finding}\n" if correction is None else f"{correction.line(finding)}\n")
    fixes = sum(correction is not None for _, correction in lines)
    breaking = sum(finding.breaks for finding in findings) - fixes
    counts = f"{breaking} breaking, {len(findings) - breaking - fixes} compatible"
    sys.stdout.write(f"{counts}, {fixes} corrections\n" if options.corrections else f"{counts}\n")
    return 1 if breaking else 0


if __name__ == "__main__":
    sys.exit(main())
