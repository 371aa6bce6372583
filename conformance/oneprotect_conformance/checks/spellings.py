"""Spellings of typed values: which of them the contract treats as one value, and which resemble it only."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from uuid import uuid4

from oneprotect_conformance.contract import Json
from oneprotect_conformance.world import World

_WHOLLY_HIDDEN = frozenset({"hostname", "ip_address"})  # types whose values auditors do not see at all


@dataclass(frozen=True)
class Case:
    """A value of an asset in several spellings.

    ``other`` is a different value that resembles it. Each of ``patterns``, a prefix with `*` or a network, selects all
    spellings and not the other value.
    """

    name: str
    type: str
    spellings: tuple[str, ...]
    other: str
    patterns: tuple[str, ...] = ()

    @property
    def is_hidden(self) -> bool:
        """Whether auditors see no part of the value."""
        return self.type in _WHOLLY_HIDDEN

    def asset(self, value: str) -> Json:
        """Return an asset with this spelling or value."""
        return {"type": self.type, "value": value}


def has_rules(world: World) -> bool:
    """Whether the contract compares values by a canonical form: that of version 1.0 compares text."""
    return "list_related" in world.contract.by_id


def cases(*, quick: bool = False) -> list[Case]:
    """Return new values, those of different kinds first; in a quick run one of each kind.

    The first and the last spelling are the ones that are stored; none of them is in canonical form, so that no text
    comparison finds one by the other.
    """
    kinds = [list(kind) for kind in (_hosts(), _addresses(), _urls(), _others(), _users(), _digests(), _exact())]
    longest = 1 if quick else max(map(len, kinds))
    return [kind[place] for place in range(longest) for kind in kinds if place < len(kind)]


def _word() -> str:
    return uuid4().hex[:10]


def _group() -> str:
    """Return a group of an IPv6 address without leading zeros."""
    return f"{secrets.randbelow(0xE000) + 0x1000:x}"


def _hosts() -> Iterator[Case]:
    word = _word()
    yield Case(
        "case and trailing dot of a host",
        "hostname",
        (f"Srv-{word}.Example.COM", f"SRV-{word}.example.com", f"srv-{word}.example.com."),
        f"srv-{word}.example.org",
        (f"srv-{word}.example.c*",),
    )
    word = _word()
    label = f"m\u00fcnchen-{word}.example".encode("idna").decode("ascii")
    yield Case(
        "internationalized host",
        "hostname",
        (f"m\u00fcnchen-{word}.Example", f"MU\u0308NCHEN-{word}.example.", label.upper()),
        f"munchen-{word}.example",
        (f"xn--mnchen-{word}*",),
    )
    word = _word()
    yield Case(
        "sharp s in a host",
        "hostname",
        (f"Fa\u00df-{word}.example", f"fa\u00df-{word}.EXAMPLE."),
        f"fass-{word}.example",
    )


def _addresses() -> Iterator[Case]:
    # Random enough that runs which share a tenant do not create the same records.
    second, third, fourth = (secrets.randbelow(254) + 1 for _ in range(3))
    address = f"10.{second}.{third}.{fourth}"
    yield Case(
        "IPv4-mapped address",
        "ip_address",
        (f"::ffff:{address}", address, f"0:0:0:0:0:FFFF:0a{second:02x}:{third:02x}{fourth:02x}"),
        f"10.{second}.{third ^ 1}.{fourth}",
        (f"10.{second}.{third}.0/24", f"10.{second}.{third}.*"),
    )
    one, two, three = _group(), _group(), _group()
    yield Case(
        "IPv6 address",
        "ip_address",
        (f"2001:DB8:{one}::{two}", f"2001:db8:{one}:0::{two}", f"2001:0db8:{one}:0:0:0:0:{two}"),
        f"2001:db8:{int(one, 16) ^ 1:x}::{two}",
        (f"2001:db8:{one}::/48", f"2001:DB8:{one}:0::/64", f"2001:db8:{one}:*"),
    )
    yield Case(
        "address with a zone", "ip_address", (f"FE80::{three}%eth0", f"fe80:0::{three}%eth0"), f"fe80::{three}%eth1"
    )


def _urls() -> Iterator[Case]:
    host = f"{_word()}.example.com"
    yield Case(
        "scheme, host, port and path of a URL",
        "url",
        (
            f"HTTPS://{host}/a/~c%2F?Q=%2f",
            f"https://{host.upper()}:443/a/~c%2F?Q=%2f",
            f"https://{host}/a/./b/../%7ec%2f?Q=%2f",
        ),
        f"https://{host}/a/~C%2F?Q=%2f",
        (f"https://{host}/a/~c*",),
    )
    host = f"{_word()}.example.com"
    yield Case(
        "empty path of a URL",
        "url",
        (f"http://{host}:80", f"HTTP://{host}/", f"http://{host}."),
        f"http://{host}:8080/",
    )
    host = f"{_word()}.example.com"
    yield Case(
        "query of a URL", "url", (f"https://{host}:443/?q=%2f#A", f"HTTPS://{host}?q=%2f#A"), f"https://{host}/?q=%2F#A"
    )


def _users() -> Iterator[Case]:
    word = _word()
    yield Case(
        "e-mail address",
        "user",
        (f"Ana.{word}@Mail.Example.com", f"ana.{word}@mail.example.com", f"ANA.{word}@mail.example.COM"),
        f"ana.{word}@mail.example.org",
        (f"ana.{word}@mail.example.c*",),
    )
    word = _word()
    yield Case(
        "account of a Windows domain",
        "user",
        (f"CORP\\Ana{word}", f"corp\\ANA{word}"),
        f"EU\\ana{word}",
        (f"corp\\ana{word}*",),
    )


def _others() -> Iterator[Case]:
    pairs = [f"{number:02X}" for number in (2, *secrets.token_bytes(4), secrets.randbelow(0x60) + 0xA0)]
    digits = "".join(pairs)
    yield Case(
        "MAC address",
        "other",
        (":".join(pairs), "-".join(pairs).lower(), f"{digits[:4]}.{digits[4:8]}.{digits[8:]}".lower()),
        ":".join([*pairs[:5], "00"]),
    )


def _digests() -> Iterator[Case]:
    digest = uuid4().hex + uuid4().hex
    yield Case(
        "digest of a file",
        "file",
        (digest.upper(), digest, f"SHA-256:{digest.upper()}", f"sha256:{digest}"),
        digest[:-1] + ("0" if digest[-1] != "0" else "1"),
        (f"{digest}*",),
    )


def _exact() -> Iterator[Case]:
    word = _word()
    yield Case("name of a process", "process", (f"Proc-{word}.exe",), f"proc-{word}.exe", (f"Proc-{word}*",))
    word = _word()
    yield Case("spaces around a value", "service", (f" Svc-{word}", f"Svc-{word}", f"Svc-{word} "), f"svc-{word}")
    word = _word()
    yield Case("name of a Unix user", "user", (f"Ana{word}",), f"ana{word}")
