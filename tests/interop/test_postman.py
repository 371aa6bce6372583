"""The Postman collection of the contract, run by newman: each request is accepted as its examples show it."""

import json
import shutil
from pathlib import Path

import pytest

from tests.http.world import OPERATIONS, build_world
from tests.interop import typescript
from tests.interop.checks import recorded
from tests.interop.tool import HERE, SERVED, npm_version
from tests.product import Product

pytestmark = pytest.mark.interop


def test_every_request_of_the_collection_succeeds(product: Product, tmp_path: Path):
    typescript.project(tmp_path)
    shutil.copy(HERE / "postman" / "run.mjs", tmp_path)
    shutil.copy(SERVED / "openapi.client.json", tmp_path / "openapi.json")
    world = build_world(product, "n")
    variables = {f"{kind}_id": ids[0] for kind, ids in world.ids.items()}
    variables |= {"other_ticket_id": world.ids["ticket"][1], "baseUrl": f"{product.url}/api/v1"}
    variables["bearerToken"] = product.token(["analyst", "ingest", "admin"], world.tenant)
    results = json.loads(typescript.run_node(tmp_path, "run.mjs", VARIABLES=json.dumps(variables)))
    world.close()
    version = f"{npm_version('openapi-to-postmanv2')}, {npm_version('newman')}"
    with recorded("postman", "openapi-to-postmanv2 with newman", version) as check:
        failures = [f"{one['name']}: {failure}" for one in results for failure in one["failures"]]
        operations = {operation["summary"] for _, path, operation in OPERATIONS.values() if path != "/session"}
        missing = sorted(operations - {one["name"] for one in results})
        check("the collection has a request for each operation, and all of them succeed", failures + missing)
