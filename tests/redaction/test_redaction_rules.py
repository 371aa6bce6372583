"""Redaction of free text: what must be replaced, and what must remain.

A value is replaced completely if two different values of its kind leave the same text.
"""

import base64
import ipaddress
import random
import re
import string
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis.strategies import from_regex

from handlers.redaction import patterns, words
from handlers.redaction.text import REDACTION_VERSION, redact_text

HERE = Path(__file__).parent
REDACTED = [line.split("\t") for line in (HERE / "redacted.tsv").read_text("utf-8").splitlines() if line]
UNCHANGED = [line for line in (HERE / "unchanged.txt").read_text("utf-8").splitlines() if line]
ALNUM, HEX = string.ascii_letters + string.digits, string.digits + "abcdef"
URLSAFE = ALNUM + "-_"
WORDS = "apple river stone castle marble orange purple silver winter guitar rocket tiger lemon planet garden bridge"
TLDS = "com net org io de fr uk ru cn jp br info biz co eu nl se xyz online site top dev app cloud local internal corp"

Make = Callable[[random.Random], str]


def seeded(name: str) -> random.Random:
    return random.Random(name)  # noqa: S311 - failures must be reproducible, and no secret depends on it


def pick(dice: random.Random, letters: str, low: int, high: int) -> str:
    return "".join(dice.choices(letters, k=dice.randint(low, high)))


def host(dice: random.Random) -> str:
    labels = ["a" + pick(dice, HEX + "ghijklmnopqrstuvwxyz-", 1, 12).strip("-") for _ in range(dice.randint(1, 4))]
    name = ".".join([*labels, dice.choice(TLDS.split())])
    name = dice.choice([str, str, str, str.upper, str.title])(name)
    prefix = dice.choice(["", "", "", "*.", "_sip._tcp.", "xn--80ak6aa92e.", "www."])
    return prefix + name + dice.choice(["", "", "", ":443", ":65000"])


def email(dice: random.Random) -> str:
    local = pick(dice, ALNUM, 1, 9) + dice.choice(["", ".", "_", "+", "-", "%"]) + pick(dice, ALNUM, 1, 9)
    return f"{local}@{host(dice).split(':')[0].lstrip('*.')}"


def ipv4(dice: random.Random) -> str:
    return str(ipaddress.IPv4Address(dice.getrandbits(32))) + dice.choice(["", "", "", ":8080", "/24", ":22"])


def ipv6(dice: random.Random) -> str:
    plain = ipaddress.IPv6Address(dice.getrandbits(128) & dice.choice([2**128 - 1, 0xFFFF << 112 | 0xFFFF, 2**64 - 1]))
    text = dice.choice([plain.compressed, plain.exploded, plain.compressed.upper()])
    return dice.choice(
        [
            text,
            text,
            f"[{text}]:443",
            f"{text}%eth0",
            f"{text}/64",
            f"::ffff:{ipaddress.IPv4Address(dice.getrandbits(32))}",
        ]
    )


def password(dice: random.Random) -> str:
    known = dice.choice(["P@ssw0rd", "Winter2024!", "hunter2", "Tr0ub4dor&3", "bob@corp.com1", "10.0.0.1x"])
    simple = pick(dice, string.ascii_lowercase, 6, 12) + "9"
    return dice.choice([known, simple, f"a{pick(dice, ALNUM + '!#$%^&*-_+~?@./', 5, 24)}{dice.choice(ALNUM)}"])


def word_password(dice: random.Random) -> str:
    return dice.choice([password, lambda d: d.choice(WORDS.split())])(dice)


def url(dice: random.Random) -> str:
    scheme = dice.choice(["https", "http", "ftp", "postgres", "redis", "amqp", "mongodb+srv", "ssh", "hxxps"])
    secret = pick(dice, ALNUM + "!$*-_.~%+:", 3, 30)
    user = dice.choice(["bob", "admin", "svc-app", "", "a.b"])
    path = dice.choice(["", "/", "/db", "/a/b?x=1", ":5432/db", "/x.git", "/p?a=b&c=d"])
    return f"{scheme}://{user}:{secret}@{host(dice).split(':')[0].lstrip('*.')}{path}"


