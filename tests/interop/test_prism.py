"""Prism, as a proxy in front of tests of the HTTP suite, sees no violation of the contract."""

import json
import os
import sys
from pathlib import Path

import httpx
import pytest

from tests.interop import typescript
from tests.interop.checks import recorded
from tests.interop.prism.proxy import PREFIX, document, prism, violations
from tests.interop.tool import HERE, npm_version
from tests.product import Product
from tests.sdk.conftest import run

pytestmark = pytest.mark.interop
# Every operation with every role, and the life of tickets. Other files send what Prism does not forward.
FILES = ["test_matrix.py", "test_tickets.py", "test_links.py", "test_workday.py"]


def test_prism_sees_no_violation_in_the_http_suite(tmp_path: Path):
    typescript.installed()
    root = HERE.parent.parent
    tests = [str(root / "tests" / "http" / name) for name in FILES]
    command = [sys.executable, "-m", "pytest", "-q", "-p", "tests.interop.prism.plugin", *tests]
    # A worker of pytest-xdist must not pass its identity on.
    unset = {name: "" for name in os.environ if name.startswith("PYTEST_")}
    result = tmp_path / "result.json"
    path = os.pathsep.join([str(root), str(root / "conformance")])
    run(*command, cwd=root, PYTHONWARNINGS="default", PRISM_RESULT=str(result), PYTHONPATH=path, **unset)
    counted = json.loads(result.read_text())
    assert counted["requests"] > 3000
    with recorded("prism", "Prism, as a validating proxy", npm_version("@stoplight/prism-cli")) as check:
        check("more than 3,000 requests of the HTTP suite pass through it without a violation", counted["violations"])


def test_prism_sees_a_violation_that_is_planted(product: Product, analyst: httpx.Client, tmp_path: Path):
    typescript.installed()
    planted = document()
    planted["components"]["schemas"]["Ticket"]["required"].append("planted")
    assert analyst.post("/tickets", json={"title": "x"}).status_code == 201
    with prism(planted, tmp_path, product.url) as url:
        response = httpx.get(f"{url}{PREFIX}/tickets", headers=analyst.headers, trust_env=False)
    assert any("planted" in one for one in violations(response))
