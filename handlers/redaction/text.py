"""Redaction of free text: addresses, hosts, users and secrets are replaced by placeholders. Pure, in linear time.

The rules run in a fixed order over the whole text. Each replaces what it matches by one private-use character, so that
no later rule can match a placeholder, and the content of a value does not affect the redaction of the text around it.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import groupby

from handlers.redaction import patterns as p
from handlers.redaction import replace
from handlers.redaction.known import NOTHING, Known
from handlers.redaction.rules import credentials, hosts, loglines, users
from handlers.redaction.rules.rule import Rule, open_gates, rule

REDACTION_VERSION = 2

_LINKS: list[Rule] = [
    rule(
        p.URL,
        r"(?<![\w.-])jdbc:oracle:(?:thin|oci8?):[\w$#.-]{1,64}/[^\s@\"'<>]{1,128}@[^\s\"'<>,;)]++",
        gate="jdbc",
    ),
    rule(
        users.replace_groups,
        r"(?<![\w.-])jdbc:oracle:(?:thin|oci8?):@(?://)?(?P<host>[a-z\d][\w.-]*+)(?::\d{1,5})?",
        gate="jdbc",
    ),
    rule(
        replace.link,
        rf"(?<![a-z0-9+.-])([a-z][a-z0-9+.-]{{1,20}}+(?:{p.COLON}(?:\\?/){{2}}|[\ue078-\ue07a]))",
        r"((?:[^\s\"<>'`,\\]|['`](?![,;:)\]}\s])|,(?![a-z][a-z+]{1,11}://)|\\(?![\"'nrt]))*+)",
        gate="link",
    ),
    rule(replace.parameter, r"(?<=[?&;#])((?:amp;)?[\w.%\[\]-]{1,60}+=)([^&\s\"'<>#;]++)", gate="equals"),
]
_MAIL: list[Rule] = [
    rule(
        replace.login,
        r"(?<![^\s\"'`(<\[=,;|>/])([\w.+\\-]{1,64}+):(?!//)((?:[^\s@\"<>]{1,100}+@){1,4}?)(?=[\w\[\ue002])",
        r"(?!(?:sha|md)\d|v?\d+(?:\.\d+){0,2}(?!\.?\d)|(?:latest|main|master)\b)(?![^\s@]{0,100}@)",
        gate="at",
    ),
    rule(
        replace.email,
        rf"(?<!{p.LOCAL})({p.LOCAL}++|\"[^\"\n@]{{1,64}}\"){p.AT}",
        rf"(\[[\w:.]{{3,50}}\]|{p.LABEL}++(?:{p.DOT}{p.LABEL}++)*+)",
        gate="at",
    ),
]
_SERVERS: list[Rule] = [
    # `\\name\share`, or with each backslash doubled. In `%windir%\\system32\\x`, doubled ones separate a path.
    rule(
        replace.server,
        r"(?<![\\\w%)\]}.])(?<!\W[a-z]:)(?<!^[a-z]:)(?:(?<![^\s\"'=(])|(?!\\\\\w[\w.$-]{0,63}\\\\))(\\{2}(?:\\{2})?)(\w[\w.$-]{0,63}+)(?=\\)",
        gate="backslash",
    ),
    rule(
        replace.server,
        r"(?<![\\\w%)\]}.:])(\\\\)((?=[\w-]{0,60}[\d-])[a-z][\w-]{2,62})(?=[\s\"',;.)]|$)",
        gate="backslash",
    ),
]
_ADDRESSES: list[Rule] = [
    rule(
        replace.host,
        rf"(?<!{p.LABEL})(?<!{p.LABEL}{p.DOT})\.?((?:\*{p.DOT})?{p.LABEL}++(?:{p.DOT}{p.LABEL}++)++)(?:\.(?![\w.]))?({p.COLON}\d{{1,5}}(?!\d))?",
        gate="dot",
    ),
    rule(
        p.HOST,
        r"(?<![\w-])(?:(?:desktop|laptop|win|ec2amaz)-(?:(?=[a-z]{0,14}\d)[a-z0-9]{6,15}|(?-i:[A-Z0-9]{6,15}))|",
        r"(?:ip|ec2|vm|host)(?:-\d{1,3}){4}|",
        r"(?-i:[A-Z\d]{1,10}-(?:LAPTOP|DESKTOP|WKS|SRV|NB)-?(?:[A-Z\d]{1,8}-)?\d{1,6}|(?:WKS|SRV|DSK|VDI|SVR)-(?:[A-Z\d]{2,10}-)?\d{2,6}|"
        r"(?:SRV|SVR|WS|WKS|PC|LT|NB|LAP|VM|VDI|MAC|DC|FS|DSK)-[A-Z\d]{2,10}-\d{1,4}))(?![\w-])",
        gate="numbered host",
    ),
    rule(p.HOST, rf"(?<![\w.-])localhost{p.PORT}(?![\w-])", gate="localhost"),
    rule(p.SECRET, r"(?<![0-9a-f])(?<![0-9a-f]{2}:)(?:[0-9a-f]{2}:){15,}+[0-9a-f]{2}(?!\w)", gate="colons"),
    rule(
        replace.ipv6,
        rf"(?:(?<![\w:.\ue070-\ue072])|{p.ESCAPED}|(?<=[g-z_]:)|(?<=[g-z_]\w:)|(?<=[g-z_]\w\w:)|(?<=[g-z_]\w{{3}}:))(?P<open>\[)?",
        rf"(?P<address>(?:[0-9a-f]{{0,4}}{p.COLON}){{2,8}}(?:{p.IPV4}|[0-9a-f]{{1,5}})?)",
        rf"(?P<rest>(?:%[\w-]{{1,20}}+(?:\.\w+)*)?(?:\.\d{{2,5}}|/\d{{1,3}})?)(?!\w)(?(open)\]{p.COLON}\d{{1,5}}(?!\d))",
        gate="colons",
    ),
    rule(
        replace.ipv4,
        rf"(?:(?<![^\W_])|{p.ESCAPED})(?<!\d[.\ue008-\ue03f])({p.IPV4})(?![^\W_])",
        rf"(?:\.\d{{2,5}}(?![^\W_]|\.\w)|(?!\.\d)(?:{p.COLON}\d{{1,5}}(?!\d)|/\d{{1,2}}(?!\d|\.\d))?)",
        gate="digits",
    ),
    rule(
        replace.server,
        r"(?<!\w)((?:host(?:name)?|server|workstation|computer|machine|node|laptop|desktop|endpoint)[ \t]+",
        rf"(?:(?:named|called)[ \t]+)?)(?=[\w-]{{0,40}}\d)([a-z][\w-]{{2,}}+){p.PORT}",
        gate="host word",
    ),
    rule(replace.random_run, p.DIGEST, r"|(?<![a-z0-9+/_-])(?P<run>[a-z0-9+/_-]{20,}+={0,2})"),
]
RULES: list[Rule] = [
    rule(
        p.SECRET,
        r"-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----(?:(?!-----END)[\s\S])*+(?:-----END[^-\n]{0,60}-----)?",
        gate="private key",
    ),
    *users.IDENTIFIERS,
    *_LINKS,
    *credentials.TOKENS,
    *credentials.DEVICES,
    *credentials.PASSWORDS,
    *_MAIL,
    *loglines.HOSTS,
    *loglines.USERS,
    *loglines.COMMANDS,
    *_SERVERS,
    *hosts.LABELLED,
    *users.LABELLED,
    *_ADDRESSES,
    *hosts.AFTER_ADDRESSES,
]


def redact_text(text: str, known: Known = NOTHING) -> str:
    """Replace e-mail and IP addresses, hosts, users, URLs with credentials, and secrets by placeholders.

    ``known`` are the values of the record that the text belongs to, which are replaced in any form and place.

    The placeholders are ``[email]``, ``[ip]``, ``[host]``, ``[user]``, ``[arn]``, ``[account]``, ``[url]`` and
    ``[secret]``. The rest of the text remains, in NFKC and without invisible characters. The time is linear in the length
    of any text. Recent results for short texts are cached, since a mutation redacts the same text for its row, its audit
    record and its timeline entry.
    """
    if known.in_copies:
        return p.to_text(known.hide(p.to_plain(text)))
    if known.phrases.signs:
        plain = _apply_rules(known.phrases.hide(p.to_plain(text)))
    else:
        plain = _without_values_of_short(text) if len(text) <= _SHORT else _without_values(text)
    return p.to_text(known.hide(plain))


def _without_values(text: str) -> str:
    return _apply_rules(p.to_plain(text))


def _apply_rules(text: str) -> str:
    gates = open_gates(text)
    for needed, rules in _BY_GATES:
        if needed <= gates:
            for pattern, replacement, _ in rules:
                text = pattern.sub(replacement, text)
    return text


# The rules in their order, grouped where consecutive ones have the same gates.
_BY_GATES = [(needed, list(rules)) for needed, rules in groupby(RULES, key=lambda rule: rule.gates)]
_SHORT = 1024
_without_values_of_short = lru_cache(maxsize=8192)(_without_values)
