"""Differences of two bundles: what breaks a client is found wherever it is planted, and nothing else is."""

import copy
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from codegen.contract.breaking import compare

ROOT = Path(__file__).parent.parent.parent
OPENAPI = json.loads((ROOT / "generated" / "openapi.json").read_text())
ASYNCAPI = json.loads((ROOT / "generated" / "asyncapi.json").read_text())
Json = dict[str, Any]


def schema(bundle: Json, name: str) -> Json:
    return bundle["components"]["schemas"][name]


def tickets(bundle: Json, method: str = "get") -> Json:
    return bundle["paths"]["/tickets"][method]


def limit(bundle: Json) -> Json:
    return bundle["components"]["parameters"]["Limit"]["schema"]


BREAKING: dict[str, Callable[[Json], Any]] = {
    "an operation removed": lambda b: b["paths"].pop("/me"),
    "a method removed": lambda b: b["paths"]["/tickets"].pop("post"),
    "a status removed": lambda b: b["paths"]["/alerts"]["post"]["responses"].pop("200"),
    "a status added": lambda b: tickets(b)["responses"].update({"202": {"description": "later"}}),
    "a property removed": lambda b: schema(b, "Ticket")["properties"].pop("tags"),
    "a property of a request removed": lambda b: schema(b, "TicketCreate")["properties"].pop("tags"),
    "an enum value removed": lambda b: schema(b, "TicketPriority")["enum"].remove("p4"),
    "an enum value added": lambda b: schema(b, "TicketStatus")["enum"].append("waiting"),
    "a member required": lambda b: schema(b, "TicketCreate")["required"].append("priority"),
    "a member of an answer optional": lambda b: schema(b, "Ticket")["required"].remove("number"),
    "a maximum lowered": lambda b: limit(b).update(maximum=50),
    "a minimum raised": lambda b: limit(b).update(minimum=2),
    "a document's limit lowered": lambda b: schema(b, "AlertCreate")["properties"]["raw"].update({"x-max-bytes": 9}),
    "a longest text shortened": lambda b: schema(b, "TicketTitle").update(maxLength=100),
    "a pattern changed": lambda b: schema(b, "Tag").update(pattern="^[a-z]+$"),
    "a pattern added": lambda b: schema(b, "CommentBody").update(pattern="^[^\\u0000]+$"),
    "a type changed": lambda b: schema(b, "Ticket")["properties"]["number"].update(type="string"),
    "a type narrowed": lambda b: schema(b, "EvidenceCreate")["properties"]["media_type"].update(type="string"),
    "nullable removed": lambda b: schema(b, "TicketUpdate")["properties"]["assignee_id"]["oneOf"].pop(),
    "nullable added": lambda b: schema(b, "Asset")["properties"]["value"].update(type=["string", "null"]),
    "a header of an answer removed": lambda b: tickets(b, "post")["responses"]["201"]["headers"].pop("ETag"),
    "a header required": lambda b: b["components"]["parameters"]["IdempotencyKey"].update(required=True),
    "a parameter removed": lambda b: tickets(b)["parameters"].pop(),
    "a parameter required": lambda b: tickets(b)["parameters"][3].update(required=True),
    "a scope added": lambda b: tickets(b)["security"][0]["bearerAuth"].append("audit:read"),
    "a way in removed": lambda b: tickets(b)["security"].pop(),
    "a way in that takes more": lambda b: tickets(b)["security"][1].update(csrfToken=[]),
    "an open operation closed": lambda b: b["paths"]["/session"]["post"].update(security=[{"bearerAuth": []}]),
    "a body required": lambda b: b["paths"]["/alerts/{alert_id}/ticket"]["post"]["requestBody"].update(required=True),
    "a media type removed": lambda b: tickets(b, "post")["requestBody"]["content"].clear(),
    "a variant of a request removed": lambda b: schema(b, "LinkCreate")["oneOf"].pop(),
    "a problem added": lambda b: tickets(b)["x-problems"].append("ticket-closed"),
    "other members refused": lambda b: schema(b, "JsonValue").update(unevaluatedProperties=False),
    "the base path changed": lambda b: b["servers"][0].update(url="/api/v2"),
    "names of members limited": lambda b: schema(b, "JsonValue")["propertyNames"].update(pattern="^[a-z]*$"),
}
COMPATIBLE: dict[str, Callable[[Json], Any]] = {
    "an operation added": lambda b: b["paths"].update({"/new": b["paths"]["/me"]}),
    "an optional parameter": lambda b: tickets(b)["parameters"].append({**tickets(b)["parameters"][3], "name": "x"}),
    "an optional member of a request": lambda b: schema(b, "TicketCreate")["properties"].update(x={"type": "string"}),
    "a member of an answer": lambda b: schema(b, "Ticket")["properties"].update(x={"type": "string"}),
    "a maximum raised": lambda b: limit(b).update(maximum=500),
    "a scope taken away": lambda b: tickets(b)["security"][0]["bearerAuth"].clear(),
    "a way in added": lambda b: b["paths"]["/session"]["get"]["security"].append({"bearerAuth": []}),
    "an operation opened": lambda b: tickets(b).update(security=[]),
    "a body optional": lambda b: tickets(b, "post")["requestBody"].update(required=False),
    "a header added": lambda b: tickets(b)["responses"]["200"]["headers"].update(New={"schema": {"type": "string"}}),
}

