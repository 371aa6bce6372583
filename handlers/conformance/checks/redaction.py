"""What an auditor sees: everything but what is hidden, without addresses, host names and secrets."""

from __future__ import annotations

from uuid import uuid4

from handlers.conformance.world import World

_MARK = "Wombat"


def hidden(world: World) -> None:
    """What is hidden from an auditor does not exist; of the rest the addresses, hosts and secrets do not."""
    auditor = world.auditor
    if auditor is None or not world.may("create_ticket", "create_comment"):
        return
    secrets = {
        "an e-mail address": f"u{uuid4().hex[:8]}@mail.example.org",
        "an IP address": "203.0.113.77",
        "a host name": f"h{uuid4().hex[:8]}.internal.example.org",
        "a token": f"ghp_{uuid4().hex}{uuid4().hex[:4]}",
    }
    text = f"{_MARK} " + " and ".join(secrets.values())
    ticket = world.new_ticket(title=f"{_MARK} from {secrets['an IP address']}", description=text, tags=["wombat"])
    comments = f"/tickets/{ticket['id']}/comments"
    internal = world.made("create_comment", {"body": f"Internal {text}"}, ticket_id=ticket["id"])
    shown = world.made("create_comment", {"body": text, "visibility": "auditor_visible"}, ticket_id=ticket["id"])
    for path in (f"/tickets/{ticket['id']}", comments, f"/tickets/{ticket['id']}/timeline", "/tickets?q=wombat"):
        answer = world.send(auditor, "GET", path)
        world.hold("an auditor reads", answer.status_code == 200, answer, auditor)
        for kind, secret in secrets.items():
            world.hold(f"an auditor does not see {kind}", secret not in answer.text, answer, auditor)
        world.hold(
            "an internal comment does not exist for an auditor", internal["id"] not in answer.text, answer, auditor
        )
    answer = world.send(auditor, "GET", comments)
    world.hold("an auditor sees a comment that is for auditors", shown["id"] in answer.text, answer, auditor)
    world.hold("an auditor sees the words around what is hidden", _MARK in answer.text, answer, auditor)
    for kind, secret in secrets.items():
        answer = world.send(auditor, "GET", "/tickets", params={"q": secret})
        ids = {row["id"] for row in answer.json()["items"]}
        world.hold(f"an auditor finds nothing by {kind}", ticket["id"] not in ids, answer, auditor)


def raw(world: World) -> None:
    """An alert's original document is absent from an auditor's answer."""
    auditor = world.auditor
    if auditor is None or not auditor.may(world.contract.by_id["get_alert"]):
        return
    for alert in world.ids.get("alert_id", ()):
        answer = world.send(auditor, "GET", f"/alerts/{alert}")
        world.hold("an auditor does not see an alert's original document", "raw" not in answer.json(), answer, auditor)
