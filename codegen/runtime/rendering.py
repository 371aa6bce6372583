"""Responses: status, headers and bytes, rendered before the transaction commits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Generic, TypeVar

from pydantic import BaseModel

BodyT = TypeVar("BodyT", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Rendered:
    """A response that is ready to be sent, and to be stored for a replay."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes | None

    def header(self, name: str) -> str | None:
        """Return the value of a header; its case does not matter."""
        return next((value for key, value in self.headers if key.lower() == name.lower()), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """A successful response; each status of an operation is a subclass."""

    status: ClassVar[int]

    def headers(self) -> tuple[tuple[str, str], ...]:
        """Return the headers that the handler provides."""
        return ()

    def render(self) -> Rendered:
        """Return the response to send."""
        return Rendered(self.status, self.headers(), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class JsonResult(Result, Generic[BodyT]):
    """A successful response with a JSON body."""

    body: BodyT

    def render(self) -> Rendered:
        """Return the response to send."""
        headers = (("Content-Type", "application/json"), *self.headers())
        return Rendered(self.status, headers, self.body.model_dump_json(by_alias=True).encode())
