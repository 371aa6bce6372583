"""Modelina writes models of the events in three languages. They compile, and read real events where they can."""

import json
import shutil
import sys
from pathlib import Path

import pytest

from tests.interop import typescript
from tests.interop.checks import recorded
from tests.interop.tool import SERVED, npm_version
from tests.sdk.conftest import run

pytestmark = pytest.mark.interop
HERE = Path(__file__).parent / "modelina"


def test_modelina_in_three_languages(events: list[str], tmp_path: Path):
    if not shutil.which("javac"):
        pytest.skip("javac is missing: apt-get install default-jdk-headless")
    typescript.project(tmp_path)
    shutil.copy(SERVED / "asyncapi.json", tmp_path)
    shutil.copytree(HERE, tmp_path, dirs_exist_ok=True)
    (tmp_path / "events.jsonl").write_text("\n".join(events))
    typescript.run_node(tmp_path, "generate.mjs")
    with recorded("modelina", "Modelina", npm_version("@asyncapi/modelina")) as check:
        check("TypeScript: compiles with `tsc --strict`; a link's type determines its target", read_links(tmp_path))
        check("Python: the pydantic models read the events of a ticket's life without a difference", read(tmp_path))
        sources = sorted((tmp_path / "java").glob("*.java"))
        run("javac", "-d", "classes", *sources, cwd=tmp_path, PYTHONWARNINGS="default")
        check("Java: compiles with `javac`", [] if len(sources) > 50 else ["few classes"])


def read_links(folder: Path) -> list[str]:
    command = typescript.compiled(folder, HERE / "read.ts")
    targets = [target.split()[0] for target in json.loads(run(*command, cwd=folder, PYTHONWARNINGS="default"))]
    return [] if targets == ["ticket", "url", "url"] else targets


def read(folder: Path) -> list[str]:
    return list(json.loads(run(sys.executable, "read.py", cwd=folder, PYTHONWARNINGS="default")))
