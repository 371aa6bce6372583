"""What an auditor does not see in free text: addresses, hosts and secrets give way to placeholders. Pure and linear.

Rules run in a fixed order over the whole text. Each stands for what it found by one private-use character, so that no
later rule can read a placeholder, and what a value looks like inside decides nothing about the text around it.
Every pattern begins only where a token begins, and repeats without going back or at most a fixed number of times.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from handlers.redaction import words
from handlers.redaction.addresses import email, host, host_named, ipv6, link, login, parameter
from handlers.redaction.grammar import (
    ARTICLE,
    ASSIGN,
    BETWEEN,
    FIELD,
    FOR_NAME,
    KEY,
    MADE,
    PASS,
    PHRASE,
    QUOTES,
    SCHEME,
    SECRET_NAME,
    STOP,
    TAIL,
    TO,
    TOKEN,
    VALUE,
    VERB,
    more_words,
)
from handlers.redaction.signs import (
    AT,
    CLOSERS,
    COLON,
    DOT,
    EDGE,
    HOST,
    IP,
    IPV4,
    LETTER,
    PLACEHOLDERS,
    PORT,
    SECRET,
    Found,
    disguise,
    spell,
)

REDACTION_VERSION = 1
_Rule = tuple[re.Pattern[str], Callable[[Found], str]]


def put_secret(found: Found, value: str, more: str = "") -> str:
    """Write the match with its value, and what goes on from it, replaced; quotes and closing signs stay."""
    at = found.start("value") - found.start()
    head, tail = found[0][:at], found[0][at + len(value) + len(more) :]
    left = re.match(r"\\*[bruf]?[\"'`“‘«„](?=.)", value)
    right = re.search(r"\\*[\"'`”’»“]$", value[left.end() :]) if left else None
    if left:
        core = value[left.end() : -len(right[0]) if right else None]
        opening, closing = left[0], right[0] if right else ""
    else:
        core = value.rstrip(CLOSERS)
        opening, closing = "", "" if more else value[len(core) :]
    if not core or core in PLACEHOLDERS:
        return found[0]
    return f"{head}{opening}{SECRET}{closing}{tail}"


def _assigned(found: Found) -> str:
    """Replace what is said to be a secret, unless it tells the secret's state or the name is of something else."""
    parts = found.groupdict()
    tail = {part.lower() for part in re.findall(r"[A-Z]?[a-z]+|[A-Z]+", parts.get("tail") or "")}
    value = found["value"]
    bare = value.rstrip(CLOSERS + "!?")
    begins = bare.lower() in words.VAGUE and len((parts.get("more") or "").split()) > 1
    if (
        tail & words.TAIL_WORDS
        or bare.lower() in words.LITERALS
        or (parts.get("gap") and words.is_state(bare) and not begins)
    ):
        return found[0]
    if (parts.get("key") or "").lower() == "tokens" and bare.isdigit():
        return found[0]
    return put_secret(found, value, parts.get("more") or "")


def _named(found: Found) -> str:
    bare = found["value"].rstrip(CLOSERS + "!?")
    return found[0] if bare.lower() in words.AFTER_WORDS or words.is_state(bare) else _assigned(found)


def _aimed(found: Found) -> str:
    return found[0] if found["value"].rstrip(CLOSERS).lower() in words.PURPOSES else _assigned(found)


def _bare(found: Found) -> str:
    return _assigned(found) if words.is_worth(found["value"].rstrip(CLOSERS + "!?")) else found[0]


def _told(found: Found) -> str:
    value = found["value"].lower()
    before = found.string[max(0, found.start() - 40) : found.start()].lower().split()
    known = value in words.SUBJECTS or words.is_state(value) or (before and before[-1] in words.DETERMINERS)
    return found[0] if known else put_secret(found, found["value"])


def _credential(found: Found) -> str:
    return found[0] if words.is_spoken(found["value"].rstrip(CLOSERS)) else put_secret(found, found["value"])


_UUID = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}", re.IGNORECASE)
_HEX = re.compile(r"(?<![a-z0-9])(?:0x)?[0-9a-f]{32,}+(?![a-z0-9])", re.IGNORECASE)
_LONG = re.compile(r"[a-z0-9]{40}", re.IGNORECASE)


