"""What becomes of links, e-mail addresses, host names and IPv6 addresses that a pattern has found."""

from __future__ import annotations

import ipaddress
import re

from handlers.redaction import words
from handlers.redaction.signs import AT, CLOSERS, COLON, DOT, EMAIL, HOST, IP, IPV4, LETTER, PORT, SECRET, URL, Found

_ODD_USERINFO = re.compile(rf"[^\[/?#:]*+:(?!\d{{1,5}}[/?#])[^@]*?{AT}")
_USERINFO = re.compile(rf"[^/?#@]*?{AT}")
_BEHIND_USERINFO = re.compile(r"[^|,\s]*+(?:,[\w.-]++(?::\d|(?<=\.[a-z][a-z]))[^|,\s]*+)*+", re.IGNORECASE)
_AUTHORITY = re.compile(
    rf"(?!{IPV4}(?![\w.-]))(?:[%~]|{LETTER})++(?:{DOT}(?:[%~]|{LETTER})++)*+(?:\.(?=[/:?#]))?{PORT}"
)


def link(found: Found) -> str:
    """Take the credentials of a link with all of it, else its host."""
    scheme, rest = found.groups()
    info = _USERINFO.match(rest) or _ODD_USERINFO.match(rest)
    if info:
        behind = _BEHIND_USERINFO.match(rest, info.end())
        whole = rest[: behind.end() if behind else len(rest)].rstrip(CLOSERS + "!?")
        return URL + rest[len(whole) :]
    host = _AUTHORITY.match(rest)
    return scheme + (HOST + rest[host.end() :] if host else rest)


_PARAMETER_NAME = re.compile(
    r"token|secret|passw|pwd|signature|credential|assertion|api_?key|jwt|session|"
    r"(?:^|[_.;-])(?:pass|sig|s?key|code|auth|sid|ticket|otp|pin|hmac|pw|pat)=$",
    re.IGNORECASE,
)


def parameter(found: Found) -> str:
    """Take the value of a parameter that is named as a secret is."""
    return found[1] + SECRET if _PARAMETER_NAME.search(found[1]) else found[0]


def login(found: Found) -> str:
    """Take the password of `user:password@`."""
    label = found[1].lower()
    return found[0] if label in words.MAIL_LABELS or label.isdigit() else f"{found[1]}:{SECRET}@"


def email(found: Found) -> str:
    """Take an address, less what precedes it in one word."""
    local, domain = found.groups()
    if not domain.startswith("[") and not words.is_mail_domain(domain):
        return found[0]
    returned = re.match(r"(?:srs\d|prvs|btv1)=|[\w.-]+\+[\w.=-]+$", local, re.IGNORECASE)
    cut = -1 if returned else max(local.rfind(mark) for mark in "=/?|{}`")
    end = 0 if domain.startswith("[") else words.host_end(domain)
    return f"{local[: cut + 1]}{EMAIL}{domain[end or len(domain) :]}"


def host(found: Found) -> str:
    """Take a dotted name that ends as host names do."""
    name = found[1]
    end = words.host_end(name, has_port=found[2] is not None)
    parts = words.labels(name)
    is_call = (
        found.string[found.end() : found.end() + 1] == "(" and len(parts) == 2 and parts[-1].lower() in words.SPOKEN
    )
    if not end or is_call:
        return found[0]
    return HOST if end == len(name) else HOST + found[0][found.start(1) - found.start() + end :]


def host_named(found: Found) -> str:
    """Take what is said to be the name of a host."""
    value = found["value"]
    bare = value.rstrip(CLOSERS)
    if bare.lower() in words.HOST_STATES or (found["gap"] and words.is_state(bare)) or re.match(IPV4, bare):
        return found[0]
    return found[0][: found.start("value") - found.start()] + HOST + value[len(bare) :]


def ipv6(found: Found) -> str:
    """Take what IPv6 writes (RFC 4291) and no time, nor words with colons."""
    whole = found["address"]
    for kept, trial in (("", whole), ("", re.sub(r":\d{1,5}$", "", whole)), (":", whole[:-1])):
        plain = re.sub(DOT, ".", re.sub(COLON, ":", trial))
        try:
            ipaddress.IPv6Address(plain)
        except ValueError:
            continue
        named = (
            re.search(r"\d", plain)
            or len(re.findall(r"\w+", plain)) > 2
            or (plain == "::" and (found["open"] or found["rest"]))
        )
        return f"{IP}{kept}" if named else found[0]
    return found[0]
