"""Everything in `generated/`, from everything in `specs/` and `sql/queries/`."""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from codegen.contract.bundle import bundle_asyncapi, bundle_openapi
from codegen.contract.check import check
from codegen.contract.limits import document_sizes, size_limits
from codegen.contract.load import Specs
from codegen.contract.models import generate_events, generate_models, unique_arrays
from codegen.contract.operations import OperationSpec, operations, shared_parameters
from codegen.contract.problems import problem_classes
from codegen.contract.redaction import redaction_plans
from codegen.sql.queries import generate_queries

GENERATED = Path("generated")
RUNTIME = Path(__file__).with_name("runtime")  # copied as it is
SDKS = GENERATED / "sdk"  # written from `generated/openapi.json` by `python -m codegen.sdk`
RELEASED = Path("specs/released")


def generate(root: Path) -> dict[Path, str]:
    """Give path (below ``root``) and text of every generated file; raise `SpecError` for a source that does not fit."""
    specs = Specs(root)
    check(specs)
    openapi, asyncapi = bundle_openapi(specs), bundle_asyncapi(specs)
    texts = dict(_modules(specs, openapi, asyncapi))
    texts |= {
        path.relative_to(GENERATED).as_posix(): ("sql/queries", text) for path, text in generate_queries(root).items()
    }
    formatted = _formatted({name: _headed(source, text) for name, (source, text) in texts.items()}, root)
    formatted["openapi.json"] = _document(openapi)
    formatted["asyncapi.json"] = _document(asyncapi)
    formatted["sources.sha256"] = _digests(root)
    return {GENERATED / name: text for name, text in sorted(formatted.items())}


def _modules(specs: Specs, openapi: dict[str, Any], asyncapi: dict[str, Any]) -> Iterator[tuple[str, tuple[str, str]]]:
    schemas = openapi["components"]["schemas"]
    event_schemas = asyncapi["components"]["schemas"]
    own_problems = set(specs.named("schemas/problems.yaml").content)
    models = generate_models(schemas, own_problems)
    shared = {name for name in schemas if f"class {name}(" in models}
    found = operations(openapi)
    roles = specs.named("roles.yaml").content
    status = specs.named("schemas/tickets.yaml").content["TicketStatus"]
    yield "__init__.py", ("specs", '"""Generated from `specs/` and `sql/`; never edited."""\n')
    yield "models.py", ("specs/schemas", f'"""The schemas of the contract."""\n\n{models}')
    events = generate_events(event_schemas, shared)
    yield "events.py", ("specs/events", f'"""The events of the contract."""\n\n{events}')
    scalars = _render("scalars.py", arrays=unique_arrays(schemas), document_sizes=document_sizes(openapi))
    yield "scalars.py", ("specs/schemas/scalars.yaml", scalars)
    yield "limits.py", ("specs/schemas", _render("limits.py", limits=size_limits(openapi)))
    classes = problem_classes(specs.named("problems.yaml").content)
    yield "problems.py", ("specs/problems.yaml", _render("problems.py", problems=classes))
    yield (
        "permissions.py",
        ("specs/roles.yaml", _render("permissions.py", scopes=roles["scopes"], roles=roles["roles"])),
    )
    moves = status["x-transitions"]
    yield "transitions.py", ("specs/schemas/tickets.yaml", _render("transitions.py", transitions=moves))
    yield "redaction.py", ("specs/schemas", _render("redaction.py", plans=redaction_plans(openapi)))
    yield "parameters.py", ("specs/openapi.yaml", _render("parameters.py", parameters=shared_parameters(openapi)))
    for path in sorted(RUNTIME.glob("*.py")):
        yield f"runtime/{path.name}", (f"codegen/runtime/{path.name}", path.read_text(encoding="utf-8"))
    yield from _operations(found)


def _operations(found: list[OperationSpec]) -> Iterator[tuple[str, tuple[str, str]]]:
    by_tag: dict[str, list[OperationSpec]] = {}
    allow: dict[str, list[str]] = {}
    for operation in found:
        by_tag.setdefault(operation.tag, []).append(operation)
        allow.setdefault(operation.path, []).append(operation.method)
    yield "operations/__init__.py", ("specs/openapi.yaml", '"""The operations of the spec, one module per tag."""\n')
    for tag, of_tag in by_tag.items():
        for package in ("operations", "routes"):
            text = _render(f"{package}.py", tag=tag, operations=of_tag)
            yield f"{package}/{tag}.py", ("specs/openapi.yaml", text)
    shadowed = [path for path in allow if any(_also_matches(other, path) for other in allow)]
    rendered = _render("routes_init.py", tags=sorted(by_tag), allow=allow, shadowed=shadowed)
    yield "routes/__init__.py", ("specs/openapi.yaml", rendered)


def _also_matches(template: str, path: str) -> bool:
    """Whether another path's parameter can stand for what this one spells out."""
    pattern = re.sub(r"\\{\w+\\}", "[^/]+", re.escape(template))
    return template != path and "{" not in path and re.fullmatch(pattern, path) is not None


_ENVIRONMENT = Environment(
    loader=PackageLoader("codegen"),
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=True,
    undefined=StrictUndefined,
    autoescape=False,  # noqa: S701 - it writes Python, not HTML
)


def _render(name: str, **values: object) -> str:
    return _ENVIRONMENT.get_template(f"{name}.jinja").render(**values)


def _headed(source: str, text: str) -> str:
    return f"# Generated from {source} by `python -m codegen`. Do not edit.\n{text}"


def _formatted(texts: dict[str, str], root: Path) -> dict[str, str]:
    """Sort imports and format by the project's own settings."""
    with tempfile.TemporaryDirectory() as folder:
        for name, text in texts.items():
            path = Path(folder, "generated", name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        settings = ["--config", str(root / "pyproject.toml"), "--quiet", "--no-cache"]
        fix = ["check", "--select", "F401,I", "--config", "lint.per-file-ignores={}", "--fix", *settings]
        for command in (fix, ["format", *settings]):
            subprocess.run([sys.executable, "-m", "ruff", *command, folder], check=True)
        return {name: Path(folder, "generated", name).read_text(encoding="utf-8") for name in texts}


def _document(content: dict[str, Any]) -> str:
    return json.dumps(content, indent=2, ensure_ascii=False) + "\n"


def _digests(root: Path) -> str:
    """List what was generated from, so that a change shows that leaves every other file as it was."""
    files = [path for folder in ("specs", "sql/queries") for path in (root / folder).rglob("*") if path.is_file()]
    sources = [path for path in files if not path.is_relative_to(root / RELEASED)]
    lines = [
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(root).as_posix()}" for path in sources
    ]
    return "\n".join(sorted(lines, key=lambda line: line[66:])) + "\n"
