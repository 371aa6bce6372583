"""Canonical forms of typed values: all spellings of one indicator have the same form.

A form is stored next to the value and compared in filters, correlation, deduplication and search; clients see the value
as it was sent. Each form is its own canonical form.
"""

from __future__ import annotations

import hashlib
import ipaddress
import re
import unicodedata
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

import idna
from pydantic import ValidationError
from pydantic_core import Url

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network

_MAPPED = ipaddress.IPv6Network("::ffff:0:0/96")
_DEFAULT_PORTS = {"http": 80, "https": 443, "ws": 80, "wss": 443, "ftp": 21}
_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_EMAIL = re.compile(r"[^\s@/\\:;,<>()\[\]\"]+@[^\s@/\\:;,<>()\[\]\"]+")
_DOMAIN_USER = re.compile(r"[^\s\\/@]+\\[^\\/@]+")
_SID = re.compile(r"[sS]-1(?:-\d+)+", re.ASCII)
_HASH = re.compile(r"(?:[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64}|[0-9a-f]{96}|[0-9a-f]{128})", re.IGNORECASE | re.ASCII)
_LABELLED_HASH = re.compile(r"(md5|sha-?1|sha-?256|sha-?384|sha-?512)[:=]\s*([0-9a-f]+)", re.IGNORECASE | re.ASCII)
_HASH_DIGITS = {"md5": 32, "sha1": 40, "sha256": 64, "sha384": 96, "sha512": 128}
# Six pairs after colons or hyphens, three groups of four after dots, or twelve digits of which one is a letter.
_MAC = re.compile(
    r"(?:[0-9a-f]{2}:){5}[0-9a-f]{2}|(?:[0-9a-f]{2}-){5}[0-9a-f]{2}|(?:[0-9a-f]{4}\.){2}[0-9a-f]{4}"
    r"|(?=[0-9]*[a-f])[0-9a-f]{12}",
    re.IGNORECASE | re.ASCII,
)
# RFC 3986, appendix B, with a scheme and an authority.
_URL = re.compile(
    r"(?P<scheme>[A-Za-z][A-Za-z0-9+.-]*)://(?:(?P<user>[^/?#@]*)@)?(?P<host>\[[^\]/?#@]*\]|[^/?#@:]*)(?::(?P<port>\d*))?"
    r"(?P<path>/[^?#]*)?(?P<rest>[?#].*)?",
    re.ASCII | re.DOTALL,
)
_CORRECTED = re.compile(r"[\\\s\x00-\x1f]")  # characters that the parser would replace or remove
_PERCENT = re.compile(r"%([0-9a-f]{2})", re.IGNORECASE | re.ASCII)


def canonical(kind: str, value: str) -> str:
    """Return the canonical form of a value of an asset type; a value that its type does not describe stays as it is.

    Spaces around a value and its Unicode composition (NFC) never distinguish two values. Recent results for short
    values are cached, since the same addresses and hosts come again and again.
    """
    return _canonical_of_short(kind, value) if len(value) <= _SHORT else _canonical(kind, value)


def _canonical(kind: str, value: str) -> str:
    text = unicodedata.normalize("NFC", value.strip())
    return _FORMS.get(kind, _same)(text).strip() or value


_SHORT = 256
_canonical_of_short = lru_cache(maxsize=8192)(_canonical)


def with_canonical(redacted: Mapping[str, Any]) -> dict[str, Any]:
    """Return the redacted copy of an asset, or of an alert with its assets, with the forms of the redacted values.

    They depend on nothing that an auditor does not see.
    """
    if "assets" in redacted:
        return {**redacted, "assets": [with_canonical(asset) for asset in redacted["assets"]]}
    return {**redacted, "canonical": canonical(redacted["type"], redacted["value"])}


def identity(*parts: str) -> bytes:
    """Return a key of fixed size for canonical forms, which may exceed the size of an index row."""
    return hashlib.sha256("\x1f".join(parts).encode()).digest()


def parse_address(text: str) -> Address | None:
    """Read an IP address in any notation of RFC 4291, in brackets or not; an IPv4-mapped one is the IPv4 address.

    An IPv4-mapped address with a zone stays as it is, since an IPv4 address has none.
    """
    inner = text[1:-1] if text.startswith("[") and text.endswith("]") and ":" in text else text
    if ":" not in inner and not inner[-1:].isdigit():
        return None
    try:
        address = ipaddress.ip_address(inner)
    except ValueError:
        return None
    if isinstance(address, ipaddress.IPv6Address) and address.scope_id is None:
        return address.ipv4_mapped or address
    return address


def parse_network(text: str) -> Network | None:
    """Read a network in CIDR notation; bits of the host are ignored, and an IPv4-mapped network is the IPv4 network."""
    if "/" not in text:
        return None
    try:
        network = ipaddress.ip_network(text, strict=False)
    except ValueError:
        return None
    if isinstance(network, ipaddress.IPv6Network) and network.subnet_of(_MAPPED):
        embedded = int(network.network_address) & 0xFFFF_FFFF
        return ipaddress.IPv4Network((embedded, network.prefixlen - 96))
    return network


