"""What a page is on the wire: its bytes, the policy that it runs under, and how long it may be kept."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field

from starlette.requests import Request
from starlette.responses import Response

CLOSED = "frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
POLICY = f"default-src 'none'; style-src 'self'; img-src 'self' data:; {CLOSED}"
COMMON = {"X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer"}
_FOREVER = "public, max-age=31536000, immutable"
_WEIGHT = re.compile(r"(?=.*[1-9])(0(\.\d{0,3})?|1(\.0{0,3})?)")  # above zero: RFC 9110 §12.4.2


@dataclass(frozen=True, slots=True)
class Content:
    """Bytes that are served as they are, and packed where the client takes that."""

    body: bytes
    media_type: str
    packed: bytes | None = None
    policy: str = POLICY
    forever: bool = False
    digest: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "digest", hashlib.sha256(self.body).hexdigest()[:32])

    def answer(self, request: Request, status: int = 200) -> Response:
        """Give the whole, or 304 where the client has it; who asks for this very version may keep it for good."""
        packed = self.packed is not None and _takes_gzip(request)
        etag = f'"{self.digest}{"-gzip" if packed else ""}"'
        versioned = self.forever or (self.media_type != "text/html" and request.query_params.get("v") == self.digest)
        headers = {**COMMON, "Content-Security-Policy": self.policy, "ETag": etag}
        headers["Cache-Control"] = _FOREVER if versioned and status == 200 else "no-cache"
        if self.packed is not None:
            headers["Vary"] = "Accept-Encoding"
        known = {tag.strip().removeprefix("W/") for tag in request.headers.get("if-none-match", "").split(",")}
        if status == 200 and (etag in known or "*" in known):
            return Response(status_code=304, headers=headers)
        if packed:
            headers["Content-Encoding"] = "gzip"
        return Response(self.packed if packed else self.body, status, headers, self.media_type)


def _takes_gzip(request: Request) -> bool:
    said = (word.replace(" ", "").partition(";q=") for word in request.headers.get("accept-encoding", "").split(","))
    return any(coding == "gzip" and (not weighed or _WEIGHT.fullmatch(weight)) for coding, weighed, weight in said)
