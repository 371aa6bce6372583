r"""Spells patterns so that every common engine of regular expressions compiles them and matches the same texts.

ECMAScript, Python, Java, .NET, RE2 (Go, Rust) and PCRE (PHP) have no common escape for a character beyond ASCII: PCRE
and RE2 reject `\u00e9`, and PHP matches bytes unless asked otherwise. A literal U+2028 or U+FEFF does not compile in
the source of a JavaScript or Go client. So a published pattern names ASCII characters only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_LAST_ASCII = 0x7F
# Tokens of a pattern: a character class, or an escape, or any other character.
_TOKEN = re.compile(r"\[(?:\\.|[^\]\\])*\]|\\u[0-9a-fA-F]{4}|\\.|.", re.DOTALL)
_MEMBER = r"(\\u[0-9a-fA-F]{4}|\\x[0-9a-fA-F]{2}|\\.|[^\\])"
_ESCAPE = re.compile(r"\\[ux]([0-9a-fA-F]{2,4})")
_RANGE = re.compile(f"{_MEMBER}(?:-{_MEMBER})?", re.DOTALL)


class UnportableError(ValueError):
    """A pattern that needs a character beyond ASCII to be matched."""


def portable(pattern: str) -> str:
    r"""Return the pattern for ASCII: `\u0000` becomes `\x00`, and excluded characters beyond ASCII are allowed.

    The result matches every text that the pattern matches. Raises `UnportableError` if it requires other characters.
    """
    return "".join(_token(token) for token in _TOKEN.findall(pattern))


def _token(token: str) -> str:
    if token.startswith("[") and "\\u" in token:
        if not token.startswith("[^"):
            raise UnportableError(f"the class {token} names characters by \\u")
        return f"[^{''.join(_members(token[2:-1]))}]"
    if token.startswith("\\u"):
        return _escaped(_code(token))
    if not token.isascii():
        raise UnportableError(f"{token} is not ASCII")
    return token


def _members(members: str) -> Iterator[str]:
    """Yield the ASCII part of each member of an excluding class."""
    for first, last in _RANGE.findall(members):
        low, high = _code(first), _code(last or first)
        if "\\u" not in first + last:
            yield f"{first}-{last}" if last else first
        elif low <= _LAST_ASCII:
            high = min(high, _LAST_ASCII)
            yield _escaped(low) if low == high else f"{_escaped(low)}-{_escaped(high)}"


def _code(member: str) -> int:
    escape = _ESCAPE.fullmatch(member)
    return int(escape[1], 16) if escape else ord(member[-1])


def _escaped(code: int) -> str:
    if code > _LAST_ASCII:
        raise UnportableError(f"U+{code:04X} is not ASCII")
    return f"\\x{code:02x}"