def jwt(dice: random.Random) -> str:
    def part(size: int) -> str:
        return base64.urlsafe_b64encode(dice.randbytes(size)).decode().rstrip("=")

    head = (
        base64.urlsafe_b64encode(f'{{"alg":"HS256","kid":"{dice.randbytes(4).hex()}"}}'.encode()).decode().rstrip("=")
    )
    return f"{head}.{part(dice.randint(10, 200))}.{part(dice.randint(32, 256))}"


def pem(dice: random.Random) -> str:
    kind = dice.choice(["", "RSA ", "EC ", "OPENSSH ", "ENCRYPTED ", "DSA "])
    mark = dice.choice(["\n", "\\n", " "])
    body = base64.b64encode(dice.randbytes(dice.randint(50, 1500))).decode()
    lines = mark.join(body[n : n + 64] for n in range(0, len(body), 64))
    return f"-----BEGIN {kind}PRIVATE KEY-----{mark}{lines}{mark}-----END {kind}PRIVATE KEY-----"


def user(dice: random.Random) -> str:
    return "q" + pick(dice, ALNUM + "._-", 1, 12) + pick(dice, ALNUM, 2, 2)


def fixed(prefix: str, letters: str, low: int, high: int) -> Make:
    return lambda dice: prefix + pick(dice, letters, low, high)


KEYS: dict[str, Make] = {
    "aws-id": fixed("AKIA", string.ascii_uppercase + "234567", 16, 16),
    "aws-session": fixed("ASIA", string.ascii_uppercase + "234567", 16, 16),
    "aws-secret": lambda dice: base64.b64encode(dice.randbytes(30)).decode(),
    "google": fixed("AIza", URLSAFE, 35, 35),
    "google-oauth": fixed("ya29.", URLSAFE, 30, 180),
    "google-client": fixed("GOCSPX-", URLSAFE, 28, 28),
    "azure-client": lambda dice: pick(dice, ALNUM, 3, 3) + "8Q~" + pick(dice, ALNUM + "_.~-", 34, 34),
    "github": lambda dice: f"gh{dice.choice('pousr')}_" + pick(dice, ALNUM, 36, 80),
    "github-fine": lambda dice: "github_pat_" + pick(dice, ALNUM, 22, 22) + "_" + pick(dice, ALNUM, 59, 59),
    "gitlab": fixed("glpat-", URLSAFE, 20, 40),
    "slack": lambda dice: (
        f"xox{dice.choice('bpas')}-" + pick(dice, string.digits, 10, 13) + "-" + pick(dice, ALNUM, 24, 60)
    ),
    "slack-app": lambda dice: "xapp-1-A" + pick(dice, string.digits, 10, 12) + "-" + pick(dice, HEX, 64, 64),
    "stripe": lambda dice: dice.choice(["sk_live_", "sk_test_", "rk_live_"]) + pick(dice, ALNUM, 24, 99),
    "npm": fixed("npm_", ALNUM, 36, 36),
    "pypi": fixed("pypi-AgEIcHlwaS5vcmc", URLSAFE, 60, 160),
    "sendgrid": lambda dice: f"SG.{pick(dice, URLSAFE, 22, 22)}.{pick(dice, URLSAFE, 43, 43)}",
    "openai": lambda dice: dice.choice(["sk-", "sk-proj-"]) + pick(dice, ALNUM, 48, 120),
    "anthropic": fixed("sk-ant-api03-", URLSAFE, 90, 100),
    "hugging": fixed("hf_", ALNUM, 34, 34),
    "digitalocean": fixed("dop_v1_", HEX, 64, 64),
    "shopify": fixed("shpat_", HEX, 32, 32),
    "vault": fixed("hvs.", URLSAFE, 24, 110),
    "grafana": lambda dice: f"glsa_{pick(dice, ALNUM, 32, 32)}_{pick(dice, HEX, 8, 8)}",
    "age": fixed("AGE-SECRET-KEY-1", string.ascii_uppercase + string.digits, 58, 58),
    "telegram": lambda dice: f"{pick(dice, '123456789', 9, 10)}:AA{pick(dice, URLSAFE, 33, 33)}",
    "hex": fixed("", HEX, 32, 128),
    "hex-upper": fixed("", string.digits + "ABCDEF", 32, 64),
    "base64": lambda dice: base64.b64encode(dice.randbytes(dice.choice([24, 32, 48, 64]))).decode(),
    "base64url": lambda dice: base64.urlsafe_b64encode(dice.randbytes(dice.choice([24, 33, 48, 66]))).decode(),
    "fingerprint": lambda dice: ":".join(f"{byte:02X}" for byte in dice.randbytes(dice.choice([16, 20, 32]))),
    "jwt": jwt,
}

