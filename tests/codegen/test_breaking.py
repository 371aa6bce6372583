"""The comparison of two bundles reports every change that breaks clients as breaking, and no other change."""

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from codegen.contract.breaking import compare, main

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


def mark_and_extend(bundle: Json) -> None:
    assert schema(bundle, "AssetType")["x-may-gain-values"]
    schema(bundle, "AssetType")["enum"].append("drone")


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
    "a member of a response optional": lambda b: schema(b, "Ticket")["required"].remove("number"),
    "a maximum lowered": lambda b: limit(b).update(maximum=50),
    "a minimum raised": lambda b: limit(b).update(minimum=2),
    "a document's limit lowered": lambda b: schema(b, "AlertCreate")["properties"]["raw"].update({"x-max-bytes": 9}),
    "a longest text shortened": lambda b: schema(b, "TicketTitleInput").update(maxLength=100),
    "a kind of text required": lambda b: schema(b, "TicketDescription").update({"x-text": "visible"}),
    "a kind of text changed": lambda b: schema(b, "TicketTitleInput").update({"x-text": "tag"}),
    "a pattern changed": lambda b: schema(b, "Tag").update(pattern="^[a-z]+$"),
    "a pattern added": lambda b: schema(b, "CommentBody").update(pattern="^[^\\u0000]+$"),
    "another pattern beside a format": lambda b: schema(b, "Timestamp").update(pattern="^[0-9-]+$"),
    "a value of a marked enum removed": lambda b: schema(b, "AssetType")["enum"].pop(),
    "null no longer allowed": lambda b: schema(b, "TicketUpdate")["properties"].update(
        tags={"$ref": "#/components/schemas/TagsInput"}
    ),
    "a type changed": lambda b: schema(b, "Ticket")["properties"]["number"].update(type="string"),
    "a type narrowed": lambda b: schema(b, "EvidenceCreate")["properties"]["media_type"].update(type="string"),
    "nullable removed": lambda b: schema(b, "TicketUpdate")["properties"]["assignee_id"]["oneOf"].pop(),
    "nullable added": lambda b: schema(b, "Asset")["properties"]["value"].update(type=["string", "null"]),
    "a header of a response removed": lambda b: tickets(b, "post")["responses"]["201"]["headers"].pop("ETag"),
    "a header required": lambda b: b["components"]["parameters"]["IdempotencyKey"].update(required=True),
    "a parameter removed": lambda b: tickets(b)["parameters"].pop(),
    "a parameter required": lambda b: tickets(b)["parameters"][3].update(required=True),
    "a scope added": lambda b: tickets(b)["security"][0]["bearerAuth"].append("audit:read"),
    "a security alternative removed": lambda b: tickets(b)["security"].pop(),
    "a security alternative that requires more": lambda b: tickets(b)["security"][1].update(csrfToken=[]),
    "an open operation closed": lambda b: b["paths"]["/session"]["post"].update(security=[{"bearerAuth": []}]),
    "a body required": lambda b: b["paths"]["/alerts/{alert_id}/ticket"]["post"]["requestBody"].update(required=True),
    "a media type removed": lambda b: tickets(b, "post")["requestBody"]["content"].clear(),
    "a variant of a request removed": lambda b: schema(b, "LinkCreate")["oneOf"].pop(),
    "a problem added": lambda b: tickets(b)["x-problems"].append("ticket-closed"),
    "other members forbidden": lambda b: schema(b, "JsonValue").update(unevaluatedProperties=False),
    "the base path changed": lambda b: b["servers"][0].update(url="/api/v2"),
    "names of members limited": lambda b: schema(b, "JsonValue")["propertyNames"].update(pattern="^[a-z]*$"),
}
COMPATIBLE: dict[str, Callable[[Json], Any]] = {
    "a value of a marked enum added": mark_and_extend,
    "null allowed in a request": lambda b: schema(b, "TicketCreate")["properties"].update(
        tags={"oneOf": [{"$ref": "#/components/schemas/TagsInput"}, {"type": "null"}]}
    ),
    "other members of a response allowed": lambda b: schema(b, "Ticket").pop("additionalProperties"),
    "any JSON value without keywords": lambda b: b["components"]["schemas"].update(JsonValue={"description": "Any."}),
    "no pattern beside a format": lambda b: (
        schema(b, "Timestamp").pop("pattern")
        and [schema(b, "Timestamp").pop(name) for name in ("minLength", "maxLength")]
    ),
    "a kind of text no longer required": lambda b: schema(b, "TicketTitleInput").pop("x-text"),
    "an operation added": lambda b: b["paths"].update({"/new": b["paths"]["/me"]}),
    "an optional parameter": lambda b: tickets(b)["parameters"].append({**tickets(b)["parameters"][3], "name": "x"}),
    "an optional member of a request": lambda b: schema(b, "TicketCreate")["properties"].update(x={"type": "string"}),
    "a member of a response": lambda b: schema(b, "Ticket")["properties"].update(x={"type": "string"}),
    "a maximum raised": lambda b: limit(b).update(maximum=500),
    "a scope removed": lambda b: tickets(b)["security"][0]["bearerAuth"].clear(),
    "a security alternative added": lambda b: b["paths"]["/session"]["get"]["security"].append({"bearerAuth": []}),
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


def changed(bundle: Json, change: Callable[[Json], Any]) -> Json:
    other = copy.deepcopy(bundle)
    change(other)
    assert other != bundle
    return other


def test_equal_bundles_do_not_differ():
    assert compare(OPENAPI, copy.deepcopy(OPENAPI)) == []
    assert compare(ASYNCAPI, copy.deepcopy(ASYNCAPI)) == []


@pytest.mark.parametrize("name", ["openapi.json", "asyncapi.json"])
def test_served_document_breaks_no_client_of_the_strict_contract(name: str):
    old, new = (json.loads((ROOT / "generated" / folder / name).read_text()) for folder in ("", "served"))
    assert [str(finding) for finding in compare(old, new) if finding.breaks] == []


@pytest.mark.parametrize("name", BREAKING)
def test_breaking_change_is_reported(name: str):
    findings = compare(OPENAPI, changed(OPENAPI, BREAKING[name]))
    assert any(finding.breaks for finding in findings), [str(finding) for finding in findings]


@pytest.mark.parametrize("name", COMPATIBLE)
def test_compatible_change_does_not_break(name: str):
    findings = compare(OPENAPI, changed(OPENAPI, COMPATIBLE[name]))
    assert not any(finding.breaks for finding in findings), [str(finding) for finding in findings]


@pytest.mark.parametrize("name", BREAKING_EVENTS)
def test_breaking_change_of_an_event_is_reported(name: str):
    findings = compare(ASYNCAPI, changed(ASYNCAPI, BREAKING_EVENTS[name]))
    assert any(finding.breaks for finding in findings), [str(finding) for finding in findings]


@pytest.mark.parametrize("name", COMPATIBLE_EVENTS)
def test_compatible_change_of_an_event_does_not_break(name: str):
    findings = compare(ASYNCAPI, changed(ASYNCAPI, COMPATIBLE_EVENTS[name]))
    assert not any(finding.breaks for finding in findings), [str(finding) for finding in findings]


def test_command_prints_the_counts_and_fails_on_a_break(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    old, new = str(ROOT / "generated" / "openapi.json"), tmp_path / "new.json"
    new.write_text(json.dumps(changed(OPENAPI, BREAKING["a scope added"])))
    assert main([old, str(new)]) == 1
    output = capsys.readouterr().out
    assert output.startswith("BREAKS  GET /tickets security")
    assert output.endswith("1 breaking, 0 compatible\n")
    assert main([old, old]) == 0
    assert capsys.readouterr().out == "0 breaking, 0 compatible\n"
    released = str(ROOT / "specs" / "released" / "1.0.0" / "openapi.json")
    assert main([released, old, "--corrections", "1.0.0"]) == 0
    output = capsys.readouterr().out
    assert "FIXES   POST /tickets body.title: x-text was None and is line (ADR-0018)\n" in output
    assert "BREAKS" not in output
    with pytest.raises(SystemExit, match="2"):
        main([old, "nowhere"])
    assert "not a bundle" in capsys.readouterr().err
