"""The signs that stand for what was found, and how text is read while rules run: without what is not seen, in NFKC."""

from __future__ import annotations

import re
import unicodedata

EMAIL = "\ue000"
IP = "\ue001"
HOST = "\ue002"
URL = "\ue003"
SECRET = "\ue004"
PLACEHOLDERS = {EMAIL: "[email]", IP: "[ip]", HOST: "[host]", URL: "[url]", SECRET: "[secret]"}
CLOSERS = ".,;:)]}\"'>`"
_UNSEEN = re.compile("[\u034f\u115f\u1160\u180b-\u180f\u3164\uffa0\ufe00-\ufe0f\U000e0100-\U000e01ef\ue000-\ue0ff]")
Found = re.Match[str]


def _spellings(first: int, signs: str, around: tuple[str, ...] = ("",)) -> dict[str, str]:
    spelled = [
        before + left + sign + right + behind
        for left, right in ("[]", "()", "{}")
        for sign in signs.split()
        for before in around
        for behind in around
    ]
    return {spelling: chr(first + n) for n, spelling in enumerate(spelled)}


# Defanged signs are one character each while rules run, and have their own spelling again where no rule took them.
_FANGS = {
    **_spellings(0xE010, ". dot DOT Dot", ("", " ")),
    **_spellings(0xE040, "@ at AT At", ("", " ")),
    **_spellings(0xE070, ":"),
    **_spellings(0xE078, "://"),
    "\\.": "\ue008",
    "\u3002": "\ue009",
}
_FANG = re.compile(r"(?<=[\w\])}*])(?: ?[\[({](?:dot|at|[.@:]|://)[\])}] ?|\\\.|\u3002)(?=[\w\[({/\\])", re.IGNORECASE)
_GIVEN = re.compile("|".join(map(re.escape, PLACEHOLDERS.values())))
_SIGNS = {name: sign for sign, name in PLACEHOLDERS.items()}
_SPELLED = {ord(sign): spelling for spelling, sign in (_FANGS | _SIGNS).items()}

DOT = "[.\ue008\ue009\ue010-\ue03f]"
AT = "[@\ue040-\ue06f]"
COLON = "[:\ue070-\ue077]"
LETTER = "[\\w\u0300-\u036f\u0900-\u0eff-]"  # \w lacks the vowel signs that Indic and Thai domains are written with
PORT = rf"(?:{COLON}\d{{1,5}}(?!\d))?"
EDGE = r"(?:(?<![^\W\d_])|(?-i:(?<=[a-z])(?=[A-Z])))"
OCTET = r"(?:25[0-5]|2[0-4]\d|[01]?\d?\d)"
IPV4 = rf"{OCTET}(?:{DOT}{OCTET}){{3}}"


def _clean(text: str) -> str:
    """Drop what is not seen, twice, as NFKC can bring it; cut runs of marks, which it would sort in quadratic time."""
    if text.isascii():
        return text
    kept: list[str] = []
    marks = 0
    for sign in text:
        if unicodedata.category(sign) != "Cf" and not _UNSEEN.match(sign):
            marks = marks + 1 if unicodedata.combining(sign) else 0
            kept.append(f"\u034f{sign}" if marks % 30 == 29 else sign)
    composed = unicodedata.normalize("NFKC", "".join(kept))
    return "".join(sign for sign in composed if unicodedata.category(sign) != "Cf" and not _UNSEEN.match(sign))


def disguise(text: str) -> str:
    """Give the text as rules read it: placeholders that it brings are signs already, defanged signs are one each."""
    text = _GIVEN.sub(lambda found: _SIGNS[found[0]], _clean(text))
    return _FANG.sub(lambda found: _FANGS.get(found[0], found[0]), text)


def spell(text: str) -> str:
    """Write the signs out, and what was defanged as it was where no rule took it."""
    return text.translate(_SPELLED)