ANYWHERE = [
    *("{X}", "Seen {X} in the logs.", "Blocked {X}, then moved on", "The address ({X}) was reported again", "- {X}"),
    *('It is "{X}" as said', "It is '{X}' as said", "alert from <{X}>", "value={X}", "value={X} status=ok", "x: {X}"),
    *(
        '{"value": "{X}", "n": 1}',
        '{"value":"{X}","n":1}',
        "id,value\n7,{X},seen",
        "see [{X}] for more",
        "new {X}!",
    ),
    *("2024-05-01T12:34:56Z fw01 deny src={X} dst=other", "found `{X}` there", "Is it {X}?", "note\t{X}\tend"),
    *("first {X} second; third", "{X} and more"),
]
PASSWORDS = [carrier for _, carrier, one, _ in REDACTED if one == "hunter2" and "?token=" not in carrier]
PHRASES = [carrier for _, carrier, one, _ in REDACTED if one == "correct horse battery staple"]

CASES: list[tuple[str, str, Make, list[str]]] = [
    ("email", "[email]", email, ANYWHERE),
    ("ipv4", "[ip]", ipv4, ANYWHERE),
    ("ipv6", "[ip]", ipv6, ANYWHERE),
    ("host", "[host]", host, ANYWHERE),
    ("url", "[url]", url, ANYWHERE),
    ("pem", "[secret]", pem, ANYWHERE),
    ("user", "[user]", user, [carrier for kind, carrier, one, _ in REDACTED if kind == "user" and one == "bob"]),
    ("password", "[secret]", password, PASSWORDS),
    ("word", "[secret]", word_password, [c for c in PASSWORDS if " {X}" not in c or ":" in c]),
    ("passphrase", "[secret]", lambda dice: " ".join(dice.choices(WORDS.split(), k=dice.randint(3, 7))), PHRASES),
    *((kind, "[secret]", make, ANYWHERE) for kind, make in KEYS.items()),
]
DEFANGED: list[tuple[str, Callable[[str], str]]] = [
    ("[email]", lambda mail: mail.replace("@", "[at]").replace(".", "[.]")),
    ("[email]", lambda mail: mail.replace("@", " (at) ").replace(".", " (dot) ")),
    ("[ip]", lambda address: address.replace(".", "[.]")),
    ("[ip]", lambda address: "[.]".join(address.rsplit(".", 1))),
    ("[ip]", lambda address: address.replace(".", "[dot]")),
    ("[host]", lambda name: name.replace(".", "[.]")),
    ("[host]", lambda name: "(.)".join(name.rsplit(".", 1))),
    ("[host]", lambda name: name.replace(".", "{.}")),
]


def fill(carrier: str, value: str) -> str:
    return carrier.replace("{X}", value)


def plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).lower()


