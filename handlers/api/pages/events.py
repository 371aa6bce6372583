"""The contents of the events page, from the AsyncAPI bundle: the subject, fields and example of each event."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

_LIMITS = {
    "minLength": "at least {} characters",
    "maxLength": "at most {} characters",
    "minimum": "from {}",
    "maximum": "to {}",
    "minItems": "at least {} items",
    "maxItems": "at most {} items",
    "maxProperties": "at most {} members",
    "pattern": "matches {}",
}


@dataclass(frozen=True, slots=True)
class Field:
    """A member of an object, with its own members."""

    name: str
    type: str
    required: bool
    values: tuple[str, ...]
    limits: tuple[str, ...]
    description: str
    one_of: bool
    fields: tuple[Field, ...]

    @property
    def contents(self) -> str:
        """The label for the nested fields: members of an object, or alternatives of a `oneOf`."""
        count = len(self.fields)
        return f"one of {count}" if self.one_of else f"{count} member{'' if count == 1 else 's'}"


@dataclass(frozen=True, slots=True)
class Event:
    """A type of event on its channel."""

    name: str
    title: str
    summary: str
    sent: bool
    subject: str
    parameters: tuple[tuple[str, str], ...]
    content_type: str
    fields: tuple[Field, ...]
    example: Any


def events(bundle: dict[str, Any]) -> tuple[Event, ...]:
    """Return the events, in the order of the bundle's operations."""
    return tuple(
        _event(bundle, operation, _resolve(bundle, message))
        for operation in bundle["operations"].values()
        for message in operation["messages"]
    )


def _event(bundle: dict[str, Any], operation: dict[str, Any], message: dict[str, Any]) -> Event:
    channel, payload = _resolve(bundle, operation["channel"]), _resolve(bundle, message["payload"])
    return Event(
        name=message["name"],
        title=message["title"],
        summary=operation["summary"],
        sent=operation["action"] == "send",
        subject=channel["address"],
        parameters=tuple((name, parameter["description"]) for name, parameter in channel.get("parameters", {}).items()),
        content_type=message.get("contentType", bundle["defaultContentType"]),
        fields=_fields(bundle, payload, ()),
        example=next(iter(payload.get("examples", ())), None),
    )


def _resolve(bundle: dict[str, Any], node: dict[str, Any]) -> dict[str, Any]:
    """Return the node, with its reference resolved; the members next to ``$ref`` take precedence."""
    while "$ref" in node:
        target: Any = bundle
        for part in node["$ref"].removeprefix("#/").split("/"):
            target = target[part]
        node = {**target, **{name: value for name, value in node.items() if name != "$ref"}}
    return node


def _fields(bundle: dict[str, Any], schema: dict[str, Any], ancestors: tuple[str, ...]) -> tuple[Field, ...]:
    required = schema.get("required", ())
    return tuple(
        _field(bundle, name, node, name in required, ancestors) for name, node in schema.get("properties", {}).items()
    )


def _field(
    bundle: dict[str, Any], name: str, node: dict[str, Any], required: bool, ancestors: tuple[str, ...]
) -> Field:
    reference = node.get("$ref", "")
    schema = _resolve(bundle, node)
    choices = [choice for choice in schema.get("oneOf", ()) if choice != {"type": "null"}]
    described = _resolve(bundle, choices[0]) if len(choices) == 1 else schema
    is_recursive = reference != "" and reference in ancestors
    nested = () if is_recursive else _nested_fields(bundle, described, choices, (*ancestors, reference))
    return Field(
        name=name,
        type=_type(bundle, schema),
        required=required,
        values=_values(described),
        limits=_limits(described),
        description=schema.get("description") or described.get("description", ""),
        one_of=len(choices) > 1,
        fields=nested,
    )


def _nested_fields(
    bundle: dict[str, Any], schema: dict[str, Any], choices: list[dict[str, Any]], ancestors: tuple[str, ...]
) -> tuple[Field, ...]:
    if len(choices) > 1:
        named = (_name(choice, f"choice {number}") for number, choice in enumerate(choices, 1))
        return tuple(
            _field(bundle, name, choice, required=False, ancestors=ancestors)
            for name, choice in zip(named, choices, strict=True)
            if "properties" in _resolve(bundle, choice)
        )
    if "items" in schema:
        return _fields(bundle, _resolve(bundle, schema["items"]), ancestors)
    return _fields(bundle, schema, ancestors)


def _values(schema: dict[str, Any]) -> tuple[str, ...]:
    return (str(schema["const"]),) if "const" in schema else tuple(map(str, schema.get("enum", ())))


def _limits(schema: dict[str, Any]) -> tuple[str, ...]:
    """Return the limits, unless the format or the listed values imply them."""
    if not {"format", "enum", "const"}.isdisjoint(schema):
        return ()
    return tuple(text.format(schema[key]) for key, text in _LIMITS.items() if key in schema)


def _type(bundle: dict[str, Any], schema: dict[str, Any]) -> str:
    if "oneOf" in schema:
        return " or ".join(dict.fromkeys(_name(choice, _type(bundle, choice)) for choice in schema["oneOf"]))
    kind = schema.get("type", "any value")
    kinds = [kind] if isinstance(kind, str) else list(kind)
    if "items" in schema:
        item = schema["items"]
        kinds = [f"array of {_name(item, _type(bundle, item))}" if word == "array" else word for word in kinds]
    return " or ".join(kinds) + (f" ({schema['format']})" if "format" in schema else "")


def _name(node: dict[str, Any], default: str) -> str:
    return str(node["$ref"]).rpartition("/")[2] if "$ref" in node else default
