"""The CloudEvents SDKs read real events, and what they write from them is the same event."""

import json
import shutil
import sys
from pathlib import Path

import pytest

from tests.interop import python, typescript
from tests.interop.checks import recorded
from tests.interop.tool import npm_version, python_version
from tests.sdk.conftest import run

pytestmark = pytest.mark.interop
HERE = Path(__file__).parent
TEXT = "reads the events of a ticket's life; written in binary and structured mode and read again, they are the same"


def test_cloudevents_for_python(events: list[str], tmp_path: Path):
    if missing := python.missing("cloudevents"):
        pytest.skip(missing)
    shutil.copy(HERE / "cloudevents_python.py", tmp_path)
    (tmp_path / "events.jsonl").write_text("\n".join(events))
    failures = json.loads(run(sys.executable, "cloudevents_python.py", cwd=tmp_path, PYTHONWARNINGS="default"))
    with recorded("cloudevents_python", "CloudEvents SDK for Python", python_version("cloudevents")) as check:
        check(TEXT, failures)


def test_cloudevents_for_javascript(events: list[str], tmp_path: Path):
    typescript.project(tmp_path)
    shutil.copy(HERE / "cloudevents_javascript.mjs", tmp_path)
    (tmp_path / "events.jsonl").write_text("\n".join(events))
    failures = json.loads(typescript.run_node(tmp_path, "cloudevents_javascript.mjs"))
    with recorded("cloudevents_javascript", "CloudEvents SDK for JavaScript", npm_version("cloudevents")) as check:
        check(TEXT, failures)
