r"""Rules for the names of users in labelled places, security identifiers, and account ids and resource names of AWS.

A place is labelled if a log writes `user=`, `Account Name:` or `Failed password for` before the name, if the name is
in a member of a JSON object such as `user`, or if it has the form `DOMAIN\user`.
"""

from __future__ import annotations

import re

from handlers.redaction import patterns as p
from handlers.redaction import vocabulary, words
from handlers.redaction.rules.rule import Match, Rule, rule

QUOTE = r"\\{0,3}[\"'`]"
NAME = r"[a-z\d_][\w.$+~-]{0,63}+"
# After a backslash: not an escaped line end or tab, `user=bob\nhost=…`
NO_ESCAPE = r"(?![nrt](?:[^\w.$]|$|(?-i:[A-Z])|\w{0,20}[ ]?[:=]))"
ACCOUNT = rf"(?:[a-z\d][\w.-]{{0,40}}\\{{1,2}}{NO_ESCAPE})?{NAME}"
SIGN = r"(?:[ ]?\([\w ./-]{0,20}\))?[ \t]{0,8}(?P<sign>=>|->|→|[:=](?![:=/])|\||(?<=name[ \t])(?:is|was)(?=[ \t]))"
# A value may follow on the next line, if it is alone there.
GAP = r"(?P<gap>(?:[ \t]|\\{1,3}t){1,12}|[ \t]{0,4}\r?\n[ \t]{0,8}(?=\S{1,64}[ \t]{0,8}(?:\r?\n|$)))?"
ELEMENT = r"(?P<element>\w[^<>\n]{0,99})(?=</)"
# Not `N/A`, and not an account or a domain of every Windows computer
NO_PRINCIPAL = r"(?!(?:n/a|nt[ ](?:authority|service|virtual)|window[ ]manager|font[ ]driver|iis[ ]apppool|(?:local|network)[ ]service|anonymous[ ]logon)(?!\w))"
QUOTED = rf"\[?{QUOTE}(?P<quoted>\w(?:[^\"'`\\\n]|\\(?![\"'`])){{0,99}})(?={QUOTE})"

_PREFIX = (
    r"(?:[sdrm]|src|dst|dest|db|xauth|remote|smtp|proxy|unix-|target|subject|source|destination|caller|login|logon|client|"
    r"pg|my|os|ssh|ftp|vpn|web|effective|local|domain)?"
)
_LABEL = (
    rf"{p.EDGE}(?:{_PREFIX}user(?:[ ._-]?(?:name|id|identifier|account|login(?:name)?|displayname|principal(?:name)?))?|"
    rf"{_PREFIX}usr(?:[ ._-]?name)?|(?:account|acct|logon|login|sam[ _-]?account|principal|author|caller[ ]user)[ _-]?name|"
    r"(?:logon[ ])?account|acct|log(?:in|on)(?:[ _-]?id)?|logname(?==)|(?P<id>[aesd]?uid|(?<!threat[_ ])actor|principal|cname|identity|security[ ]id|"
    r"principal_?id)|risk_object|benutzer(?:name)?|kontoname|utilisateur|usuario)"
)
# Not names of users: numbers in hexadecimal, UUIDs, and groups of attackers in `"actor"`
_OTHER = re.compile(r"(?:apt|unc|fin|ta)-?\d{1,4}|0x[0-9a-f]+|[0-9a-f]{8}-[0-9a-f-]+", re.IGNORECASE)
_FILE = re.compile(
    r"\.(?:exe|dll|sys|py|sh|ps1|js|php|txt|log|json|ya?ml|conf|bin|jar|bat|cmd|xml|html?)$", re.IGNORECASE
)


def value_of(match: Match) -> tuple[str, int]:
    """Return the value of a labelled place and where it starts in the match."""
    parts = match.groupdict()
    group = next(group for group in ("element", "quoted", "bare", "value") if parts.get(group) is not None)
    return match[group], match.start(group) - match.start()


def text_before(match: Match, length: int) -> str:
    """Return the end of the text before the match."""
    return match.string[max(0, match.start() - length) : match.start()]


def replace_labelled(match: Match, placeholder: str) -> str:
    """Replace the value of a labelled place; a closing mark after a bare value remains."""
    value, start = value_of(match)
    end = start + len(value if match.groupdict().get("bare") is None else value.rstrip(".-~+"))
    return match[0][:start] + placeholder + match[0][end:]


def is_assigned(match: Match) -> bool:
    """Whether a label and its value belong together: if ``|`` separates them, they must be two cells of a table."""
    return match["sign"] != "|" or bool(re.search(r"\|[ \t*]{0,4}$", text_before(match, 6)))


