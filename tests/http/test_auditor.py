"""What an auditor can read: no hidden object and no secret in what is visible."""

import json
from typing import Any

import asyncpg
import httpx
import pytest

from tests.http.world import World, alert_body

SECRETS = {
    "e-mail": "jane.doe@corp.example",
    "address": "203.0.113.77",
    "host": "db-01.corp.example.com",
    "password": "hunter2horse",
    "key": "AKIAIOSFODNN7EXAMPLE",
}
TEXT = (
    f"Mail {SECRETS['e-mail']} from {SECRETS['address']} at {SECRETS['host']}: the password is {SECRETS['password']} "
    f"and {SECRETS['key']} is the key"
)


@pytest.fixture(scope="module")
def world_with_secrets(world: World) -> World:
    """The world with the secrets in every field of text; some of its objects are hidden from auditors."""
    alert = alert_body(
        title=TEXT, description=TEXT, rule_id=TEXT, source_alert_id=TEXT, raw={"x": TEXT},
        evidence=[{"type": "log", "value": TEXT}],
        assets=[{"type": "hostname", "value": "single-label"}, {"type": "other", "value": TEXT}],
    )  # fmt: skip
    world.ids["alert"].insert(0, world.create("/alerts", alert, "ingest")["id"])
    world.report_again(world.ids["alert"][0], title=TEXT, description=TEXT, activity="update")
    ticket = world.create("/tickets", {"title": TEXT[:158], "description": TEXT, "tags": [SECRETS["e-mail"], "plain"]})
    path = f"/tickets/{ticket['id']}"
    world.ids["ticket"].insert(0, ticket["id"])
    world.create(f"{path}/comments", {"body": TEXT, "visibility": "auditor_visible"})
    hidden = world.create(f"{path}/comments", {"body": "between us"})
    record = world.client("analyst").get("/audit-records", params={"target_id": hidden["id"]}).json()["items"][0]
    world.ids["hidden"] = [hidden["id"], record["id"]]
    link = {"target_type": "audit_record", "target": {"id": record["id"]}}
    world.ids["hidden"].append(world.create(f"{path}/links", link)["id"])
    external = {"url": f"https://{SECRETS['host']}/x", "label": TEXT}
    visible = world.create(f"{path}/links", {"target_type": "external_reference", "target": external})
    world.ids["link"].insert(0, visible["id"])
    world.update(path, description=f"again {TEXT}", status="resolved", resolution={"reason": "other", "note": TEXT})
    asset = world.create("/assets", {"type": "hostname", "value": "single-label", "name": TEXT})["id"]
    world.ids["asset"].insert(0, asset)
    evidence = world.create("/evidence", {"name": TEXT, "description": TEXT, "sha256": "c" * 64})["id"]
    world.ids["evidence"].insert(0, evidence)
    world.deliver(world.client("analyst"), ticket["id"], target=TEXT[:200], detail=TEXT, source="https://x.example.com")
    return world


def read_everything(world: World, role: str) -> list[httpx.Response]:
    """Read every list, every object in it, and what belongs to tickets and alerts."""
    client, answers = world.client(role), []
    parts = {"/tickets": ("", "/comments", "/links", "/timeline"), "/alerts": ("", "/reports"), "/principals": ()}
    for path in ("/alerts", "/tickets", "/assets", "/evidence", "/delivery-records", "/audit-records", "/principals"):
        answers.append(client.get(path, params={"limit": 100}))
        for item in answers[-1].json()["items"]:
            answers += [client.get(f"{path}/{item['id']}{part}") for part in parts.get(path, ("",))]
    return answers


def test_no_answer_has_a_secret_or_a_hidden_object(world_with_secrets: World):
    answers = read_everything(world_with_secrets, "auditor")
    assert len(answers) > 40
    assert {answer.status_code for answer in answers} == {200}
    text = "\n".join(answer.text + str(answer.headers) for answer in answers)
    for secret in (*SECRETS.values(), "single-label", "between us", *world_with_secrets.ids["hidden"]):
        assert secret not in text, secret
    for placeholder in ("[email]", "[ip]", "[host]", "[secret]"):
        assert placeholder in text
    analyst_text = "\n".join(answer.text for answer in read_everything(world_with_secrets, "analyst"))
    assert all(secret in analyst_text for secret in (*SECRETS.values(), "between us"))


def test_hidden_object_reads_as_unknown(world_with_secrets: World):
    auditor, ticket = world_with_secrets.client("auditor"), world_with_secrets.ids["ticket"][0]
    record, link = world_with_secrets.ids["hidden"][1:]
    for path in (f"/audit-records/{record}", f"/tickets/{ticket}/links/{link}"):
        hidden, unknown = auditor.get(path), auditor.get(path[:-12] + "0" * 12)
        assert hidden.status_code == unknown.status_code == 404
        assert {**hidden.json(), "request_id": ""} == {**unknown.json(), "request_id": ""}
    assert (
        auditor.get("/audit-records", params={"target_id": world_with_secrets.ids["hidden"][0]}).json()["items"] == []
    )


