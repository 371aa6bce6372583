"""Bundles the files of the spec into one OpenAPI and one AsyncAPI document, which are served and generated from.

References to schema files become components. Planned operations, and components that only they use, are left out.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from codegen.contract.load import METHODS, Source, Specs, line_of
from codegen.contract.text import with_pattern
from codegen.errors import SpecError

Json = Any


class Bundler:
    """Copies a document, and collects the schemas of other files that it refers to as components."""

    def __init__(self, specs: Specs) -> None:
        self._specs = specs
        self._origins: dict[str, tuple[Path, str]] = {}
        self.schemas: dict[str, Json] = {}

    def copy(self, node: Json, source: Source, key: object = None) -> Json:
        """Copy a node of ``source``, with all references pointing into the bundle."""
        if isinstance(node, dict):
            copied: dict[str, Json] = {}
            for name, child in node.items():
                if name == "$ref" and isinstance(child, str):
                    copied["$ref"] = self._internal(child, source, line_of(node, name))
                elif name == "mapping" and key == "discriminator":
                    copied[name] = {tag: self._internal(ref, source, line_of(child, tag)) for tag, ref in child.items()}
                else:
                    copied[name] = self.copy(child, source, name)
            return with_pattern(copied) if "x-text" in copied else copied
        if isinstance(node, list):
            return [self.copy(child, source) for child in node]
        return _plain(node)

    def _internal(self, ref: str, source: Source, line: int) -> str:
        file, _, fragment = ref.partition("#/")
        if not file and source.path.name in {"openapi.yaml", "asyncapi.yaml"}:
            self._resolve(source, fragment.split("/"), source, line, ref)
            return ref
        target = self._specs.source(source.path.parent / file) if file else source
        if target.path.suffix == ".json":
            return self._component(str(target.content["title"]), target, target.content, line, source)
        node = self._resolve(target, fragment.split("/"), source, line, ref)
        return self._component(fragment.rpartition("/")[2], target, node, line, source)

    @staticmethod
    def _resolve(target: Source, steps: list[str], source: Source, line: int, ref: str) -> Json:
        node = target.content
        for step in steps:
            if not isinstance(node, dict) or step not in node:
                raise SpecError(source.shown, line, f"the reference {ref} does not resolve")
            node = node[step]
        return node

    def _component(self, name: str, target: Source, node: Json, line: int, source: Source) -> str:
        origin = (target.path, name)
        if self._origins.setdefault(name, origin) != origin:
            raise SpecError(source.shown, line, f"two different schemas are named {name}: rename one of them")
        if name not in self.schemas:
            for forbidden in ("$id", "$defs"):
                if forbidden in node:
                    target.fail(node, f"{forbidden} cannot be bundled: put the schema into specs/schemas", forbidden)
            self.schemas[name] = None
            body = {key: child for key, child in node.items() if key != "$schema"}
            self.schemas[name] = self.copy(body, target)
        return f"#/components/schemas/{name}"


def _plain(value: Json) -> Json:
    """Convert the loader's scalars, which remember their formatting, into plain Python values."""
    for kind in (bool, int, float, str):
        if isinstance(value, kind):
            return kind(value)
    return value


def bundle_openapi(specs: Specs) -> dict[str, Json]:
    """Return the OpenAPI document of all implemented operations."""
    source = specs.named("openapi.yaml")
    bundler = Bundler(specs)
    root = source.content
    paths: dict[str, Json] = {}
    for path, item in root["paths"].items():
        kept = {
            name: bundler.copy(child, source)
            for name, child in item.items()
            if name not in METHODS or child["x-status"] != "planned"
        }
        if kept.keys() & set(METHODS):
            paths[path] = kept
    _drop_dangling_links(paths)
    used = _reachable(paths, root["components"])
    components: dict[str, Json] = {}
    for kind, items in root["components"].items():
        kept = {name: bundler.copy(child, source) for name, child in items.items() if (kind, name) in used}
        components[kind] = kept
    components["securitySchemes"] = bundler.copy(root["components"]["securitySchemes"], source)
    components["schemas"] = dict(sorted(bundler.schemas.items()))
    tags = {tag for item in paths.values() for name, op in item.items() if name in METHODS for tag in op["tags"]}
    head = {name: bundler.copy(child, source) for name, child in root.items() if name not in {"paths", "components"}}
    head["tags"] = [tag for tag in head["tags"] if tag["name"] in tags]
    return {**head, "paths": paths, "components": components}


def _drop_dangling_links(paths: dict[str, Json]) -> None:
    served = {op["operationId"] for item in paths.values() for name, op in item.items() if name in METHODS}
    for item in paths.values():
        for name, op in item.items():
            if name not in METHODS:
                continue
            for response in op["responses"].values():
                links = response.get("links", {})
                for link in [link for link in links if links[link]["operationId"] not in served]:
                    del links[link]


def _reachable(node: Json, components: Json) -> set[tuple[str, str]]:
    """Return the kind and name of every component that is referred to, directly or by another component."""
    reachable: set[tuple[str, str]] = set()
    pending = [node]
    while pending:
        current = pending.pop()
        if isinstance(current, dict):
            ref = current.get("$ref")
            if isinstance(ref, str) and ref.startswith("#/components/") and "/schemas/" not in ref:
                kind, name = ref.removeprefix("#/components/").split("/")
                if (kind, name) not in reachable:
                    reachable.add((kind, name))
                    pending.append(components[kind][name])
            pending.extend(current.values())
        elif isinstance(current, list):
            pending.extend(current)
    return reachable


def bundle_asyncapi(specs: Specs) -> dict[str, Json]:
    """Return the AsyncAPI document of all implemented operations."""
    source = specs.named("asyncapi.yaml")
    bundler = Bundler(specs)
    root = source.content
    operations = {name: op for name, op in root["operations"].items() if op["x-status"] != "planned"}
    channels = {name: channel for name, channel in root["channels"].items() if channel.get("x-status") != "planned"}
    messages = {ref["$ref"].rpartition("/")[2] for channel in channels.values() for ref in channel["messages"].values()}
    bundle = {name: bundler.copy(child, source) for name, child in root.items() if name != "components"}
    bundle["operations"] = {name: bundler.copy(op, source) for name, op in operations.items()}
    bundle["channels"] = {name: bundler.copy(channel, source) for name, channel in channels.items()}
    kept = {name: message for name, message in root["components"]["messages"].items() if name in messages}
    bundle["components"] = {"messages": {name: bundler.copy(message, source) for name, message in kept.items()}}
    bundle["components"]["schemas"] = dict(sorted(bundler.schemas.items()))
    for schema in bundle["components"]["schemas"].values():
        # AsyncAPI has the name of the member where OpenAPI has an object with a mapping.
        if isinstance(schema.get("discriminator"), dict):
            schema["discriminator"] = schema["discriminator"]["propertyName"]
    return bundle
