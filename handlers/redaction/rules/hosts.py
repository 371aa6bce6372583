"""Rules for the names of hosts in labelled places, which need not look like host names: `Computer`, `shost=`."""

from __future__ import annotations

import re

from handlers.redaction import patterns as p
from handlers.redaction import vocabulary, words
from handlers.redaction.rules.rule import Match, Rule, rule
from handlers.redaction.rules.users import (
    ELEMENT,
    GAP,
    NO_ESCAPE,
    NO_PRINCIPAL,
    QUOTE,
    QUOTED,
    SIGN,
    is_assigned,
    replace_groups,
    replace_labelled,
    text_before,
    value_of,
)

_PREFIX = r"(?:[sdr]|src|dst|dest|dv?c|dev|user|remote|source|destination|target|client|db|k8s[._]|orig|server[ _-]?)?"
_MACHINE = r"(?:computer|machine|workstation|server|node|device|netbios|dns|endpoint|agent|rechner|client|src|dst|dev|vm|pc|caller[ ]computer|target[ ]server|domain)"
_LABEL = (
    rf"(?<!/){p.EDGE}(?:{_PREFIX}host(?:[ ._-]?(?:names?|id(?:entifier)?(?=\\?[\"'])))?|{_MACHINE}[ ._-]?name|"
    r"(?:source[ ]|client)?workstation|computer|machine|fqdn|netbios|dvchost|dest(?==)|server(?==[^=\s])|data[ ]source|nas-identifier|"
    r"compromisedentity|originatingserver|reporter(?==)|(?:account|agent|[sd]?nt|ad|logon)[ _]?domain|[sd]ntdom|nt[_ -]?domain|realm|domain(?=\\?\"))"
)


def named_host(match: Match) -> str:
    """Replace the value after `host=` and similar labels, unless it describes a state."""
    value, _ = value_of(match)
    bare = value.rstrip(p.CLOSERS)
    low = bare.lower()
    if (
        low in vocabulary.NOT_NAMES
        or low in words.NOT_HOST_VALUES
        or vocabulary.is_principal(bare)
        or not is_assigned(match)
    ):
        return match[0]
    if match["gap"] and match["quoted"] is None and words.is_state(bare):
        return match[0]
    if re.match(p.IPV4, bare) or (low.isdigit() and match["bare"] is not None):
        return match[0]
    return replace_labelled(match, p.HOST)


_OBJECT_USERS = {
    "user", "actor", "account", "auth", "owner", "initiatedby", "impersonateduser", "subject", "principal", "target", "serviceaccount",
    "sessionissuer", "useridentity",
}  # fmt: skip
_OBJECT_HOSTS = {
    "host", "device", "devicedetail", "agent", "computer", "endpoint", "srcendpoint", "dstendpoint", "machine", "node", "server",
    "workstation", "accessdevice", "ntlmssp", "observer",
}  # fmt: skip
_BRACE = re.compile(r"[{}]")
_KEY = re.compile(r"([a-z_]{1,40})\\{0,3}\"\s{0,4}:\s{0,4}\[?\s{0,4}$", re.IGNORECASE)


def member(match: Match) -> str:
    """Replace the name in a JSON object that describes a user or a host: `"host":{"name":"web01"}`."""
    before = text_before(match, 400)
    owner = _owner(before).replace("_", "")
    name, value = match["member"].lower(), match["quoted"]
    if value.lower() in vocabulary.NOT_NAMES or vocabulary.is_principal(value):
        return match[0]
    if owner == "target" and 'user"' not in before.lower():
        return match[0]
    if owner in _OBJECT_HOSTS or (owner in _OBJECT_USERS and name == "domain"):
        return replace_labelled(match, p.HOST)
    return replace_labelled(match, p.USER) if owner in _OBJECT_USERS else match[0]


