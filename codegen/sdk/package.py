"""Builds the packages of the SDKs: a wheel, and a tarball for npm."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from codegen.generate import SDKS
from codegen.sdk.node import npm


class PackageError(Exception):
    """A package could not be built; the text has the output of the tool."""


def build_packages(files: dict[Path, str], destination: Path) -> list[Path]:
    """Build both packages from the files of the SDKs into a folder, which is created; return their paths.

    Raises `PackageError` if the wheel cannot be built, `NodeError` if the tarball cannot.
    """
    destination = destination.resolve()
    destination.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        for path, text in files.items():
            Path(folder, path).parent.mkdir(parents=True, exist_ok=True)
            Path(folder, path).write_text(text, encoding="utf-8")
        sdks = Path(folder, SDKS)
        return [_wheel(sdks / "python", destination), _tarball(sdks / "typescript", destination)]


def _wheel(source: Path, destination: Path) -> Path:
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--disable-pip-version-check", "--no-deps"]
        command += ["--wheel-dir", folder, str(source)]
        result = subprocess.run(command, capture_output=True, text=True, check=False)
        if result.returncode:
            raise PackageError(f"pip wheel failed:\n{result.stdout}{result.stderr}")
        (wheel,) = Path(folder).iterdir()
        (destination / wheel.name).write_bytes(wheel.read_bytes())
        return destination / wheel.name


def _tarball(source: Path, destination: Path) -> Path:
    return destination / npm("pack", "--silent", "--pack-destination", str(destination), cwd=source).strip()
