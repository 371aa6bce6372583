"""Redaction of free text: addresses, hosts and secrets are replaced by placeholders. Pure, in linear time.

The rules run in a fixed order over the whole text. Each replaces what it matches by one private-use character, so that
no later rule can match a placeholder, and the content of a value does not affect the redaction of the text around it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from handlers.redaction import patterns as p
from handlers.redaction import replace, words

REDACTION_VERSION = 1


class _Rule(NamedTuple):
    pattern: re.Pattern[str]
    replacement: Callable[[re.Match[str]], str]
    needs_secret_name: bool  # so that most texts skip the rule, which is one of the slowest


def _rule(replacement: str | Callable[[re.Match[str]], str], *parts: str) -> _Rule:
    pattern = "".join(parts)
    return _Rule(
        re.compile(pattern, re.IGNORECASE),
        replacement if callable(replacement) else lambda _: replacement,
        p.PASS in pattern or p.KEY in pattern,
    )


_SECRET_NAME = rf"(?:{p.PASS}|{p.KEY}){p.TAIL}"
_RULES: list[_Rule] = [
    _rule(
        p.SECRET,
        r"-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----(?:(?!-----END)[\s\S])*+(?:-----END[^-\n]{0,60}-----)?",
    ),
    _rule(
        replace.link,
        rf"(?<![a-z0-9+.-])([a-z][a-z0-9+.-]{{1,20}}+(?:{p.COLON}(?:\\?/){{2}}|[\ue078-\ue07a]))",
        r"((?:[^\s\"<>'`,\\]|['`](?![,;:)\]}\s])|,(?![a-z][a-z+]{1,11}://)|\\(?![\"'nrt]))*+)",
    ),
    _rule(replace.parameter, r"(?<=[?&;#])((?:amp;)?[\w.%\[\]-]{1,60}+=)([^&\s\"'<>#;]++)"),
    _rule(p.SECRET, r"(?<![a-z0-9])(?:", "|".join(words.ISSUED_TOKENS.split()), ")"),
    _rule(
        replace.whole_value,
        r"(?:slack\.com|\ue002)/(?:services|workflows|triggers|api/webhooks)/(?P<value>[^\s\"'<>]++)",
    ),
    _rule(
        replace.assigned_value,
        r"authorization(?:\\?[\"'])?[ \t]?[:=](?P<gap>[ \t]{1,4})?(?:\\?[\"'])?",
        rf"(?P<value>{p.CREDENTIAL})",
    ),
    _rule(
        replace.whole_value,
        r"(?<![\w-])(?:set-)?cookie2?(?:\\?[\"'])?[ \t]?[:=][ \t]?(?:\\?[\"'])?",
        r"(?P<value>[^\s=;\"']{1,80}+=[^\s;\"']*+(?:;[ \t]?[^\s=;\"']{1,80}+(?:=[^\s;\"']*+)?)*+)",
    ),
    _rule(
        replace.value_before_name,
        rf"{p.VALUE_BEFORE_NAME}(?:is|was|ist|est|es|é|è)[ \t]+(?:{p.ARTICLE}[ \t]+){{1,3}}(?:\w{{1,30}}[ \t]+){{0,2}}?{p.PASS}",
        r"(?![\w-]|[ \t]+(?:polic|manage|reset|field|hash|vault|stor|expir|len|prompt|hint|rota))",
    ),
    _rule(replace.value_before_name, rf"{p.VALUE_BEFORE_NAME}as[ \t]+(?:{p.ARTICLE}[ \t]+){{0,3}}{p.PASS}(?![\w-])"),
    _rule(
        replace.whole_value,
        rf"{_SECRET_NAME}(?:\s[^<>]{{0,200}})?>\s{{0,4}}(?P<value>[^<\s](?:(?!\s*</)[^\n]){{0,512}}+)(?=\s*</)",
    ),
    _rule(
        replace.new_value,
        rf"{p.PASS}{p.TAIL}{p.BETWEEN}(?:[ \t]+[a-z]{{1,20}}){{0,4}}?[ \t]+{p.CHANGED}{p.TO}{p.VALUE}{p.MORE}",
    ),
    _rule(
        replace.new_value,
        rf"(?<!\w){p.CHANGED}(?:ting|ing|d)?(?:[ \t]+[\w'’-]{{1,30}}){{0,4}}?[ \t]+{p.PASS}{p.TAIL}{p.BETWEEN}{p.TO}",
        rf"{p.VALUE}{p.MORE}",
    ),
    _rule(
        replace.whole_value,
        r"(?<!\w)(?:cred(?:ential)?s?|log(?:ged)?[ -]?(?:in|on)|sign(?:ed)?[ -]in|authenticated?)",
        rf"(?:[ \t]+(?:with|using|as|is|are|were|was)|:)?{p.USER}(?P<value>[^\s/]\S*+)",
    ),
    _rule(
        replace.whole_value,
        r"(?<!\w)cred(?:ential)?s?(?:[ \t]+(?:are|were|of|with))?:?[ \t]+[\w.@-]{1,64}/(?P<value>\S++)",
    ),
    _rule(replace.assigned_value, rf"{p.PHRASE}{p.TAIL}{p.BETWEEN}{p.VERB}{p.VALUE}{p.PHRASE_MORE}"),
    _rule(replace.whole_value, rf"{_SECRET_NAME}:[ \t]*[|>][+-]?[ \t]*\n[ \t]+(?P<value>[^\n]+(?:\n[ \t]+[^\n]+)*+)"),
    _rule(
        replace.whole_value,
        r"(?<!\w)(?:pin|passcode|otp)(?:[ ]code)?[ \t]+(?P<value>\d{4,12})(?![\w.,-]{0,40}\d)",
    ),
    _rule(replace.assigned_value, rf"{p.PASS}{p.TAIL}{p.ASSIGN}{p.ASSIGNED}{p.MORE}"),
    _rule(replace.assigned_value, rf"{p.KEY}{p.TAIL}{p.ASSIGN}{p.ASSIGNED}"),
    _rule(replace.assigned_value, rf"{p.PASS}{p.TAIL}{p.BETWEEN}{p.VERB}{p.VALUE}{p.MORE}"),
    _rule(replace.assigned_value, rf"{p.KEY}{p.TAIL}{p.BETWEEN}{p.VERB}{p.VALUE}"),
    _rule(
        replace.value_after_name,
        rf"(?:with|using|and|mit|avec|con|com)[ \t]+(?:{p.ARTICLE}[ \t]+)?{p.PASS}{p.TAIL}[ \t]+{p.VALUE}",
    ),
    _rule(
        replace.value_after_name,
        rf"(?<!\w)(?:user(?:name)?|login|account)[ \t:=]+\S{{1,64}}[ \t]+(?:(?:and|with)[ \t]+)?{p.PASS}{p.TAIL}",
        rf"[ \t]+{p.VALUE}",
    ),
    _rule(replace.value_after_name, rf"(?<![\w-])--?(?:[a-z]{{1,20}}-){{0,3}}{_SECRET_NAME}[ \t]+(?!-){p.VALUE}"),
    _rule(replace.assigned_value, rf"(?<![\w-]){_SECRET_NAME}[ \t]+(?:by[ \t]+)?(?P<value>{p.QUOTES})"),
    _rule(replace.bare_word, rf"(?<![\w-]){_SECRET_NAME},?[ \t]+{p.VALUE}"),
    _rule(
        replace.whole_value,
        rf"(?<!\S)(?:-u|-U|--user|--proxy-user)[ =][\"']?(?!\d+:)[^\s:%\"']{{1,64}}[:%](?P<value>{p.UNQUOTED})",
    ),
    _rule(
        replace.whole_value,
        r"(?<!\w)(?:sshpass|mysql\w{0,12}|mariadb\w{0,12}|mongo\w{0,12}|smbclient|xfreerdp|redis-cli|plink|pscp)(?!\w)",
        rf"[^\n|;]{{0,200}}?[ \t](?-i:-pw(?=[ ])|-p|-a)(?![\w]*:)[ =]?(?!-){p.VALUE}",
    ),
    _rule(replace.whole_value, r"(?<!\w)net[ \t]+user[ \t]+\S{1,64}[ \t]+(?P<value>[^\s/]\S*+)(?=[ \t]+/)"),
    _rule(replace.whole_value, rf"(?<!\w)(?:identified[ \t]+by|convertto-securestring)[ \t]+(?P<value>{p.QUOTES})"),
    _rule(
        replace.credential,
        r"(?<![\w-])(?:bearer|basic|token|negotiate|ntlm|apikey)[ \t]+(?P<value>[\w.~+/=-]{8,}+)",
    ),
    _rule(
        replace.login,
        r"(?<![^\s\"'`(<\[=,;|>/])([\w.+\\-]{1,64}+):(?!//)((?:[^\s@\"<>]{1,100}+@){1,4}?)(?=[\w\[\ue002])",
        r"(?!(?:sha|md)\d|v?\d+(?:\.\d+){0,2}(?!\.?\d)|(?:latest|main|master)\b)(?![^\s@]{0,100}@)",
    ),
    _rule(
        replace.email,
        rf"(?<!{p.LOCAL})({p.LOCAL}++|\"[^\"\n@]{{1,64}}\"){p.AT}",
        rf"(\[[\w:.]{{3,50}}\]|{p.LABEL}++(?:{p.DOT}{p.LABEL}++)*+)",
    ),
    _rule(
        replace.server,
        r"(?<![\\\w])(?<!\W[a-z]:)(?<!^[a-z]:)(\\{2}(?:\\{2})?)(\w[\w.$-]{0,63}+)(?=\\)",
    ),
    _rule(
        replace.named_host,
        rf"{p.EDGE}(?:host(?:[ ._-]?names?)?|(?:computer|machine|workstation|server|node|device|netbios|dns)[ _-]?name",
        r"|computer|workstation|machine|fqdn)(?:\\?[\"'`])?[ \t]{0,8}",
        r"(?:=>|[:=](?!:|//)|(?<=name[ \t])(?:is|was)(?=[ \t]))",
        rf"(?P<gap>[ \t]{{1,12}})?(?:\\?[\"'`])?(?P<value>{p.LABEL}(?:{p.LABEL}|{p.DOT})*+{p.PORT})",
    ),
    _rule(
        replace.host,
        rf"(?<!{p.LABEL})(?<!{p.LABEL}{p.DOT})\.?((?:\*{p.DOT})?{p.LABEL}++(?:{p.DOT}{p.LABEL}++)++)(?:\.(?![\w.]))?({p.COLON}\d{{1,5}}(?!\d))?",
    ),
    _rule(
        p.HOST,
        r"(?<![\w-])(?:(?:desktop|laptop|win|ec2amaz)-(?:(?=[a-z]{0,14}\d)[a-z0-9]{6,15}|(?-i:[A-Z0-9]{6,15}))|",
        r"(?:ip|ec2|vm|host)(?:-\d{1,3}){4})(?![\w-])",
    ),
    _rule(p.HOST, rf"(?<![\w.-])localhost{p.PORT}(?![\w-])"),
    _rule(p.SECRET, r"(?<![0-9a-f])(?<![0-9a-f]{2}:)(?:[0-9a-f]{2}:){15,}+[0-9a-f]{2}(?!\w)"),
    _rule(
        replace.ipv6,
        r"(?:(?<![\w:.\ue070-\ue072])|(?<=[g-z_]:)|(?<=[g-z_]\w:)|(?<=[g-z_]\w\w:)|(?<=[g-z_]\w{3}:))(?P<open>\[)?",
        rf"(?P<address>(?:[0-9a-f]{{0,4}}{p.COLON}){{2,8}}(?:{p.IPV4}|[0-9a-f]{{1,5}})?)",
        rf"(?P<rest>(?:%[\w-]{{1,20}}+(?:\.\w+)*)?(?:\.\d{{2,5}}|/\d{{1,3}})?)(?!\w)(?(open)\]{p.COLON}\d{{1,5}}(?!\d))",
    ),
    _rule(
        p.IP,
        r"(?<![^\W_])(?<!\d[.\ue008-\ue03f])(?<!version )(?<!chrome/)(?<!chromium/)(?<!edg/)(?<!opr/)(?<!safari/)",
        rf"{p.IPV4}(?![^\W_])(?:\.\d{{2,5}}(?![^\W_]|\.\w)|(?!\.\d)(?:{p.COLON}\d{{1,5}}(?!\d)|/\d{{1,2}}(?!\d|\.\d))?)",
    ),
    _rule(
        replace.server,
        r"(?<!\w)((?:host(?:name)?|server|workstation|computer|machine|node|laptop|desktop|endpoint)[ \t]+",
        rf"(?:(?:named|called)[ \t]+)?)(?=[\w-]{{0,40}}\d)([a-z][\w-]{{2,}}+){p.PORT}",
    ),
    _rule(replace.random_run, p.DIGEST, r"|(?<![a-z0-9+/_-])(?P<run>[a-z0-9+/_-]{20,}+={0,2})"),
]


def redact_text(text: str) -> str:
    """Replace e-mail and IP addresses, hosts, URLs with credentials, and secrets by placeholders.

    The placeholders are ``[email]``, ``[ip]``, ``[host]``, ``[url]`` and ``[secret]``. The rest of the text remains, in
    NFKC and without invisible characters. The time is linear in the length of any text. Recent results for short texts
    are cached, since a mutation redacts the same text for its row, its audit record and its timeline entry.
    """
    return _redact_short(text) if len(text) <= _SHORT else _redact(text)


def _redact(text: str) -> str:
    text = p.to_plain(text)
    lowered = text.lower()
    has_name = any(fragment in lowered for fragment in words.SECRET_NAME_FRAGMENTS)
    for rule in _RULES:
        if has_name or not rule.needs_secret_name:
            text = rule.pattern.sub(rule.replacement, text)
    return p.to_text(text)


_SHORT = 1024
_redact_short = lru_cache(maxsize=8192)(_redact)
