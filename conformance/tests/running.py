"""How the tests run the kit: in this process, or as a command."""

import os
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

from oneprotect_conformance.callers import Tokens
from oneprotect_conformance.clock import Clock
from oneprotect_conformance.outcome import Outcome
from oneprotect_conformance.run import check_server

from conformance.tests.bad_servers import TOKEN, Answer, serving


def checked(answer: Answer, *only: str, quick: bool = True, tokens: Tokens | None = None) -> Outcome:
    """Run checks against a server with this behaviour."""
    with serving(answer) as url:
        return check_server(url, tokens or Tokens(TOKEN), seed=1, advance=lambda _: None, only=only, clock=Clock(quick))


def command(url: str, token_file: Path, *options: str) -> list[str]:
    return [sys.executable, "-m", "oneprotect_conformance", url, "--token-file", str(token_file), *options]


def reporting(folder: Path, url: str, *options: str) -> list[str]:
    """The command with a report in the folder, and with the token file there; creates it if it is missing."""
    token = folder / "token"
    if not token.exists():
        token.write_text(TOKEN)
    return command(url, token, "--report", str(folder / "report"), *options)


def environment(**more: str) -> dict[str, str]:
    """The environment of the command, which finds the kit and nothing else of this repository."""
    return {**os.environ, "PYTHONPATH": os.fspath(Path(__file__).parent.parent), **more}


def junit(folder: Path) -> ET.Element:
    return ET.parse(folder / "report" / "junit.xml").getroot()  # noqa: S314 - the kit has just written it


def violations(outcome: Outcome) -> list[str]:
    """Each operation with each promise that it broke."""
    return [
        f"{operation}: {violation.promise}"
        for violation in outcome.findings.violations
        for operation in violation.operations
    ]
