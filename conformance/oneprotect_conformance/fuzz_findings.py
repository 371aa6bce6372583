"""Turns what schemathesis reports into findings: each failure is titled by the promise that it breaks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from oneprotect_conformance.contract import Json
from oneprotect_conformance.explanations import explained_by_schemathesis
from oneprotect_conformance.findings import Failure, Findings
from oneprotect_conformance.world import EXCHANGE_CONFORMS

_PROMISES = {
    "not_a_server_error": "No request causes a server error",
    "status_code_conformance": "An operation returns only the statuses that it declares",
    "content_type_conformance": "A response has a media type that its operation declares",
    "response_headers_conformance": "A response has the headers that its operation declares",
    "response_schema_conformance": "A response matches the schema that its operation declares",
    "negative_data_rejection": "A request that violates the contract is rejected",
    "positive_data_acceptance": "A request that conforms to the contract is accepted",
    "missing_required_header": "A request without a required header is rejected",
    "unsupported_method": "An undeclared method is answered 405",
    "allow_header_conformance": "The Allow header of a 405 lists the declared methods",
    "use_after_free": "A deleted record cannot be read",
    "ensure_resource_availability": "A created record can be read",
    "ignored_auth": "A request without a token is answered 401 unauthenticated",
    "object_level_authorization": "A record of another tenant is answered 404",
    "contract_conformance": EXCHANGE_CONFORMS,
}


@dataclass
class Counts:
    """The generated requests by operation, and hashes of the distinct ones that were accepted."""

    requests: Counter[str] = field(default_factory=Counter)
    accepted: dict[str, set[str]] = field(default_factory=dict)


def record_scenario(findings: Findings, line: Json, counts: Counts) -> None:
    """Add a finished scenario, as `fuzz_hooks.Reporter` writes it, to the findings and counts."""
    counts.requests.update(line["requests"])
    for operation, distinct in line["accepted"].items():
        counts.accepted.setdefault(operation, set()).update(distinct)
    for operation in line["requests"]:
        findings.case(_check(line["phase"]), operation).assertions += round(line["checks"] / len(line["requests"]))
    for item in line["failures"]:
        for failure in _failures(item):
            findings.record(_check(line["phase"]), item["operation"], failure)


def _failures(item: Json) -> Iterator[Failure]:
    """Yield a failure for each promise that an exchange broke: `general_promises` lists several, each in a line."""
    token = "SECOND_TOKEN" if item["check"] == "object_level_authorization" else "TOKEN"
    request = _curl(item["request"], token)
    if item["check"] == "general_promises":
        for line in item["message"].splitlines():
            promise, _, seen = line.partition("\t")
            yield Failure(item["operation"], promise, request, item["response"], seen=seen or item["status"])
        return
    expected, seen = explained_by_schemathesis(item["message"])
    title = str(_PROMISES.get(item["check"], item["title"]))
    seen = f"{item['status']}: {seen}" if seen else item["status"]
    yield Failure(item["operation"], title, request, item["response"], expected, seen)


def _check(phase: str) -> str:
    return {"examples": "fuzzing", "coverage": "fuzzing", "fuzzing": "fuzzing"}.get(phase.lower(), "stateful links")


def _curl(sample: str, token: str) -> str:
    """Insert the variable of the token, since schemathesis has removed the credential."""
    return re.sub(r"""(['"])Authorization: [^'"]*\1""", f'"Authorization: Bearer ${token}"', sample)


def as_rows(counts: Counts) -> list[dict[str, Any]]:
    """Return the counts as rows of a table."""
    return [
        {"operation": operation, "requests": number, "accepted": len(counts.accepted.get(operation, ()))}
        for operation, number in sorted(counts.requests.items())
    ]
