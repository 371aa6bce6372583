"""Replacements for what the patterns of the rules match; what turns out to be harmless is returned unchanged."""

from __future__ import annotations

import re

from handlers.redaction import patterns as p
from handlers.redaction import words

Match = re.Match[str]


def link(match: Match) -> str:
    """Replace a URL with credentials by [url], and the host of any other URL."""
    scheme, rest = match.groups()
    info = p.USERINFO.match(rest) or p.ODD_USERINFO.match(rest)
    if info:
        after = p.AFTER_USERINFO.match(rest, info.end())
        whole = rest[: after.end() if after else len(rest)].rstrip(p.CLOSERS + "!?")
        return p.URL + rest[len(whole) :]
    host = p.AUTHORITY.match(rest)
    return scheme + (p.HOST + rest[host.end() :] if host else rest)


def parameter(match: Match) -> str:
    """Replace the value of a query parameter whose name is that of a secret."""
    return match[1] + p.SECRET if p.PARAMETER_NAME.search(match[1]) else match[0]


def _replace_value(match: Match, value: str, more: str = "") -> str:
    """Replace the value and its continuation ``more`` within the match; quotes and closing signs remain."""
    at = match.start("value") - match.start()
    head, tail = match[0][:at], match[0][at + len(value) + len(more) :]
    left = re.match(r"\\*[\"'`“‘«„](?=.)", value)
    right = re.search(r"(?<!\\)\\*[\"'`”’»“]$", value[left.end() :]) if left else None
    if left:
        core = value[left.end() : -len(right[0]) if right else None]
        opening, closing = left[0], right[0] if right else ""
    else:
        core = value.rstrip(p.CLOSERS)
        opening, closing = "", "" if more else value[len(core) :]
    if not core or core in p.NAMES:
        return match[0]
    return f"{head}{opening}{p.SECRET}{closing}{tail}"


def assigned_value(match: Match) -> str:
    """Redact a value assigned to a secret's name, unless the value describes a state or the name means something else."""
    parts = match.groupdict()
    tail = {part.lower() for part in re.findall(r"[A-Z]?[a-z]+|[A-Z]+", parts.get("tail") or "")}
    value = match["value"]
    bare = value.rstrip(p.CLOSERS + "!?")
    begins = bare.lower() in words.AMBIGUOUS_STATE_WORDS and len((parts.get("more") or "").split()) > 1
    counted = (parts.get("key") or "").lower() == "tokens" and bare.isdigit()
    stated = parts.get("gap") and words.is_state(bare) and not begins
    if tail & words.TAIL_WORDS or bare.lower() in words.LITERALS or counted or stated:
        return match[0]
    return _replace_value(match, value, parts.get("more") or "")


def value_after_name(match: Match) -> str:
    """Replace a word after `password`, unless it continues the sentence."""
    bare = match["value"].rstrip(p.CLOSERS + "!?")
    return match[0] if bare.lower() in words.WORDS_AFTER_PASSWORD or words.is_state(bare) else assigned_value(match)


def new_value(match: Match) -> str:
    """Replace what a password is changed to, unless a purpose follows: `to regain access`."""
    return match[0] if match["value"].rstrip(p.CLOSERS).lower() in words.PURPOSE_WORDS else assigned_value(match)


def bare_word(match: Match) -> str:
    """Replace a word that follows a secret's name and looks like a password."""
    return assigned_value(match) if p.is_likely_password(match["value"].rstrip(p.CLOSERS + "!?*")) else match[0]


def value_before_name(match: Match) -> str:
    """Replace a value that precedes the word password, as in `x is the password`."""
    value = match["value"].lower()
    before = match.string[max(0, match.start() - 40) : match.start()].lower().split()
    known = value in words.SUBJECT_WORDS or words.is_state(value) or (before and before[-1] in words.DETERMINERS)
    return match[0] if known else _replace_value(match, match["value"])


def credential(match: Match) -> str:
    """Replace the credential of an authentication scheme, unless it consists of joined words."""
    return match[0] if p.is_joined_words(match["value"].rstrip(p.CLOSERS)) else _replace_value(match, match["value"])


def login(match: Match) -> str:
    """Replace the password in `user:password@`, unless the first word labels an address."""
    label = match[1].lower()
    return match[0] if label in words.MAIL_LABELS or label.isdigit() else f"{match[1]}:{p.SECRET}@"


def email(match: Match) -> str:
    """Replace an e-mail address; a prefix such as `name=` remains."""
    local, domain = match.groups()
    if not domain.startswith("[") and not words.is_mail_domain(domain):
        return match[0]
    returned = re.match(r"(?:srs\d|prvs|btv1)=|[\w.-]+\+[\w.=-]+$", local, re.IGNORECASE)
    cut = -1 if returned else max(local.rfind(mark) for mark in "=/?|{}`")
    end = 0 if domain.startswith("[") else words.host_end(domain)
    return f"{local[: cut + 1]}{p.EMAIL}{domain[end or len(domain) :]}"


def host(match: Match) -> str:
    """Replace a host name with its port, unless the dotted name is code, a file or two sentences."""
    name = match[1]
    end = words.host_end(name, sure=bool(match[2] or re.search("[\ue008-\ue03f]", name)))
    _, *later = words.labels(name.lower())
    called = match.string.startswith("(", match.end()) and len(later) == 1 and later[0] in words.WORD_DOMAINS
    if not end or called:
        return match[0]
    return p.HOST if end == len(name) else p.HOST + match[0][match.start(1) - match.start() + end :]


def server(match: Match) -> str:
    """Replace the name of a server in a UNC path or after a word such as `server`."""
    name = match[2]
    known = (
        name.lower() in words.NOT_SERVER_NAMES
        or re.match(p.IPV4, name)
        or ("\\" not in match[1] and p.is_numbered_word(name))
    )
    return match[0] if known else match[1] + p.HOST


def named_host(match: Match) -> str:
    """Replace the value after `host=` and similar names, unless it describes a state."""
    value = match["value"]
    bare = value.rstrip(p.CLOSERS)
    if bare.lower() in words.NOT_HOST_VALUES or (match["gap"] and words.is_state(bare)) or re.match(p.IPV4, bare):
        return match[0]
    return match[0][: match.start("value") - match.start()] + p.HOST + value[len(bare) :]


def ipv6(match: Match) -> str:
    """Replace an IPv6 address with its port, zone or prefix length, unless it may be a name such as `a::b`."""
    whole = match["address"]
    for kept, trial in (("", whole), ("", re.sub(r":\d{1,5}$", "", whole)), (":", whole[:-1])):
        plain = re.sub(p.DOT, ".", re.sub(p.COLON, ":", trial))
        if not p.is_ipv6(plain):
            continue
        named = re.search(r"\d", plain) or plain.count(":") > 2 or match["open"] or match["rest"]
        return f"{p.IP}{kept}" if named else match[0]
    return match[0]


def random_run(match: Match) -> str:
    """Replace the random parts of a long run of letters and digits; digests with their name remain."""
    run = match["run"]
    if run is None:
        return match[0]
    kept = p.HEX.sub(p.SECRET, run)
    if kept == run and p.is_random(p.UUID.sub("", run)):
        return p.SECRET
    return "/".join(p.SECRET if p.is_secret(part) else part for part in kept.split("/"))


def whole_value(match: Match) -> str:
    """Replace the value unconditionally."""
    return _replace_value(match, match["value"])