def _owner(before: str) -> str:
    """Return the name of the member that the object at the end of the text is the value of, in lower case."""
    depth = 0
    for brace in reversed(list(_BRACE.finditer(before))):
        depth += 1 if brace[0] == "}" else -1
        if depth < 0:
            key = _KEY.search(before[: brace.start()])
            return key[1].lower() if key else ""
    return ""


def host_list(match: Match) -> str:
    """Replace the names after `hosts:`, each of which has a digit or a hyphen."""
    return match[0][: match.start("value") - match.start()] + re.sub(
        r"[a-z][\w.-]*[\w]", lambda m: m[0] if m[0].lower() == "and" else p.HOST, match["value"], flags=re.IGNORECASE
    )


_NO_PORT = r"(?!(?:vty|tty|pts|eth|ens|port|line|vlan|as)\d)"
_ITEM = r"(?=[\w.-]{0,60}[\d-])[a-z][\w-]{2,60}"
_MACHINE_NAME = r"(?-i:[A-Z][A-Z\d]{1,14}(?:-[A-Z\d]{1,14}){1,4})"
LABELLED: list[Rule] = [
    rule(
        named_host,
        rf"{_LABEL}(?:\\?[\"']?>{ELEMENT}|(?P<quote>{QUOTE})?\*{{0,2}}{SIGN}\*{{0,2}}{GAP}",
        rf"(?:{QUOTED}|{NO_PRINCIPAL}(?P<bare>(?=\w){p.LABEL}(?:{p.LABEL}|{p.DOT})*+(?:\\{{1,2}}{NO_ESCAPE}\w[\w$-]{{0,30}})?{p.PORT})(?![ \t]*=[^=\s]|[ \t]+=|\()))",
        gate="host",
    ),
    rule(
        member,
        rf"{QUOTE}(?P<member>name|display_?name|alternateid|domain|login)\\{{0,3}}\"\s{{0,4}}:\s{{0,4}}{QUOTED}",
        gate="name",
    ),
    rule(
        replace_groups,
        r"\"type\"\s?:\s?\"host\s?name\"(?:,\s?\"type_id\"\s?:\s?\d{1,3})?,\s?\"value\"\s?:\s?\"(?P<host>\w[^\"\\]{0,99})",
        gate="observable",
    ),
    rule(
        replace_groups,
        r"\"type\"\s?:\s?\"user(?:\s?name)?\"(?:,\s?\"type_id\"\s?:\s?\d{1,3})?,\s?\"value\"\s?:\s?\"(?P<user>\w[^\"\\]{0,99})",
        gate="observable",
    ),
    rule(
        host_list,
        rf"(?<!\w)hosts(?:[ ]\w{{1,12}})?:[ ](?P<value>{_ITEM}(?:(?:,[ ]?(?:and[ ])?|[ ]and[ ]){_ITEM})*+)",
        gate="host",
    ),
    rule(
        replace_groups,
        r"(?<!\S)(?:/node:|/v:|-computername[ ]+|/add:)[\"']?(?P<host>[a-z][\w-]{0,62})(?![\w.:\\])",
        gate="host command",
    ),
    rule(
        replace_groups,
        r"(?<!\w)(?:mysql|psql|mongo|redis-cli|sqlcmd|schtasks|sc)(?:\.exe)?(?!\w)[^\n|;]{0,80}?[ ](?:-h|/s)[ ](?P<host>[a-z][\w-]{0,62})(?![\w.])",
        gate="host command",
    ),
    rule(
        replace_groups,
        rf"(?<!\w)(?:(?:log(?:ged|in|on|ins|ons)?(?:[ ]?(?:in|on|off|out))?|sign(?:ed)?[ -]?in|connect(?:ed|ion)|rdp|session|remote)[ ]|remote[ ]\w{{1,12}}[ ])"
        rf"(?:from|to|on|at)[ ](?P<host>{_MACHINE_NAME})(?![\w.-])(?:[ ](?:to|from)[ ](?P<host2>{_MACHINE_NAME})(?![\w.-]))?",
        gate="logon",
    ),
    rule(replace_groups, r"(?<![\w.-])(?P<host>(?-i:[A-Z][A-Z\d-]{0,14}))(?=<[\da-f]{2}>)", gate="netbios suffix"),
    rule(
        replace_groups,
        r"\"name\"\s?:\s?\"(?P<user>\w[^\"\\]{0,99})(?=\"[^{}\n]{0,120}\"type\"\s?:\s?\"account\")",
        gate="entity",
    ),
    rule(
        replace_groups,
        r"(?<![\w/])(?<!(?<!client)-)(?:host(?:name)?|server|workstation|computer|machine|node|laptop|desktop|endpoint|agent)[ ](?P<mark>\\{0,3}[\"'`])(?P<host>[a-z][\w-]{1,62})(?=(?P=mark))",
        gate="host word",
    ),
    rule(
        replace_groups,
        rf"(?<![\w/-])(?:host|server|workstation|computer|machine|laptop|desktop|endpoint|device)[ ](?:is|was)[ ](?P<host>{_MACHINE_NAME})(?![\w.-])",
        gate="host word",
    ),
    rule(
        replace_groups,
        r"(?<!\w)(?:LLMNR|mDNS|NBNS|NetBIOS(?:[ ]name)?)[ ]query[ ]for[ ](?P<host>[a-z][\w-]{1,62})",
        gate="name query",
    ),
    rule(
        replace_groups, r"(?<!\w)(?:smbclient|cifs)[ ][^\n|;]{0,40}?//(?P<host>[a-z\d][\w-]{0,62})(?=/)", gate="share"
    ),
    # Labels that often have other values, before what looks like the name of a machine
    rule(
        replace_groups,
        r"(?<![\w-])(?:server|device|endpoint|node|target|victim|sensor|vm|asset|pc|instance|attacker|client|dc)\*{0,2}:\*{0,2}[ \t]{1,4}",
        rf"(?P<host>{_MACHINE_NAME}|(?!cve-|ms\d)[a-z][a-z-]{{2,40}}\d{{1,6}})(?![\w./-])",
        gate="machine label",
    ),
    rule(
        replace_groups,
        r"(?<![\w-])(?:domain|workgroup)\*{0,2}:\*{0,2}[ \t]{1,4}(?P<host>(?-i:[A-Z][A-Z\d-]{2,14}))(?![\w.])",
        gate="machine label",
    ),
    rule(
        replace_groups,
        r"(?<![\w/])(?-i:cifs|TERMSRV|MSSQLSvc|WSMAN|RestrictedKrbHost|HOST|host|HTTP|LDAP|ldap|GC)/(?P<host>(?=[\w-]{0,60}[\d-])[a-z][\w-]{2,62})(?![\w.])",
        gate="service class",
    ),
    rule(
        replace_groups,
        rf"(?<![\w-])(?:ping|nslookup|tracert|traceroute|telnet|nmap|ssh)[ ](?:-[\w-]{{1,12}}[ ]){{0,4}}(?P<host>{_ITEM})(?![\w.@:/])",
        gate="host command",
    ),
]
# An address and the name of its host: `10.0.0.5 (FIN-LT-07)`
AFTER_ADDRESSES: list[Rule] = [
    rule(
        replace_groups,
        rf"(?<=\ue001)[ ]\((?P<host>{_MACHINE_NAME}|{_NO_PORT}(?=[\w-]{{0,60}}\d)[a-z][\w-]{{2,62}})(?=\))",
        gate="digits",
    ),
    rule(
        replace_groups,
        rf"(?<![\w.-])(?P<host>{_MACHINE_NAME}|{_NO_PORT}(?=[\w-]{{0,60}}\d)[a-z][\w-]{{2,62}}+)[ ](?=\(\ue001\))",
        gate="digits",
    ),
]
