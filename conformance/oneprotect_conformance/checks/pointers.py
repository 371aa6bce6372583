"""JSON pointers (RFC 6901) of validation errors: each resolves in the body that was sent."""

from __future__ import annotations

import json
import re
from typing import Any

import httpx

from oneprotect_conformance.contract import Json

_INDEX = re.compile(r"0|[1-9][0-9]*")


def unresolved(response: httpx.Response, problem: Json) -> list[str]:
    """Return the pointers of a problem that name nothing in the body that was sent.

    The last step may name a missing member of an object. Nothing is unresolved if the body cannot be read again.
    """
    content: bytes = getattr(response.request, "_content", b"")
    try:
        body = json.loads(content) if content.strip() else None
    except (ValueError, RecursionError):
        return []
    errors = problem.get("errors")
    pointers = [error.get("pointer") for error in errors if isinstance(error, dict)] if isinstance(errors, list) else []
    return [pointer for pointer in pointers if isinstance(pointer, str) and not _resolves(body, pointer)]


def _resolves(document: Any, pointer: str) -> bool:
    if pointer and not pointer.startswith("/"):
        return False
    steps = [step.replace("~1", "/").replace("~0", "~") for step in pointer.split("/")[1:]]
    for number, step in enumerate(steps):
        if isinstance(document, dict):
            if step not in document:
                return number == len(steps) - 1
            document = document[step]
        elif isinstance(document, list) and _INDEX.fullmatch(step) and int(step) < len(document):
            document = document[int(step)]
        else:
            return False
    return True
