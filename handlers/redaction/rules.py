"""What an auditor does not see in free text: addresses, hosts and secrets give way to placeholders. Pure and linear.

Rules run in a fixed order over the whole text. Each stands for what it found by one private-use character, so that no
later rule can read a placeholder, and what a value looks like inside decides nothing about the text around it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from handlers.redaction import patterns as p
from handlers.redaction import words

REDACTION_VERSION = 1

_Found = re.Match[str]
_Rule = tuple[re.Pattern[str], Callable[[_Found], str]]


def _link(found: _Found) -> str:
    scheme, rest = found.groups()
    info = p.USERINFO.match(rest) or p.ODD_USERINFO.match(rest)
    if info:
        behind = p.BEHIND_USERINFO.match(rest, info.end())
        whole = rest[: behind.end() if behind else len(rest)].rstrip(p.CLOSERS + "!?")
        return p.URL + rest[len(whole) :]
    host = p.AUTHORITY.match(rest)
    return scheme + (p.HOST + rest[host.end() :] if host else rest)


def _parameter(found: _Found) -> str:
    return found[1] + p.SECRET if p.PARAMETER_NAME.search(found[1]) else found[0]


def _put(found: _Found, value: str, more: str = "") -> str:
    """Write the match with its value, and what goes on from it, replaced; quotes and closing signs stay."""
    at = found.start("value") - found.start()
    head, tail = found[0][:at], found[0][at + len(value) + len(more) :]
    left = re.match(r"\\*[\"'`“‘«„](?=.)", value)
    right = re.search(r"(?<!\\)\\*[\"'`”’»“]$", value[left.end() :]) if left else None
    if left:
        core = value[left.end() : -len(right[0]) if right else None]
        opening, closing = left[0], right[0] if right else ""
    else:
        core = value.rstrip(p.CLOSERS)
        opening, closing = "", "" if more else value[len(core) :]
    if not core or core in p.NAMES:
        return found[0]
    return f"{head}{opening}{p.SECRET}{closing}{tail}"


def _assigned(found: _Found) -> str:
    """Replace what is said to be a secret, unless it is a word on its state or the name is of something else."""
    parts = found.groupdict()
    tail = {part.lower() for part in re.findall(r"[A-Z]?[a-z]+|[A-Z]+", parts.get("tail") or "")}
    value = found["value"]
    bare = value.rstrip(p.CLOSERS + "!?")
    begins = bare.lower() in words.VAGUE and len((parts.get("more") or "").split()) > 1
    counted = (parts.get("key") or "").lower() == "tokens" and bare.isdigit()
    stated = parts.get("gap") and words.is_state(bare) and not begins
    if tail & words.TAIL_WORDS or bare.lower() in words.LITERALS or counted or stated:
        return found[0]
    return _put(found, value, parts.get("more") or "")


def _named(found: _Found) -> str:
    bare = found["value"].rstrip(p.CLOSERS + "!?")
    return found[0] if bare.lower() in words.AFTER_WORDS or words.is_state(bare) else _assigned(found)


def _aimed(found: _Found) -> str:
    return found[0] if found["value"].rstrip(p.CLOSERS).lower() in words.PURPOSES else _assigned(found)


def _bare(found: _Found) -> str:
    return _assigned(found) if p.is_worth(found["value"].rstrip(p.CLOSERS + "!?*")) else found[0]


def _told(found: _Found) -> str:
    value = found["value"].lower()
    before = found.string[max(0, found.start() - 40) : found.start()].lower().split()
    known = value in words.SUBJECTS or words.is_state(value) or (before and before[-1] in words.DETERMINERS)
    return found[0] if known else _put(found, found["value"])


def _credential(found: _Found) -> str:
    return found[0] if p.is_spoken(found["value"].rstrip(p.CLOSERS)) else _put(found, found["value"])


def _login(found: _Found) -> str:
    label = found[1].lower()
    return found[0] if label in words.MAIL_LABELS or label.isdigit() else f"{found[1]}:{p.SECRET}@"


def _email(found: _Found) -> str:
    local, domain = found.groups()
    if not domain.startswith("[") and not words.is_mail_domain(domain):
        return found[0]
    returned = re.match(r"(?:srs\d|prvs|btv1)=|[\w.-]+\+[\w.=-]+$", local, re.IGNORECASE)
    cut = -1 if returned else max(local.rfind(mark) for mark in "=/?|{}`")
    end = 0 if domain.startswith("[") else words.host_end(domain)
    return f"{local[: cut + 1]}{p.EMAIL}{domain[end or len(domain) :]}"


def _host(found: _Found) -> str:
    name = found[1]
    end = words.host_end(name, sure=bool(found[2] or re.search("[\ue008-\ue03f]", name)))
    _, *later = words.labels(name.lower())
    called = found.string.startswith("(", found.end()) and len(later) == 1 and later[0] in words.SPOKEN
    if not end or called:
        return found[0]
    return p.HOST if end == len(name) else p.HOST + found[0][found.start(1) - found.start() + end :]


def _server(found: _Found) -> str:
    name = found[2]
    known = name.lower() in words.NOT_SERVERS or re.match(p.V4, name) or ("\\" not in found[1] and p.is_kind(name))
    return found[0] if known else found[1] + p.HOST


def _host_named(found: _Found) -> str:
    value = found["value"]
    bare = value.rstrip(p.CLOSERS)
    if bare.lower() in words.HOST_STATES or (found["gap"] and words.is_state(bare)) or re.match(p.V4, bare):
        return found[0]
    return found[0][: found.start("value") - found.start()] + p.HOST + value[len(bare) :]


def _ipv6(found: _Found) -> str:
    whole = found["address"]
    for kept, trial in (("", whole), ("", re.sub(r":\d{1,5}$", "", whole)), (":", whole[:-1])):
        plain = re.sub(p.D, ".", re.sub(p.C, ":", trial))
        if not p.is_ipv6(plain):
            continue
        named = re.search(r"\d", plain) or plain.count(":") > 2 or found["open"] or found["rest"]
        return f"{p.IP}{kept}" if named else found[0]
    return found[0]


def _run(found: _Found) -> str:
    run = found["run"]
    if run is None:
        return found[0]
    kept = p.HEX.sub(p.SECRET, run)
    if kept == run and p.is_noise(p.UUID.sub("", run)):
        return p.SECRET
    return "/".join(p.SECRET if p.is_secret(part) else part for part in kept.split("/"))


def _whole(found: _Found) -> str:
    return _put(found, found["value"])


def _rule(put: str | Callable[[_Found], str], *pattern: str) -> _Rule:
    return re.compile("".join(pattern), re.IGNORECASE), put if callable(put) else lambda _: put


_SECRET_NAME = rf"(?:{p.PASS}|{p.KEY}){p.TAIL}"
_RULES: list[_Rule] = [
    _rule(
        p.SECRET,
        r"-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----(?:(?!-----END)[\s\S])*+(?:-----END[^-\n]{0,60}-----)?",
    ),
    _rule(
        _link,
        rf"(?<![a-z0-9+.-])([a-z][a-z0-9+.-]{{1,20}}+(?:{p.C}(?:\\?/){{2}}|[\ue078-\ue07a]))",
        r"((?:[^\s\"<>'`,\\]|['`](?![,;:)\]}\s])|,(?![a-z][a-z+]{1,11}://)|\\(?![\"'nrt]))*+)",
    ),
    _rule(_parameter, r"(?<=[?&;#])((?:amp;)?[\w.%\[\]-]{1,60}+=)([^&\s\"'<>#;]++)"),
    _rule(p.SECRET, r"(?<![a-z0-9])(?:", "|".join(words.ISSUED.split()), ")"),
    _rule(_whole, r"(?:slack\.com|\ue002)/(?:services|workflows|triggers|api/webhooks)/(?P<value>[^\s\"'<>]++)"),
    _rule(
        _assigned,
        r"authorization(?:\\?[\"'])?[ \t]?[:=](?P<gap>[ \t]{1,4})?(?:\\?[\"'])?",
        rf"(?P<value>{p.CREDENTIAL})",
    ),
    _rule(
        _whole,
        r"(?<![\w-])(?:set-)?cookie2?(?:\\?[\"'])?[ \t]?[:=][ \t]?(?:\\?[\"'])?",
        r"(?P<value>[^\s=;\"']{1,80}+=[^\s;\"']*+(?:;[ \t]?[^\s=;\"']{1,80}+(?:=[^\s;\"']*+)?)*+)",
    ),
    _rule(
        _told,
        rf"{p.FOR_NAME}(?:is|was|ist|est|es|é|è)[ \t]+(?:{p.ARTICLE}[ \t]+){{1,3}}(?:\w{{1,30}}[ \t]+){{0,2}}?{p.PASS}",
        r"(?![\w-]|[ \t]+(?:polic|manage|reset|field|hash|vault|stor|expir|len|prompt|hint|rota))",
    ),
    _rule(_told, rf"{p.FOR_NAME}as[ \t]+(?:{p.ARTICLE}[ \t]+){{0,3}}{p.PASS}(?![\w-])"),
    _rule(
        _whole, rf"{_SECRET_NAME}(?:\s[^<>]{{0,200}})?>\s{{0,4}}(?P<value>[^<\s](?:(?!\s*</)[^\n]){{0,512}}+)(?=\s*</)"
    ),
    _rule(
        _aimed,
        rf"{p.PASS}{p.TAIL}{p.BETWEEN}(?:[ \t]+[a-z]{{1,20}}){{0,4}}?[ \t]+{p.MADE}{p.TO}{p.VALUE}{p.MORE}",
    ),
    _rule(
        _aimed,
        rf"(?<!\w){p.MADE}(?:ting|ing|d)?(?:[ \t]+[\w'’-]{{1,30}}){{0,4}}?[ \t]+{p.PASS}{p.TAIL}{p.BETWEEN}{p.TO}",
        rf"{p.VALUE}{p.MORE}",
    ),
    _rule(
        _whole,
        r"(?<!\w)(?:cred(?:ential)?s?|log(?:ged)?[ -]?(?:in|on)|sign(?:ed)?[ -]in|authenticated?)",
        rf"(?:[ \t]+(?:with|using|as|is|are|were|was)|:)?{p.USER}(?P<value>[^\s/]\S*+)",
    ),
    _rule(_whole, r"(?<!\w)cred(?:ential)?s?(?:[ \t]+(?:are|were|of|with))?:?[ \t]+[\w.@-]{1,64}/(?P<value>\S++)"),
    _rule(_assigned, rf"{p.PHRASE}{p.TAIL}{p.BETWEEN}{p.VERB}{p.VALUE}{p.PHRASE_MORE}"),
    _rule(_whole, rf"{_SECRET_NAME}:[ \t]*[|>][+-]?[ \t]*\n[ \t]+(?P<value>[^\n]+(?:\n[ \t]+[^\n]+)*+)"),
    _rule(_whole, r"(?<!\w)(?:pin|passcode|otp)(?:[ ]code)?[ \t]+(?P<value>\d{4,12})(?![\w.,-]{0,40}\d)"),
    _rule(_assigned, rf"{p.PASS}{p.TAIL}{p.ASSIGN}{p.ASSIGNED}{p.MORE}"),
    _rule(_assigned, rf"{p.KEY}{p.TAIL}{p.ASSIGN}{p.ASSIGNED}"),
    _rule(_assigned, rf"{p.PASS}{p.TAIL}{p.BETWEEN}{p.VERB}{p.VALUE}{p.MORE}"),
    _rule(_assigned, rf"{p.KEY}{p.TAIL}{p.BETWEEN}{p.VERB}{p.VALUE}"),
    _rule(_named, rf"(?:with|using|and|mit|avec|con|com)[ \t]+(?:{p.ARTICLE}[ \t]+)?{p.PASS}{p.TAIL}[ \t]+{p.VALUE}"),
    _rule(
        _named,
        rf"(?<!\w)(?:user(?:name)?|login|account)[ \t:=]+\S{{1,64}}[ \t]+(?:(?:and|with)[ \t]+)?{p.PASS}{p.TAIL}",
        rf"[ \t]+{p.VALUE}",
    ),
    _rule(_named, rf"(?<![\w-])--?(?:[a-z]{{1,20}}-){{0,3}}{_SECRET_NAME}[ \t]+(?!-){p.VALUE}"),
    _rule(_assigned, rf"(?<![\w-]){_SECRET_NAME}[ \t]+(?:by[ \t]+)?(?P<value>{p.QUOTES})"),
    _rule(_bare, rf"(?<![\w-]){_SECRET_NAME},?[ \t]+{p.VALUE}"),
    _rule(
        _whole, rf"(?<!\S)(?:-u|-U|--user|--proxy-user)[ =][\"']?(?!\d+:)[^\s:%\"']{{1,64}}[:%](?P<value>{p.UNQUOTED})"
    ),
    _rule(
        _whole,
        r"(?<!\w)(?:sshpass|mysql\w{0,12}|mariadb\w{0,12}|mongo\w{0,12}|smbclient|xfreerdp|redis-cli|plink|pscp)(?!\w)",
        rf"[^\n|;]{{0,200}}?[ \t](?-i:-pw(?=[ ])|-p|-a)(?![\w]*:)[ =]?(?!-){p.VALUE}",
    ),
    _rule(_whole, r"(?<!\w)net[ \t]+user[ \t]+\S{1,64}[ \t]+(?P<value>[^\s/]\S*+)(?=[ \t]+/)"),
    _rule(_whole, rf"(?<!\w)(?:identified[ \t]+by|convertto-securestring)[ \t]+(?P<value>{p.QUOTES})"),
    _rule(_credential, r"(?<![\w-])(?:bearer|basic|token|negotiate|ntlm|apikey)[ \t]+(?P<value>[\w.~+/=-]{8,}+)"),
    _rule(
        _login,
        r"(?<![^\s\"'`(<\[=,;|>/])([\w.+\\-]{1,64}+):(?!//)((?:[^\s@\"<>]{1,100}+@){1,4}?)(?=[\w\[\ue002])",
        r"(?!(?:sha|md)\d|v?\d+(?:\.\d+){0,2}(?!\.?\d)|(?:latest|main|master)\b)(?![^\s@]{0,100}@)",
    ),
    _rule(
        _email,
        rf"(?<!{p.LOCAL})({p.LOCAL}++|\"[^\"\n@]{{1,64}}\"){p.AT}",
        rf"(\[[\w:.]{{3,50}}\]|{p.L}++(?:{p.D}{p.L}++)*+)",
    ),
    _rule(
        _server,
        r"(?<![\\\w])(?<!\W[a-z]:)(?<!^[a-z]:)(\\{2}(?:\\{2})?)(\w[\w.$-]{0,63}+)(?=\\)",
    ),
    _rule(
        _host_named,
        rf"{p.EDGE}(?:host(?:[ ._-]?names?)?|(?:computer|machine|workstation|server|node|device|netbios|dns)[ _-]?name",
        r"|computer|workstation|machine|fqdn)(?:\\?[\"'`])?[ \t]{0,8}",
        r"(?:=>|[:=](?!:|//)|(?<=name[ \t])(?:is|was)(?=[ \t]))",
        rf"(?P<gap>[ \t]{{1,12}})?(?:\\?[\"'`])?(?P<value>{p.L}(?:{p.L}|{p.D})*+{p.PORT})",
    ),
    _rule(
        _host,
        rf"(?<!{p.L})(?<!{p.L}{p.D})\.?((?:\*{p.D})?{p.L}++(?:{p.D}{p.L}++)++)(?:\.(?![\w.]))?({p.C}\d{{1,5}}(?!\d))?",
    ),
    _rule(
        p.HOST,
        r"(?<![\w-])(?:(?:desktop|laptop|win|ec2amaz)-(?:(?=[a-z]{0,14}\d)[a-z0-9]{6,15}|(?-i:[A-Z0-9]{6,15}))|",
        r"(?:ip|ec2|vm|host)(?:-\d{1,3}){4})(?![\w-])",
    ),
    _rule(p.HOST, rf"(?<![\w.-])localhost{p.PORT}(?![\w-])"),
    _rule(p.SECRET, r"(?<![0-9a-f])(?<![0-9a-f]{2}:)(?:[0-9a-f]{2}:){15,}+[0-9a-f]{2}(?!\w)"),
    _rule(
        _ipv6,
        r"(?:(?<![\w:.\ue070-\ue072])|(?<=[g-z_]:)|(?<=[g-z_]\w:)|(?<=[g-z_]\w\w:)|(?<=[g-z_]\w{3}:))(?P<open>\[)?",
        rf"(?P<address>(?:[0-9a-f]{{0,4}}{p.C}){{2,8}}(?:{p.V4}|[0-9a-f]{{1,5}})?)",
        rf"(?P<rest>(?:%[\w-]{{1,20}}+(?:\.\w+)*)?(?:\.\d{{2,5}}|/\d{{1,3}})?)(?!\w)(?(open)\]{p.C}\d{{1,5}}(?!\d))",
    ),
    _rule(
        p.IP,
        r"(?<![^\W_])(?<!\d[.\ue008-\ue03f])(?<!version )(?<!chrome/)(?<!chromium/)(?<!edg/)(?<!opr/)(?<!safari/)",
        rf"{p.V4}(?![^\W_])(?:\.\d{{2,5}}(?![^\W_]|\.\w)|(?!\.\d)(?:{p.C}\d{{1,5}}(?!\d)|/\d{{1,2}}(?!\d|\.\d))?)",
    ),
    _rule(
        _server,
        r"(?<!\w)((?:host(?:name)?|server|workstation|computer|machine|node|laptop|desktop|endpoint)[ \t]+",
        rf"(?:(?:named|called)[ \t]+)?)(?=[\w-]{{0,40}}\d)([a-z][\w-]{{2,}}+){p.PORT}",
    ),
    _rule(_run, p.DIGEST, r"|(?<![a-z0-9+/_-])(?P<run>[a-z0-9+/_-]{20,}+={0,2})"),
]


@lru_cache(maxsize=512)
def redact_text(text: str) -> str:
    """Give the text without e-mail and IP addresses, hosts, URLs with credentials and secrets.

    Each gives way to a placeholder of its type: ``[email]``, ``[ip]``, ``[host]``, ``[url]`` or ``[secret]``. The rest
    stays, after NFKC and without signs that are not seen. Time grows with the text's length, whatever it says. The last
    texts are remembered, since a mutation has the same one in its row, its audit record and its timeline entry.
    """
    text = p.plain(text)
    for pattern, put in _RULES:
        text = pattern.sub(put, text)
    return p.spelled(text)
