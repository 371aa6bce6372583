"""What both SDKs add to their generated clients: programs in both languages print the same, against the product."""

import json
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from handlers.local.servers import EmbeddedServers
from tests.http.conftest import another_api
from tests.product import Product
from tests.sdk.conftest import SDKS, PythonProject, TypeScriptProject
from tests.sdk.proxy import Loss, lossy_proxy, problem_server

PROGRAMS = Path(__file__).parent / "helpers"
DOCUMENT = json.loads((SDKS.parent / "served" / "openapi.client.json").read_text())
CODES = {
    code: schema["properties"]["status"]["const"]
    for name, schema in DOCUMENT["components"]["schemas"].items()
    if name.endswith("Problem")
    for code in DOCUMENT["components"]["schemas"][name.replace("Problem", "Code")]["enum"]
}
CLASSES = {
    schema["properties"]["status"]["const"]: name.replace("Problem", "Error")
    for name, schema in DOCUMENT["components"]["schemas"].items()
    if name.endswith("Problem")
}
DECLARED = {code for item in DOCUMENT["paths"].values() for node in item.values() for code in node["x-problems"]}
# Needs a rate limit, a server in trouble, or two requests at once.
NOT_BY_ONE_CALLER = {"rate-limited", "unavailable", "idempotency-in-progress"}


class Sdk:
    """Runs the programs of `helpers` in one language."""

    def __init__(self, project: PythonProject | TypeScriptProject) -> None:
        self.project = project
        if isinstance(project, TypeScriptProject):
            project.compile({path.stem: path.read_text() for path in PROGRAMS.glob("*.ts")})

    def run(self, program: str, **variables: str) -> list[str]:
        if isinstance(self.project, TypeScriptProject):
            return self.project.run_compiled(program, **variables)
        return self.project.run((PROGRAMS / f"{program}.py").read_text(), **variables)

    def error_line(self, code: str, status: int) -> str:
        """Return what a program prints for an error; TypeScript has one class for all problems."""
        return f"{CLASSES[status] if isinstance(self.project, PythonProject) else 'ProblemError'} {status} {code}"


@pytest.fixture(scope="module", params=["python", "typescript"])
def sdk(request: pytest.FixtureRequest) -> Sdk:
    return Sdk(request.getfixturevalue(f"{request.param}_project"))


@pytest.fixture
def environment(product: Product, tenant: str) -> dict[str, str]:
    """The environment variables that point a program at the API, as an analyst of a tenant without tickets."""
    return {"API": f"{product.url}/api/v1", "TOKEN": product.token("analyst", tenant)}


@pytest.fixture(scope="module")
def slow_lane(product: Product, stack: EmbeddedServers) -> Iterator[Product]:
    """An API that accepts three requests in two seconds from a caller."""
    with another_api(product, stack, "limited-api", ONEPROTECT_RATE_LIMIT="3/2 seconds") as running:
        yield running


@pytest.mark.parametrize("loss", ["closed", "half", "silent"])
def test_write_whose_response_was_lost_takes_effect_once(
    sdk: Sdk, product: Product, environment: dict[str, str], tenant: str, loss: Loss
):
    with lossy_proxy(product.url, loss, "POST", "PATCH", "DELETE") as (proxy, url):
        variables = environment | {"API": f"{url}/api/v1", "TIMEOUT": "5" if loss == "silent" else "30"}
        output = sdk.run("retry", **variables)
    assert proxy.lost == [b"POST", b"PATCH", b"DELETE"]
    assert output == ["version 2", "tickets 1", "comments 1", "links 0", "number 2", "number 2"]
    with closing(product.client("admin", tenant)) as admin:
        records = admin.get("/audit-records", params={"sort": "occurred_at"}).json()["items"]
    operations = "create_ticket update_ticket create_comment create_link delete_link create_ticket".split()
    assert [record["operation_id"] for record in records] == operations


def test_lost_response_is_an_error_without_retries(sdk: Sdk, product: Product, environment: dict[str, str]):
    with lossy_proxy(product.url, "closed", "POST") as (_, url):
        assert sdk.run("give_up", **environment | {"API": f"{url}/api/v1"}) == ["no response"]


def test_client_waits_as_long_as_retry_after_says(sdk: Sdk, slow_lane: Product, environment: dict[str, str]):
    *refused, answers = sdk.run("rate_limit", **environment | {"API": f"{slow_lane.url}/api/v1"})
    assert len(refused) == 2
    assert all(line in {"rate-limited 429 1", "rate-limited 429 2"} for line in refused)
    assert answers == "12"


def test_iteration_yields_the_items_of_all_pages(sdk: Sdk, environment: dict[str, str]):
    output = [json.loads(line.replace("'", '"')) for line in sdk.run("pages", **environment)]
    assert output == [[1, 2, 4, 5, 6, 7], [], ["a", "b", "c"], [2, 3, 5]]


def test_conflict_has_both_versions(sdk: Sdk, environment: dict[str, str]):
    assert sdk.run("conflict", **environment) == [
        "version-mismatch 1 First 2 Second", "3 Second after-2", "First Second"
    ]  # fmt: skip


def test_every_problem_is_an_error_of_its_class(sdk: Sdk):
    statuses = {**CODES, "code-of-a-later-version": 409, "gateway-page": 502}
    with problem_server(statuses) as (url, _):
        output = sdk.run("problems", API=url, TOKEN="t", CODES=" ".join(statuses), RETRIES="0")
    assert output == [*(sdk.error_line(*case) for case in list(statuses.items())[:-1]), "unexpected 502"]


def test_only_what_is_temporary_is_repeated(sdk: Sdk):
    statuses = {**CODES, "gateway-page": 502}
    temporary = {*NOT_BY_ONE_CALLER, "gateway-page"}
    with problem_server(statuses, times=1) as (url, requests):
        output = sdk.run("problems", API=url, TOKEN="t", CODES=" ".join(statuses), RETRIES="1")
    assert requests == {code: 1 + (code in temporary) for code in statuses}
    assert output == [
        f"no problem {code}" if code in temporary else sdk.error_line(code, status) for code, status in statuses.items()
    ]


def test_asynchronous_write_whose_response_was_lost_takes_effect_once(
    python_project: PythonProject, product: Product, environment: dict[str, str]
):
    with lossy_proxy(product.url, "half", "POST", "PATCH") as (proxy, url):
        output = python_project.run((PROGRAMS / "retry_async.py").read_text(), **environment | {"API": f"{url}/api/v1"})
    assert proxy.lost == [b"POST", b"PATCH"]
    assert output == ["version 2", "tickets 1"]


def test_problems_of_the_product_are_errors(sdk: Sdk, product: Product, tenant: str, environment: dict[str, str]):
    auditor = product.token("auditor", tenant)
    lines = sdk.run("live_problems", **environment, AUDITOR_TOKEN=auditor)
    message = next(line for line in lines if line.startswith("validation: "))
    assert "/title: " in message
    lines.remove(message)
    assert len(lines) == len(set(lines))
    assert set(lines) == {sdk.error_line(code, CODES[code]) for code in DECLARED - NOT_BY_ONE_CALLER}


def test_programs_are_fully_typed(python_project: PythonProject):
    """The TypeScript programs are compiled strictly before they run."""
    python_project.type_check(*(path.read_text() for path in sorted(PROGRAMS.glob("*.py"))))


def test_package_is_fully_typed(python_project: PythonProject):
    python_project.type_check_package()
