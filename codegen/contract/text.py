"""The kinds of text that a request may require with `x-text`, as a JSON Schema pattern.

`codegen/runtime/text.py` has the rules. Patterns that every client can compile (ECMA-262 without the flag `u`) cannot
name characters beyond U+FFFF, so that the server is stricter about these.
"""

from __future__ import annotations

import re
from typing import Any

from codegen.runtime.text import CONTROLS, INVISIBLE


def _bmp(members: str) -> str:
    """Return the members of a character class up to U+FFFF, each character as an escape."""
    ranges = re.findall(r"(.)(?:-(.))?", members, re.DOTALL)
    escaped = ((f"\\u{ord(first):04x}", f"-\\u{ord(last):04x}" if last else "") for first, last in ranges)
    return "".join(first + last for first, last in escaped if len(first) == 6)


_LINE = f"^[^{_bmp(CONTROLS)}]*[^{_bmp(INVISIBLE)}][^{_bmp(CONTROLS)}]*$"
_VISIBLE = f"^[^\\u0000]*[^{_bmp(INVISIBLE)}][^\\u0000]*$"
PATTERNS = {"line": _LINE, "tag": _LINE, "visible": _VISIBLE}


def with_pattern(schema: dict[str, Any]) -> dict[str, Any]:
    """Add the pattern of its kind of text to a schema with `x-text`."""
    return {**schema, "minLength": 1, "pattern": PATTERNS[schema["x-text"]]}
