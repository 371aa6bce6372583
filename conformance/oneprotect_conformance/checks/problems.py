"""What every answer carries, and what every refusal looks like (RFC 9457)."""

from __future__ import annotations

from collections.abc import Iterator

import httpx

from oneprotect_conformance.contract import Contract


def broken_promises(contract: Contract, response: httpx.Response) -> list[str]:
    """Give what an answer owes and has not: of a problem its type, status, code and id, of any answer its headers."""
    owed = list(_headers(contract, response))
    if not response.is_error or response.status_code == 405:
        return owed
    if response.headers.get("Content-Type") != "application/problem+json":
        return [*owed, "a refusal is application/problem+json"]
    try:
        problem = response.json()
    except ValueError:
        return [*owed, "a refusal is JSON"]
    if problem.get("status") != response.status_code:
        owed.append("a problem's status is that of the answer")
    if problem.get("type") != f"/problems/{problem.get('code')}":
        owed.append("a problem's type is /problems/<code>")
    if problem.get("request_id") != response.headers.get("X-Request-Id"):
        owed.append("a problem's request_id is that of the header X-Request-Id")
    label = contract.label(response.request)
    declared = next((operation.problems for operation in contract.operations if operation.label == label), None)
    if declared is not None and problem.get("code") not in declared:
        owed.append("an operation answers no problem that it does not declare")
    if response.status_code in {429, 503} and "Retry-After" not in response.headers:
        owed.append("429 and 503 say in Retry-After when to go on")
    return owed


def _headers(contract: Contract, response: httpx.Response) -> Iterator[str]:
    if response.headers.get("Cache-Control") != "private, no-store":
        yield "every answer is Cache-Control: private, no-store"
    home = (f"{contract.base}/", f"{contract.root}{contract.base}/")
    if not response.headers.get("Location", home[0]).startswith(home):
        yield "Location is a path of the contract, on no other host"
