"""The examples for CI systems: they parse, and their commands check a server as they stand."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
import yaml
from oneprotect_conformance.cli import app
from typer.testing import CliRunner

KIT = Path(__file__).parents[1]
EXAMPLES = KIT / "examples"
PINS = KIT.parent / ".ci/requirements/run.txt"
# The expressions of GitHub, and what stands for them: the address of the server, a role and a tenant, or a text.
EXPRESSIONS = {
    "vars.ONEPROTECT_SERVER": "SERVER",
    "vars.ONEPROTECT_KIT": "KIT",
    "secrets.ONEPROTECT_ADMIN_TOKEN": "ADMIN_TOKEN",
    "secrets.ONEPROTECT_OTHER_TENANT_TOKEN": "OTHER_TOKEN",
    "secrets.ONEPROTECT_AUDITOR_TOKEN": "AUDITOR_TOKEN",
    "github.event_name == 'schedule' && '--seed=1' || '--quick'": "EXTENT",
}
Step = tuple[dict[str, str], str]


def parsed(name: str) -> Any:
    return yaml.safe_load((EXAMPLES / name).read_text())


def github_steps(values: dict[str, str]) -> Iterator[Step]:
    """Each command with its environment, in which expressions are replaced."""
    for job in parsed("github-actions.yml")["jobs"].values():
        for step in job["steps"]:
            texts = {**job.get("env", {}), **step.get("env", {})}
            expressions = {key: re.fullmatch(r"\$\{\{ (.*) \}\}", text) for key, text in texts.items()}
            env = {key: values[EXPRESSIONS[match[1]]] if match else texts[key] for key, match in expressions.items()}
            if "run" in step:
                yield env, step["run"]


def gitlab_steps(values: dict[str, str], folder: Path) -> Iterator[Step]:
    """Each job as one script; a variable of the type File is the path of a file."""
    files = {name: str(folder / name) for name in values if name.endswith("_TOKEN")}
    for path in files.values():
        Path(path).write_text(values[Path(path).name])
    for job in parsed("gitlab-ci.yml").values():
        variables = {**job.get("variables", {}), "SERVER": values["SERVER"], "KIT": values["KIT"], **files}
        yield variables, "\n".join(job["script"])


@pytest.fixture
def values(product, tenant: str) -> dict[str, str]:
    return {
        "SERVER": product.url,
        "KIT": str(KIT),
        "EXTENT": "--quick",
        "ADMIN_TOKEN": product.token("admin", tenant),
        "OTHER_TOKEN": product.token("admin", f"{tenant}-b"),
        "AUDITOR_TOKEN": product.token("auditor", tenant),
    }


def test_examples_use_options_that_exist(tmp_path: Path):
    names = dict.fromkeys(EXPRESSIONS.values(), "x")
    steps = [*github_steps(names), *gitlab_steps(names, tmp_path)]
    commands = [line for _, script in steps for line in script.replace("\\\n", " ").splitlines()]
    own = [command for command in commands if command.startswith("oneprotect-conformance ")]
    assert len(own) == 4
    help_text = CliRunner().invoke(app, ["--help"]).output
    assert {option for command in own for option in re.findall(r"--[\w-]+", command)} <= set(
        re.findall(r"--[\w-]+", help_text)
    )
    for _, script in steps:
        subprocess.run(["bash", "-n", "-c", script], check=True)


def test_readme_refers_to_each_example():
    readme = (KIT / "README.md").read_text()
    assert all(f"(examples/{path.name})" in readme for path in EXAMPLES.iterdir())


@pytest.fixture(scope="module")
def programs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The programs of an empty environment."""
    folder = tmp_path_factory.mktemp("ci") / "venv"
    subprocess.run([sys.executable, "-m", "virtualenv", "--quiet", "--no-periodic-update", folder], check=True)
    return folder / "bin"


@pytest.mark.proofs
@pytest.mark.parametrize("system", ["github-actions", "gitlab-ci"])
def test_commands_of_an_example_check_a_server(programs: Path, values, system: str, tmp_path: Path):
    pins = re.findall(r"^([\w.-]+==\S+(?: ;.*?)?) \\$", PINS.read_text(), re.MULTILINE)
    (tmp_path / "pins.txt").write_text("\n".join(pins))
    own = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    own |= {"PATH": f"{programs}:{own['PATH']}", "PIP_CONSTRAINT": str(tmp_path / "pins.txt")}
    (tmp_path / "work").mkdir()
    steps = github_steps(values) if system == "github-actions" else gitlab_steps(values, tmp_path)
    for env, script in steps:
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
            cwd=tmp_path / "work",
            env={**own, **env},
            capture_output=True,
            text=True,
            check=False,
        )
        print(done.stdout[-5000:], done.stderr[-5000:])
        assert done.returncode == 0
    for name in ("junit.xml", "schemathesis.xml"):
        root = ET.parse(tmp_path / "work" / "report" / name).getroot()  # noqa: S314 - the commands have just written it
        assert len(list(root.iter("testcase"))) > 30
