"""Nothing follows a release that breaks its clients, unless the major version says so; a release is never changed."""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from codegen.contract.release import BUNDLES, against_release, last_release, version_of
from codegen.generate import GENERATED

ROOT = Path(__file__).parent.parent.parent
TEXTS = {GENERATED / name: (ROOT / GENERATED / name).read_text() for name in BUNDLES}
RELEASES = sorted((ROOT / "specs" / "released").iterdir())
Json = dict[str, Any]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for name in ("specs", "sql", "generated"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def run(module: str, root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", module, "--root", str(root), *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))


def judged(plant: Callable[[Json, Json], Any] = lambda *_: None) -> list[str]:
    """Plant into today's bundles, and hold them to the last release."""
    openapi, asyncapi = (json.loads(text) for text in TEXTS.values())
    plant(openapi, asyncapi)
    return against_release(ROOT, dict(zip(TEXTS, map(json.dumps, (openapi, asyncapi)), strict=True)))


def give(version: str) -> Callable[[Json, Json], Any]:
    return lambda openapi, asyncapi: [bundle["info"].update(version=version) for bundle in (openapi, asyncapi)]


def test_today_breaks_nothing():
    assert judged() == []


def test_a_release_is_whole_and_of_its_version():
    assert RELEASES
    for folder in RELEASES:
        assert sorted(path.name for path in folder.iterdir()) == sorted(BUNDLES)
        assert {json.loads((folder / name).read_text())["info"]["version"] for name in BUNDLES} == {folder.name}


def test_a_break_is_told_with_what_to_do():
    lines = judged(lambda openapi, _: openapi["paths"].pop("/me"))
    assert lines[0] == "BREAKS  GET /me: the operation is gone"
    assert lines[1].startswith("1 breaking since ")
    assert "raise info.version in specs/openapi.yaml and specs/asyncapi.yaml to " in lines[1]


def test_a_break_of_an_event_is_told_too():
    lines = judged(lambda _, asyncapi: asyncapi["channels"]["ticket_linked"].update(address="elsewhere"))
    assert lines[0].startswith("BREAKS  send oneprotect.ticket.linked.{tenant}.{ticket}")


def test_what_is_new_breaks_nothing():
    assert judged(lambda openapi, _: openapi["paths"].update({"/new": openapi["paths"]["/me"]})) == []


def test_a_version_goes_forward_and_is_one():
    assert "older than the released" in judged(give("0.9.9"))[0]
    assert "is not MAJOR.MINOR.PATCH" in judged(give("1.0"))[0]
    assert "the contract has one version" in judged(lambda openapi, _: openapi["info"].update(version="9.9.9"))[0]


def test_versions_are_ordered_as_numbers(tmp_path: Path):
    assert last_release(tmp_path) is None
    for version in ("1.9.0", "1.10.0", "drafts"):
        (tmp_path / "specs" / "released" / version).mkdir(parents=True)
    assert last_release(tmp_path) == "1.10.0"


def test_ci_fails_on_a_break_until_the_major_version_is_raised(project: Path):
    last = str(last_release(project))
    major = f"{int(last.partition('.')[0]) + 1}.0.0"
    replace(project / "specs" / "openapi.yaml", "maximum: 100\n        default: 50", "maximum: 60\n        default: 50")
    broken = run("codegen", project, "--check")
    assert broken.returncode == 1
    assert "\nBREAKS  GET /tickets query limit: maximum was 100 and is 60\n" in broken.stderr
    refused = run("codegen.contract.release", project)
    assert refused.returncode == 1
    assert broken.stderr.endswith(refused.stderr)
    for name in ("openapi.yaml", "asyncapi.yaml"):
        replace(project / "specs" / name, f"version: {version_of(TEXTS)}", f"version: {major}")
    released = run("codegen.contract.release", project)
    assert (released.returncode, released.stderr) == (0, "")
    assert last_release(project) == major
    kept = {GENERATED / name: (project / "specs" / "released" / major / name).read_text() for name in BUNDLES}
    assert against_release(project, kept) == []
    again = run("codegen.contract.release", project)
    assert again.returncode == 1
    assert again.stderr == (
        f"specs/released/{major} is there already, and a release is never changed: raise info.version\n"
    )
