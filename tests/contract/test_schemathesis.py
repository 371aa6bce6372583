"""schemathesis against the running server: all checks, examples, coverage, fuzzing and stateful links.

ONEPROTECT_TEST_ROLES and ONEPROTECT_TEST_SEEDS, lists with commas, choose more than an analyst and an auditor with one
seed.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent


ROLES = os.environ.get("ONEPROTECT_TEST_ROLES", "analyst,auditor").split(",")
SEEDS = os.environ.get("ONEPROTECT_TEST_SEEDS", "20261123").split(",")


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("role", ROLES)
def test_the_server_is_what_its_spec_says(product, role: str, seed: str, tenant: str, tmp_path: Path):
    authorization = f"Bearer {product.token(role, tenant)}"
    command = [
        str(Path(sys.executable).with_name("schemathesis")),
        "--config-file",
        str(HERE / "schemathesis.toml"),
        "run",
        f"{product.url}/openapi.json",
        "--header",
        f"Authorization: {authorization}",
        "--checks",
        "all",
        "--max-examples",
        "25",
        "--seed",
        seed,
        "--no-color",
    ]
    environment = {**os.environ, "PYTHONPATH": str(HERE), "NO_PROXY": "127.0.0.1", "ONEPROTECT_TOKEN": authorization}
    result = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    print(result.stdout[-20_000:], result.stderr[-5_000:])
    assert result.returncode == 0
