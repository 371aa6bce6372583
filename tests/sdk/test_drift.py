"""`python -m codegen.sdk --check` is green on what is committed; nothing is left out in silence."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from codegen.sdk.python import GenerationError, python_sdk

ROOT = Path(__file__).parent.parent.parent


def check(root: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "codegen.sdk", "--root", str(root), "--check"]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def test_what_is_committed_is_what_the_bundle_says():
    result = check(ROOT)
    assert (result.returncode, result.stderr) == (0, "")


def test_a_change_of_the_bundle_and_a_stray_file_are_named(tmp_path: Path):
    shutil.copytree(ROOT / "generated", tmp_path / "generated", ignore=shutil.ignore_patterns("__pycache__"))
    bundle = tmp_path / "generated" / "openapi.json"
    assert "The tool that reported the alert." in bundle.read_text()
    bundle.write_text(bundle.read_text().replace("The tool that reported the alert.", "What reported the alert."))
    (tmp_path / "generated" / "sdk" / "python" / "stray.py").write_text("")
    result = check(tmp_path)
    assert result.returncode == 1
    assert "generated/sdk/python/stray.py is not generated: remove it\n" in result.stderr
    for name in ("python/oneprotect_ticketing_client/models/alert_create.py", "typescript/schema.d.ts"):
        assert f"generated/sdk/{name} is not what the sources say: run `python -m codegen.sdk`\n" in result.stderr


def test_what_the_generator_cannot_read_fails_and_is_named():
    document = json.loads((ROOT / "generated" / "openapi.json").read_text())
    document["components"]["schemas"]["TicketCreate"] = {"type": "array"}
    with pytest.raises(GenerationError, match="TicketCreate"):
        python_sdk(document)
