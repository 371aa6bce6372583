"""Completes a contract for the generation of requests: rules that it states in words become keywords.

A published `pattern` states a rule for ASCII characters only, and `date-time` has none. schemathesis would therefore
generate valid-looking requests that the server rejects for good reason.
"""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from oneprotect_conformance.contract import Json

# "Text" in the contract's description: white space, control and format characters, default-ignorable characters and
# the blank Braille pattern, and what ends a line; up to U+FFFF.
_INVISIBLE = (
    r"\u0000-\u0020\u007f-\u00a0\u00ad\u034f\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u115f\u1160\u1680"
    r"\u17b4\u17b5\u180b-\u180f\u2000-\u200f\u2028-\u202f\u205f-\u206f\u2800\u3000\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb"
)
_CONTROLS = r"\u0000-\u001f\u007f-\u009f\u2028\u2029"
_LINE = f"^[^{_CONTROLS}]*[^{_INVISIBLE}][^{_CONTROLS}]*$"
_TEXTS = {"line": _LINE, "tag": _LINE, "visible": rf"^[^\u0000]*[^{_INVISIBLE}][^\u0000]*$"}
# "Values" in the contract's description: years from 1970 to 2999, at most 9 digits of the second.
_DATE = r"(19[7-9][0-9]|2[0-9]{3})-[0-9]{2}-[0-9]{2}"
_TIMES = rf"^{_DATE}[Tt][0-9]{{2}}:[0-9]{{2}}:[0-9]{{2}}(\.[0-9]{{1,9}})?([Zz]|[+-][0-9]{{2}}:[0-9]{{2}})$"


def completed(document: Json) -> Json:
    """Return a copy of the contract whose schemas generate only texts and times that the server accepts."""
    copy = deepcopy(document)
    _complete(copy)
    return copy


def _complete(node: Any) -> None:
    if isinstance(node, list):
        for child in node:
            _complete(child)
    if not isinstance(node, dict):
        return
    if node.get("x-text") in _TEXTS and "pattern" in node:
        node["pattern"] = _TEXTS[node["x-text"]]
    if node.get("format") == "date-time":
        node.setdefault("pattern", _TIMES)
        node.setdefault("maxLength", 40)
    for name, child in node.items():
        if name not in {"example", "examples"}:
            _complete(child)
