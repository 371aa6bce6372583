"""Generates everything in `generated/` except the SDKs, from `specs/` and `sql/queries/`."""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from codegen.contract.bundle import bundle_asyncapi, bundle_openapi
from codegen.contract.check import check_specs
from codegen.contract.limits import document_sizes, size_limits
from codegen.contract.load import Specs
from codegen.contract.models import distinct_arrays, generate_events, generate_models, text_kinds
from codegen.contract.openapi30 import openapi_30
from codegen.contract.operations import OperationSpec, operations, shared_parameters
from codegen.contract.problems import problem_classes
from codegen.contract.published import client_openapi, published_asyncapi, published_openapi
from codegen.contract.redaction import redaction_plans
from codegen.render import render
from codegen.sql.queries import generate_queries

ROOT = Path(__file__).resolve().parents[1]
GENERATED = Path("generated")
RUNTIME = Path(__file__).with_name("runtime")  # copied unchanged
SDKS = GENERATED / "sdk"  # written by `python -m codegen.sdk`
RELEASED = Path("specs/released")


@dataclass(frozen=True, slots=True)
class Module:
    """A generated module: its path below `generated/`, the source that its first line names, and its text."""

    path: str
    source: str
    text: str


def generate(root: Path) -> dict[Path, str]:
    """Return path (below ``root``) and text of every generated file; raise `SpecError` for an error in the sources."""
    specs = Specs(root)
    check_specs(specs)
    openapi, asyncapi = bundle_openapi(specs), bundle_asyncapi(specs)
    files = _formatted([*_modules(specs, openapi, asyncapi), *_queries(root)], root)
    files["openapi.json"] = _document(openapi)
    files["asyncapi.json"] = _document(asyncapi)
    files |= {f"served/{name}": _document(content) for name, content in _served(openapi, asyncapi).items()}
    files["sources.sha256"] = _digests(root)
    return {GENERATED / path: text for path, text in sorted(files.items())}


def _served(openapi: dict[str, Any], asyncapi: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Return the documents that the server serves, by the names under which it serves them."""
    published = published_openapi(openapi)
    return {
        "openapi.json": published,
        "openapi.client.json": client_openapi(published),
        "openapi-3.0.json": openapi_30(published),
        "asyncapi.json": published_asyncapi(asyncapi),
    }


def _modules(specs: Specs, openapi: dict[str, Any], asyncapi: dict[str, Any]) -> Iterator[Module]:
    schemas = openapi["components"]["schemas"]
    yield Module("__init__.py", "specs", '"""Generated from `specs/` and `sql/`; never edited by hand."""\n')
    models = generate_models(schemas, left_out=set(specs.named("schemas/problems.yaml").content))
    yield Module("models.py", "specs/schemas", f'"""The schemas of the contract."""\n\n{models}')
    shared = {name for name in schemas if f"class {name}(" in models}
    events = generate_events(asyncapi["components"]["schemas"], shared)
    yield Module("events.py", "specs/events", f'"""The events of the contract."""\n\n{events}')
    scalars = render(
        "scalars.py",
        arrays=distinct_arrays(schemas),
        document_sizes=document_sizes(openapi),
        text_kinds=text_kinds(openapi),
    )
    yield Module("scalars.py", "specs/schemas/scalars.yaml", scalars)
    yield Module("limits.py", "specs/schemas", render("limits.py", limits=size_limits(openapi)))
    yield Module("redaction.py", "specs/schemas", render("redaction.py", plans=redaction_plans(openapi)))
    problems = render("problems.py", problems=problem_classes(specs.named("problems.yaml").content))
    yield Module("problems.py", "specs/problems.yaml", problems)
    roles = specs.named("roles.yaml").content
    permissions = render("permissions.py", scopes=roles["scopes"], roles=roles["roles"])
    yield Module("permissions.py", "specs/roles.yaml", permissions)
    status = specs.named("schemas/tickets.yaml").content["TicketStatus"]
    transitions = render("transitions.py", transitions=status["x-transitions"])
    yield Module("transitions.py", "specs/schemas/tickets.yaml", transitions)
    parameters = render("parameters.py", parameters=shared_parameters(openapi))
    yield Module("parameters.py", "specs/openapi.yaml", parameters)
    yield from _operations(operations(openapi))
    for path in sorted(RUNTIME.glob("*.py")):
        yield Module(f"runtime/{path.name}", f"codegen/runtime/{path.name}", path.read_text(encoding="utf-8"))


def _operations(specs: Iterable[OperationSpec]) -> Iterator[Module]:
    """Yield requests, results and routes of each tag, and the routes of all tags."""
    by_tag: dict[str, list[OperationSpec]] = {}
    allow: dict[str, list[str]] = {}
    for operation in specs:
        by_tag.setdefault(operation.tag, []).append(operation)
        allow.setdefault(operation.path, []).append(operation.method)
    source = "specs/openapi.yaml"
    yield Module("operations/__init__.py", source, '"""The operations of the contract, one module per tag."""\n')
    for tag, of_tag in by_tag.items():
        yield Module(f"operations/{tag}.py", source, render("operations.py", tag=tag, operations=of_tag))
        yield Module(f"routes/{tag}.py", source, render("routes.py", tag=tag, operations=of_tag))
    shadowed = [path for path in allow if any(_also_matches(other, path) for other in allow)]
    routes = render("routes_init.py", tags=sorted(by_tag), allow=allow, shadowed=shadowed)
    yield Module("routes/__init__.py", source, routes)


def _also_matches(template: str, path: str) -> bool:
    """Whether another path with a parameter also matches this path, which has none."""
    pattern = re.sub(r"\\{\w+\\}", "[^/]+", re.escape(template))
    return template != path and "{" not in path and re.fullmatch(pattern, path) is not None


def _queries(root: Path) -> Iterator[Module]:
    for path, text in generate_queries(root).items():
        yield Module(path.relative_to(GENERATED).as_posix(), "sql/queries", text)


def _formatted(modules: list[Module], root: Path) -> dict[str, str]:
    """Return the text of each module by its path, with sorted imports, formatted by the settings of the project."""
    with tempfile.TemporaryDirectory() as folder:
        paths = {module.path: Path(folder, "generated", module.path) for module in modules}
        for module in modules:
            paths[module.path].parent.mkdir(parents=True, exist_ok=True)
            header = f"# Generated from {module.source} by `python -m codegen`. Do not edit.\n"
            paths[module.path].write_text(header + module.text, encoding="utf-8")
        settings = ["--config", str(root / "pyproject.toml"), "--quiet", "--no-cache"]
        fix = ["check", "--select", "F401,I", "--config", "lint.per-file-ignores={}", "--fix", *settings]
        for command in (fix, ["format", *settings]):
            subprocess.run([sys.executable, "-m", "ruff", *command, folder], check=True)
        return {name: path.read_text(encoding="utf-8") for name, path in paths.items()}


def _document(content: dict[str, Any]) -> str:
    return json.dumps(content, indent=2, ensure_ascii=False) + "\n"


def _digests(root: Path) -> str:
    """List the digest of every source, so that the check also notices changes that leave the generated files alone."""
    files = [path for folder in ("specs", "sql/queries") for path in (root / folder).rglob("*") if path.is_file()]
    sources = [path for path in files if not path.is_relative_to(root / RELEASED)]
    lines = [
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(root).as_posix()}" for path in sources
    ]
    return "\n".join(sorted(lines, key=lambda line: line[66:])) + "\n"