def _run(found: Found) -> str:
    run = found["run"]
    if run is None:
        return found[0]
    kept = _HEX.sub(SECRET, run)
    if kept == run and words.is_noise(_UUID.sub("", run)):
        return SECRET
    return "/".join(SECRET if _is_secret(part) else part for part in kept.split("/"))


def _is_secret(part: str) -> bool:
    return words.is_noise(_UUID.sub("", part)) or bool(_LONG.search(part) and re.search(r"\d", part))


def _whole(found: Found) -> str:
    return put_secret(found, found["value"])


def _rule(put: str | Callable[[Found], str], *pattern: str) -> _Rule:
    return re.compile("".join(pattern), re.IGNORECASE), put if callable(put) else lambda _: put


_RULES: list[_Rule] = [
    _rule(
        SECRET,
        r"-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----(?:(?!-----END)[\s\S])*+(?:-----END[^-\n]{0,60}-----)?",
    ),
    _rule(
        link,
        rf"(?<![a-z0-9+.-])([a-z][a-z0-9+.-]{{1,20}}+(?:{COLON}(?:\\?/){{2}}|[\ue078-\ue07a]))",
        r"((?:[^\s\"<>'`,\\]|['`](?![,;:)\]}\s])|,(?![a-z][a-z+]{1,11}://)|\\(?![\"'nrt]))*+)",
    ),
    _rule(parameter, r"(?<=[?&;#])((?:amp;)?[\w.%\[\]-]{1,60}+=)([^&\s\"'<>#;]++)"),
    _rule(SECRET, r"(?<![a-z0-9])(?:", "|".join(words.ISSUED.split()), ")"),
    _rule(_whole, r"(?:slack\.com|\ue002)/(?:services|workflows|triggers|api/webhooks)/(?P<value>[^\s\"'<>]++)"),
    _rule(
        _assigned,
        r"authorization(?:\\?[\"'])?[ \t]?[:=](?P<gap>[ \t]{1,4})?(?:\\?[\"'])?",
        rf"(?P<value>(?:{SCHEME}[ \t]+)?(?:{FIELD}|[^\s,\"'`\\]+)(?:,[ \t]?{FIELD})*+)",
    ),
    _rule(
        _whole,
        r"(?<![\w-])(?:set-)?cookie2?(?:\\?[\"'])?[ \t]?[:=][ \t]?(?:\\?[\"'])?",
        r"(?P<value>[^\s=;\"']{1,80}+=[^\s;\"']*+(?:;[ \t]?[^\s=;\"']{1,80}+(?:=[^\s;\"']*+)?)*+)",
    ),
    _rule(
        _told,
        rf"{FOR_NAME}(?:is|was|ist|est|es|é|è)[ \t]+(?:{ARTICLE}[ \t]+){{1,3}}(?:\w{{1,30}}[ \t]+){{0,2}}?{PASS}",
        r"(?![\w-]|[ \t]+(?:polic|manage|reset|field|hash|vault|stor|expir|len|prompt|hint|rota))",
    ),
    _rule(_told, rf"{FOR_NAME}as[ \t]+(?:{ARTICLE}[ \t]+){{0,3}}{PASS}(?![\w-])"),
    _rule(_whole, rf"{SECRET_NAME}(?:\s[^<>]{{0,200}})?>\s{{0,4}}(?P<value>[^<>\s](?:[^<>]*[^<>\s])?)(?=\s*</)"),
    _rule(
        _aimed,
        rf"{PASS}{TAIL}{BETWEEN}(?:[ \t]+[a-z]{{1,20}}){{0,4}}?[ \t]+{MADE}{TO}{VALUE}{more_words(STOP)}",
    ),
    _rule(
        _aimed,
        rf"(?<!\w){MADE}(?:ting|ing|d)?(?:[ \t]+[\w'’-]{{1,30}}){{0,4}}?[ \t]+{PASS}{TAIL}{BETWEEN}{TO}",
        rf"{VALUE}{more_words(STOP)}",
    ),
    _rule(_assigned, rf"{PHRASE}{TAIL}{BETWEEN}{VERB}{VALUE}{more_words('')}"),
    _rule(_assigned, rf"{PASS}{TAIL}{ASSIGN}{VALUE}{more_words(STOP)}"),
    _rule(_assigned, rf"{KEY}{TAIL}{ASSIGN}{VALUE}"),
    _rule(_assigned, rf"{PASS}{TAIL}{BETWEEN}{VERB}{VALUE}{more_words(STOP)}"),
    _rule(_assigned, rf"{KEY}{TAIL}{BETWEEN}{VERB}{VALUE}"),
    _rule(_named, rf"(?:with|using|and|mit|avec|con|com)[ \t]+(?:{ARTICLE}[ \t]+)?{PASS}{TAIL}[ \t]+{VALUE}"),
    _rule(
        _named,
        rf"(?<!\w)(?:user(?:name)?|login|account)[ \t:=]+\S{{1,64}}[ \t]+(?:and[ \t]+|with[ \t]+)?{PASS}{TAIL}[ \t]+",
        VALUE,
    ),
    _rule(_named, rf"(?<![\w-])--?(?:[a-z]{{1,20}}-){{0,3}}{SECRET_NAME}[ \t]+(?!-){VALUE}"),
    _rule(_assigned, rf"(?<![\w-]){SECRET_NAME}[ \t]+(?:by[ \t]+)?(?P<value>{QUOTES})"),
    _rule(_bare, rf"(?<![\w-]){SECRET_NAME}[ \t]+{VALUE}"),
    _rule(
        _whole,
        r"(?<!\w)(?:cred(?:ential)?s?|log(?:ged)?[ -]?(?:in|on)|sign(?:ed)?[ -]in|authenticated?)(?:[ \t]+(?:with|using|",
        r"as|is|are|were|was)|:)?[ \t]+(?:(?-i:[a-z0-9])[\w.@\\+-]{0,63}|admin(?:istrator)?|root|user|guest)(?:[ \t]+[/|:][ \t]+|:(?!//))(?P<value>[^\s/]\S*+)",
    ),
    _rule(_whole, r"(?<!\w)cred(?:ential)?s?(?:[ \t]+(?:are|were|of|with))?:?[ \t]+[\w.@-]{1,64}/(?P<value>\S++)"),
    _rule(_whole, rf"(?<!\S)(?:-u|-U|--user|--proxy-user)[ =][\"']?(?!\d+:)[^\s:\"']{{1,64}}:(?P<value>{TOKEN})"),
    _rule(
        _whole,
        r"(?<!\w)(?:sshpass|mysql\w{0,12}|mariadb\w{0,12}|mongo\w{0,12}|smbclient|xfreerdp|redis-cli|plink|pscp)(?!\w)",
        rf"[^\n|;]{{0,200}}?[ \t](?-i:-pw|-p|-a)(?![\w]*:)[ =]?(?!-){VALUE}",
    ),
    _rule(_whole, r"(?<!\w)net[ \t]+user[ \t]+\S{1,64}[ \t]+(?P<value>[^\s/]\S*+)(?=[ \t]+/)"),
    _rule(_whole, rf"(?<!\w)identified[ \t]+by[ \t]+{VALUE}"),
    _rule(_credential, r"(?<![\w-])(?:bearer|basic|token|negotiate|ntlm|apikey)[ \t]+(?P<value>[\w.~+/=-]{8,}+)"),
    _rule(
        login,
        r"(?<![^\s\"'`(<\[=,;|>/])([\w.+\\-]{1,64}+):(?!//)((?:[^\s@\"<>]{1,100}+@){1,4}?)(?=[\w\[\ue002])",
        r"(?!(?:sha|md)\d|v?\d+(?:\.\d+){0,2}(?!\.?\d)|(?:latest|main|master)\b)(?![^\s@]{0,100}@)",
    ),
    _rule(
        email,
        rf"(?<![\w.+%'~!#$&*^=/?{{|}}`\ue008-\ue03f-])([\w.+%'~!#$&*^=/?{{|}}`\ue008-\ue03f-]++|\"[^\"\n@]{{1,64}}\"){AT}",
        rf"(\[[\w:.]{{3,50}}\]|{LETTER}++(?:{DOT}{LETTER}++)*+)",
    ),
    _rule(
        lambda found: (
            found[0] if found[2].lower() in words.NOT_SERVERS or re.match(IPV4, found[2]) else found[1] + HOST
        ),
        r"(?<![\\\w])(?<!\W[a-z]:)(?<!^[a-z]:)(\\{2}(?:\\{2})?)(\w[\w.$-]{0,63}+)(?=\\)",
    ),
    _rule(
        host_named,
        rf"{EDGE}(?:host(?:[ ._-]?names?)?|(?:computer|machine|workstation|server|node|device|netbios|dns)[ _-]?name|",
        r"computer|workstation|machine|fqdn)(?:\\?[\"'`])?[ \t]{0,8}(?:=>|[:=](?!:|//)|(?<=name[ \t])(?:is|was)(?=[ \t]))",
        rf"(?P<gap>[ \t]{{1,12}})?(?:\\?[\"'`])?(?P<value>{LETTER}(?:{LETTER}|{DOT})*+{PORT})",
    ),
    _rule(
        host,
        rf"(?<!{LETTER})(?<!{LETTER}{DOT})\.?((?:\*{DOT})?{LETTER}++(?:{DOT}{LETTER}++)++)(?:\.(?![\w.]))?({COLON}\d{{1,5}}(?!\d))?",
    ),
    _rule(
        HOST,
        r"(?<![\w-])(?:(?:desktop|laptop|win|ec2amaz)-(?:(?=[a-z]{0,14}\d)[a-z0-9]{6,15}|(?-i:[A-Z0-9]{6,15}))|",
        r"(?:ip|ec2|vm|host)(?:-\d{1,3}){4})(?![\w-])",
    ),
    _rule(HOST, rf"(?<![\w.-])localhost{PORT}(?![\w-])"),
    _rule(SECRET, r"(?<![0-9a-f])(?<![0-9a-f]{2}:)(?:[0-9a-f]{2}:){15,}+[0-9a-f]{2}(?!\w)"),
    _rule(
        ipv6,
        r"(?:(?<![\w:.\ue070-\ue072])|(?<=[g-z_]:)|(?<=[g-z_]\w:)|(?<=[g-z_]\w\w:)|(?<=[g-z_]\w{3}:))(?P<open>\[)?",
        rf"(?P<address>(?:[0-9a-f]{{0,4}}{COLON}){{2,8}}(?:{IPV4}|[0-9a-f]{{1,5}})?)",
        rf"(?P<rest>(?:%[\w-]{{1,20}}+(?:\.\w+)*)?(?:\.\d{{2,5}}|/\d{{1,3}})?)(?!\w)(?(open)\]{COLON}\d{{1,5}}(?!\d))",
    ),
    _rule(
        IP,
        r"(?<![^\W_])(?<!\d[.\ue008-\ue03f])(?<!version )(?<!chrome/)(?<!chromium/)(?<!edg/)(?<!opr/)(?<!safari/)",
        rf"{IPV4}(?![^\W_])(?:\.\d{{2,5}}(?![^\W_]|\.\w)|(?!\.\d)(?:{COLON}\d{{1,5}}(?!\d)|/\d{{1,2}}(?!\d|\.\d))?)",
    ),
    _rule(
        lambda found: found[0] if words.is_kind(found[2]) else found[1] + HOST,
        r"(?<!\w)((?:host(?:name)?|server|workstation|computer|machine|node|laptop|desktop|endpoint)[ \t]+",
        rf"(?:(?:named|called)[ \t]+)?)(?=[\w-]{{0,40}}\d)([a-z][\w-]{{2,}}+){PORT}",
    ),
    _rule(
        _run,
        r"(?<![a-z0-9])(?:sha-?\d*(?:[-_/]\d{3})?|md[45]|blake\d?\w?|imphash|ssdeep|digest|checksum|ripemd\d*)(?:sum)?",
        r"(?:[\"'\s:=_-]{0,4}(?:hash|digest|checksum|sum|of|is|value|fingerprint))?(?:[\"'\s:=(]{1,5}[0-9a-f]{32,128}",
        r"(?![0-9a-z])|-[a-z0-9+/]{43,88}={0,2})|(?<![a-z0-9+/_-])(?P<run>[a-z0-9+/_-]{20,}+={0,2})",
    ),
]


@lru_cache(maxsize=512)
def redact_text(text: str) -> str:
    """Give the text without e-mail and IP addresses, hosts, URLs with credentials and secrets.

    Each gives way to a placeholder of its type: ``[email]``, ``[ip]``, ``[host]``, ``[url]`` or ``[secret]``. The rest
    stays as it is, after NFKC and without signs that are not seen. Time grows with the text's length, whatever it says.
    The last texts are remembered: a mutation has the same one in its row, its audit record and its timeline entry.
    """
    text = disguise(text)
    for pattern, put in _RULES:
        text = pattern.sub(put, text)
    return spell(text)
