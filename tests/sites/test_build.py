"""Builds of npm projects, on a small project: when they run, concurrency, interruption and failures."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from handlers.local.supervision import Child
from handlers.sites import builds, npm

ROOT = Path(__file__).parent.parent.parent
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
    return (npm.build(project, [project.parent / "input.txt"]) / "last").read_text()


def runs(project: Path) -> int:
    return len((project.parent / "runs").read_text())


def test_output_is_kept_if_nothing_has_changed(project: Path):
    assert built(project) == "words, input"
    inode = npm.output(project).stat().st_ino
    os.utime(project / "words.txt")
    (project / ".hidden").write_text("of an editor")
    assert built(project) == "words, input"
    assert (runs(project), npm.output(project).stat().st_ino) == (1, inode)


@pytest.mark.parametrize("changed", ["small/words.txt", "input.txt"])
def test_output_is_replaced_if_a_source_or_an_input_changes(project: Path, changed: str):
    built(project)
    (project.parent / changed).write_text("other")
    assert not npm.is_built(project, [project.parent / "input.txt"])
    assert "other" in built(project)
    assert runs(project) == 2
    assert sorted(path.name for path in project.glob(".build-*")) == [".build-lock"]


def builder(project: Path, **environment: str) -> subprocess.Popen[bytes]:
    words = f"from pathlib import Path; from handlers.sites.npm import build; p = Path({os.fspath(project)!r}); "
    return subprocess.Popen(
        [sys.executable, "-c", words + "build(p, [p.parent / 'input.txt'])"],
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
    )


def test_concurrent_builds_build_once(project: Path):
    both = [builder(project, PAUSE="1000") for _ in range(2)]
    assert [process.wait(60) for process in both] == [0, 0]
    assert runs(project) == 1
    assert built(project) == "words, input"


def test_killed_build_leaves_the_old_output_complete(project: Path):
    built(project)
    (project / "words.txt").write_text("new words, ")
    process = builder(project, PAUSE="60000")
    end = time.monotonic() + 60
    while not list(project.glob(".build-*/first")):
        assert time.monotonic() < end
        time.sleep(0.02)
    process.send_signal(signal.SIGKILL)
    process.wait(30)
    assert (npm.output(project) / "last").read_text() == "words, input"
    assert built(project) == "new words, input"
    assert sorted(path.name for path in project.glob(".build-*")) == [".build-lock"]


def test_failed_build_reports_the_reason_and_leaves_the_old_output(project: Path):
    built(project)
    (project / "build.js").write_text("throw new Error('out of memory')")
    with pytest.raises(npm.SiteError, match="npm run build failed"):
        built(project)
    assert (npm.output(project) / "last").read_text() == "words, input"


def test_unreachable_registry_is_reported_soon(project: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("npm_config_registry", "http://127.0.0.1:9/")
    for name in ("package.json", "package-lock.json"):
        (project / name).write_text((builds.DOCS.folder / name).read_text())
    started = time.monotonic()
    with pytest.raises(npm.SiteError, match=r"ECONNREFUSED.*npm_config_registry"):
        built(project)
    assert time.monotonic() - started < 30
    assert not npm.output(project).exists()


def test_notice_of_up_reports_a_running_or_failed_build(tmp_path: Path):
    assert builds.build_notice(None) == ""
    for command, failed in (("true", False), ("false", True)):
        child = Child("build", ["/bin/" + command], output=tmp_path / "build.log")
        child.start()
        assert child.process is not None
        child.process.wait(30)
        assert ("Run `oneprotect build`" in builds.build_notice(child)) == failed == bool(builds.build_notice(child))
    child = Child("build", ["/bin/sleep", "60"], output=tmp_path / "build.log")
    child.start()
    assert "still being built" in builds.build_notice(child)
    child.stop()


def test_lock_file_names_no_host_and_exact_versions():
    lock = json.loads((builds.DOCS.folder / "package-lock.json").read_text())
    package = json.loads((builds.DOCS.folder / "package.json").read_text())
    assert lock["packages"][""]["dependencies"] == package["dependencies"]
    for name, entry in lock["packages"].items():
        assert "resolved" not in entry
        if name:
            assert entry["version"] == package["dependencies"][name.removeprefix("node_modules/")]
            assert entry["integrity"].startswith("sha512-")
