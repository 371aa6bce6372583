"""How the tests of the judge ask for a judgement: in this process, or by the command."""

import os
import sys
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

from oneprotect_conformance.callers import Tokens
from oneprotect_conformance.clock import Clock
from oneprotect_conformance.outcome import Outcome
from oneprotect_conformance.run import judge

from conformance.tests.bad_servers import TOKEN, Answer, serving


def judged(answer: Answer, *only: str, quick: bool = True, tokens: Tokens | None = None, **options: Any) -> Outcome:
    with serving(answer) as url:
        given = tokens or Tokens(TOKEN)
        return judge(url, given, seed=1, advance=lambda _: None, only=only, clock=Clock(quick), **options)


def command(folder: Path, url: str, *options: str) -> list[str]:
    """Give the words of the command, with a report in the folder; the token is the one that lies there, if any."""
    token = folder / "token"
    if not token.exists():
        token.write_text(TOKEN)
    words = [sys.executable, "-m", "handlers.cli", "conformance", url, "--token-file", str(token)]
    return [*words, "--report", str(folder / "report"), *options]


def environment(**more: str) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": os.fspath(Path(__file__).parent.parent.parent), **more}


def on_paper(folder: Path) -> ET.Element:
    return ET.parse(folder / "report" / "junit.xml").getroot()  # noqa: S314 - we have just written it


def told_by(found: Outcome) -> list[str]:
    return [f"{one.operation}: {one.promise}" for one in found.findings.broken]
