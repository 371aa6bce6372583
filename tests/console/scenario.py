"""A security operations center for the pictures of the console: its alerts, its tickets, and their ages."""

from datetime import UTC, datetime, timedelta
from typing import Any

import asyncpg
import httpx

from tests.console.conftest import create_alert, create_ticket, update
from tests.product import Product

# Names from no other test, so that a filter by them shows this scenario alone.
SOURCES = ("suricata-dmz", "entra-id", "guardduty", "prowler-aws", "proofpoint", "wazuh", "modsecurity")
TAG = "soc"
COLLEAGUES = ("Priya Natarajan", "Jonas Weber", "Dana Kim")
INCIDENT = "ET MALWARE Cobalt Strike Beacon Observed"
PHISHING = "Phishing message delivered to 14 mailboxes"

# Age in minutes, source, rule, severity, title, assets, triage.
ALERTS: list[tuple[int, str, str, str, str, list[tuple[str, str]], dict[str, str]]] = [
    (26, "suricata-dmz", "2001219", "medium", "ET SCAN Potential SSH Scan", [("ip_address", "203.0.113.24")], {}),
    (
        47, "suricata-dmz", "2033713", "critical", INCIDENT,
        [("ip_address", "192.0.2.17"), ("hostname", "fin-ws-017.corp.example.com")], {},
    ),
    (
        58, "entra-id", "SigninBruteForce", "high", "Repeated failed sign-ins followed by a success",
        [("user", "m.fischer"), ("ip_address", "198.51.100.23")], {"status": "in_progress"},
    ),
    (
        71, "modsecurity", "942100", "high", "SQL injection attempt against /api/login",
        [("url", "https://shop.example.com/api/login"), ("ip_address", "198.51.100.77")], {},
    ),
    (
        94, "prowler-aws", "s3_bucket_public_access", "high", "S3 bucket allows public read access",
        [("cloud_resource", "arn:aws:s3:::acme-invoices")], {"status": "in_progress", "verdict": "true_positive"},
    ),
    (
        112, "proofpoint", "URLDefense", "high", PHISHING,
        [("user", "accounting")], {"status": "in_progress", "verdict": "true_positive"},
    ),
    (
        175, "wazuh", "91837", "critical", "PowerShell download cradle executed",
        [("hostname", "fin-ws-022.corp.example.com")], {"status": "in_progress", "verdict": "true_positive"},
    ),
    (
        290, "guardduty", "UnauthorizedAccess:EC2/SSHBruteForce", "medium", "SSH brute force against bastion host",
        [("cloud_resource", "i-0a41c7f2d9e86b513"), ("ip_address", "203.0.113.9")],
        {"status": "resolved", "verdict": "benign_positive"},
    ),
    (
        435, "suricata-dmz", "2101411", "low", "GPL SNMP public access udp",
        [("ip_address", "192.0.2.90")], {"status": "resolved", "verdict": "false_positive"},
    ),
    (
        610, "guardduty", "Policy:IAMUser/RootCredentialUsage", "high", "Root account used without MFA",
        [("cloud_resource", "arn:aws:iam::123456789012:root")], {},
    ),
    (
        1510, "entra-id", "ImpossibleTravel", "medium", "Impossible travel between Berlin and Singapore",
        [("user", "a.lindqvist")], {"status": "resolved", "verdict": "false_positive"},
    ),
    (
        2900, "wazuh", "550", "informational", "Integrity checksum changed on /etc/hosts",
        [("hostname", "build-03.corp.example.com")], {"status": "suppressed", "verdict": "benign_positive"},
    ),
]  # fmt: skip

# Age in minutes, title, priority, severity, status, index of the assignee, tags.
TICKETS: list[tuple[int, str, str, str, str, int | None, list[str]]] = [
    (95, PHISHING, "p1", "high", "in_progress", 0, ["phishing", "mail"]),
    (160, "PowerShell download cradle on fin-ws-022", "p1", "critical", "in_progress", 1, ["endpoint"]),
    (50, "S3 bucket acme-invoices is publicly readable", "p2", "high", "triaged", 2, ["cloud", "aws"]),
    (560, "Root account used without MFA", "p2", "high", "new", None, ["cloud", "iam"]),
    (1300, "Repeated failed VPN sign-ins from one address", "p2", "medium", "in_progress", 0, ["identity"]),
    (1750, "Outdated OpenSSL on public load balancer", "p3", "medium", "on_hold", 1, ["vulnerability"]),
    (2600, "Service account with unused admin role", "p3", "medium", "triaged", 2, ["iam"]),
    (3100, "USB storage device on reception kiosk", "p3", "low", "new", None, ["endpoint"]),
    (4400, "Certificate of build server expires in 7 days", "p4", "low", "on_hold", 1, ["tls"]),
    (5900, "Review firewall rule for decommissioned subnet", "p4", "informational", "triaged", None, ["network"]),
]
HISTORY = [
    ("Password spraying against webmail", "high"), ("Malware quarantined on laptop", "medium"),
    ("Port scan from guest network", "low"), ("Suspicious inbox forwarding rule", "high"),
    ("Data transfer to personal cloud storage", "medium"), ("Unapproved remote access tool", "medium"),
    ("Credential leak found in public repository", "critical"), ("Expired TLS certificate on intranet", "low"),
]  # fmt: skip


