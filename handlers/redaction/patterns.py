"""Building blocks of the redaction rules: normalization of text, placeholder characters and parts of patterns.

Every part matches only at the start of a token, and repeats possessively or a limited number of times, so that matching
takes linear time.
"""

from __future__ import annotations

import ipaddress
import re
import unicodedata
from itertools import starmap

from handlers.redaction import words

EMAIL, IP, HOST, URL = "\ue000", "\ue001", "\ue002", "\ue003"
SECRET, USER, ARN, ACCOUNT = "\ue004", "\ue005", "\ue006", "\ue007"
NAMES = {
    EMAIL: "[email]", IP: "[ip]", HOST: "[host]", URL: "[url]",
    SECRET: "[secret]", USER: "[user]", ARN: "[arn]", ACCOUNT: "[account]",
}  # fmt: skip
KEPT_DOT, KEPT_SLASH = "\ue0a0", "\ue0a1"  # in a link to documentation, which no later rule may change
CLOSERS = ".,;:)]}\"'>`"
# Invisible: control and format characters, fillers, variation selectors and other default-ignorable characters of
# Unicode; overlay marks, which do not change the letter; and the private-use characters that represent placeholders here.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u0334-\u0338\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2065\u2800\u3164"
    "\uffa0\ufe00-\ufe0f\ufff0-\ufff8\U000e0000-\U000e0fff\ue000-\ue0ff]"
)


def _defanged_spellings(first: int, signs: str, around: tuple[str, ...] = ("",)) -> dict[str, str]:
    spelled = [
        before + left + sign + right + after
        for left, right in ("[]", "()", "{}")
        for sign in signs.split()
        for before in around
        for after in around
    ]
    return {spelling: chr(first + n) for n, spelling in enumerate(spelled)}


# While the rules run, each defanged sign is one private-use character; what no rule replaces gets its spelling back.
_DEFANGED_SIGNS = {
    **_defanged_spellings(0xE010, ". dot DOT Dot", ("", " ")),
    **_defanged_spellings(0xE040, "@ at AT At", ("", " ")),
    **_defanged_spellings(0xE070, ":"),
    **_defanged_spellings(0xE078, "://"),
    "\\.": "\ue008",
    "\u3002": "\ue009",
    "%2E": "\ue00a",
    "%2e": "\ue00b",
    "%40": "\ue090",
    "&#64;": "\ue091",
    "\\u0040": "\ue092",
}
_DEFANGED = re.compile(
    r"(?<=[\w\])}*])(?: ?[\[({](?:dot|at|[.@:]|://)[\])}] ?|\\\.|\u3002|%2e|%40|&#64;|\\u0040)(?=[\w\[({/\\])",
    re.IGNORECASE,
)
_PLACEHOLDER = re.compile("|".join(map(re.escape, NAMES.values())))
_SIGN_OF = {name: sign for sign, name in NAMES.items()}
_TEXT_OF = {
    ord(sign): spelling for spelling, sign in (_DEFANGED_SIGNS | _SIGN_OF | {".": KEPT_DOT, "/": KEPT_SLASH}).items()
}


DOT = "[.\ue008-\ue00b\ue010-\ue03f]"
AT = "[@\ue040-\ue06f\ue090-\ue092]"
COLON = "[:\ue070-\ue077]"
LABEL = (
    "[\\w\u0300-\u036f\u0900-\u0eff-]"  # a character of a host name; \w lacks the vowel signs of Indic and Thai domains
)
PORT = rf"(?:{COLON}\d{{1,5}}(?!\d))?"
# An escape of JSON, C or a URL ends what precedes it, although its last character may be a letter or a digit.
ESCAPED = r"(?:(?<=\\[nrt])|(?<=%[0-9a-f]{2})|(?<=\\u[0-9a-f]{4})|(?<=\\x[0-9a-f]{2}))"
EDGE = r"(?:(?<![^\W\d_])|(?-i:(?<=[a-z])(?=[A-Z]))|(?<=\\[nrt]))"  # or after an escaped line end
_OCTET = r"(?:25[0-5]|2[0-4]\d|[01]?\d?\d)"
IPV4 = rf"{_OCTET}(?:{DOT}{_OCTET}){{3}}"


def _visible(text: str) -> str:
    """Remove invisible characters before and after NFKC, and split long runs of marks, which it sorts in quadratic time."""
    if text.isascii():
        return _INVISIBLE.sub("", text)
    kept: list[str] = []
    marks = 0
    for sign in text:
        if unicodedata.category(sign) != "Cf" and not _INVISIBLE.match(sign):
            marks = marks + 1 if unicodedata.combining(sign) else 0
            kept.append(f"\u034f{sign}" if marks % 30 == 29 else sign)
    composed = unicodedata.normalize("NFKC", "".join(kept))
    visible = (sign for sign in composed if unicodedata.category(sign) != "Cf" and not _INVISIBLE.match(sign))
    return "".join(str(unicodedata.decimal(sign, sign)) for sign in visible)


