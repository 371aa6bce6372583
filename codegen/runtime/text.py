"""The rules for text in requests: visible characters, single lines, and tags (ADR-0018).

Each `require_…` function returns the accepted text and raises `PydanticCustomError`, a ValueError, otherwise.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from pydantic_core import PydanticCustomError

# The members of character classes. First control characters (Cc) and the line and paragraph separators: everything that
# could end a line.
CONTROLS = "\x00-\x1f\x7f-\x9f\u2028\u2029"
# White_Space, Cc, Cf and Default_Ignorable_Code_Point of Unicode 17, and the blank Braille pattern. The Hangul fillers
# and the variation selectors are default-ignorable. The patterns of the contract have the same set up to U+FFFF.
INVISIBLE = (
    "\x00-\x20\x7f-\xa0\xad\u034f\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u115f\u1160\u1680\u17b4\u17b5"
    "\u180b-\u180f\u2000-\u200f\u2028-\u202f\u205f-\u206f\u2800\u3000\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb"
    "\U000110bd\U000110cd\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
_CONTROL = re.compile(f"[{CONTROLS}]")
_VISIBLE = re.compile(f"[^{INVISIBLE}]")
_FIRST_INVISIBLE = re.compile(f"[{INVISIBLE}]")


def is_blank(text: str) -> bool:
    """Whether the text has no visible character; an empty text has none."""
    return _VISIBLE.search(text) is None


def first_invisible(text: str) -> str | None:
    """Return the first character that is not visible, such as a space, or None."""
    match = _FIRST_INVISIBLE.search(text)
    return None if match is None else match[0]


def require_visible(text: str) -> str:
    """Require at least one visible character."""
    if _VISIBLE.search(text) is None:
        raise PydanticCustomError("blank", "Text should have at least one visible character")
    return text


def require_line(text: str) -> str:
    """Require one line, without control characters, with at least one visible character."""
    control = _CONTROL.search(text)
    if control is not None:
        message = "Text should be one line: it has the control character {name} at position {position}"
        context = {"name": f"U+{ord(control[0]):04X}", "position": control.start() + 1}
        raise PydanticCustomError("not_one_line", message, context)
    return require_visible(text)


def one_line(text: str) -> str:
    """Return the text on one line, and an empty text if it has no visible character.

    A text of several lines gets one space for each run of white space and controls.
    """
    line = " ".join(_CONTROL.sub(" ", text).split()) if _CONTROL.search(text) else text
    return "" if is_blank(line) else line


def normalize_tag(max_length: int, tag: str) -> str:
    """Return a tag as it is stored: one line, without white space around it, in NFC."""
    normal = unicodedata.normalize("NFC", require_line(tag).strip())
    if len(normal) > max_length:
        message = "Tag should have at most {max_length} characters in normalization form C; it has {length}"
        raise PydanticCustomError("tag_length", message, {"max_length": max_length, "length": len(normal)})
    return normal


def tag_key(tag: str) -> str:
    """Return what two spellings of one tag have in common: NFC, without white space around it or difference of case.

    The function `tag_key` of the database is the same: both map single characters, independently of their neighbours.
    """
    return "".join(map(_lower, unicodedata.normalize("NFC", tag).strip()))


def _lower(character: str) -> str:
    # The final sigma is lower case already; the lower case of U+0130 is an i with a combining dot.
    return "\u03c3" if character == "\u03c2" else character.lower()[0]


def distinct_tags(tags: Iterable[str]) -> list[str]:
    """Return the tags in the order sent; of several spellings of one tag, the first."""
    first: dict[str, str] = {}
    for tag in tags:
        first.setdefault(tag_key(tag), tag)
    return list(first.values())
