"""The Python SDK, from its wheel, against the running product."""

import json
from pathlib import Path

from tests.http.world import BUNDLE, build_world
from tests.product import Product
from tests.sdk.conftest import SDKS, PythonProject, code_of_readme

HERE = Path(__file__).parent
README = code_of_readme(SDKS / "python", "python")
MERGE_PATCH = (HERE / "merge_patch.py").read_text()
REPORT_ALERTS = (HERE / "report_alerts.py").read_text()
READ_EVERYTHING = (HERE / "read_everything.py").read_text()


def test_code_of_the_readme_works(python_project: PythonProject, analyst_environment: dict[str, str]):
    allowed = "['triaged', 'in_progress', 'resolved']"
    assert python_project.run(README, **analyst_environment) == [
        "2 Printer on fire", "2 Printer on fire", "1 First", "p1", "['urgent']", f"invalid-transition {allowed}"
    ]  # fmt: skip


def test_absent_member_differs_from_null(python_project: PythonProject, analyst_environment: dict[str, str]):
    assert python_project.run(MERGE_PATCH, **analyst_environment) == ["assigned", "None"]


def test_result_of_each_item_of_a_batch_has_its_type(python_project: PythonProject, ingest_environment: dict[str, str]):
    missing = ["/source", "/source_alert_id", "/title", "/severity", "/detected_at"]
    assert python_project.run(REPORT_ALERTS, **ingest_environment) == [
        "receipt 201 True", "receipt 200 False", "problem 403 forbidden", f"problem 422 {' '.join(missing)}"
    ]  # fmt: skip


def test_client_is_fully_typed(python_project: PythonProject):
    python_project.type_check(README, MERGE_PATCH, REPORT_ALERTS, READ_EVERYTHING)


def test_every_read_returns_the_whole_answer(python_project: PythonProject, product: Product):
    world = build_world(product, "s")
    world.close()
    environment = {"API": f"{product.url}/api/v1", "TOKEN": product.token("admin", world.tenant)}
    read = set(python_project.run(READ_EVERYTHING, **environment))
    declared = {item["get"]["operationId"] for item in BUNDLE["paths"].values() if "get" in item} - {"get_session"}
    assert read == declared, "tests/sdk/read_everything.py must call every operation that reads"


def test_version_is_that_of_the_contract(python_project: PythonProject):
    code = "from importlib.metadata import version; print(version('oneprotect-ticketing-client'))"
    document = json.loads((SDKS.parent / "openapi.json").read_text())
    assert python_project.run(code) == [document["info"]["version"]]