def _quoted(left: str, right: str) -> str:
    after = r"[\s,;.)\]}\\" + "\"'`".replace(right, "") + "]|/?>|$"
    return rf"{left}(?:[^{right}\\\n]|\\.|{right}(?!{after}))*+{right}?"


_PAIRS = [(pair[0], pair[1]) for pair in ('""', "''", "``", "“”", "‘’", "«»", "„“")]
QUOTES = r"(?:\\++\"(?:(?!\\+\")[^\n])*+(?:\\+\")?|(?:" + "|".join(starmap(_quoted, _PAIRS)) + "))"
# A value extends to the next space, but not into a closing tag, the rest of a document or, if no space precedes it, the
# next `name=` of a list.
UNQUOTED = r"(?![{\[(](?:[\s\"'{\[(]|$))(?:(?!</[a-z][\w:.-]{0,40}>|\\?[\"'`][}\])]{0,5},\\?[\"'{\[])\S)++"
LIST_ITEM = (
    r"(?![{\[(](?:[\s\"'{\[(]|$))(?:(?!(?:[;,&|]|; )[a-z_][\w.-]{1,30}(?:[ ](?:id|catalog|source|security|name))?=|</[a-z][\w:.-]{0,40}>|"
    r"[\"'`][}\])]{0,5},)\S)++"
)
VALUE = rf"(?P<value>{QUOTES}|{UNQUOTED})"
ASSIGNED = rf"(?P<value>{QUOTES}|(?(gap){UNQUOTED}|{LIST_ITEM}))"


def _more(guard: str) -> str:
    """Match the further words of an unquoted passphrase, if a space precedes it."""
    step = rf"(?<![.,;:)\]}}\"'>`])[ \t]+{guard}[\w'-]{{1,40}}+(?=[\s.,;!?)\]]|$)"
    return rf"(?P<more>(?(gap)(?:{step}){{0,15}}+|))"


_STOP = r"(?!(?:" + "|".join(sorted(words.STOP_WORDS)) + r")(?![\w'-]))"
MORE, PHRASE_MORE = _more(_STOP), _more("")
PHRASE = r"(?:pass[ -]?phrases?)"
PASS = (
    r"(?=[pkwcmhsuoп密パ])(?:(?<!gdm-)(?<!check_ntlm_)passwords?|(?<!ch)(?<!pam_unix\()passwd(?!\[\d)|passwrd|pswd|passcodes?|pass[ -]?phrases?|passwort|kennwort|wachtwoord|contraseñas?|contrasena|"
    r"mots? de passe|hasło|пароль|密码|密碼|パスワード|"
    rf"(?<!\d)(?:user_?pass|{EDGE}(?:pass(?!:[ ]?\d{{1,3}}(?:[\s,;]|$))|pwd(?![\"']?=/)|senha|clave|parola))"
    r"|(?<![^\W_])(?:pw|pin|otp|mdp))"
)
KEY = (
    rf"(?:{EDGE}(?P<key>tokens?|secrets?|cred(?:ential)?s?)|(?:api|access|secret|private|client|account|auth|"
    r"encryption|decryption|signing|signature|master|license|session|storage|service|webhook|app|application|ssh|"
    r"deploy|hmac|psk|pre-?shared|shared[ ]?access|shared|bearer|refresh|consumer|bot|admin|root|otp)[ _-]?(?:key|secret|token)s?|"
    r"(?<![^\W_])(?:wpa[ _-]?)?psk(?:[ ]key)?(?=[\"']?[ ]?[:=])|PHPSESSID|JSESSIONID|sessionid|connect\.sid|x-amz-signature|sharedaccesssignature|"
    r"(?-i:(?<=[A-Z]_)(?<!PRIMARY_)(?<!FOREIGN_)(?<!REGISTRY_)(?<!PUBLIC_)KEY(?==)))"
)
TAIL = (
    r"(?P<tail>(?:s|\d{1,3})?(?:(?:[_.-]|(?-i:(?<=[a-z])(?=[A-Z])))[\w-]{1,40}+)?(?=是|为|は|\W|$))"
    r"(?: (?:code|number|value|id|string|hash)(?!\w))?"
)
ASSIGN = (
    r"(?:\\?[\"'`]|\*{1,2}|\[\w{0,20}\]){0,4}+[)\]]?(?:[ \t]?\([^()\n]{0,40}\))?"
    r"(?::[ \t]?(?:str|string|secretstr|text)\??(?=[ \t]*=))?"
    r"[ \t]{0,12}(?::=|=>|->|→|={1,3}+|:(?!:)|%3[ad]|\"?\svalue=)\*{0,2}(?P<gap>[ \t]{1,12})?"
)
BETWEEN = (
    r"(?:[ \t]+(?:for|of|on|to|in|at|from|used|i|we|you|they|he|she|that|which|needed|required|für|von|de|del|da|do|"
    r"pour|para)(?:[ \t]+(?!password|following|these|users)\S{0,63}[^\s.,;:!?=]){0,6}?)?"
)
VERB = (
    r"(?:[ \t]*[:=](?=[ \t])|[ \t]+(?:is|was|are|were|equals|reads|will be|has been|had been|ist|war|lautet|est|était|"
    r"es|era|é|è)(?=[ \t:]):?|[ \t]?(?:是|为|は)[ \t]?)(?P<gap>[ \t]{1,12})?"
    r"(?:(?:now|still|currently|actually|simply|just|always|probably|literally|again|set to|changed to|reset to|"
    r"exactly|likely)[ \t]+){0,3}+"
)
CHANGED = r"(?:changed?|reset|set|updated?|rotated?|modified|modify|switch(?:ed)?|geändert|gesetzt)"
TO = r"[ \t]+(?:back[ \t]+)?(?:to|auf|en|à):?(?P<gap>[ \t]+)"
ARTICLE = (
    r"(?:the|a|my|your|our|his|her|their|its|default|new|old|current|initial|temporary|root|admin|shared|das|le|la)"
)


