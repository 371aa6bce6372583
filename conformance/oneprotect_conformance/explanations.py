"""Explains failures: what was expected of a response, and what was seen instead."""

from __future__ import annotations

import re

import httpx

_LONGEST = 2000  # characters of what was expected or seen
_EXPECTED = re.compile(r"expected (?P<expected>.*?)(?:(?:, got |; )(?P<seen>.*))?", re.DOTALL)
_STATUSES = re.compile(r"^(?:Expected|Documented): (.*)\n?", re.MULTILINE)  # in the messages of schemathesis


def explained(explanation: str, response: httpx.Response) -> tuple[str, str]:
    """Split the explanation of a check, "expected A, got B" or "expected A; B", into what was expected and seen.

    Any other explanation describes what was seen. Without one, it was the status of the response.
    """
    parts = _EXPECTED.fullmatch(explanation)
    expected, seen = (parts["expected"], parts["seen"]) if parts else ("", explanation)
    return expected.strip()[:_LONGEST], (seen or status_of(response)).strip()[:_LONGEST]


def explained_by_schemathesis(message: str) -> tuple[str, str]:
    """Split the message of a schemathesis failure into what was expected and what was seen."""
    expected = _STATUSES.search(message)
    seen = _STATUSES.sub("", message).strip().removeprefix("Received: ")
    return expected[1][:_LONGEST] if expected else "", seen[:_LONGEST]


def status_of(response: httpx.Response) -> str:
    """Return the status of a response, and the code of a problem."""
    status = f"{response.status_code} {response.reason_phrase}".strip()
    if response.headers.get("Content-Type") != "application/problem+json":
        return status
    code = re.search(r'"code":\s*"([\w-]+)"', response.text)
    return f"{status}, {code[1]}" if code else status
