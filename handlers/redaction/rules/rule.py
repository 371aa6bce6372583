"""A redaction rule, and the gates that let most texts skip it."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from handlers.redaction import patterns as p
from handlers.redaction import words

Match = re.Match[str]

# A rule with a gate applies only to texts that contain one of the gate's fragments, in lower case. Searching for a few
# fragments is much faster than trying the rule at every position.
GATES: dict[str, tuple[str, ...]] = {
    "private key": ("private key",),
    "arn": ("arn:",),
    "sid": ("s-1-",),
    "account": ("account", "owner", "principal"),
    "region": ("east-", "west-", "central-", "north-", "south-"),
    "jdbc": ("jdbc:",),
    "link": ("//", "/\\/", "\ue078", "\ue079", "\ue07a"),
    "equals": ("=",),
    "webhook": ("slack.com", "services/", "workflows/", "triggers/", "webhooks/"),
    "authorization": ("authorization",),
    "cookie": ("cookie",),
    "scheme": ("bearer", "basic", "token", "negotiate", "ntlm", "apikey"),
    "at": ("@", "%40", "&#64;", "\\u0040", *(chr(sign) for sign in (*range(0xE040, 0xE070), *range(0xE090, 0xE093)))),
    "backslash": ("\\",),
    "name": ('"name', '"display', '"alternate', '"domain', '"login', '"id', '"hostname'),
    "observable": ('"value',),
    "user": (
        "user", "usr", "account", "acct", "login", "logon", "logname", "uid", "konto", "utilisateur", "usuario",
        "benutzer", "principal", "actor", "author", "identity", "cname", "risk", "security",
    ),
    "user word": ("user", "role", "account", "login", "log in", "logged"),
    "sshd": ("for ",),
    "uid": ("uid=",),
    "sudo": (" : ",),
    "pts": ("pts/",),
    "daemon": ("(to ", ") cmd", ") re", ") list", ") begin", ") end", "login", "-> [", "]\\[", "openvpn", " - ", "by ", "workstation ["),
    "quoted user": ("add '", "for '"),
    "command": ("-u", "/u", "--user", "net ", "user", "su ", "-l ", "identity", "grant", "/s ", "-name", "set-cred", "pscred"),
    "login": ("-u", "--user", "login", "log in", "log-in", "log on", "log-on", "logon", "logged", "logging", "sign", "cred", "auth", "chpasswd", "for ", "smbclient"),
    "directory": ("dc=",),
    "host": (
        "host", "computer", "machine", "workstation", "server", "node", "device", "netbios", "dns", "fqdn", "dev", "pc", "vm",
        "domain", "realm", "ntdom", "endpoint", "source", "sensor", "client", "rechner", "agent", "entity", "src",
        "dst", "dest", "reporter", "nas-id", "resource",
    ),
    "host word": ("host", "server", "workstation", "computer", "machine", "node", "laptop", "desktop", "endpoint", "agent"),
    "machine label": ("server:", "device:", "endpoint:", "node:", "target:", "victim:", "sensor:", "vm:", "asset:", "pc:", "instance:", "attacker:", "client:", "dc:", "domain:", "workgroup:", "**"),
    "name query": ("query for ",),
    "share": ("smbclient", "cifs"),
    "service class": ("cifs/", "termsrv/", "mssqlsvc/", "wsman/", "krbhost/", "host/", "http/", "ldap/", "gc/"),
    "logon": ("from", " to ", " on ", " at "),
    "host command": ("/node:", "-computername", "/v:", " -h ", "/s ", "/add:", "ping ", "nslookup ", "tracert", "tracero", "telnet ", "nmap ", "ssh "),
    "syslog": (":",),
    "netbios suffix": ("<",),
    "client": ('"client',),
    "entity": ('"type',),
    "numbered host": ("desktop", "laptop", "win-", "ec2amaz-", "ip-", "ec2-", "vm-", "host-", "wks", "srv", "svr", "dsk", "vdi", "-nb", "ws-", "pc-", "lt-", "nb-", "lap-", "mac-", "dc-", "fs-"),
    "localhost": ("localhost",),
    "colons": (":", *(chr(sign) for sign in range(0xE070, 0xE078))),
    "digits": ("0", "1", "2", "3", "4", "5", "6", "7", "8", "9"),
    "device secret": ("community", "version 2c", "ascii", "key ", "secret ", "password ", "psk", "-key", "-password"),
    "pipe": ("|",),
    "dot": (".", "\ue008", "\ue009", "\ue00a", "\ue00b", *(chr(sign) for sign in range(0xE010, 0xE040))),
    "line": ("\n",),
    "element": ("</",),
    "slash": ("/p",),
    "tool": ("sshpass", "mysql", "mariadb", "mongo", "smbclient", "xfreerdp", "redis-cli", "plink", "pscp"),
    "net user": ("net",),
    "identified": ("identified", "convertto"),
    "chpasswd": ("chpasswd",),
    "code": ("code",),
    "ldap": ("ldap",),
}  # fmt: skip
_DOTTED_I = str.maketrans({"ı": "i", "İ": "i"})  # these match `i` where case is ignored


class Rule(NamedTuple):
    """A pattern, what replaces its matches, and the gates that must be open."""

    pattern: re.Pattern[str]
    replacement: Callable[[Match], str]
    gates: frozenset[str]  # keys of GATES, or `secret name`: all must be open


def rule(replacement: str | Callable[[Match], str], *parts: str, gate: str = "") -> Rule:
    """Compile a rule from the parts of its pattern, which ignores case."""
    pattern = "".join(parts)
    names_secret = any(part in pattern for part in (p.PASS, p.KEY, p.PHRASE))
    return Rule(
        re.compile(pattern, re.IGNORECASE),
        replacement if callable(replacement) else lambda _: replacement,
        frozenset(([gate] if gate else []) + (["secret name"] if names_secret else [])),
    )


_SECRET_NAME = re.compile(f"{p.PASS}|{p.KEY}|{p.PHRASE}", re.IGNORECASE)
_RARE_FIRST = "qzxjkvbpygfwmucldrhsnioate "


def _by_rarest_sign() -> dict[str, list[tuple[str, str]]]:
    """Return the fragments with their gates, by their rarest character: marks and digits first, then letters."""
    found: dict[str, list[tuple[str, str]]] = {}
    gates = {**GATES, "secret name": tuple(sorted(words.SECRET_NAME_FRAGMENTS))}
    for gate, fragments in gates.items():
        for fragment in fragments:
            found.setdefault(min(fragment, key=_RARE_FIRST.find), []).append((fragment, gate))
    return found


_FRAGMENTS = _by_rarest_sign()


def open_gates(text: str) -> set[str]:
    """Return the gates of which the text has a fragment."""
    lowered = (text if text.isascii() else text.translate(_DOTTED_I)).lower()
    gates = set[str]()
    for sign in _FRAGMENTS.keys() & set(lowered):
        for fragment, gate in _FRAGMENTS[sign]:
            if gate not in gates and fragment in lowered:
                gates.add(gate)
    if "secret name" in gates and not _SECRET_NAME.search(text):
        gates.remove("secret name")
    return gates
