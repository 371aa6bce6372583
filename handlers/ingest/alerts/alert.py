"""Building the body of `create_alert` from whatever a source's document holds."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Literal

from generated import limits
from handlers.ingest.alerts.storable import obstacle
from handlers.ingest.alerts.times import has_offset, parse_time
from handlers.ingest.alerts.values import (
    Json,
    Path,
    existing,
    ip_address,
    is_hostname,
    is_url,
    member,
    one_line,
    pointer,
    texts,
)
from handlers.runtime import canonical

Severity = Literal["critical", "high", "medium", "low", "informational"]
AssetType = Literal[
    "ip_address", "hostname", "url", "user", "file", "process", "container", "cloud_resource", "service", "other"
]
Role = Literal["source", "destination", "actor", "target"]
EvidenceType = Literal["http_request", "dns_query", "file", "process", "log", "network_flow", "other"]
Activity = Literal["create", "update", "close"]
AssetField = tuple[AssetType, Role | None, Path]  # the type that the field suggests, the role, and the field

_PLACEHOLDERS = frozenset(
    {"", "-", "none", "null", "n/a", "na", "unknown", "(none)", "<na>", "undefined", "not available"}
)
_PLACEHOLDER = re.compile(r"<[^<>]*>|\{[^{}]*\}|\$\{.*\}|[0-]+|[xX-]{4,}")


class RejectedRowError(ValueError):
    """A row that cannot become an alert: ``pointer`` (RFC 6901) leads to the value, and the message is the reason."""

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
    ``repeated_ids`` are ids that the file gives to different findings, so that they identify none of them.
    ``read_at`` is the time of a finding whose format has none.
    """

    include: frozenset[str] = frozenset()
    repeated_ids: frozenset[str] = frozenset()
    read_at: datetime = field(default_factory=lambda: datetime.now(UTC))

    def identifying(self, uid: str) -> str:
        """Return a source's own id as `source_alert_id`, or an empty string if it identifies no finding.

        An id that is too long is represented by its SHA-256.
        """
        if is_placeholder(uid):
            return ""
        is_long = len(uid) > limits.ALERT_CREATE_SOURCE_ALERT_ID_MAX_LENGTH
        alert_id = hashlib.sha256(uid.encode()).hexdigest() if is_long else uid
        return "" if alert_id in self.repeated_ids else alert_id


@dataclass
class Assets:
    """The assets of an alert, typed by value, each once per role, in the order of the document."""

    items: dict[tuple[str, str, str | None], None] = field(default_factory=dict)

    def add(self, kind: AssetType, value: str, role: Role | None = None) -> None:
        """Add a value under the type that its field suggests.

        The value decides: an address is an address in any field. A value that fits neither its field's type nor an
        address is left out rather than guessed, and so are placeholders such as "-".
        """
        value = one_line(value)
        if is_placeholder(value) or len(value) > limits.ALERT_ASSET_VALUE_MAX_LENGTH:
            return
        address = ip_address(value)
        if address is not None:
            self.items.setdefault(("ip_address", address, role))
        elif kind in {"ip_address", "hostname"}:
            if is_hostname(name := value.removesuffix(".")):
                self.items.setdefault(("hostname", name, role))
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
            for kind, value, role in kept[: limits.ALERT_CREATE_ASSETS_MAX_ITEMS]
        ]


@dataclass
class Evidence:
    """The observations that an alert rests on, each once, in the order of the document."""

    items: dict[tuple[str, str], None] = field(default_factory=dict)

    def add(self, kind: EvidenceType, value: str) -> None:
        """Add an observation; blank ones are left out, long ones are cut."""
        value = value.strip()[: limits.ALERT_EVIDENCE_VALUE_MAX_LENGTH]
        if value:
            self.items.setdefault((kind, value))

    def add_labelled(self, label: str, value: str, kind: EvidenceType = "log") -> None:
        """Add an observation as `label: value`, unless the value is blank."""
        if value.strip():
            self.add(kind, f"{label}: {value}")

    @property
    def documents(self) -> list[dict[str, str]]:
        """The evidence as the request has it."""
        kept = list(self.items)[: limits.ALERT_CREATE_EVIDENCE_MAX_ITEMS]
        return [{"type": kind, "value": value} for kind, value in kept]


