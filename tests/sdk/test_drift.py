"""`python -m codegen.sdk --check` passes on what is committed, and reports every difference."""

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


def test_committed_sdks_match_the_bundle():
    result = check(ROOT)
    assert (result.returncode, result.stderr) == (0, "")


def test_changed_bundle_and_stray_file_are_reported(tmp_path: Path):
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


def test_schema_that_the_generator_skips_is_an_error():
    document = json.loads((ROOT / "generated" / "openapi.json").read_text())
    document["components"]["schemas"]["TicketCreate"] = {"type": "array"}
    with pytest.raises(GenerationError, match="TicketCreate"):
        python_sdk(document)
