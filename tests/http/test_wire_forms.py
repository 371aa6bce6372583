"""Forms in which clients of many kinds send the same request: media types, optional bodies, brackets."""

import httpx
import pytest

JSON = {"Content-Type": "application/json"}


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Content-Type": "text/plain"},
        {"Content-Type": "application/json; charset=latin-1"},
        {"Content-Type": "application/merge-patch+json"},
        {**JSON, "Content-Encoding": "gzip"},
    ],
)
def test_other_media_types_are_rejected(analyst: httpx.Client, headers: dict[str, str]):
    answer = analyst.post("/tickets", content=b'{"title": "x"}', headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (415, "unsupported-media-type")


def test_unsupported_media_type_lists_the_accepted_ones(analyst: httpx.Client):
    ticket = analyst.post("/tickets", json={"title": "x"}).json()
    headers = {"Content-Type": "text/plain", "If-Match": '"1"'}
    created = analyst.post("/tickets", content=b"{}", headers=headers)
    assert created.headers["accept"] == "application/json"
    assert "accept-patch" not in created.headers
    changed = analyst.patch(f"/tickets/{ticket['id']}", content=b"{}", headers=headers)
    assert (changed.status_code, changed.json()["code"]) == (415, "unsupported-media-type")
    assert changed.headers["accept-patch"] == "application/json, application/merge-patch+json"
    assert "accept" not in changed.headers


@pytest.mark.parametrize(
    ("accept", "status"),
    [
        ("application/json", 200),
        ("*/*;q=0.1", 200),
        ("text/html, application/*", 200),
        ("text/html", 406),
        ("application/json;q=0, */*", 406),
        ("text/html;q=x", 406),
        ("*/*;q=", 406),
        ("*/*;q=.", 406),
        ("application/json;q=1e9, text/html", 406),
        ("application/json;q=, */*;q=1", 200),
    ],
)
def test_accept_header_is_negotiated(analyst: httpx.Client, accept: str, status: int):
    assert analyst.get("/tickets", headers={"Accept": accept}).status_code == status


@pytest.mark.parametrize(
    ("accept", "status"),
    [("application/problem+json", 204), ("application/json", 204), ("text/html", 406), ("application/json;q=0", 406)],
)
def test_response_without_a_body_needs_only_problems_to_be_acceptable(analyst: httpx.Client, accept: str, status: int):
    ticket = analyst.post("/tickets", json={"title": "x"}).json()["id"]
    link = {"target_type": "external_reference", "target": {"url": "https://example.com/1"}}
    path = f"/tickets/{ticket}/links/{analyst.post(f'/tickets/{ticket}/links', json=link).json()['id']}"
    assert analyst.delete(path, headers={"Accept": accept}).status_code == status
    assert analyst.get(path, headers={"Accept": "application/problem+json"}).status_code == 406


@pytest.mark.parametrize("media_type", ["application/json", "application/merge-patch+json", "Application/JSON"])
def test_patch_takes_both_names_of_its_format(analyst: httpx.Client, media_type: str):
    ticket = analyst.post("/tickets", json={"title": "x"}).json()
    headers = {"Content-Type": media_type, "If-Match": '"1"', "Idempotency-Key": "k" * 16}
    changed = analyst.patch(f"/tickets/{ticket['id']}", content=b'{"title": "y"}', headers=headers)
    assert (changed.status_code, changed.json()["title"]) == (200, "y")
    replayed = analyst.patch(
        f"/tickets/{ticket['id']}", content=b'{"title": "y"}', headers={**headers, "Content-Type": "application/json"}
    )
    assert replayed.headers["idempotency-replayed"] == "true"


@pytest.mark.parametrize("body", [None, b"", b"null", b" null\n", b"{}"])
def test_null_is_an_absent_body_where_it_is_optional(ingest: httpx.Client, analyst: httpx.Client, body: bytes | None):
    alert = {"source": "s", "source_alert_id": "1", "title": "from the alert", "severity": "low"}
    alert_id = ingest.post("/alerts", json={**alert, "detected_at": "2026-01-01T00:00:00Z"}).json()["id"]
    answer = analyst.post(f"/alerts/{alert_id}/ticket", content=body, headers=JSON)
    assert (answer.status_code, answer.json()["title"]) == (201, "from the alert")


@pytest.mark.parametrize(
    ("query", "advice"),
    [
        ("status[]=new", "status=new&status=…"),
        ("status%5B%5D=new&status%5B%5D=triaged", "status=new&status=triaged"),
        ("status[0]=new&status[1]=triaged", "status=new&status=…"),
        ("filter[status]=new", "status=new&status=…"),
        ("filter[status][]=new", "status=new&status=…"),
        ("filter[q]=a b", "q=a+b"),
        ("q[]=x", "q=x"),
    ],
)
def test_parameter_with_brackets_is_explained(analyst: httpx.Client, query: str, advice: str):
    problem = analyst.get(f"/tickets?{query}").json()
    assert problem["code"] == "unknown-parameter"
    assert problem["detail"].endswith(f"such as {advice}.")


@pytest.mark.parametrize("query", ["[]=x", "status[=x", "status[a]=x", "page[size]=1", "status[" + "0" * 5000 + "]=x"])
def test_other_brackets_are_an_unknown_parameter(analyst: httpx.Client, query: str):
    problem = analyst.get(f"/tickets?{query}").json()
    assert problem["code"] == "unknown-parameter"
    assert "this operation accepts" in problem["detail"]
