"""Checks that the spec can be generated from; errors name the file and the line."""

from __future__ import annotations

from typing import Any

from codegen.contract.check_schemas import check_schemas
from codegen.contract.load import OperationSource, Source, Specs, line_of
from codegen.contract.text import PATTERNS
from codegen.errors import SpecError

_STATUSES = {"implemented", "planned"}
_REDACT = {"keep", "text", "drop"}
# Below these keys are values and names, not schemas.
_NO_SCHEMA = {"examples", "example", "const", "enum", "propertyNames", "links"}


def check_specs(specs: Specs) -> None:
    """Check all sources, including planned operations; raise `SpecError` at the first error."""
    source = specs.named("openapi.yaml")
    problems = {entry["code"]: entry["status"] for entry in specs.named("problems.yaml").content}
    scopes = _scopes(specs)
    by_id: dict[str, str] = {}
    for operation in specs.operations():
        _check_operation(source, operation, problems, scopes)
        other = by_id.setdefault(operation.operation_id, f"{operation.method} {operation.path}")
        if other != f"{operation.method} {operation.path}":
            source.fail(operation.node, f"{other} already has the operationId {operation.operation_id}", "operationId")
    walker = _Walker(specs)
    walker.visit(source.content, source)
    events = specs.named("asyncapi.yaml")
    walker.visit(events.content, events)
    _check_all_referenced(specs, walker)
    check_schemas(specs)
    _check_redaction(specs, source)


def _scopes(specs: Specs) -> set[str]:
    source = specs.named("roles.yaml")
    scopes = set(source.content["scopes"])
    for role in source.content["roles"].values():
        for index, scope in enumerate(role["scopes"]):
            if scope not in scopes:
                line = role["scopes"].lc.item(index)[0] + 1
                raise SpecError(source.shown, line, f"the scope {scope} is not declared")
    return scopes


def _check_operation(source: Source, operation: OperationSource, problems: dict[str, int], scopes: set[str]) -> None:
    node = operation.node
    where = f"{operation.method.upper()} {operation.path}"
    if "operationId" not in node:
        source.fail(node, f"{where} has no operationId")
    if node.get("x-status") not in _STATUSES:
        source.fail(node, f"{where} needs x-status: implemented or planned", "x-status")
    for name in ("security", "x-problems"):
        if name not in node:
            source.fail(node, f"{where} needs {name}")
    for scope in sorted({scope for item in node["security"] for needed in item.values() for scope in needed} - scopes):
        source.fail(node, f"{where} needs the scope {scope}, which specs/roles.yaml does not declare", "security")
    if operation.method != "get" and not _is_forgery_refused(node):
        source.fail(node, f"{where} accepts sessionCookie, so it also needs csrfToken and csrf-failed", "security")
    for code in node["x-problems"]:
        if code not in problems:
            source.fail(
                node, f"{where} has the problem {code}, which specs/problems.yaml does not declare", "x-problems"
            )
    declared = {int(status) for status in node["responses"] if int(status) >= 400}
    differing = declared ^ {problems[code] for code in node["x-problems"]}
    if differing:
        listed = ", ".join(map(str, sorted(differing)))
        source.fail(node, f"{where}: x-problems and responses disagree on {listed}", "responses")


def _is_forgery_refused(node: dict[str, Any]) -> bool:
    """Whether a write that accepts the cookie, which browsers send by themselves, also requires the CSRF token."""
    by_cookie = [alternative for alternative in node["security"] if "sessionCookie" in alternative]
    return not by_cookie or ("csrf-failed" in node["x-problems"] and all("csrfToken" in one for one in by_cookie))


class _Walker:
    """Follows references from file to file and collects what they reach."""

    def __init__(self, specs: Specs) -> None:
        self._specs = specs
        self.reached: set[tuple[str, str]] = set()

    def visit(self, node: Any, source: Source) -> None:
        """Follow all references below a node."""
        if isinstance(node, list):
            for child in node:
                self.visit(child, source)
        if not isinstance(node, dict):
            return
        _check_extensions(node, source)
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
                raise SpecError(source.shown, line, f"the reference {ref} does not resolve")
            node = node[step]
        self.visit(node, target)


def _check_extensions(node: dict[str, Any], source: Source) -> None:
    if "x-max-bytes" in node and not str(node.get("$ref")).endswith("/JsonValue"):
        source.fail(node, "x-max-bytes limits JSON documents: it belongs next to a $ref to JsonValue", "x-max-bytes")
    if "x-separate-items" in node and not _has_separate_items(node):
        source.fail(
            node,
            "x-separate-items: true needs `items` with two alternatives in anyOf: a $ref, and any other JSON value",
            "x-separate-items",
        )
    if "x-text" in node and node["x-text"] not in PATTERNS:
        source.fail(node, f"x-text is one of {', '.join(PATTERNS)}", "x-text")
    if "x-text" in node and "maxLength" not in node:
        source.fail(node, "x-text needs maxLength", "x-text")


def _has_separate_items(node: dict[str, Any]) -> bool:
    """Whether every JSON value is a valid item, so that an invalid one does not make the whole body invalid."""
    items = node.get("items")
    alternatives = items.get("anyOf") if isinstance(items, dict) else None
    if node["x-separate-items"] is not True or not isinstance(alternatives, list) or len(alternatives) != 2:
        return False
    typed, other = alternatives
    return list(typed) == ["$ref"] and isinstance(other, dict) and other.keys() <= {"description"}


def _check_all_referenced(specs: Specs, walker: _Walker) -> None:
    for source in specs.schema_files():
        for name in source.content:
            if (str(source.path), name) not in walker.reached:
                source.fail(source.content, f"nothing refers to the schema {name}: remove it", name)
    for source in specs.event_files():
        if (str(source.path), "") not in walker.reached:
            source.fail(source.content, "nothing refers to this event: remove it")


def _check_redaction(specs: Specs, source: Source) -> None:
    """Require x-redact, which says what an auditor sees, on every string of a response."""
    visited: set[tuple[str, str]] = set()
    pending: list[tuple[Any, Source]] = [(operation.node["responses"], source) for operation in specs.operations()]
    while pending:
        node, at = pending.pop()
        if isinstance(node, list):
            pending.extend((child, at) for child in node)
        if not isinstance(node, dict):
            continue
        if _is_string(node) and node.get("x-redact") not in _REDACT:
            at.fail(node, "a string in a response needs x-redact: keep, text or drop", "type")
        if isinstance(node.get("$ref"), str):
            target, fragment, schema = _follow(specs, at, node["$ref"])
            if (str(target.path), fragment) not in visited:
                visited.add((str(target.path), fragment))
                pending.append((schema, target))
        pending.extend((child, at) for name, child in node.items() if name not in _NO_SCHEMA)


def _is_string(node: dict[str, Any]) -> bool:
    kind = node.get("type")
    return kind == "string" or (isinstance(kind, list) and "string" in kind)


def _follow(specs: Specs, at: Source, ref: str) -> tuple[Source, str, Any]:
    file, _, fragment = ref.partition("#/")
    target = specs.source(at.path.parent / file) if file else at
    node = target.content
    for step in fragment.split("/"):
        node = node[step]
    return target, fragment, node