def source_name(product: str, default: str) -> str:
    """Return a product's name in the form that `source` has: lower case, words joined by hyphens."""
    name = re.sub(r"[^a-z0-9._]+", "-", product.lower()).strip("-._")
    return name[: limits.ALERT_SOURCE_MAX_LENGTH].rstrip("-._") or default


def is_placeholder(value: str) -> bool:
    """Whether a value stands for none: "-", "unknown", "<finding_uid>", a nil UUID and their like."""
    bare = value.strip()
    return bare.lower() in _PLACEHOLDERS or _PLACEHOLDER.fullmatch(bare) is not None


def rejection(document: Json, path: Path, expected: str) -> RejectedRowError:
    """Return the error for a value that is missing or not as expected: "a Falco event needs a rule"."""
    present = existing(document, path)
    if len(present) == len(path):
        return RejectedRowError(pointer(*path), expected)
    return RejectedRowError(pointer(*present), f"{expected}, but has no {'.'.join(map(str, path))}")


def time_of(document: Json, *paths: Path) -> datetime:
    """Return the first time among several fields; one without an offset counts only if no other field has a time.

    Raises `RejectedRowError` if none of them can be read.
    """
    times = [(parse_time(value), has_offset(value)) for path in paths if (value := member(document, *path)) is not None]
    for is_exact in (True, False):
        for time, has in times:
            if time is not None and has is is_exact:
                return time
    present = next((path for path in paths if member(document, *path) is not None), None)
    if present is None:
        names = " or ".join(".".join(map(str, path)) for path in paths[:2])
        raise RejectedRowError("", f"the time is missing: expected {names}")
    raise RejectedRowError(pointer(*present), "the time cannot be read: expected ISO 8601 or an epoch")


def is_updated(document: Json, *, created: Path, updated: Path) -> bool:
    """Whether the finding has changed at its source since the source created it, as its two times say."""
    first, last = parse_time(member(document, *created)), parse_time(member(document, *updated))
    return first is not None and last is not None and first < last


def require_storable(raw: Json) -> None:
    """Raise `RejectedRowError` if the API cannot accept the document as an alert's `raw`."""
    if problem := obstacle(raw):
        raise RejectedRowError(problem.pointer, problem.reason)


def build_alert(
    *,
    source: str,
    uid: str,
    title: str,
    description: str = "",
    severity: Severity,
    rule_id: str = "",
    detected_at: datetime,
    assets: Assets,
    evidence: Evidence,
    raw: Json,
    activity: Activity = "create",
) -> dict[str, Any]:
    """Return the body of `create_alert`, with every text trimmed to what the contract allows.

    ``uid`` is what `Options.identifying` returned: if it is empty, the digest of ``raw`` identifies the alert. A blank
    title falls back to the rule id, and that to the source; a description that only repeats the title is left out.
    Raises `RejectedRowError` if ``raw`` cannot be stored.
    """
    require_storable(raw)
    rule = one_line(rule_id)[: limits.ALERT_CREATE_RULE_ID_MAX_LENGTH].rstrip()
    title = one_line(title)[: limits.ALERT_TITLE_MAX_LENGTH].rstrip() or rule or f"{source} alert"
    details = "" if one_line(description) == title else description.strip()
    return {
        "source": source,
        "source_alert_id": uid or canonical.digest(raw).hex(),
        "title": title,
        "description": details[: limits.ALERT_CREATE_DESCRIPTION_MAX_LENGTH],
        "severity": severity,
        "rule_id": rule or None,
        "detected_at": detected_at.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z"),
        "assets": assets.documents,
        "evidence": evidence.documents,
        "raw": raw,
        # Without an id of its own, the source can report nothing further about the finding.
        **({} if activity == "create" or not uid else {"activity": activity}),
    }
