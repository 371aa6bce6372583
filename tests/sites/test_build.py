"""What `oneprotect build` promises of its output, on a small npm project."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from handlers.local.supervision import Child
from handlers.sites import builds
from handlers.sites import npm as site
from tests.docs.conftest import ROOT

SCRIPT = """\
import { appendFileSync, readFileSync, writeFileSync } from "node:fs";
const out = process.env.ONEPROTECT_OUT;
writeFileSync(out + "/first", "x");
appendFileSync(process.env.RUNS, "x");
await new Promise((done) => setTimeout(done, Number(process.env.PAUSE ?? 0)));
writeFileSync(out + "/last", readFileSync("words.txt") + readFileSync("../input.txt"));
"""
LOCK = {"name": "small", "lockfileVersion": 3, "requires": True, "packages": {"": {"name": "small"}}}


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "small"
    folder.mkdir()
    package = {"name": "small", "private": True, "type": "module", "scripts": {"build": "node build.js"}}
    (folder / "package.json").write_text(json.dumps(package))
    (folder / "package-lock.json").write_text(json.dumps(LOCK))
    (folder / "build.js").write_text(SCRIPT)
    (folder / "words.txt").write_text("words, ")
    (tmp_path / "input.txt").write_text("input")
    monkeypatch.setenv("RUNS", str(tmp_path / "runs"))
    monkeypatch.setenv("npm_config_cache", str(tmp_path / "cache"))
    return folder


def built(project: Path) -> str:
    return (site.build(project, [project.parent / "input.txt"]) / "last").read_text()


def runs(project: Path) -> int:
    return len((project.parent / "runs").read_text())


def test_an_output_is_kept_as_long_as_nothing_has_changed(project: Path):
    assert built(project) == "words, input"
    inode = site.output(project).stat().st_ino
    os.utime(project / "words.txt")
    (project / ".hidden").write_text("an editor's")
    assert built(project) == "words, input"
    assert (runs(project), site.output(project).stat().st_ino) == (1, inode)


@pytest.mark.parametrize("changed", ["small/words.txt", "input.txt"])
def test_an_output_is_replaced_when_a_source_or_an_input_changes(project: Path, changed: str):
    built(project)
    (project.parent / changed).write_text("other")
    assert not site.is_built(project, [project.parent / "input.txt"])
    assert "other" in built(project)
    assert runs(project) == 2
    assert sorted(path.name for path in project.glob(".build-*")) == [".build-lock"]


def builder(project: Path, **environment: str) -> subprocess.Popen[bytes]:
    words = f"from pathlib import Path; from handlers.sites.npm import build; p = Path({os.fspath(project)!r}); "
    return subprocess.Popen(
        [sys.executable, "-c", words + "build(p, [p.parent / 'input.txt'])"],
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
    )


def test_of_two_builds_at_once_one_works(project: Path):
    both = [builder(project, PAUSE="1000") for _ in range(2)]
    assert [process.wait(60) for process in both] == [0, 0]
    assert runs(project) == 1
    assert built(project) == "words, input"


def test_a_kill_in_the_middle_leaves_the_old_output_whole(project: Path):
    built(project)
    (project / "words.txt").write_text("new words, ")
    process = builder(project, PAUSE="60000")
    end = time.monotonic() + 60
    while not list(project.glob(".build-*/first")):
        assert time.monotonic() < end
        time.sleep(0.02)
    process.send_signal(signal.SIGKILL)
    process.wait(30)
    assert (site.output(project) / "last").read_text() == "words, input"
    assert built(project) == "new words, input"
    assert sorted(path.name for path in project.glob(".build-*")) == [".build-lock"]


def test_a_failing_build_says_why_and_leaves_the_old_output(project: Path):
    built(project)
    (project / "build.js").write_text("throw new Error('the ink is dry')")
    with pytest.raises(site.SiteError, match="npm run build failed"):
        built(project)
    assert (site.output(project) / "last").read_text() == "words, input"


def test_without_the_registry_the_next_step_is_named_soon(project: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("npm_config_registry", "http://127.0.0.1:9/")
    for name in ("package.json", "package-lock.json"):
        (project / name).write_text((builds.DOCS.folder / name).read_text())
    begun = time.monotonic()
    with pytest.raises(site.SiteError, match=r"ECONNREFUSED.*npm_config_registry"):
        built(project)
    assert time.monotonic() - begun < 30
    assert not site.output(project).exists()


def test_up_says_how_its_build_went(tmp_path: Path):
    assert builds.report(None) == ""
    for command, says in (("true", False), ("false", True)):
        child = Child("build", ["/bin/" + command], output=tmp_path / "build.log")
        child.start()
        assert child.process is not None
        child.process.wait(30)
        assert ("`oneprotect build` tries again" in builds.report(child)) == says == bool(builds.report(child))
    child = Child("build", ["/bin/sleep", "60"], output=tmp_path / "build.log")
    child.start()
    assert "still being built" in builds.report(child)
    child.stop()


def test_the_lock_names_no_host_and_exact_versions():
    lock = json.loads((builds.DOCS.folder / "package-lock.json").read_text())
    package = json.loads((builds.DOCS.folder / "package.json").read_text())
    assert lock["packages"][""]["dependencies"] == package["dependencies"]
    for name, entry in lock["packages"].items():
        assert "resolved" not in entry
        if name:
            assert entry["version"] == package["dependencies"][name.removeprefix("node_modules/")]
            assert entry["integrity"].startswith("sha512-")
