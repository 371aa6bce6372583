"""Responses with static content: compression, caching and the content security policy."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field

from starlette.requests import Request
from starlette.responses import Response

RESTRICTIONS = "frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
POLICY = f"default-src 'none'; style-src 'self'; img-src 'self' data:; {RESTRICTIONS}"
COMMON_HEADERS = {"X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer"}
_IMMUTABLE = "public, max-age=31536000, immutable"
_WEIGHT = re.compile(r"(?=.*[1-9])(0(\.\d{0,3})?|1(\.0{0,3})?)")  # a weight above zero (RFC 9110 §12.4.2)


@dataclass(frozen=True, slots=True)
class Content:
    """Static content, and its gzip version for clients that accept it."""

    body: bytes
    media_type: str
    gzipped: bytes | None = None
    policy: str = POLICY
    immutable: bool = False
    digest: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "digest", hashlib.sha256(self.body).hexdigest()[:32])

    def respond(self, request: Request, status: int = 200) -> Response:
        """Return the content, or 304 if the client has it.

        A client may keep immutable content, and content other than HTML that it requested with its digest as ``v``,
        forever.
        """
        gzip = self.gzipped is not None and _accepts_gzip(request)
        etag = f'"{self.digest}{"-gzip" if gzip else ""}"'
        versioned = self.immutable or (self.media_type != "text/html" and request.query_params.get("v") == self.digest)
        headers = {**COMMON_HEADERS, "Content-Security-Policy": self.policy, "ETag": etag}
        headers["Cache-Control"] = _IMMUTABLE if versioned and status == 200 else "no-cache"
        if self.gzipped is not None:
            headers["Vary"] = "Accept-Encoding"
        cached = {tag.strip().removeprefix("W/") for tag in request.headers.get("if-none-match", "").split(",")}
        if status == 200 and (etag in cached or "*" in cached):
            return Response(status_code=304, headers=headers)
        if gzip:
            headers["Content-Encoding"] = "gzip"
        return Response(self.gzipped if gzip else self.body, status, headers, self.media_type)


def _accepts_gzip(request: Request) -> bool:
    header = request.headers.get("accept-encoding", "")
    codings = (coding.replace(" ", "").partition(";q=") for coding in header.split(","))
    return any(name == "gzip" and (not weighted or _WEIGHT.fullmatch(weight)) for name, weighted, weight in codings)