_QUOTED_VALUE = "|".join(rf"{left}[^{right}\n]{{1,200}}+{right}" for left, right in _PAIRS)
VALUE_BEFORE_NAME = rf"(?<!\S)\(?(?P<value>{_QUOTED_VALUE}|\S++)[ \t]+"
_SCHEME = (
    r"(?:bearer|basic|digest|token|negotiate|ntlm|api-?key|aws4-hmac-sha256|hmac(?:-sha\d+)?|hawk|oauth|jwt|key|pat|"
    r"shared(?:key|accesssignature)(?:lite)?|splunk|geniekey|dpop|googlelogin auth=)"
)
_FIELD = r"[\w-]{1,30}=(?:\\?\"[^\"\n]*\"|[^\s,\"'`\\]+)"
CREDENTIAL = (
    rf"(?:digest|hawk|oauth|aws4-hmac-sha256)[ \t]+{_FIELD}(?:,[ \t]?{_FIELD})*+|(?:{_SCHEME}[ \t]+)?{UNQUOTED}"
)
_DIGEST_NAME = r"(?:sha-?\d*(?:[-_/]\d{3})?|md[45]|blake\d?\w?|imphash|ssdeep|digest|checksum|ripemd\d*)(?:sum)?"
_DIGEST_LABEL = r"(?:[\"'\s:=_-]{0,4}(?:hash|digest|checksum|sum|of|is|value|fingerprint))?"
DIGEST = rf"(?<![a-z0-9]){_DIGEST_NAME}(?:{_DIGEST_LABEL}[\"'\s:=(]{{1,5}}[0-9a-f]{{32,128}}(?![0-9a-z])|-[a-z0-9+/]{{43,88}}={{0,2}})"
LOGIN_NAME = r"[ \t]+(?:(?-i:[a-z0-9])[\w.@\\+-]{0,63}|admin(?:istrator)?|root|user|guest)(?:[ \t]+[/|:][ \t]+|:(?!//))"
LOCAL = "[\\w.+%'~!#$&*^=/?{|}`\ue008-\ue03f-]"

ODD_USERINFO = re.compile(rf"[^\[/?#:]*+:(?!\d{{1,5}}[/?#])[^@]*?{AT}")
USERINFO = re.compile(rf"[^/?#@]*?{AT}")
AFTER_USERINFO = re.compile(r"[^|,\s]*+(?:,[\w.-]++(?::\d|(?<=\.[a-z][a-z]))[^|,\s]*+)*+", re.IGNORECASE)
AUTHORITY = re.compile(rf"(?!{IPV4}(?![\w.-]))(?:[%~]|{LABEL})++(?:{DOT}(?:[%~]|{LABEL})++)*+(?:\.(?=[/:?#]))?{PORT}")