def labelled_user(match: Match) -> str:
    """Replace the value of `user=` and similar labels, unless it is no name of a user."""
    value, _ = value_of(match)
    low = value.lower().rstrip(".-")
    parts = match.groupdict()
    if low in vocabulary.NOT_NAMES or vocabulary.is_principal(value) or _FILE.search(value) or _OTHER.fullmatch(value):
        return match[0]
    if parts["bare"] is not None:
        root, *leaves = low.split(".")
        stated = parts["gap"] and (low in words.STATE_WORDS or low in words.WORDS_AFTER_PASSWORD)
        if stated or (leaves and root in words.CODE_ROOTS) or not is_assigned(match):
            return match[0]
    label = match[0][: match[0].find(parts["sign"] or ">")].lower()
    if label.strip() == "account" and parts["sign"] in {"->", "→", "=>"}:
        return match[0]
    if value.isdigit() and re.search(r"id\W*$", label):
        return match[0]
    if re.match(r"log(?:in|on)\W*$", label) and parts["sign"] != "=" and parts["quoted"] is None:
        return match[0]
    if parts["id"] is not None and not _is_account(match, value):
        return match[0]
    return replace_labelled(match, p.USER)


def _is_account(match: Match, value: str) -> bool:
    """Whether the value of a label that often has other values, such as `uid` or `actor`, is the name of a user."""
    if match["id"].lower().startswith("security"):
        return "\\" in value
    named = match["sign"] == "=" or (match["quoted"] is not None and not match["id"].lower().endswith("uid"))
    return named and bool(re.search("[a-z]", value, re.IGNORECASE))


def user_word(match: Match) -> str:
    """Replace the word after `user`, if it is quoted, looks like an account, or stands where a log has a name."""
    value, _ = value_of(match)
    low = value.lower().rstrip(".-")
    if low in vocabulary.NOT_NAMES or vocabulary.is_principal(value):
        return match[0]
    if match["quoted"] is not None:
        return replace_labelled(match, p.USER)
    end = match.end() - (len(value) - len(value.rstrip(".-")))
    before, after = text_before(match, 24), match.string[end : end + 24]
    known = low in vocabulary.KNOWN_ACCOUNTS
    introduced = match[0][4:8].strip().lower() == "name" or _NAMED_BEFORE.search(before)
    named = introduced and (known or _NAMED_AFTER.match(after))
    if (low in vocabulary.AFTER_USER and not (known and named)) or not re.search("[a-z]", low) or _FILE.search(low):
        return match[0]
    return (
        replace_labelled(match, p.USER) if known or named or _ODD.search(low) or _SEEN_AFTER.match(after) else match[0]
    )


_ODD = re.compile(r"[\d._$\\]|-(?!based|level|defined|mode|side|supplied|provided|controlled|friendly|initiated)")
_NAMED_BEFORE = re.compile(
    r"(?<!\w)(?:for|of|by|as|from|to|invalid|illegal|unknown|nonexistent|authenticating|iam|with|new|add(?:ed)?|remov(?:ed?|ing)|delet(?:ed?|ing)|creat(?:ed?|ing)|disabled?|enabled?|impersonat(?:ed?|ing)|blocked|locked|unlocked|named|called)[ \t]+$",
    re.IGNORECASE,
)
_NAMED_AFTER = re.compile(
    r"[ \t]*(?:$|[\n,;:()\[\"']|\.(?:\s|$)|(?:from|by|on|at|via|has|is|was|port|to|in|under|and|we|left)(?!\w)|[\d\ue000-\ue007])"
)
_SEEN_AFTER = re.compile(
    r"[ \t]+(?:from[ \t]+[\d\ue001\ue002]|password[ \t]+\ue004|(?:has|is|was)[ \t]+(?:an?|two|no)[ \t]+(?:active|inline)|left[ \t]+in|(?:logged|created|deleted|added|removed|failed|authenticated|connected|disconnected|executed|disabled|enabled|attempted)(?!\w)|"
    r"not[ \t]+found:|[\d\ue001])|:[ \t]+(?:authentication|no[ \t]such)",
    re.IGNORECASE,
)


def account_word(match: Match) -> str:
    """Replace the word after `account`, if it is quoted or looks like the name of an account."""
    value, _ = value_of(match)
    low = value.lower().rstrip(".-")
    named = match["quoted"] is not None or (
        re.search("[a-z]", low) and re.search(r"[\d_$]|\.\w|^(?:svc|adm|admin|srv|service|sa|da)-", low)
    )
    return (
        replace_labelled(match, p.USER)
        if named and low not in vocabulary.NOT_NAMES and not _FILE.search(low)
        else match[0]
    )


