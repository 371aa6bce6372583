"""Content negotiation: the media types that a client accepts, and the one that it sends."""

from __future__ import annotations

import re

from starlette.requests import Request

from generated.problems import NotAcceptable, UnsupportedMediaType

JSON = "application/json"
PROBLEM_JSON = "application/problem+json"


def refuse_accept(request: Request, *, bodiless: bool) -> NotAcceptable | None:
    """Refuse an ``Accept`` header (RFC 9110 §12.5.1) without a range that includes application/json with q above 0.

    Where a successful response has no body, application/problem+json is enough: generated clients accept exactly the
    media types that the operation declares.
    """
    accept = ",".join(request.headers.getlist("accept"))
    if not accept.strip(" \t,"):
        return None
    quality: dict[str, float] = {}
    for part in accept.split(","):
        media_range, *parameters = (piece.strip().lower() for piece in part.split(";"))
        weight = next((p[2:] for p in parameters if p.startswith("q=")), "1")
        # A range with a malformed weight is ignored. `*` is an old way to write */*.
        if re.fullmatch(r"[01]?\.?[0-9]{0,3}", weight) and weight.strip("."):
            quality[media_range] = float(weight)
    for media_type in (JSON, PROBLEM_JSON) if bodiless else (JSON,):
        best = next((quality[r] for r in (media_type, "application/*", "*/*", "*") if r in quality), 0.0)
        if best > 0:
            return None
    return NotAcceptable(detail="Responses are application/json: accept that, or */*.")


def refuse_media_type(request: Request, accepted: tuple[str, ...]) -> UnsupportedMediaType | None:
    """Refuse a body that is not one of the accepted media types, in UTF-8 and without a content coding."""
    if request.headers.get("content-encoding", "identity").strip().lower() != "identity":
        return _unsupported(request, accepted, "Send the body without a Content-Encoding.")
    lines = request.headers.getlist("content-type")
    media_type, *parameters = (lines[0] if len(lines) == 1 else "").split(";")
    charsets = {p.strip().lower() for p in parameters if p.strip().lower().startswith("charset")}
    if media_type.strip().lower() not in accepted or charsets - {"charset=utf-8", 'charset="utf-8"'}:
        names = " or ".join(accepted)
        return _unsupported(request, accepted, f"Send the body as Content-Type: {names}, in UTF-8.")
    return None


def _unsupported(request: Request, accepted: tuple[str, ...], detail: str) -> UnsupportedMediaType:
    """Name the media types in the header for the method (RFC 5789 §2.2, RFC 9110 §15.5.16)."""
    media_types = ", ".join(accepted)
    is_patch = request.method == "PATCH"
    return UnsupportedMediaType(
        detail=detail, accept=None if is_patch else media_types, accept_patch=media_types if is_patch else None
    )
