"""Replacements for what the patterns of the rules match; what turns out to be harmless is returned unchanged."""

from __future__ import annotations

import re

from handlers.redaction import names, sites, vocabulary, words
from handlers.redaction import patterns as p

Match = re.Match[str]


def link(match: Match) -> str:
    """Replace a URL with credentials by [url], and the host of any other URL, except that of documentation."""
    scheme, rest = match.groups()
    info = p.USERINFO.match(rest) or p.ODD_USERINFO.match(rest)
    if info:
        after = p.AFTER_USERINFO.match(rest, info.end())
        whole = rest[: after.end() if after else len(rest)].rstrip(p.CLOSERS + "!?")
        return p.URL + rest[len(whole) :]
    host = p.AUTHORITY.match(rest)
    if not host:
        return match[0]
    path = rest[host.end() :]
    if sites.is_documentation(scheme, host[0], path):
        return scheme + host[0].replace(".", p.KEPT_DOT) + path.replace("/", p.KEPT_SLASH)
    return scheme + p.HOST + path


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


# A mask, the name of malware after `PWS:`, and a cmdlet after `$cred =`
_NO_SECRET = re.compile(
    r"[(<\[]?(?:none|null|empty|hidden|masked|redacted|removed|unset|not set|unknown|omitted|n/a|\*+|•+|x{3,})[)>\]]?[.,;]?|"
    r"(?:win32|win64|msil|js|vbs|html|linux|macos)/.*|(?:new|get|read|convertto|import)-[a-z]+|"
    r"\$\{[a-z_][\w.:-]{0,60}\}?|\{\{.*|%[a-z_]{3,30}%|[a-z_][\w.]{2,40}\(\)",
    re.IGNORECASE,
)


def assigned_value(match: Match) -> str:
    """Redact a value assigned to a secret's name, unless the value describes a state or the name means something else."""
    parts = match.groupdict()
    tail = {part.lower() for part in re.findall(r"[A-Z]?[a-z]+|[A-Z]+", parts.get("tail") or "")}
    value = match["value"]
    bare = value.rstrip(p.CLOSERS + "!?")
    begins = bare.lower() in words.AMBIGUOUS_STATE_WORDS and len((parts.get("more") or "").split()) > 1
    counted = (parts.get("key") or "").lower() == "tokens" and bare.isdigit()
    stated = parts.get("gap") and words.is_state(bare) and not begins
    if tail & words.TAIL_WORDS or bare.lower() in words.LITERALS or counted or stated or _NO_SECRET.fullmatch(value):
        return match[0]
    return _replace_value(match, value, parts.get("more") or "")


def value_after_name(match: Match) -> str:
    """Replace a word after `password`, unless it continues the sentence."""
    bare = match["value"].rstrip(p.CLOSERS + "!?")
    if len(bare) == 1 and match.string.startswith(f" {p.SECRET}", match.end()):
        return match[0]  # `password 7 …` in the configuration of a device
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
    value = match["value"].rstrip(p.CLOSERS)
    assigned = re.match(r"[a-z_]{1,20}=[^=]", value)  # `action=negotiate name=value`
    return match[0] if assigned or p.is_joined_words(value) else _replace_value(match, match["value"])


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


_ASKED = re.compile(
    r"(?:domains?|quer(?:y|ied)|resolv\w{1,4}|rrname|sni|fqdn|dns|lookup(?: of| for)?|c2|hosts?)(?: name)?(?: for)?\\?[\"']?[ :=]{1,3}\\?[\"']?$",
    re.IGNORECASE,
)
_DEFANGED_DOT = re.compile("[\ue008-\ue03f]")


def host(match: Match) -> str:
    """Replace a host name with its port, unless the dotted name is code, a file, a detection or two sentences."""
    name, at = match[1], match.start(1)
    before = match.string[max(0, at - 40) : at]
    defanged = bool(_DEFANGED_DOT.search(name))
    end = words.host_end(name, sure=defanged or bool(match[2]), asked=defanged or bool(_ASKED.search(before)))
    parts = words.labels(name)
    _, *later = [part.lower() for part in parts]
    called = match.string.startswith("(", match.end()) and len(later) == 1 and later[0] in words.WORD_DOMAINS
    if not end or called or (not defanged and names.is_detection(parts, before)):
        return match[0]
    return p.HOST if end == len(name) else p.HOST + match[0][at - match.start() + end :]


def server(match: Match) -> str:
    """Replace the name of a server in a UNC path or after a word such as `server`."""
    name = match[2]
    known = (
        name.lower() in words.NOT_SERVER_NAMES
        or re.match(p.IPV4, name)
        or ("\\" not in match[1] and p.is_numbered_word(name))
    )
    return match[0] if known else match[1] + p.HOST


def ipv4(match: Match) -> str:
    """Replace an IPv4 address with its port or prefix length, unless the four numbers are a version."""
    start, end = match.start(1), match.end(1)
    before, after = match.string[max(0, start - 48) : start], match.string[end : end + 24]
    defanged = _DEFANGED_DOT.search(match[1])
    return match[0] if not defanged and names.is_version(match[1], before, after) else p.IP


def ipv6(match: Match) -> str:
    """Replace an IPv6 address with its port, zone or prefix length, unless it may be a name such as `a::b`."""
    whole = match["address"]
    for kept, trial in (("", whole), ("", re.sub(r":\d{1,5}$", "", whole)), (":", whole[:-1])):
        plain = re.sub(p.DOT, ".", re.sub(p.COLON, ":", trial))
        if not p.is_ipv6(plain):
            continue
        if plain == "::" and match["rest"] == "/0":
            return match[0]  # every address
        named = re.search(r"\d", plain) or plain.count(":") > 2 or match["open"] or match["rest"]
        return f"{p.IP}{kept}" if named else match[0]
    return match[0]


_DIGEST_BEFORE = re.compile(
    r"(?<![a-z])(?:(?:sha-?(?:\d{1,3})?|md5|digest|checksum)[:=]|(?P<commit>commit|revision|rev|tree|checkout|parent)(?:[\"']?\s?[:=]\s?[\"']?|[ @/]|[ ]id[ ])|"
    r"(?<=[\w.-])/[\w.-]{1,60}@)$",
    re.IGNORECASE,
)


def random_run(match: Match) -> str:
    """Replace the random parts of a long run of letters and digits; digests with their name and commits remain."""
    run = match["run"]
    if run is None:
        return match[0]
    before = match.string[max(0, match.start() - 64) : match.start()]
    label = _DIGEST_BEFORE.search(before)
    if label and p.DIGEST_SIZE.fullmatch(run) and (label["commit"] is None or len(run) == 40):
        return run
    kept = p.HEX.sub(p.SECRET, run)
    if kept == run and p.is_random(p.ID.sub("", run)):
        return p.SECRET
    return "/".join(p.SECRET if p.is_secret(part) else part for part in kept.split("/"))


def whole_value(match: Match) -> str:
    """Replace the value unconditionally."""
    return _replace_value(match, match["value"])


def cell(match: Match) -> str:
    """Replace the cell of a table after a cell with a secret's name; a row of names is the head of the table."""
    known = match["value"].lower() in vocabulary.NOT_NAMES or not match["value"].strip("-: ")
    return match[0] if known else assigned_value(match)


def device_secret(match: Match) -> str:
    """Replace a secret in the configuration of a network device, unless the word continues a sentence."""
    bare = match["value"].strip("\"'").lower()
    continues = bare in words.STATE_WORDS or bare in words.WORDS_AFTER_PASSWORD
    return match[0] if continues else _replace_value(match, match["value"])
