"""What an auditor sees: no hidden thing, no secret in what is visible, and nothing that can be changed."""

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
def told(world: World) -> World:
    """Everything that takes text has the secrets in it; some of it is hidden."""
    alert = alert_body(
        title=TEXT, description=TEXT, rule_id=TEXT, source_alert_id=TEXT, raw={"x": TEXT},
        evidence=[{"type": "log", "value": TEXT}],
        assets=[{"type": "hostname", "value": "single-label"}, {"type": "other", "value": TEXT}],
    )  # fmt: skip
    world.ids["alert"].insert(0, world.made("/alerts", alert, "ingest")["id"])
    ticket = world.made("/tickets", {"title": TEXT[:158], "description": TEXT, "tags": [SECRETS["e-mail"], "plain"]})
    path = f"/tickets/{ticket['id']}"
    world.ids["ticket"].insert(0, ticket["id"])
    world.made(f"{path}/comments", {"body": TEXT, "visibility": "auditor_visible"})
    hidden = world.made(f"{path}/comments", {"body": "between us"})
    record = world.client("analyst").get("/audit-records", params={"target_id": hidden["id"]}).json()["items"][0]
    world.ids["hidden"] = [hidden["id"], record["id"]]
    link = {"target_type": "audit_record", "target": {"id": record["id"]}}
    world.ids["hidden"].append(world.made(f"{path}/links", link)["id"])
    external = {"url": f"https://{SECRETS['host']}/x", "label": TEXT}
    made = world.made(f"{path}/links", {"target_type": "external_reference", "target": external})
    world.ids["link"].insert(0, made["id"])
    world.patched(path, description=f"again {TEXT}", status="resolved", resolution={"reason": "other", "note": TEXT})
    asset = world.made("/assets", {"type": "hostname", "value": "single-label", "name": TEXT})["id"]
    world.ids["asset"].insert(0, asset)
    evidence = world.made("/evidence", {"name": TEXT, "description": TEXT, "sha256": "c" * 64})["id"]
    world.ids["evidence"].insert(0, evidence)
    world.deliver(world.client("analyst"), ticket["id"], target=TEXT[:200], detail=TEXT, source="https://x.example.com")
    return world


def everything(world: World, role: str) -> list[httpx.Response]:
    """Read all that there is."""
    client, found = world.client(role), []
    for path in ("/alerts", "/tickets", "/assets", "/evidence", "/delivery-records", "/audit-records", "/principals"):
        found.append(client.get(path, params={"limit": 100}))
        found += [client.get(f"{path}/{item['id']}") for item in found[-1].json()["items"] if path != "/principals"]
        if path == "/tickets":
            for item in found[-len(found[-1].json().get("items", [])) - 1 :]:
                ticket = item.json().get("id")
                if ticket:
                    found += [client.get(f"{path}/{ticket}/{part}") for part in ("comments", "links", "timeline")]
    return found


def test_no_secret_and_no_hidden_thing_is_in_any_answer(told: World):
    answers = everything(told, "auditor")
    assert len(answers) > 40
    assert {answer.status_code for answer in answers} == {200}
    whole = "\n".join(answer.text + str(answer.headers) for answer in answers)
    for secret in (*SECRETS.values(), "single-label", "between us", *told.ids["hidden"]):
        assert secret not in whole, secret
    for placeholder in ("[email]", "[ip]", "[host]", "[secret]"):
        assert placeholder in whole
    seen_by_analyst = "\n".join(answer.text for answer in everything(told, "analyst"))
    assert all(secret in seen_by_analyst for secret in (*SECRETS.values(), "between us"))


def test_what_is_hidden_reads_as_what_never_was(told: World):
    auditor, ticket = told.client("auditor"), told.ids["ticket"][0]
    record, link = told.ids["hidden"][1:]
    for path in (f"/audit-records/{record}", f"/tickets/{ticket}/links/{link}"):
        hidden, never = auditor.get(path), auditor.get(path[:-12] + "0" * 12)
        assert hidden.status_code == never.status_code == 404
        assert {**hidden.json(), "request_id": ""} == {**never.json(), "request_id": ""}
    assert auditor.get("/audit-records", params={"target_id": told.ids["hidden"][0]}).json()["items"] == []