def report_alerts(api: httpx.Client) -> None:
    """Report and triage the alerts of the scenario."""
    now = datetime.now(UTC)
    for age, source, rule, severity, title, assets, triage in ALERTS:
        detected = now - timedelta(minutes=age)
        address = next((value for kind, value in assets if kind == "ip_address"), None)
        raw: dict[str, Any] = {"timestamp": detected.isoformat(timespec="milliseconds"), "event_type": "alert"}
        if address is not None:
            raw |= {"src_ip": address, "src_port": 49_772, "dest_ip": "203.0.113.66", "dest_port": 443, "proto": "TCP"}
        raw["alert"] = {"signature_id": int(rule) if rule.isdigit() else rule, "signature": title, "severity": 1}
        alert = create_alert(
            api,
            title,
            source=source,
            rule_id=rule,
            severity=severity,
            description=f"Detected by {source} on {assets[0][1]}.",
            detected_at=detected.isoformat(),
            assets=[{"type": kind, "value": value} for kind, value in assets],
            raw=raw,
        )
        if triage:
            update(api, f"/alerts/{alert['id']}", **triage)


def open_tickets(colleagues: list[httpx.Client]) -> dict[str, timedelta]:
    """Create the open tickets of the scenario; return the age that each is to have, by id."""
    ages = {}
    ids = [client.get("/me").json()["principal"]["id"] for client in colleagues]
    for age, title, priority, severity, status, assignee, tags in reversed(TICKETS):
        reporter = colleagues[assignee or 0]
        ticket = create_ticket(
            reporter,
            title,
            description="Opened during the night shift.",
            priority=priority,
            severity=severity,
            tags=[*tags, TAG],
            assignee_id=None if assignee is None else ids[assignee],
        )
        path = f"/tickets/{ticket['id']}"
        if status == "on_hold":
            update(reporter, path, status="triaged")
        if status != "new":
            update(reporter, path, status=status)
        ages[ticket["id"]] = timedelta(minutes=age)
    return ages


def resolve_tickets(colleagues: list[httpx.Client], days: int) -> dict[str, timedelta]:
    """Create resolved tickets of the last days, fewer at weekends; return the age that each is to have, by id."""
    ages = {}
    for day in range(days, 0, -1):
        is_weekend = (datetime.now(UTC) - timedelta(days=day)).weekday() >= 5
        for number in range(1 if is_weekend else 2 + day * 7 % 4):
            title, severity = HISTORY[(day + number * 3) % len(HISTORY)]
            reporter = colleagues[(day + number) % len(colleagues)]
            ticket = create_ticket(reporter, title, severity=severity, tags=["archive"])
            reason = ("true_positive", "benign_positive", "false_positive")[(day + number) % 3]
            update(reporter, f"/tickets/{ticket['id']}", status="resolved", resolution={"reason": reason})
            ages[ticket["id"]] = timedelta(days=day, hours=number * 2 + 1)
    return ages


def join_work(product: Product, colleague: httpx.Client, ticket: str) -> None:
    """Let a colleague comment on a ticket and tag it, and a sensor try a change that it is not allowed to make."""
    body = "Beacon interval is 60 s to 203.0.113.66. I am collecting the proxy logs."
    assert colleague.post(f"/tickets/{ticket}/comments", json={"body": body}).status_code == 201
    update(colleague, f"/tickets/{ticket}", tags=["malware", "c2", TAG])
    with product.client("ingest", "demo", "suricata-dmz") as sensor:
        refused = sensor.patch(f"/tickets/{ticket}", json={"priority": "p4"}, headers={"If-Match": '"1"'})
        assert refused.status_code == 403


async def backdate(url: str, ages: dict[str, timedelta]) -> None:
    """Give tickets their ages, which the API does not allow; a resolved one took up to two days."""
    connection = await asyncpg.connect(url)
    try:
        await connection.executemany(
            "UPDATE tickets SET created_at = created_at - $2::interval, updated_at = updated_at - $2::interval,"
            " status_changed_at = status_changed_at - $2::interval,"
            " resolved_at = least(resolved_at, resolved_at - $2::interval + number % 3 * interval '1 day')"
            " WHERE id = $1",
            list(ages.items()),
        )
    finally:
        await connection.close()


async def stretch(url: str, ticket: str, minutes: float) -> None:
    """Stretch the history of a ticket into the past, as if it had been created some minutes ago."""
    connection = await asyncpg.connect(url)
    try:
        elapsed = await connection.fetchval(
            "SELECT extract(epoch FROM now() - created_at) FROM tickets WHERE id = $1", ticket
        )
        factor = minutes * 60 / float(elapsed)
        for statement in (
            "UPDATE ticket_timeline SET occurred_at = now() - (now() - occurred_at) * $2::float WHERE ticket_id = $1",
            "UPDATE ticket_comments SET created_at = now() - (now() - created_at) * $2::float WHERE ticket_id = $1",
            "UPDATE audit_records SET occurred_at = now() - (now() - occurred_at) * $2::float WHERE target_id = $1",
            "UPDATE tickets SET created_at = now() - (now() - created_at) * $2::float WHERE id = $1",
            "UPDATE tickets SET updated_at = now() - (now() - updated_at) * $2::float WHERE id = $1",
        ):
            await connection.execute(statement, ticket, factor)
    finally:
        await connection.close()
