"""The configuration of schemathesis that ships with the kit: generated from the kit's own, and green without hooks."""

import json
import os
import re
import subprocess
import sysconfig
import tomllib
from pathlib import Path
from typing import Any

import httpx
import pytest
from oneprotect_conformance import configuration
from oneprotect_conformance.cli import app
from oneprotect_conformance.contract import Contract
from schemathesis.config import SchemathesisConfig
from typer.testing import CliRunner

CONTRACT = Contract.of(
    "http://h", json.loads((Path(__file__).parents[2] / "generated/served/openapi.json").read_text())
)
TEXT = configuration.SHIPPED.read_text()


def statuses(text: str) -> dict[tuple[str, str], set[Any]]:
    """The expected statuses by operation and check."""
    return {
        (operation["include-operation-id"], check): set(settings["expected-statuses"])
        for operation in tomllib.loads(text)["operations"]
        for check, settings in operation["checks"].items()
    }


def test_shipped_configuration_is_generated_from_the_contract():
    command = "python -m oneprotect_conformance.configuration generated/served/openapi.json"
    assert configuration.without_hooks(CONTRACT) == TEXT, f"run PYTHONPATH=conformance {command}"


def test_shipped_configuration_tolerates_what_the_kit_tolerates():
    own = configuration.with_hooks(CONTRACT.operations)
    shipped = statuses(TEXT)
    assert all(expected <= shipped[key] for key, expected in statuses(own).items())
    common = [tomllib.loads(text) for text in (own, TEXT)]
    for name in ("generation", "checks", "output"):
        assert common[0][name] == common[1][name]
    assert common[0].keys() - common[1].keys() == {"hooks"}
    assert common[1]["generation"] == {"allow-x00": False}


def test_defaults_are_those_of_schemathesis():
    checks = SchemathesisConfig().projects.default.checks
    for name, expected in configuration._DEFAULTS.items():
        assert [str(status) for status in expected] == getattr(checks, name).expected_statuses


def test_every_tolerance_has_its_reason_beside_it():
    assert all(item.reason and item.applies for item in configuration.TOLERANCES)
    for before, line in zip(TEXT.splitlines(), TEXT.splitlines()[1:], strict=False):
        if re.match(r"  [\d\"]", line):
            assert " # " in line or before.startswith("  # "), line
    assert all(f"  # {item.reason}" in TEXT for item in configuration.TOLERANCES)


def test_write_config_needs_no_server(tmp_path: Path):
    done = CliRunner().invoke(app, ["--write-config", str(tmp_path / "schemathesis.toml")])
    assert done.exit_code == 0, done.output
    assert (tmp_path / "schemathesis.toml").read_text() == TEXT
    failed = CliRunner().invoke(app, ["--write-config", str(tmp_path / "none" / "schemathesis.toml")])
    assert failed.exit_code == 2


def test_served_contract_is_the_one_that_the_configuration_is_for(product):
    served = httpx.get(f"{product.url}/openapi.json", trust_env=False).json()
    assert configuration.without_hooks(Contract.of(product.url, served)) == TEXT


@pytest.mark.proofs
@pytest.mark.parametrize("role", ["admin", "analyst"])
@pytest.mark.parametrize("seed", ["1", "2", "3"])
def test_schemathesis_alone_finds_nothing(product, tenant: str, role: str, seed: str, tmp_path: Path):
    """Without the kit: from a folder with nothing but the configuration, and no module of the kit on the path."""
    (tmp_path / "schemathesis.toml").write_text(TEXT)
    variables = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(
        [Path(sysconfig.get_path("scripts")) / "schemathesis", "run", f"{product.url}/openapi.json", "--seed", seed],
        cwd=tmp_path,
        env={**variables, "ONEPROTECT_TOKEN": product.token(role, tenant)},
        capture_output=True,
        text=True,
        check=False,
    )
    print(done.stdout[-20_000:], done.stderr[-2000:])
    assert done.returncode == 0
    generated = re.search(r"(\d+) generated, (\d+) passed", done.stdout)
    assert generated
    assert generated[1] == generated[2]
    assert int(generated[1]) > 2000
