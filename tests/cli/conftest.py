"""Fixtures for tests of the command line."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from handlers.cli.main import main
from handlers.runtime import telemetry
from handlers.runtime.identity import keys
from tests.local.conftest import folder

__all__ = ["folder"]


@dataclass
class Result:
    status: object
    output: str
    error: str


@pytest.fixture
def oneprotect(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> Callable[..., Result]:
    """Runs a command in this process, with a state folder of its own that has a signing key.

    An error that is not reported is raised.
    """
    keys.signing_key(tmp_path / "home")
    monkeypatch.setattr(telemetry, "configure_log", lambda: None)

    def run(*arguments: str, **settings: str) -> Result:
        with monkeypatch.context() as patch:
            patch.setattr(sys, "argv", ["oneprotect", *arguments])
            for name, value in {"HOME": str(tmp_path / "home"), **settings}.items():
                patch.setenv(f"ONEPROTECT_{name}", value)
            with pytest.raises(SystemExit) as ended:
                main()
        captured = capsys.readouterr()
        return Result(ended.value.code, captured.out, captured.err)

    return run