def stored_forms(kind: str, value: str) -> dict[str, str | None]:
    """Return the columns ``canonical``, and ``address`` for what is one: without its zone, for filters by network."""
    form = canonical(kind, value)
    address = parse_address(form) if kind in {"ip_address", "hostname", "other"} else None
    return {"canonical": form, "address": None if address is None else str(address).partition("%")[0]}


def url(text: str) -> str:
    """Normalize a URL (RFC 3986, sections 6.2.2 and 6.2.3), except for its query and fragment, which stay as they are.

    That is: case of scheme and host, default port, empty path, dot segments, and percent-encoding of the path.
    """
    match = _URL.fullmatch(text)
    if match is None or _CORRECTED.search(text):
        return text
    scheme = match["scheme"].lower()
    try:
        parsed = Url(f"{scheme}://{match['host']}{match['path'] or ''}")
    except ValidationError:
        return text
    user = "" if match["user"] is None else f"{match['user']}@"
    port = match["port"] or ""
    if not port or int(port) == _DEFAULT_PORTS.get(scheme):
        port = ""
    # The parser knows the syntax of hosts only for these schemes. It reads 010.0.0.1 as octal, which others do not.
    is_known = scheme in _DEFAULT_PORTS and (parse_address(parsed.host or "") is None or _is_address(match["host"]))
    name = host((parsed.host or "") if is_known else match["host"])
    authority = f"[{name}]" if ":" in name else name
    path = _PERCENT.sub(_percent, parsed.path or "") or "/"
    return f"{scheme}://{user}{authority}{port and f':{int(port)}'}{path}{match['rest'] or ''}"


def _is_address(text: str) -> bool:
    return parse_address(text.removesuffix(".")) is not None


def host(text: str) -> str:
    """Normalize a host: case, one trailing dot, and its internationalized labels as A-labels (UTS 46, RFC 5891)."""
    if not text.endswith(".."):
        text = text.removesuffix(".")
    address = parse_address(text)
    if address is not None:
        return str(address)
    if text.isascii():
        return text.lower()
    try:
        mapped = idna.uts46_remap(text, std3_rules=False, transitional=False)
    except idna.IDNAError:
        mapped = unicodedata.normalize("NFKC", text).casefold()
    return ".".join(map(_label, mapped.split(".")))


def _label(label: str) -> str:
    if label.isascii():
        return label.lower()
    try:
        return idna.alabel(label).decode("ascii")
    except idna.IDNAError:
        return unicodedata.normalize("NFKC", label.casefold())


def email(text: str) -> str:
    """Normalize an e-mail address for comparison: the case of the whole address, and its domain as a host."""
    local, _, domain = text.rpartition("@")
    return f"{_fold(local)}@{host(domain)}"


def _address(text: str) -> str:
    """Normalize an IP address (RFC 5952) with its zone, or a network in CIDR notation."""
    address = parse_address(text)
    if address is not None:
        return str(address)
    network = parse_network(text)
    if network is None:
        return host(text)
    single = parse_address(text.partition("/")[0])
    return f"{single}/{network.prefixlen}"


def _user(text: str) -> str:
    """Normalize an e-mail address, a Windows account or a SID; a plain name of a Unix user stays as it is."""
    if _EMAIL.fullmatch(text):
        return email(text)
    if _SID.fullmatch(text):
        return text.upper()
    return _fold(text) if _DOMAIN_USER.fullmatch(text) else text


def _digest(text: str) -> str:
    """Normalize a hash: its case, and a name of the algorithm before it."""
    if _HASH.fullmatch(text):
        return text.lower()
    labelled = _LABELLED_HASH.fullmatch(text)
    if labelled and len(labelled[2]) == _HASH_DIGITS[labelled[1].lower().replace("-", "")]:
        return labelled[2].lower()
    return text


def _mac(text: str) -> str:
    digits = re.sub(r"[:.-]", "", text).lower()
    return ":".join(digits[start : start + 2] for start in range(0, 12, 2))


def _other(text: str) -> str:
    """Normalize a value without a type of its own by what it looks like."""
    if _MAC.fullmatch(text):
        return _mac(text)
    address = parse_address(text)
    if address is not None:
        return str(address)
    if _EMAIL.fullmatch(text):
        return email(text)
    return url(text) if "://" in text else _digest(text)


def _same(text: str) -> str:
    return text


_FORMS: dict[str, Callable[[str], str]] = {
    "ip_address": _address,
    "hostname": host,
    "url": url,
    "user": _user,
    "file": _digest,
    "container": _digest,
    "other": _other,
}


def _percent(match: re.Match[str]) -> str:
    """Decode an encoded unreserved character, and write any other encoding in upper case (RFC 3986, section 6.2.2)."""
    character = chr(int(match[1], 16))
    return character if character in _UNRESERVED else match[0].upper()


def _fold(text: str) -> str:
    """Ignore case, but not more: directories distinguish `straße` and `strasse`."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).lower())