def distinguishable(make: Make, carriers: list[str], placeholder: str, dice: random.Random, rounds: int) -> list[str]:
    """Return the pairs of values that leave different texts, or no placeholder."""
    pairs = []
    for carrier in carriers:
        for _ in range(rounds):
            one, other = make(dice), make(dice)
            texts = redact_text(fill(carrier, one)), redact_text(fill(carrier, other))
            if texts[0] != texts[1] or placeholder not in texts[0]:
                pairs.append(f"{fill(carrier, one)!r} {texts[0]!r}\n {fill(carrier, other)!r} {texts[1]!r}")
    return pairs


def test_version_and_size_of_the_corpora():
    assert REDACTION_VERSION == 2
    assert len(REDACTED) >= 150
    assert len(UNCHANGED) >= 120


@pytest.mark.parametrize(("kind", "carrier", "one", "other"), REDACTED)
def test_value_is_replaced_completely(kind: str, carrier: str, one: str, other: str):
    texts = []
    for written in (one, other):
        value = written.replace("\\u200b", "\u200b").replace("\\u00ad", "\u00ad")
        text = redact_text(fill(carrier, value))
        assert f"[{kind}]" in text
        assert plain(value) not in plain(text)
        texts.append(text)
    assert texts[0] == texts[1]


@pytest.mark.parametrize("line", UNCHANGED)
def test_ordinary_text_is_unchanged(line: str):
    assert redact_text(line) == line


@pytest.mark.parametrize(("kind", "placeholder", "make", "carriers"), CASES, ids=[case[0] for case in CASES])
def test_random_values_of_a_kind_are_replaced_completely(kind: str, placeholder: str, make: Make, carriers: list[str]):
    assert not distinguishable(make, carriers, placeholder, seeded(kind), rounds=12)


@pytest.mark.parametrize("case", range(len(DEFANGED)))
def test_defanged_values_are_replaced_completely(case: int):
    placeholder, defang = DEFANGED[case]
    make = {"[email]": email, "[ip]": ipv4, "[host]": host}[placeholder]
    assert not distinguishable(lambda dice: defang(make(dice)), ANYWHERE, placeholder, seeded(str(case)), rounds=8)


@pytest.mark.parametrize("kind", ["email", "ipv4", "ipv6", "host", "password", "github", "jwt"])
def test_disguised_values_are_replaced_completely(kind: str):
    _, placeholder, make, carriers = next(case for case in CASES if case[0] == kind)

    def wide(dice: random.Random) -> str:
        return "".join(chr(ord(s) + 0xFEE0) if s.isdigit() and dice.random() < 0.5 else s for s in make(dice))

    def pierced(dice: random.Random) -> str:
        return "".join(s + dice.choice(["", "", "\u200b", "\u00ad", "\u2060", "\ufe0f", "\u034f"]) for s in make(dice))

    for disguise in (wide, pierced):
        assert not distinguishable(disguise, carriers, placeholder, seeded(kind), rounds=4)


def test_redacting_twice_changes_nothing_more():
    for kind, carrier, one, _ in REDACTED:
        text = redact_text(fill(carrier, one))
        assert redact_text(text).count(f"[{kind}]") == text.count(f"[{kind}]")


def test_every_prefix_of_a_text_can_be_redacted():
    texts = [fill(carrier, one) for _, carrier, one, _ in REDACTED]
    texts += [
        "[{(<\"'`\\://@:/?#=&;,.%*~ password is \"'",
        "\ue000\ue010[secret][.](dot)",
        "a\u0301" * 50,
        '\\"a\\":\\"',
    ]
    for text in texts:
        for end in range(len(text) + 1):
            redact_text(text[:end])


@given(from_regex(re.compile(f"{patterns.PASS}|{patterns.KEY}", re.IGNORECASE)))
def test_text_that_names_a_secret_has_a_fragment_that_enables_the_rules(text: str):
    plain = patterns.to_plain(text)
    if re.search(f"{patterns.PASS}|{patterns.KEY}", plain, re.IGNORECASE):
        assert any(fragment in plain.lower() for fragment in words.SECRET_NAME_FRAGMENTS)
