"""Reads `specs/` with line numbers, so that a refusal can name the place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, NoReturn

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import MarkedYAMLError

from codegen.errors import SpecError

METHODS = ("get", "put", "post", "delete", "patch")


@dataclass(frozen=True, slots=True)
class Source:
    """One file of the spec: its path as shown in refusals, and its content."""

    path: Path
    shown: Path
    content: Any

    def refuse(self, node: Any, message: str, key: object = None) -> NoReturn:
        """Raise `SpecError` at the line of ``node``, or of its member ``key``."""
        raise SpecError(self.shown, line_of(node, key), message)


@dataclass(frozen=True, slots=True)
class OperationSource:
    """One operation as it stands in openapi.yaml."""

    path: str
    method: str
    node: CommentedMap

    @property
    def operation_id(self) -> str:
        """Give its operationId."""
        return str(self.node["operationId"])

    @property
    def is_planned(self) -> bool:
        """Tell whether its handler is yet to come."""
        return bool(self.node["x-status"] == "planned")

    @property
    def is_mutation(self) -> bool:
        """Tell whether it changes something."""
        return self.method != "get"


def line_of(node: Any, key: object = None) -> int:
    """Give the line, from 1, on which a node or its member stands."""
    if isinstance(node, CommentedMap) and key is not None and key in node:
        try:
            return int(node.lc.key(key)[0]) + 1
        except KeyError:
            return int(node.lc.line) + 1
    if isinstance(node, CommentedMap | CommentedSeq):
        return int(node.lc.line) + 1
    return 1


class Specs:
    """All files of `specs/`, each read once."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._read = cache(self._load)

    def source(self, path: Path) -> Source:
        """Read one file; raise `SpecError` where it is missing or no YAML."""
        return self._read(path.resolve())

    def named(self, name: str) -> Source:
        """Read a file by its name below `specs/`."""
        return self.source(self.root / "specs" / name)

    def _load(self, path: Path) -> Source:
        resolved = self.root.resolve()
        shown = path.relative_to(resolved) if path.is_relative_to(resolved) else path
        if not path.is_file():
            raise SpecError(shown, 1, "there is no such file")
        try:
            return Source(path, shown, YAML(typ="rt").load(path.read_text(encoding="utf-8")))
        except MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            raise SpecError(shown, mark.line + 1 if mark else 1, f"not YAML: {error.problem}") from error

    def schema_files(self) -> list[Source]:
        """Read every file of shared schemas."""
        return [self.source(path) for path in sorted((self.root / "specs" / "schemas").glob("*.yaml"))]

    def event_files(self) -> list[Source]:
        """Read every schema of an event."""
        return [self.source(path) for path in sorted((self.root / "specs" / "events").glob("*.schema.json"))]

    def operations(self) -> Iterator[OperationSource]:
        """Give every operation of openapi.yaml, planned ones too."""
        for path, item in self.named("openapi.yaml").content["paths"].items():
            for method in METHODS:
                if method in item:
                    yield OperationSource(path, method, item[method])
