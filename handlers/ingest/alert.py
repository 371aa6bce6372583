"""Building an alert as `create_alert` accepts it, from whatever a source's document holds."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Literal

from handlers.ingest.values import Json, ip_address, is_hostname, is_url, one_line, texts
from handlers.runtime import canonical

Severity = Literal["critical", "high", "medium", "low", "informational"]
AssetType = Literal[
    "ip_address", "hostname", "url", "user", "file", "process", "container", "cloud_resource", "service", "other"
]
Role = Literal["source", "destination", "actor", "target"]
EvidenceType = Literal["http_request", "dns_query", "file", "process", "log", "network_flow", "other"]
Activity = Literal["create", "update", "close"]
AssetField = tuple[AssetType, Role | None, tuple[str, ...]]  # type that the field suggests, role, path

_MAX_ITEMS = 100
_MAX_TITLE, _MAX_DESCRIPTION = 500, 30_000
_MAX_ID = 256
_MAX_ASSET, _MAX_EVIDENCE = 2_000, 4_000
_PLACEHOLDERS = frozenset(
    {"", "-", "none", "null", "n/a", "na", "unknown", "(none)", "<na>", "undefined", "not available"}
)
_PLACEHOLDER = re.compile(r"<[^<>]*>|\{[^{}]*\}|\$\{.*\}|[0-]+|[xX-]{4,}")


class RejectedRowError(ValueError):
    """A row that cannot become an alert: ``pointer`` (RFC 6901) says where, the message says why."""

    def __init__(self, pointer: str, reason: str) -> None:
        super().__init__(reason)
        self.pointer = pointer


@dataclass(frozen=True, slots=True)
class Skipped:
    """A row that its source does not call a finding; rows are counted by ``kind``."""

    kind: str


@dataclass(frozen=True, slots=True)
class Options:
    """How a file is read.

    ``include`` names what the caller wants beyond findings, such as `anomaly` for Suricata or `pass` for OCSF.
    ``repeated_uids`` are uids that the file gives to different findings, so that they identify none of them.
    ``read_at`` stands in for the time of a finding whose format has none.
    """

    include: frozenset[str] = frozenset()
    repeated_uids: frozenset[str] = frozenset()
    read_at: datetime = field(default_factory=lambda: datetime.now(UTC))


@dataclass
class Assets:
    """The assets of an alert, typed by value, each once per role, in the order of the document."""

    items: dict[tuple[str, str, str | None], None] = field(default_factory=dict)

    def add(self, kind: AssetType, value: str, role: Role | None = None) -> None:
        """Add a value under the type that its field suggests.

        The value decides: an address is an address in any field. A value that fits neither its field's
        type nor an address is left out rather than guessed, and so are placeholders such as "-".
        """
        value = one_line(value)
        if is_placeholder(value) or len(value) > _MAX_ASSET:
            return
        address = ip_address(value)
        if address is not None:
            self.items.setdefault(("ip_address", address, role))
        elif kind in {"ip_address", "hostname"}:
            if is_hostname(value):
                self.items.setdefault(("hostname", value, role))
        elif kind != "url" or is_url(value):
            self.items.setdefault((kind, value, role))

    def add_fields(self, document: Json, fields: tuple[AssetField, ...]) -> None:
        """Add the values of a table of fields; a field may hold one value or an array."""
        for kind, role, path in fields:
            for value in texts(document, *path):
                self.add(kind, value, role)

    @property
    def documents(self) -> list[dict[str, str]]:
        """The assets as the request has them; one with a role replaces the same one without."""
        with_role = {(kind, value) for kind, value, role in self.items if role is not None}
        kept = [item for item in self.items if item[2] is not None or item[:2] not in with_role]
        return [
            {"type": kind, "value": value, **({} if role is None else {"role": role})}
            for kind, value, role in kept[:_MAX_ITEMS]
        ]


@dataclass
class Evidence:
    """The observations that an alert rests on, each once, in the order of the document."""

    items: dict[tuple[str, str], None] = field(default_factory=dict)

    def add(self, kind: EvidenceType, value: str) -> None:
        """Add an observation; blank ones are left out, long ones are cut."""
        value = value.replace("\x00", "\ufffd").strip()
        if value:
            self.items.setdefault((kind, value[:_MAX_EVIDENCE]))

    @property
    def documents(self) -> list[dict[str, str]]:
        """The evidence as the request has it."""
        return [{"type": kind, "value": value} for kind, value in list(self.items)[:_MAX_ITEMS]]


def source_name(product: str, default: str) -> str:
    """Return a product's name in the form that `source` has: lower case, words joined by hyphens."""
    return re.sub(r"[^a-z0-9._]+", "-", product.lower()).strip("-._")[:64].rstrip("-._") or default


def is_placeholder(value: str) -> bool:
    """Whether a value stands for none: "-", "unknown", "<finding_uid>", a nil UUID and their like."""
    bare = value.strip()
    return bare.lower() in _PLACEHOLDERS or _PLACEHOLDER.fullmatch(bare) is not None


def identity(uid: str) -> str:
    """Return a source's own id as `source_alert_id`; one that is too long is represented by its SHA-256."""
    return uid if len(uid) <= _MAX_ID else hashlib.sha256(uid.encode(errors="surrogatepass")).hexdigest()


def document_identity(document: Json) -> str:
    """Return the SHA-256 of the document's RFC 8785 form: the id of a document that brings none of its own."""
    return canonical.digest(document).hex()


def build_alert(
    *,
    source: str,
    source_alert_id: str,
    title: str,
    description: str = "",
    severity: Severity,
    rule_id: str = "",
    detected_at: datetime | None,
    time_pointer: str,
    assets: Assets,
    evidence: Evidence,
    raw: Json,
    activity: Activity = "create",
) -> dict[str, Any]:
    """Return the body of `create_alert`, with every text trimmed to what the contract allows.

    A blank title falls back to the rule id, and that to the source. Raises `RejectedRowError` without a readable time.
    """
    if detected_at is None:
        raise RejectedRowError(time_pointer, "the time is missing or cannot be read")
    rule = one_line(rule_id)[:_MAX_ID]
    return {
        "source": source,
        "source_alert_id": source_alert_id,
        "title": one_line(title)[:_MAX_TITLE].rstrip() or rule or f"{source} alert",
        "description": description.strip()[:_MAX_DESCRIPTION],
        "severity": severity,
        "rule_id": rule or None,
        "detected_at": detected_at.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z"),
        "assets": assets.documents,
        "evidence": evidence.documents,
        "raw": raw,
        **({} if activity == "create" else {"activity": activity}),
    }