def test_original_document_is_absent_and_the_etag_differs_from_the_analysts(world_with_secrets: World):
    path = f"/alerts/{world_with_secrets.ids['alert'][0]}"
    analyst, auditor = world_with_secrets.client("analyst").get(path), world_with_secrets.client("auditor").get(path)
    assert analyst.json()["raw"] == {"x": TEXT}
    assert "raw" not in auditor.json()
    assert analyst.headers["ETag"] == '"1"'
    assert auditor.headers["ETag"].startswith('"a1-')
    tag = {"If-None-Match": auditor.headers["ETag"]}
    assert world_with_secrets.client("auditor").get(path, headers=tag).status_code == 304
    assert world_with_secrets.client("analyst").get(path, headers=tag).status_code == 200


def test_searches_and_filters_match_redacted_text_only(world_with_secrets: World):
    auditor, analyst = world_with_secrets.client("auditor"), world_with_secrets.client("analyst")

    def count(client: httpx.Client, path: str, **query: Any) -> int:
        return len(client.get(path, params=query).json()["items"])

    for path in ("/alerts", "/tickets", "/assets", "/evidence"):
        assert count(analyst, path, q=SECRETS["address"]) == 1
        assert count(auditor, path, q=SECRETS["address"]) == 0
        assert count(auditor, path, q="from [ip] at") == 1
    assert count(analyst, "/tickets", tag=SECRETS["e-mail"]) == 1
    assert count(auditor, "/tickets", tag=SECRETS["e-mail"]) == 0
    assert count(auditor, "/tickets", tag="[email]") == 1
    assert count(analyst, "/assets", value="single-label") == 1
    assert count(auditor, "/assets", value="single-label") == 0
    assert count(auditor, "/alerts", asset="single-label") == 0
    assert count(auditor, f"/tickets/{world_with_secrets.ids['ticket'][0]}/comments", visibility="internal") == 0


def test_ids_digests_and_names_are_not_redacted(world_with_secrets: World):
    auditor = world_with_secrets.client("auditor")
    evidence = auditor.get(f"/evidence/{world_with_secrets.ids['evidence'][0]}").json()
    assert evidence["sha256"] == "c" * 64
    ticket = auditor.get(f"/tickets/{world_with_secrets.ids['ticket'][0]}").json()
    assert ticket["id"] == world_with_secrets.ids["ticket"][0]
    assert ticket["tags"] == ["[email]", "plain"]
    assert ticket["reporter"]["display_name"] == "analyst"


async def test_database_grants_an_auditor_only_redacted_columns(product, tenant_id):
    connection = await asyncpg.connect(product.database.app)
    try:
        for statement in (
            "SELECT title FROM public.tickets",
            "SELECT raw FROM public.alerts",
            "INSERT INTO ticket_counters (last_number) VALUES (1)",
            "UPDATE public.tickets SET version = 2",
            "DELETE FROM public.outbox",
            "SELECT payload FROM public.outbox",
        ):
            transaction = connection.transaction()
            await transaction.start()
            await connection.execute(f"SET LOCAL app.tenant_id = '{tenant_id}'; SET LOCAL ROLE oneprotect_auditor")
            with pytest.raises(asyncpg.InsufficientPrivilegeError):
                await connection.execute(statement)
            await transaction.rollback()
    finally:
        await connection.close()


def test_redacted_text_fits_its_schema(world: World):
    """Text that placeholders make too long is cut, tags that became equal are merged, and no text is blank."""
    addresses = [f"a{number}@b.co" for number in range(3)]
    body = {"title": " ".join(["a@b.co"] * 22), "tags": addresses, "description": "\u200b"}
    ticket = world.create("/tickets", body)
    redacted = world.client("auditor").get(f"/tickets/{ticket['id']}").json()
    assert len(redacted["title"]) <= 160
    assert (redacted["tags"], redacted["description"]) == (["[email]"], "[blank]")
    assert "@" not in json.dumps(redacted)


@pytest.mark.parametrize(
    "ending", ["{0} is the admin password now", "mail jane@corp (dot) example (dot) com", "<password> {0} </password>"]
)
def test_truncated_title_shows_no_part_of_a_secret(world: World, ending: str):
    words = ending.format("Leak0Pw9z")
    for length in range(118, 160, 3):
        filler = ("abcdefg " * 20)[: length // 8 * 8] + "x" * (length % 8 + 2)
        alert = world.create("/alerts", alert_body(title=f"{filler} {words} and so on, at some length"), "ingest")["id"]
        ticket = world.create(f"/alerts/{alert}/ticket", {})
        redacted = world.client("auditor").get(f"/tickets/{ticket['id']}").text
        assert "Leak0Pw9z" not in redacted
        assert "jane" not in redacted


def test_denied_write_does_not_reveal_whether_the_object_exists(world_with_secrets: World):
    auditor, ticket = world_with_secrets.client("auditor"), world_with_secrets.ids["ticket"][0]
    for link in (world_with_secrets.ids["hidden"][2], "019a5f3e-0000-7000-8000-000000000000"):
        denied = auditor.delete(f"/tickets/{ticket}/links/{link}")
        assert denied.status_code == 403
        assert auditor.get(f"/audit-records/{denied.json()['audit_id']}").status_code == 200


def test_source_and_media_type_are_redacted(world: World):
    alert = world.create("/alerts", alert_body(source="sensor.corp.example.com"), "ingest")["id"]
    assert world.client("auditor").get(f"/alerts/{alert}").json()["source"] == "[host]"
    evidence = world.create(
        "/evidence", {"name": "x", "sha256": "d" * 64, "media_type": "text/sensor.corp.example.com"}
    )
    assert "corp" not in world.client("auditor").get(f"/evidence/{evidence['id']}").json()["media_type"]
