# Generated from codegen/runtime/urls.py by `python -m codegen`. Do not edit.
"""Validates external URLs: parsed by the URL parser of Pydantic (WHATWG), held to RFC 3986 and RFC 3987 (ADR-0018).

The parser accepts and corrects what browsers accept and correct, such as a missing host, a backslash or a tab. Here
nothing is corrected, because what was sent is what is shown.
"""

from __future__ import annotations

import re

from pydantic_core import PydanticCustomError, Url, ValidationError

from generated.runtime.text import first_invisible

_SCHEME = "https://"
_AUTHORITY_ENDS = re.compile("[/?#]")
_DELIMITERS = re.compile(r'["<>\\]')  # they end a URL in a text, or are read as a slash
_STRAY_PERCENT = re.compile("%(?![0-9A-Fa-f]{2})")
_LABEL = re.compile("[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?")  # underscores are common in internal names
_MAX_HOST, _MAX_LABEL = 253, 63  # RFC 1035, section 2.3.4


def require_https_url(text: str) -> str:
    """Return the URL as it was sent; raise `PydanticCustomError`, a ValueError, that says what is wrong with it."""
    reason = _wrong_characters(text) or _wrong_authority(text)
    if reason is not None:
        raise PydanticCustomError("https_url", "URL is invalid: {reason}", {"reason": reason})
    return text


def _wrong_characters(text: str) -> str | None:
    if text[: len(_SCHEME)].lower() != _SCHEME:
        return "it does not begin with https://"
    invisible = first_invisible(text)
    if invisible is not None:
        return f"U+{ord(invisible):04X} is not visible and must be percent-encoded"
    delimiter = _DELIMITERS.search(text)
    if delimiter is not None:
        return f"{delimiter[0]} must be percent-encoded"
    stray = _STRAY_PERCENT.search(text)
    if stray is not None:
        return f"the % at position {stray.start() + 1} is not followed by two hexadecimal digits"
    return None


def _wrong_authority(text: str) -> str | None:
    """Check the authority of a URL without characters that the parser would remove or replace."""
    authority = _AUTHORITY_ENDS.split(text[len(_SCHEME) :], maxsplit=1)[0]
    if not authority:
        return "it has no host"
    if "@" in authority:
        return "it contains user information"
    if "%" in authority:
        return "the host must not be percent-encoded"
    try:
        url = Url(text)
    except ValidationError as error:
        return str(error.errors(include_url=False)[0]["ctx"]["error"])
    host = url.host or ""
    if host.startswith("["):
        return None
    return _wrong_host(host.removesuffix(".")) or _wrong_hyphen(url.unicode_host() or "")


def _wrong_host(host: str) -> str | None:
    """Check a host name in its ASCII form, as the parser returns it."""
    labels = host.split(".")
    if "" in labels:
        return "the host has an empty label"
    if len(host) > _MAX_HOST or any(len(label) > _MAX_LABEL for label in labels):
        return f"the host is longer than {_MAX_HOST} characters, or one of its labels longer than {_MAX_LABEL}"
    if not all(map(_LABEL.fullmatch, labels)):
        return "a label of the host has a character other than letters, digits and underscores, or an outer hyphen"
    return None


def _wrong_hyphen(host: str) -> str | None:
    """Check an internationalized host name as it reads, since Punycode hides its hyphens."""
    labels = host.removesuffix(".").split(".")
    is_wrong = any(label.startswith("-") or label.endswith("-") for label in labels)
    return "a label of the host has an outer hyphen" if is_wrong else None
