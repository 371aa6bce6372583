"""Redaction of free text: what must go in both of two values alike, what must stay, and time that grows with length."""

import random
from pathlib import Path

import pytest

from handlers.redaction.rules import REDACTION_VERSION, redact_text
from tests.redaction.values import (
    ANYWHERE,
    CASES,
    DEFANGED,
    Make,
    dice_of,
    email,
    faults,
    fill,
    host,
    ipv4,
    plain,
)

HERE = Path(__file__).parent
GO = [line.split("\t") for line in (HERE / "must_go.tsv").read_text("utf-8").splitlines() if line]
STAY = [line for line in (HERE / "must_stay.txt").read_text("utf-8").splitlines() if line]


def test_version_is_a_number():
    assert REDACTION_VERSION == 1


def test_corpora_are_large_enough():
    assert len(GO) >= 150
    assert len(STAY) >= 120


@pytest.mark.parametrize(("kind", "carrier", "one", "other"), GO)
def test_both_values_go_alike(kind: str, carrier: str, one: str, other: str):
    texts = []
    for given in (one, other):
        value = given.replace("\\u200b", "\u200b").replace("\\u00ad", "\u00ad")
        text = redact_text(fill(carrier, value))
        assert f"[{kind}]" in text
        assert plain(value) not in plain(text)
        texts.append(text)
    assert texts[0] == texts[1]


@pytest.mark.parametrize("line", STAY)
def test_ordinary_text_stays(line: str):
    assert redact_text(line) == line


@pytest.mark.parametrize(("kind", "placeholder", "make", "carriers"), CASES, ids=[case[0] for case in CASES])
def test_two_values_of_a_kind_look_alike(kind: str, placeholder: str, make: Make, carriers: list[str]):
    assert not faults(make, carriers, placeholder, dice_of(kind), rounds=12)


@pytest.mark.parametrize("case", range(len(DEFANGED)))
def test_defanged_values_look_alike(case: int):
    placeholder, defang = DEFANGED[case]
    make = {"[email]": email, "[ip]": ipv4, "[host]": host}[placeholder]
    assert not faults(lambda dice: defang(make(dice)), ANYWHERE, placeholder, dice_of(case), rounds=8)


@pytest.mark.parametrize("kind", ["email", "ipv4", "ipv6", "host", "password", "github", "jwt"])
def test_disguises_do_not_help(kind: str):
    _, placeholder, make, carriers = next(case for case in CASES if case[0] == kind)

    def wide(dice: random.Random) -> str:
        return "".join(
            chr(ord(sign) + 0xFEE0) if sign.isdigit() and dice.random() < 0.5 else sign for sign in make(dice)
        )

    def pierced(dice: random.Random) -> str:
        return "".join(
            sign + dice.choice(["", "", "\u200b", "\u00ad", "\u2060", "\ufe0f", "\u034f"]) for sign in make(dice)
        )

    for disguise in (wide, pierced):
        assert not faults(disguise, carriers, placeholder, dice_of(kind), rounds=4)


def test_what_is_redacted_is_redacted_once():
    for kind, carrier, one, _ in GO:
        text = redact_text(fill(carrier, one))
        assert redact_text(text).count(f"[{kind}]") == text.count(f"[{kind}]")


def test_no_prefix_of_a_text_is_too_strange():
    texts = [fill(carrier, one) for _, carrier, one, _ in GO]
    texts += [
        "[{(<\"'`\\://@:/?#=&;,.%*~ password is \"'",
        "\ue000\ue010[secret][.](dot)",
        "a\u0301" * 50,
        '\\\\\\"password\\":\\"',
    ]
    for text in texts:
        for end in range(len(text) + 1):
            redact_text(text[:end])


GARBAGE = """a|a.|@|:|.|-|/|\\|"|'|[|(|=|1|f|a:|a@|a://|password is |password=|password=",|password for |set password |
eyJ|eyJ.|-----BEGIN PRIVATE KEY-----|1.1.1.|1:|::|f:|ff:|*.a.|a-|A1|user:|user:x@|use x as |x is the |token |Basic |
curl -u |mysql |mysql -p|<password>|<password |https://|https://a@|a,b=|;a |&a=|?a=|[.]|a[.]|a(dot)|Authorization: |
a=1,|cookie: a=b;|sha256 |host |host: |log in with |net user |\\\\a\\|passphrase is a |secret.a|KEY=|“|password: “|«a |
sk-|AKIA|a_live_|Bearer a|{"password": |\\"password\\":\\"|password (|é|\u0300\u0327|\u200b|１|-p |admin / |0x|%3d"""
UNITS = GARBAGE.replace("\n", "").split("|")


@pytest.mark.parametrize("unit", UNITS)
def test_the_longest_text_of_anything_is_read(unit: str):
    """A rule that went back over what it has read would not come to an end here."""
    assert isinstance(redact_text((unit * 30_000)[:30_000]), str)
