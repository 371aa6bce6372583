"""Configures schemathesis: which responses to generated requests are legitimate, beyond what it can infer.

One table serves both the kit, whose hooks make requests realistic, and `schemathesis.toml`, for a run without hooks.
`python -m oneprotect_conformance.configuration CONTRACT` writes that file again, for the contract in a file.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from oneprotect_conformance.contract import DOMAIN_REFUSALS, Contract, Operation

SHIPPED = Path(__file__).with_name("schemathesis.toml")
Status = int | str
_HEADER, _NEGATIVE, _POSITIVE = "missing_required_header", "negative_data_rejection", "positive_data_acceptance"
# What schemathesis expects without a configuration.
_DEFAULTS: dict[str, tuple[Status, ...]] = {
    _HEADER: (400, 401, 403, 406, 415, 422),
    _NEGATIVE: (400, 401, 403, 404, 405, 406, 409, 415, 422, 428, 429, "5xx"),
    _POSITIVE: ("2xx", "3xx", 401, 403, 404, 409, 429, "5xx"),
}


@dataclass(frozen=True)
class Tolerance:
    """A status that a check also expects from the operations that it applies to, and the reason.

    The hooks of the kit avoid most of these responses; ``hooked`` are those that occur nevertheless.
    """

    check: str
    status: Status
    reason: str
    applies: Callable[[Operation], bool]
    hooked: bool = False


TOLERANCES: Sequence[Tolerance] = (
    Tolerance(_POSITIVE, 400, "no page has issued a generated cursor", lambda item: item.is_list, hooked=True),
    Tolerance(
        _POSITIVE,
        400,
        "an id may be `None`: schemathesis also infers links from members that are null",
        lambda item: bool(item.ids),
    ),
    Tolerance(
        _POSITIVE, 412, "a generated If-Match is not current", lambda item: item.accepts("If-Match"), hooked=True
    ),
    Tolerance(
        _POSITIVE,
        422,
        "a generated id in the body names no record, or a status needs a resolution",
        lambda item: bool(item.problems & DOMAIN_REFUSALS),
        hooked=True,
    ),
    Tolerance(
        _POSITIVE,
        422,
        "short values of Idempotency-Key repeat, and a key is valid for one request only",
        lambda item: item.accepts("Idempotency-Key"),
    ),
    Tolerance(
        _POSITIVE,
        422,
        "a `pattern` states the rules for text in ASCII only, and `date-time` has other years",
        lambda item: item.body is not None,
    ),
    Tolerance(_NEGATIVE, 413, "a generated body may be too large", lambda item: item.body is not None),
    Tolerance(
        _NEGATIVE,
        "2xx",
        "the body is optional, and null counts as none",
        lambda item: item.body is not None and not item.body_required,
    ),
)
_HIDDEN = ("authorization", "cookie")  # parts of the names of headers and members that are never shown
_COMMON = f"""\
[generation]
# No text contains NUL, not even in a member that may be any JSON, which has no pattern.
allow-x00 = false

[checks.{_HEADER}]
expected-statuses = [
  {{header}}, # what schemathesis expects by itself
  428, # a PATCH without If-Match (RFC 6585)
]

[output.sanitization]
keys-to-sanitize = {json.dumps(_HIDDEN)}
sensitive-markers = {json.dumps(_HIDDEN)}
"""
_STOCK = """\
# For a run of schemathesis without the conformance kit, with the token in ONEPROTECT_TOKEN:
#
#   schemathesis --config-file schemathesis.toml run "$SERVER/openapi.json"
#
# Use a tenant reserved for this. Written by `python -m oneprotect_conformance.configuration`: change configuration.py.

# Wait as long as a 429 response asks for.
rate-limit = "auto"

[auth.openapi.bearerAuth]
bearer = "${ONEPROTECT_TOKEN}"

"""


def with_hooks(operations: Iterable[Operation]) -> str:
    """Return the configuration that the kit uses, with its hooks."""
    return 'hooks = "oneprotect_conformance.fuzz_hooks"\n\n' + _sections(operations, hooked=True)


def without_hooks(contract: Contract) -> str:
    """Return the configuration for a run of schemathesis alone."""
    return _STOCK + _sections(contract.operations, hooked=False)


def _sections(operations: Iterable[Operation], *, hooked: bool) -> str:
    parts = [_COMMON.replace("{header}", _list(_DEFAULTS[_HEADER]))]
    for operation in operations:
        applicable = [item for item in TOLERANCES if item.applies(operation) and item.hooked >= hooked]
        if applicable:
            parts.append("\n".join(_operation(operation, applicable)) + "\n")
    return "\n".join(parts)


def _operation(operation: Operation, tolerances: Sequence[Tolerance]) -> Iterator[str]:
    yield f"[[operations]]\ninclude-operation-id = {json.dumps(operation.id)}"
    for check in dict.fromkeys(item.check for item in tolerances):
        yield f"[operations.checks.{check}]\nexpected-statuses = ["
        yield f"  {_list(_DEFAULTS[check])}, # what schemathesis expects by itself"
        for status in dict.fromkeys(item.status for item in tolerances if item.check == check):
            reasons = [item.reason for item in tolerances if (item.check, item.status) == (check, status)]
            yield from (f"  # {reason}" for reason in reasons)
            yield f"  {json.dumps(status)},"
        yield "]"


def _list(statuses: Sequence[Status]) -> str:
    return ", ".join(map(json.dumps, statuses))


def main() -> None:
    """Write the configuration that the package contains, for the contract in the file that is the only argument."""
    document = json.loads(Path(sys.argv[1]).read_text("utf-8"))
    SHIPPED.write_text(without_hooks(Contract.of("http://localhost", document)), "utf-8")


if __name__ == "__main__":
    main()