def test_an_original_document_is_absent_and_the_etag_is_of_its_own(told: World):
    path = f"/alerts/{told.ids['alert'][0]}"
    analyst, auditor = told.client("analyst").get(path), told.client("auditor").get(path)
    assert analyst.json()["raw"] == {"x": TEXT}
    assert "raw" not in auditor.json()
    assert analyst.headers["ETag"] == '"1"'
    assert auditor.headers["ETag"].startswith('"a1-')
    tag = {"If-None-Match": auditor.headers["ETag"]}
    assert told.client("auditor").get(path, headers=tag).status_code == 304
    assert told.client("analyst").get(path, headers=tag).status_code == 200


def test_searches_and_filters_see_what_the_auditor_sees(told: World):
    auditor, analyst = told.client("auditor"), told.client("analyst")

    def count(client: httpx.Client, path: str, **query: Any) -> int:
        return len(client.get(path, params=query).json()["items"])

    for path in ("/alerts", "/tickets", "/assets", "/evidence"):
        assert count(analyst, path, q=SECRETS["address"]) == 1
        assert count(auditor, path, q=SECRETS["address"]) == 0
        assert count(auditor, path, q="from [ip] at") == 1
    assert (count(analyst, "/tickets", tag=SECRETS["e-mail"]), count(auditor, "/tickets", tag=SECRETS["e-mail"])) == (
        1,
        0,
    )
    assert count(auditor, "/tickets", tag="[email]") == 1
    assert (count(analyst, "/assets", value="single-label"), count(auditor, "/assets", value="single-label")) == (1, 0)
    assert count(auditor, "/alerts", asset="single-label") == 0
    assert count(auditor, f"/tickets/{told.ids['ticket'][0]}/comments", visibility="internal") == 0


def test_a_digest_a_version_and_an_id_are_kept(told: World):
    auditor = told.client("auditor")
    evidence = auditor.get(f"/evidence/{told.ids['evidence'][0]}").json()
    assert evidence["sha256"] == "c" * 64
    ticket = auditor.get(f"/tickets/{told.ids['ticket'][0]}").json()
    assert ticket["id"] == told.ids["ticket"][0]
    assert ticket["tags"] == ["[email]", "plain"]
    assert ticket["reporter"]["display_name"] == "analyst"


async def test_the_database_itself_lets_an_auditor_read_redacted_columns_alone(product, tenant_id):
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
    """What placeholders make longer is cut, tags that have become one are one, and nothing is left blank."""
    short = [f"a{number}@b.co" for number in range(3)]
    ticket = world.made("/tickets", {"title": " ".join(["a@b.co"] * 22), "tags": [*short, "\u200b"]})
    seen = world.client("auditor").get(f"/tickets/{ticket['id']}").json()
    assert len(seen["title"]) <= 160
    assert seen["tags"] == ["[email]", "[blank]"]
    assert "@" not in json.dumps(seen)


@pytest.mark.parametrize(
    "ending", ["{0} is the admin password now", "mail jane@corp (dot) example (dot) com", "<password> {0} </password>"]
)
def test_a_title_that_is_cut_shows_no_more_than_the_whole(world: World, ending: str):
    words = ending.format("Leak0Pw9z")
    for length in range(118, 160, 3):
        filler = ("abcdefg " * 20)[: length // 8 * 8] + "x" * (length % 8 + 2)
        alert = world.made("/alerts", alert_body(title=f"{filler} {words} and so on, at some length"), "ingest")["id"]
        ticket = world.made(f"/alerts/{alert}/ticket", {})
        seen = world.client("auditor").get(f"/tickets/{ticket['id']}").text
        assert "Leak0Pw9z" not in seen
        assert "jane" not in seen


def test_an_auditors_own_denials_do_not_tell_what_is_hidden(told: World):
    auditor, ticket = told.client("auditor"), told.ids["ticket"][0]
    for link in (told.ids["hidden"][2], "019a5f3e-0000-7000-8000-000000000000"):
        denied = auditor.delete(f"/tickets/{ticket}/links/{link}")
        assert denied.status_code == 403
        assert auditor.get(f"/audit-records/{denied.json()['audit_id']}").status_code == 200


def test_what_a_client_names_a_source_or_a_media_type_is_redacted_too(world: World):
    alert = world.made("/alerts", alert_body(source="sensor.corp.example.com"), "ingest")["id"]
    assert world.client("auditor").get(f"/alerts/{alert}").json()["source"] == "[host]"
    made = world.made("/evidence", {"name": "x", "sha256": "d" * 64, "media_type": "text/sensor.corp.example.com"})
    assert "corp" not in world.client("auditor").get(f"/evidence/{made['id']}").json()["media_type"]
