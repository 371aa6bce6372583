"""Canonical forms of values: equal for the spellings of one indicator, and themselves canonical."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from generated.models import AssetType
from handlers.rules import search
from handlers.rules.indicators import canonical, parse_network, stored_forms
from tests.spellings import PAIRS

TYPES = [kind.value for kind in AssetType]
VALUES = st.one_of(
    st.text(min_size=1, max_size=40),
    st.from_regex(r"[A-Za-z]{1,8}://[A-Za-z0-9.:@\[\]%-]{0,20}(/[!-~]{0,20})?", fullmatch=True),
    st.ip_addresses().map(str),
    st.from_regex(r"[A-Za-zäßΣ0-9._\\@:-]{1,30}", fullmatch=True),
)


@pytest.mark.parametrize(("kind", "one", "other", "is_same"), PAIRS)
def test_spellings_have_one_form_if_they_are_one_indicator(kind: str, one: str, other: str, is_same: bool) -> None:
    assert (canonical(kind, one) == canonical(kind, other)) is is_same


@pytest.mark.parametrize("kind", TYPES)
@given(value=VALUES)
@example(value=".")
@example(value=" ")
@example(value="https://%/")
@example(value="a\u0300\u0345@\u1e9e.\u0130")
def test_form_is_its_own_form_and_never_empty(kind: str, value: str) -> None:
    form = canonical(kind, value)
    assert form
    assert canonical(kind, form) == form


@pytest.mark.parametrize(
    ("kind", "value", "address"),
    [
        ("ip_address", "::ffff:192.0.2.1", "192.0.2.1"),
        ("ip_address", "FE80::1%eth0", "fe80::1"),
        ("hostname", "192.0.2.1", "192.0.2.1"),
        ("other", "[2001:DB8::1]", "2001:db8::1"),
        ("ip_address", "192.0.2.0/24", None),
        ("ip_address", "host.example.com", None),
        ("user", "192.0.2.1", None),
    ],
)
def test_addresses_are_stored_without_their_zone(kind: str, value: str, address: str | None) -> None:
    assert stored_forms(kind, value)["address"] == address


@pytest.mark.parametrize(
    ("text", "bounds"),
    [
        ("10.1.2.3/8", ("10.0.0.0", "10.255.255.255")),
        ("2001:DB8::/120", ("2001:db8::", "2001:db8::ff")),
        ("::ffff:10.0.0.0/104", ("10.0.0.0", "10.255.255.255")),
        ("::/0", ("::", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff")),
        ("10.0.0.0", None),
        ("10.0.0.0/33", None),
        ("http://h/8", None),
    ],
)
def test_networks_are_read_in_cidr_notation(text: str, bounds: tuple[str, str] | None) -> None:
    network = parse_network(text)
    assert bounds == (network and (str(network.network_address), str(network.broadcast_address)))


@given(prefix=st.text(max_size=110), rest=st.text(max_size=5))
@example(prefix="\U0010ffff", rest="x")
@example(prefix="a\ud7ff", rest="")
def test_bounds_of_a_prefix_include_every_value_that_begins_with_it(prefix: str, rest: str) -> None:
    selected = search.asset_filter([f"{prefix}*"])
    assert selected is not None
    stripped = prefix.strip()
    bounds = next(item for item in selected["prefixes"] if item["type"] == "process" and item["prefix"] == stripped)
    assert bounds["low"] <= (stripped + rest)[:100] < bounds["high"]


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("ssh scan", ["ssh", "scan"]),
        ('  "ssh  scan"\tfrom ', ["ssh scan", "from"]),
        ('a"b c"d', ["a", "b c", "d"]),
        ('say "yes we', ["say", "yes we"]),
        ('""', []),
        (" \n\u3000", []),
        ("one one ONE", ["one", "ONE"]),
        ("100% _x_ \\", ["100%", "_x_", "\\"]),
        (" ".join(str(number) for number in range(30)), [str(number) for number in range(20)]),
    ],
)
def test_terms_are_words_and_phrases(text: str, terms: list[str]) -> None:
    assert [term["text"] for term in search.search_terms(text) or []] == terms


@pytest.mark.parametrize(
    ("text", "number"), [("12", 12), ("#12", 12), (" #12 ", 12), ("# 12", None), ("12 13", None), ("1" * 16, None)]
)
def test_number_is_the_whole_search(text: str, number: int | None) -> None:
    parsed = search.parse_search(text)
    assert parsed is not None
    assert parsed.number == number