BREAKING_EVENTS: dict[str, Callable[[Json], Any]] = {
    "an event removed": lambda b: b["operations"].pop("send_ticket_linked"),
    "a message removed": lambda b: b["operations"]["send_ticket_linked"]["messages"].clear(),
    "an address changed": lambda b: b["channels"]["ticket_linked"].update(
        address="oneprotect.linked.{tenant}.{ticket}"
    ),
    "a media type changed": lambda b: b["components"]["messages"]["ticket_linked"].update(contentType="text/plain"),
    "a required attribute removed": lambda b: [
        schema(b, "TicketLinked")["properties"].pop("sequence"),
        schema(b, "TicketLinked")["required"].remove("sequence"),
    ],
    "an attribute optional": lambda b: schema(b, "TicketCreated")["required"].remove("sequence"),
    "an enum value added": lambda b: schema(b, "TicketStatus")["enum"].append("waiting"),
    "a type changed": lambda b: schema(b, "TicketLinked")["properties"]["type"].update(const="linked.v2"),
    "an attribute of a received event required": lambda b: schema(b, "DeliveryFailed")["required"].append(
        "traceparent"
    ),
    "a received text shortened": lambda b: schema(b, "DeliveryFailed")["properties"]["source"].update(maxLength=9),
}
COMPATIBLE_EVENTS: dict[str, Callable[[Json], Any]] = {
    "an event added": lambda b: b["operations"].update(
        x={**b["operations"]["send_ticket_linked"], "action": "receive"}
    ),
    "an attribute added": lambda b: schema(b, "TicketLinked")["properties"].update(x={"type": "string"}),
    "a received text longer": lambda b: schema(b, "DeliveryFailed")["properties"]["source"].update(maxLength=999),
    "a received attribute optional": lambda b: schema(b, "DeliveryFailed")["required"].remove("tenantid"),
}


def changed(bundle: Json, plant: Callable[[Json], Any]) -> Json:
    other = copy.deepcopy(bundle)
    plant(other)
    assert other != bundle
    return other


def test_a_bundle_does_not_differ_from_itself():
    assert compare(OPENAPI, copy.deepcopy(OPENAPI)) == []
    assert compare(ASYNCAPI, copy.deepcopy(ASYNCAPI)) == []


@pytest.mark.parametrize("name", BREAKING)
def test_what_breaks_is_found(name: str):
    found = compare(OPENAPI, changed(OPENAPI, BREAKING[name]))
    assert any(finding.breaks for finding in found), [str(finding) for finding in found]


@pytest.mark.parametrize("name", COMPATIBLE)
def test_what_does_not_break_is_passed(name: str):
    found = compare(OPENAPI, changed(OPENAPI, COMPATIBLE[name]))
    assert not any(finding.breaks for finding in found), [str(finding) for finding in found]


@pytest.mark.parametrize("name", BREAKING_EVENTS)
def test_what_breaks_a_consumer_or_an_integration_is_found(name: str):
    found = compare(ASYNCAPI, changed(ASYNCAPI, BREAKING_EVENTS[name]))
    assert any(finding.breaks for finding in found), [str(finding) for finding in found]


@pytest.mark.parametrize("name", COMPATIBLE_EVENTS)
def test_events_are_judged_by_who_gets_them(name: str):
    found = compare(ASYNCAPI, changed(ASYNCAPI, COMPATIBLE_EVENTS[name]))
    assert not any(finding.breaks for finding in found), [str(finding) for finding in found]


def test_the_command_says_how_many_and_fails_on_a_break(tmp_path: Path):
    new = tmp_path / "new.json"
    new.write_text(json.dumps(changed(OPENAPI, BREAKING["a scope added"])))
    command = [sys.executable, "-m", "codegen.contract.breaking", str(ROOT / "generated" / "openapi.json"), str(new)]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert result.returncode == 1
    assert result.stdout.startswith("BREAKS  GET /tickets security")
    assert result.stdout.endswith("1 breaking, 0 compatible\n")
    same = subprocess.run([*command[:4], command[3]], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (same.returncode, same.stdout) == (0, "0 breaking, 0 compatible\n")
    wrong = subprocess.run([*command[:4], "nowhere"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert wrong.returncode == 2
