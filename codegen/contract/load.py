"""Reads `specs/` with line numbers, so that errors can name the line."""

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
    """One file of the spec: its path, its path as errors show it, and its content."""

    path: Path
    shown: Path
    content: Any

    def fail(self, node: Any, message: str, key: object = None) -> NoReturn:
        """Raise `SpecError` for the line of ``node``, or of its member ``key``."""
        raise SpecError(self.shown, line_of(node, key), message)


@dataclass(frozen=True, slots=True)
class OperationSource:
    """One operation of openapi.yaml."""

    path: str
    method: str
    node: CommentedMap

    @property
    def operation_id(self) -> str:
        """The operationId."""
        return str(self.node["operationId"])

    @property
    def is_mutation(self) -> bool:
        """Whether it may change something."""
        return self.method != "get"


def line_of(node: Any, key: object = None) -> int:
    """Return the line of a node or of its member, counted from 1."""
    if isinstance(node, CommentedMap) and key is not None and key in node:
        try:
            return int(node.lc.key(key)[0]) + 1
        except KeyError:
            return int(node.lc.line) + 1
    if isinstance(node, CommentedMap | CommentedSeq):
        return int(node.lc.line) + 1
    return 1


class Specs:
    """The files of `specs/`, each read once."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._read = cache(self._load)

    def source(self, path: Path) -> Source:
        """Read one file; raise `SpecError` if it is missing or is not YAML."""
        return self._read(path.resolve())

    def named(self, name: str) -> Source:
        """Read a file by its name below `specs/`."""
        return self.source(self.root / "specs" / name)

    def _load(self, path: Path) -> Source:
        resolved = self.root.resolve()
        shown = path.relative_to(resolved) if path.is_relative_to(resolved) else path
        if not path.is_file():
            raise SpecError(shown, 1, "the file does not exist")
        try:
            return Source(path, shown, _parse(path.read_text(encoding="utf-8")))
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
        """Yield every operation of openapi.yaml, including planned ones."""
        for path, item in self.named("openapi.yaml").content["paths"].items():
            for method in METHODS:
                if method in item:
                    yield OperationSource(path, method, item[method])


@cache  # The tests load many variants of the spec, which differ in one file each.
def _parse(text: str) -> Any:
    return YAML(typ="rt").load(text)
