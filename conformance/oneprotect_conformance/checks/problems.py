"""The headers of every response, and the form of every problem (RFC 9457)."""

from __future__ import annotations

from collections.abc import Iterator

import httpx

from oneprotect_conformance.checks.pointers import unresolved
from oneprotect_conformance.contract import Contract, Json

# HEAD has no body (RFC 9110 §9.3.2), and servers in front of this one answer the others.
_WITHOUT_PROBLEM = frozenset({"HEAD", "TRACE", "CONNECT"})


def broken_promises(contract: Contract, response: httpx.Response) -> list[str]:
    """List the promises about headers and problem members that a response breaks."""
    broken = list(_headers(contract, response))
    if not response.is_error or response.request.method in _WITHOUT_PROBLEM:
        return broken
    if response.headers.get("Content-Type") != "application/problem+json":
        return [*broken, "Every error is application/problem+json"]
    try:
        problem = response.json()
    except ValueError:
        return [*broken, "Every error is valid JSON"]
    broken += _members(contract, response, problem)
    label = contract.label(response.request)
    declared = next((operation.problems for operation in contract.operations if operation.label == label), None)
    # Of a 405, the label may be that of another path, which has a parameter in place of a literal.
    if declared is not None and response.status_code != 405 and problem.get("code") not in declared:
        broken.append("An operation returns only the problems that it declares in x-problems")
    if response.status_code in {429, 503} and "Retry-After" not in response.headers:
        broken.append("A response with status 429 or 503 has a Retry-After header")
    return broken


def _members(contract: Contract, response: httpx.Response, problem: Json) -> Iterator[str]:
    code = str(problem.get("code"))
    if problem.get("status") != response.status_code:
        yield "The status of a problem equals the status of the response"
    if problem.get("type") != f"/problems/{code}":
        yield "The type of a problem is /problems/<code>"
    if problem.get("title") != contract.titles.get(code, problem.get("title")):
        yield "The title of a problem is the same for every problem with its code"
    if problem.get("request_id") != response.headers.get("X-Request-Id"):
        yield "The request_id of a problem equals the X-Request-Id header"
    if unresolved(response, problem):
        yield "Each error of a 422 validation has a JSON pointer into the body that was sent"


def is_problem(response: httpx.Response, status: int, code: str) -> bool:
    """Whether a response has this status and is the problem with this code."""
    return response.status_code == status and response.json().get("code") == code


def _headers(contract: Contract, response: httpx.Response) -> Iterator[str]:
    if response.headers.get("Cache-Control") != "private, no-store":
        yield "Every response has Cache-Control: private, no-store"
    home = (f"{contract.base}/", f"{contract.root}{contract.base}/")
    if not response.headers.get("Location", home[0]).startswith(home):
        yield "Location is a path of the contract on the same host"
