"""Refuses a spec that cannot be generated from, with file and line. The list of refusals is closed."""

from __future__ import annotations

from typing import Any

from codegen.contract.load import OperationSource, Source, Specs, line_of
from codegen.errors import SpecError

_STATUSES = {"implemented", "planned"}
_REDACT = {"keep", "text", "drop"}
_NO_SCHEMA = {"examples", "example", "const", "enum", "propertyNames", "links"}


def check(specs: Specs) -> None:
    """Judge the sources, planned operations included; raise `SpecError` at the first thing that does not fit."""
    source = specs.named("openapi.yaml")
    problems = {entry["code"]: entry["status"] for entry in specs.named("problems.yaml").content}
    scopes = _scopes(specs)
    seen: dict[str, str] = {}
    for operation in specs.operations():
        _check_operation(source, operation, problems, scopes)
        other = seen.setdefault(operation.operation_id, f"{operation.method} {operation.path}")
        if other != f"{operation.method} {operation.path}":
            source.refuse(operation.node, f"{other} has the operationId {operation.operation_id}, too", "operationId")
    walker = _Walker(specs)
    walker.visit(source.content, source)
    events = specs.named("asyncapi.yaml")
    walker.visit(events.content, events)
    _check_all_referenced(specs, walker)
    _check_redaction(specs, source)


def _scopes(specs: Specs) -> set[str]:
    source = specs.named("roles.yaml")
    scopes = set(source.content["scopes"])
    for role in source.content["roles"].values():
        for index, scope in enumerate(role["scopes"]):
            if scope not in scopes:
                raise SpecError(source.shown, role["scopes"].lc.item(index)[0] + 1, f"there is no scope {scope}")
    return scopes


def _check_operation(source: Source, operation: OperationSource, problems: dict[str, int], scopes: set[str]) -> None:
    node = operation.node
    where = f"{operation.method.upper()} {operation.path}"
    if "operationId" not in node:
        source.refuse(node, f"{where} has no operationId")
    if node.get("x-status") not in _STATUSES:
        source.refuse(node, f"{where} needs x-status: implemented or planned", "x-status")
    for name in ("security", "x-problems"):
        if name not in node:
            source.refuse(node, f"{where} says nothing of {name}")
    for scope in sorted({scope for item in node["security"] for needed in item.values() for scope in needed} - scopes):
        source.refuse(node, f"{where} needs the scope {scope}, which specs/roles.yaml does not have", "security")
    if operation.method != "get" and not _is_forgery_refused(node):
        source.refuse(node, f"{where} takes sessionCookie and so needs csrfToken and csrf-failed, too", "security")
    for code in node["x-problems"]:
        if code not in problems:
            source.refuse(
                node, f"{where} has the problem {code}, which specs/problems.yaml does not have", "x-problems"
            )
    declared = {int(status) for status in node["responses"] if int(status) >= 400}
    differing = declared ^ {problems[code] for code in node["x-problems"]}
    if differing:
        listed = ", ".join(map(str, sorted(differing)))
        source.refuse(node, f"{where}: x-problems and responses do not agree on {listed}", "responses")


def _is_forgery_refused(node: dict[str, Any]) -> bool:
    """Say whether a write that takes the cookie, which a browser sends by itself, takes a proof of intent with it."""
    by_cookie = [alternative for alternative in node["security"] if "sessionCookie" in alternative]
    return not by_cookie or ("csrf-failed" in node["x-problems"] and all("csrfToken" in one for one in by_cookie))


class _Walker:
    """Follows references from file to file and remembers what it has reached."""

    def __init__(self, specs: Specs) -> None:
        self._specs = specs
        self.reached: set[tuple[str, str]] = set()

    def visit(self, node: Any, source: Source) -> None:
        """Reach everything below a node."""
        if isinstance(node, list):
            for child in node:
                self.visit(child, source)
        if not isinstance(node, dict):
            return
        for name, child in node.items():
            if name == "$ref" and isinstance(child, str):
                self._follow(child, source, line_of(node, name))
            elif name == "mapping" and isinstance(child, dict):
                for ref in child.values():
                    if isinstance(ref, str):
                        self._follow(ref, source, line_of(child))
            else:
                self.visit(child, source)

    def _follow(self, ref: str, source: Source, line: int) -> None:
        file, _, fragment = ref.partition("#/")
        target = self._specs.source(source.path.parent / file) if file else source
        key = (str(target.path), fragment)
        if key in self.reached:
            return
        self.reached.add(key)
        node = target.content
        for step in filter(None, fragment.split("/")):
            if not isinstance(node, dict) or step not in node:
                raise SpecError(source.shown, line, f"the reference {ref} leads nowhere")
            node = node[step]
        self.visit(node, target)


def _check_all_referenced(specs: Specs, walker: _Walker) -> None:
    for source in specs.schema_files():
        for name in source.content:
            if (str(source.path), name) not in walker.reached:
                source.refuse(source.content, f"nothing refers to the schema {name}", name)
    for source in specs.event_files():
        if (str(source.path), "") not in walker.reached:
            source.refuse(source.content, "nothing refers to this event")


def _check_redaction(specs: Specs, source: Source) -> None:
    """Hold every string of an answer to saying what an auditor sees of it."""
    seen: set[tuple[str, str]] = set()
    stack: list[tuple[Any, Source]] = [(operation.node["responses"], source) for operation in specs.operations()]
    while stack:
        node, at = stack.pop()
        if isinstance(node, list):
            stack.extend((child, at) for child in node)
        if not isinstance(node, dict):
            continue
        if _is_string(node) and node.get("x-redact") not in _REDACT:
            at.refuse(node, "a string of an answer needs x-redact: keep, text or drop", "type")
        if isinstance(node.get("$ref"), str):
            target, fragment, found = _target(specs, at, node["$ref"])
            if (str(target.path), fragment) not in seen:
                seen.add((str(target.path), fragment))
                stack.append((found, target))
        stack.extend((child, at) for name, child in node.items() if name not in _NO_SCHEMA)


def _is_string(node: dict[str, Any]) -> bool:
    kind = node.get("type")
    return kind == "string" or (isinstance(kind, list) and "string" in kind)


def _target(specs: Specs, at: Source, ref: str) -> tuple[Source, str, Any]:
    file, _, fragment = ref.partition("#/")
    target = specs.source(at.path.parent / file) if file else at
    found = target.content
    for step in fragment.split("/"):
        found = found[step]
    return target, fragment, found