PARAMETER_NAME = re.compile(
    r"token|secret|passw|pwd|signature|credential|assertion|api_?key|jwt|session|"
    r"(?:^|[_.;-])(?:pass|sig|s?key|code|auth|sid|ticket|otp|pin|hmac|pw|pat)=$",
    re.IGNORECASE,
)


UUID = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}", re.IGNORECASE)
ID = re.compile(rf"{UUID.pattern}|GHSA(?:-[0-9a-z]{{4}}){{3}}", re.IGNORECASE)
DIGEST_SIZE = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}|[0-9a-f]{32}|[0-9a-f]{96}|[0-9a-f]{128}", re.IGNORECASE)
HEX = re.compile(r"(?<![a-z0-9])(?:0x)?[0-9a-f]{32,}+(?![a-z0-9])", re.IGNORECASE)
LONG = re.compile(r"[a-z0-9]{40}", re.IGNORECASE)


_KIND = re.compile(
    r"(?:v|vlan|ipv|https?|oauth|ec|win|sha|md|port|cve|utf|base|x|amd|arm|js|i)-?\d[\w.]*(?:-\d+)*", re.IGNORECASE
)
_PLAIN = re.compile(
    r"v?\d+(?:[.,:-]\d+)*(?<!\d{5})|[a-z]{2,10}-\d+(?:-\d+)?|[\w-]*\(.*|(?:[/~.]|[a-z]:\\).*|[a-z_-]+\d{0,4}\.[a-z][a-z\d]{1,3}|"
    r"\d+[a-z]{1,3}|[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}|[\W_]*",
    re.IGNORECASE,
)


def is_likely_password(value: str) -> bool:
    """Whether a bare word after `password` is one: it has a digit, or a sign that words and file names lack."""
    if _PLAIN.fullmatch(value):
        return False
    return bool(re.search(r"[!@#$%^&*+=?~|\\]", value)) or bool(re.search(r"\d", value) and len(value) > 4)


def is_joined_words(value: str) -> bool:
    """Whether the value consists of joined words, `Digest-Authentication`, and is not a credential."""
    pieces = re.split(r"[-/_.+~]+", value)
    return all(re.fullmatch(r"[A-Z]?[a-z]{0,18}|[A-Z]{1,18}", piece) for piece in pieces)


_PIECES = re.compile(r"[A-Z]?[a-z]+|[A-Z]+|\d+")


def is_random(run: str) -> bool:
    """Whether the characters are random; joined words change less often between upper case, lower case and digits."""
    pieces = _PIECES.findall(run)
    signs = sum(map(len, pieces))
    if signs < 16:
        return False
    if sum(len(piece) for piece in pieces if len(piece) > 4 and piece.isalpha() and not piece.isupper()) >= 0.6 * len(
        run
    ):
        return False  # words: `NetworkConnectIP4V12`
    digits = sum(piece[0].isdigit() for piece in pieces)
    upper = any(map(str.isupper, run))
    segment, part = (max(re.split(marks, run), key=len) for marks in ("/", "[/_+-]"))
    mean = signs / len(pieces)
    if not upper or not any(map(str.islower, run)):
        is_id = re.fullmatch("[0-9a-fA-F]+", part)  # such as the object ids of AWS and MongoDB
        return digits > 2 and len(part) > 15 and mean < (6 if upper else 4) and not is_id
    limit = 3.0 if len(segment) < 12 else 4.0 if len(run) == 40 else 3.5
    short = sum(len(piece) < 3 for piece in pieces)
    return len(part) > 7 and (mean < limit if digits else mean < 3.2 and short >= 0.4 * len(pieces))


def is_secret(part: str) -> bool:
    """Whether a part of a run is a key: random characters, or at least 40 with a digit."""
    return is_random(UUID.sub("", part)) or bool(LONG.search(part) and re.search(r"\d", part))


def is_ipv6(text: str) -> bool:
    """Whether the text is an IPv6 address, without brackets, zone and prefix length."""
    try:
        ipaddress.IPv6Address(text)
    except ValueError:
        return False
    return True


def is_numbered_word(word: str) -> bool:
    """Whether this is a word with a number, such as `IPv6` or `x64`, and not a host name."""
    return bool(_KIND.fullmatch(word))


def to_plain(text: str) -> str:
    """Normalize a text for the rules: drop invisible characters; make placeholders and defanged signs one character."""
    text = _PLACEHOLDER.sub(lambda match: _SIGN_OF[match[0]], _visible(text))
    return _DEFANGED.sub(lambda match: _DEFANGED_SIGNS.get(match[0], match[0]), text)


def to_text(text: str) -> str:
    """Replace the private-use characters of `to_plain` and the rules by what they represent."""
    return text if text.isascii() else text.translate(_TEXT_OF)
