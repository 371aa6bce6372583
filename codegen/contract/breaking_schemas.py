"""Compares two schemas by a table of keywords, for the side that sends values or the side that receives them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Literal, Protocol

from codegen.contract.breaking_forms import alike, null_as_type

Json = dict[str, Any]
Direction = Literal["request", "response"]
# Upper bounds narrow when they fall, lower bounds when they rise.
_UPPER = ("maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties")
# Adding one of these only writes down a bound that the description stated before.
_EXTENSIONS = {"x-max-bytes"}
_LOWER = ("minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties")
# Keywords whose schema applies to unnamed values, how findings show their place, and what they apply to.
# An absent keyword is like true, which allows everything.
_OTHERS = {
    "items": ("[]", "items"),
    "additionalProperties": ("{}", "other members"),
    "unevaluatedProperties": ("{}", "other members"),
    "propertyNames": ("{name}", "names of members"),
}
# It is not known whether a change of these narrows or widens, so that any change counts as breaking.
_OPAQUE = ("pattern", "format", "const", "multipleOf", "contentEncoding", "contentMediaType")


@dataclass(frozen=True, slots=True)
class Finding:
    """One difference: its place, what changed, and whether it breaks clients."""

    where: str
    what: str
    breaks: bool

    def __str__(self) -> str:
        return f"{'BREAKS' if self.breaks else 'ok    '}  {self.where}: {self.what}"


class Documents(Protocol):
    """The two documents in which references are followed."""

    def follow(self, old: Json, new: Json) -> tuple[Json, Json]:
        """Resolve the references of both nodes."""


def resolved(document: Json, node: Json) -> Json:
    """Follow the reference of a node inside its document; members next to it are kept."""
    while "$ref" in node:
        target: Any = document
        for step in str(node["$ref"]).removeprefix("#/").split("/"):
            target = target[step]
        node = {**target, **{name: value for name, value in node.items() if name != "$ref"}}
    return node


def compare_schemas(documents: Documents, where: str, old: Json, new: Json, direction: Direction) -> Iterator[Finding]:
    """Yield the differences in what two schemas allow; recursive schemas are compared once."""
    yield from _Comparison(documents, direction).compare(where, old, new)


class _Comparison:
    def __init__(self, documents: Documents, direction: Direction) -> None:
        self._documents = documents
        self._direction = direction
        self._compared: set[tuple[str, str]] = set()

    def compare(self, where: str, old: Json, new: Json) -> Iterator[Finding]:
        names = (str(old.get("$ref")), str(new.get("$ref")))
        if "None" not in names:
            if names in self._compared:
                return
            self._compared.add(names)
        old, new = self._documents.follow(old, new)
        old, new = alike(*self._documents.follow(null_as_type(old), null_as_type(new)))
        yield from self._values(where, "type", _types(old), _types(new))
        if "enum" in old or "enum" in new:
            yield from self._enums(where, old, new)
        yield from self._bounds(where, old, new)
        yield from self._members(where, old, new)
        yield from self._variants(where, old, new)
        yield from self._others(where, old, new)

    def _finding(self, where: str, what: str, *, narrows: bool) -> Finding:
        """Narrowing breaks clients that send the value, widening breaks clients that receive it."""
        return Finding(where, what, breaks=narrows == (self._direction == "request"))

    def _values(self, where: str, kind: str, old: set[str] | None, new: set[str] | None) -> Iterator[Finding]:
        if old == new:
            return
        if old is None or new is None:
            change = "became limited" if old is None else "are no longer limited"
            yield self._finding(where, f"the {kind}s {change}", narrows=old is None)
            return
        for value in sorted(old - new):
            yield self._finding(where, f"the {kind} {value} was removed", narrows=True)
        for value in sorted(new - old):
            yield self._finding(where, f"the {kind} {value} was added", narrows=False)

    def _enums(self, where: str, old: Json, new: Json) -> Iterator[Finding]:
        """Compare the values; clients of a marked enum accept values that it does not list."""
        grows = old.get("x-may-gain-values") is True and "enum" in old and "enum" in new
        for finding in self._values(where, "value", _enum(old), _enum(new)):
            yield replace(finding, breaks=False) if grows and finding.what.endswith(" was added") else finding

    def _bounds(self, where: str, old: Json, new: Json) -> Iterator[Finding]:
        for keywords, sign in ((_UPPER, 1), (_LOWER, -1)):
            for keyword in keywords:
                before, after = old.get(keyword), new.get(keyword)
                if before != after:
                    narrows = before is None or (after is not None and (after - before) * sign < 0)
                    yield self._finding(where, f"{keyword} was {before} and is {after}", narrows=narrows)
        for keyword in _EXTENSIONS & old.keys() & new.keys():
            before, after = old[keyword], new[keyword]
            if before != after:
                yield self._finding(where, f"{keyword} was {before} and is {after}", narrows=after < before)
        # A kind of text implies its pattern.
        implied = "pattern" if old.get("x-text") != new.get("x-text") else ""
        for keyword in (*filter(implied.__ne__, _OPAQUE), "x-text"):
            before, after = old.get(keyword), new.get(keyword)
            if before != after:
                what = f"{keyword} was {before} and is {after}"
                one_is_free = before is None or after is None
                yield (
                    self._finding(where, what, narrows=before is None)
                    if one_is_free
                    else Finding(where, what, breaks=True)
                )
        if old.get("uniqueItems", False) != new.get("uniqueItems", False):
            yield self._finding(where, "uniqueItems changed", narrows=new.get("uniqueItems", False))

    def _members(self, where: str, old: Json, new: Json) -> Iterator[Finding]:
        before, after = old.get("properties", {}), new.get("properties", {})
        for name in sorted(before.keys() | after.keys()):
            at = f"{where}.{name}"
            if name not in after:
                yield Finding(at, "the member was removed", breaks=True)
            elif name not in before:
                yield Finding(at, "the member was added", breaks=False)
            else:
                yield from self.compare(at, before[name], after[name])
        was, now = set(old.get("required", ())), set(new.get("required", ()))
        for name in sorted(now - was):
            yield self._finding(f"{where}.{name}", "the member became required", narrows=True)
        for name in sorted((was - now) & after.keys()):
            yield self._finding(f"{where}.{name}", "the member became optional", narrows=False)

    def _others(self, where: str, old: Json, new: Json) -> Iterator[Finding]:
        for keyword, (place, what) in _OTHERS.items():
            before, after = old.get(keyword, True), new.get(keyword, True)
            if isinstance(before, dict) and isinstance(after, dict):
                yield from self.compare(f"{where}{place}", before, after)
            elif self._direction == "response" and before is False and after is True:
                yield Finding(where, f"{what} are now allowed", breaks=False)  # clients ignore members unknown to them
            elif before != after:
                state = ("forbidden", "limited", "allowed")[_freedom(after)]
                yield self._finding(where, f"{what} are now {state}", narrows=_freedom(after) < _freedom(before))

    def _variants(self, where: str, old: Json, new: Json) -> Iterator[Finding]:
        for keyword in ("oneOf", "anyOf"):
            before, after = _by_label(old.get(keyword, ())), _by_label(new.get(keyword, ()))
            for label in sorted(before.keys() | after.keys()):
                if label not in after:
                    yield self._finding(where, f"the variant {label} was removed", narrows=True)
                elif label not in before:
                    yield self._finding(where, f"the variant {label} was added", narrows=bool(not before))
                else:
                    yield from self.compare(f"{where}<{label}>", before[label], after[label])
        for number, (part, other) in enumerate(zip(old.get("allOf", ()), new.get("allOf", ()), strict=False)):
            yield from self.compare(f"{where}&{number}", part, other)


def _types(schema: Json) -> set[str] | None:
    kind = schema.get("type")
    if kind is None:
        return None
    types = set(kind) if isinstance(kind, list) else {str(kind)}
    return types | {"integer"} if "number" in types else types


def _enum(schema: Json) -> set[str] | None:
    return None if "enum" not in schema else {repr(value) for value in schema["enum"]}


def _freedom(schema: bool | Json) -> int:
    return {False: 0, True: 2}[schema] if isinstance(schema, bool) else 1


def _by_label(variants: Any) -> dict[str, Json]:
    """Name each variant by the schema that it refers to, or by its type and position."""
    named: dict[str, Json] = {}
    for variant in variants:
        label = str(variant.get("$ref", variant.get("type", "any"))).rpartition("/")[2]
        named[label if label not in named else f"{label}#{len(named)}"] = variant
    return named