def domain_user(match: Match) -> str:
    r"""Replace `DOMAIN\user`, unless it is a path, a registry key or an account of every Windows computer."""
    domain, name = match["domain"].lower(), match["value"]
    known = domain in vocabulary.NOT_DOMAINS or name.lower() in {"system", "inst"} or _FILE.search(name)
    return match[0] if known else p.USER + ("." if name.endswith(".") else "")


def replace_groups(match: Match) -> str:
    """Replace the groups ``user…`` and ``host…`` of the match, in a line whose form is known."""
    text, offset = match[0], match.start()
    groups = (group for group, value in match.groupdict().items() if value and group.startswith(("user", "host")))
    for group in sorted(groups, key=match.start, reverse=True):
        placeholder = p.HOST if group.startswith("host") else p.USER
        known = match[group].lower() in vocabulary.NOT_NAMES or vocabulary.is_principal(match[group])
        if not known and match[group] not in p.NAMES:
            text = text[: match.start(group) - offset] + placeholder + text[match.end(group) - offset :]
    return text


def resource_name(match: Match) -> str:
    """Replace an ARN; the marks that end a sentence remain."""
    return p.ARN + match[0][len(match[0].rstrip(".:,;")) :]


_ID = r"(?:\d{12}|\d{4}-\d{4}-\d{4})(?![\w-])"


def account_ids(match: Match) -> str:
    """Replace the account ids after the word account."""
    return match[0][: match.start("value") - match.start()] + re.sub(_ID, p.ACCOUNT, match["value"])


IDENTIFIERS: list[Rule] = [
    rule(
        resource_name,
        r"(?<![a-z0-9])arn:aws(?:-[a-z-]{1,12})?:[a-z0-9-]{1,40}:[a-z0-9-]{0,30}:\d{12}:[^\s\"'`<>,;()\[\]{}\\|]++",
        gate="arn",
    ),
    rule(p.USER, r"(?<![\w-])S-1-(?:5-21|12-1)(?:-\d{1,10}){1,14}+(?![\w-])", gate="sid"),
    # In the middle of a finding's id, before a region
    rule(
        p.ACCOUNT, r"(?<=[-:/_])\d{12}(?=[-:/_](?:us|eu|ap|sa|ca|me|af|il|mx|cn)-(?:gov-)?[a-z]{4,9}-\d)", gate="region"
    ),
    rule(
        account_ids,
        r"(?:account|owner|principal)s?(?:[ _.-]?(?:ids?|uid|number|no))?(?:[ \t\"'\\:={.]|(?:is|of|in|and|u?id|name|account)(?=[ \t\"'\\:=])){1,16}+",
        rf"(?P<value>{_ID}(?:(?:,[ ]?|[ ]and[ ]|\"[ ]?,[ ]?\"){_ID})*+)",
        gate="account",
    ),
]

LABELLED: list[Rule] = [
    # In CEF and LEEF, a value with spaces extends to the next name.
    rule(
        replace_groups,
        r"(?<!\w)(?:[sd]user|usrname|(?:source|destination)username)=(?P<user>\w[^=|^\t\n\ue000-\ue007]{0,63}?)(?=[ ]\w{1,40}=|\s*$|[\t|^])",
        gate="user",
    ),
    rule(
        labelled_user,
        rf"{_LABEL}(?:\\?[\"']?>{ELEMENT}|(?P<quote>{QUOTE})?\*{{0,2}}{SIGN}\*{{0,2}}{GAP}",
        rf"(?:{QUOTED}|[<\[]?{NO_PRINCIPAL}(?P<bare>{ACCOUNT})(?![(=])))",
        gate="user",
    ),
    rule(
        user_word,
        r"(?<![\w/$.@\\{-])user(?:[ ]?name)?[ \t]+(?:(?:\\{0,3}[\"'`]|<|\[)(?P<quoted>[\w][^\"'`<>\[\]\n]{0,99})(?<!\\)(?=\\{0,3}[\"'`]|>|\])|",
        rf"(?P<bare>{ACCOUNT}))",
        gate="user",
    ),
    rule(
        account_word,
        r"(?<![\w/$.@\\-])account(?:[ ]name)?[ \t]+(?:(?:\\{0,3}[\"'`])(?P<quoted>\w[^\"'`\n]{0,99})(?<!\\)(?=\\{0,3}[\"'`])|",
        rf"(?P<bare>{ACCOUNT}))",
        gate="account",
    ),
    rule(
        domain_user,
        r"(?<![\w\\/:.%$~-])(?P<domain>(?-i:[A-Z][A-Z\d_-]{0,30})|[a-z][\w-]{0,40}(?:\.[\w-]{1,40}){1,4}|",
        r"corp|domain|intranet|workgroup|contoso|fabrikam|northwind)\\{1,2}",
        rf"{NO_ESCAPE}(?P<value>(?=\w[\w.$-]){NAME})(?![\\\w&])",
        gate="backslash",
    ),
]
