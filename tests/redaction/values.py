"""Values of every kind that redaction takes away, and the sentences that carry them."""

import base64
import ipaddress
import random
import string
import unicodedata
from collections.abc import Callable

from handlers.redaction.rules import redact_text

ALNUM, HEX, URLSAFE = (
    string.ascii_letters + string.digits,
    string.digits + "abcdef",
    string.ascii_letters + string.digits + "-_",
)
WORDS = (
    "apple river stone castle marble orange purple silver winter summer guitar rocket tiger lemon planet garden bridge "
    "copper falcon harbor island jungle kettle ladder meadow nickel oyster pepper quartz ribbon saddle tunnel"
).split()
TLDS = (
    "com net org io de fr uk ru cn jp br info biz co eu nl se xyz online site top dev app cloud local internal corp "
    "lan test"
).split()

Make = Callable[[random.Random], str]


def dice_of(seed: int | str) -> random.Random:
    return random.Random(seed)  # noqa: S311 - no secret


def pick(dice: random.Random, letters: str, low: int, high: int) -> str:
    return "".join(dice.choices(letters, k=dice.randint(low, high)))


def host(dice: random.Random) -> str:
    labels = [
        pick(dice, string.ascii_lowercase + string.digits + "-", 1, 12).strip("-") or "a"
        for _ in range(dice.randint(1, 4))
    ]
    labels[0] = dice.choice(string.ascii_lowercase) + labels[0]
    name = ".".join([*labels, dice.choice(TLDS)])
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
    inside = ALNUM + "!#$%^&*-_+~?@./"
    return dice.choice(
        [
            pick(dice, string.ascii_lowercase, 6, 12) + "9",
            dice.choice(string.ascii_letters) + pick(dice, inside, 5, 24) + dice.choice(ALNUM),
            dice.choice(["P@ssw0rd", "Winter2024!", "hunter2", "s3cr3t", "Tr0ub4dor&3", "bob@corp.com1", "10.0.0.1x"]),
        ]
    )


def word_password(dice: random.Random) -> str:
    return dice.choice([password, lambda d: d.choice(WORDS)])(dice)


def passphrase(dice: random.Random) -> str:
    return " ".join(dice.choices(WORDS, k=dice.randint(3, 7)))


def url(dice: random.Random) -> str:
    scheme = dice.choice(
        ["https", "http", "ftp", "postgres", "postgresql", "redis", "amqp", "mongodb+srv", "ssh", "mysql", "hxxps"]
    )
    secret = pick(dice, ALNUM + "!$*-_.~%+:", 3, 30)
    user = dice.choice(["bob", "admin", "svc-app", "", "a.b"])
    path = dice.choice(["", "/", "/db", "/a/b?x=1", ":5432/db", "/x.git", "/p?a=b&c=d"])
    return f"{scheme}://{user}:{secret}@{host(dice).split(':')[0].lstrip('*.')}{path}"


def jwt(dice: random.Random) -> str:
    def part(size: int) -> str:
        return base64.urlsafe_b64encode(dice.randbytes(size)).decode().rstrip("=")

    head = (
        base64.urlsafe_b64encode(b'{"alg":"HS256","kid":"' + dice.randbytes(3).hex().encode() + b'"}')
        .decode()
        .rstrip("=")
    )
    return f"{head}.{part(dice.randint(10, 200))}.{part(dice.randint(32, 256))}"


def pem(dice: random.Random) -> str:
    kind = dice.choice(["", "RSA ", "EC ", "OPENSSH ", "ENCRYPTED ", "DSA "])
    mark = dice.choice(["\n", "\\n", " "])
    body = base64.b64encode(dice.randbytes(dice.randint(50, 1500))).decode()
    lines = mark.join(body[n : n + 64] for n in range(0, len(body), 64))
    return f"-----BEGIN {kind}PRIVATE KEY-----{mark}{lines}{mark}-----END {kind}PRIVATE KEY-----"


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
    "base64url": lambda dice: (
        base64.urlsafe_b64encode(dice.randbytes(dice.choice([24, 32, 48, 64]))).decode().rstrip("=")
    ),
    "fingerprint": lambda dice: ":".join(f"{byte:02X}" for byte in dice.randbytes(dice.choice([16, 20, 32]))),
    "jwt": jwt,
}

ANYWHERE = """{X}
Seen {X} in the logs.
Blocked {X}, then moved on
The address ({X}) was reported again
It is "{X}" as said
It is '{X}' as said
alert from <{X}>
value={X}
value={X} status=ok
{{"value": "{X}", "n": 1}}
{{"value":"{X}","n":1}}
2024-05-01T12:34:56Z fw01 deny src={X} dst=other
id,value,note\\n7,{X},seen
see [{X}] for more
- {X}
found `{X}` there
Is it {X}?
first {X} second; third
{X} and more
note\t{X}\tend
x: {X}
new {X}!""".splitlines()
SECRETS = """password is {X}.
The password is {X}
the password for root is {X}
password of the admin account was {X} on the server
password was {X}
password: {X}
password : {X}
password = {X}
password={X}
passwd={X} user=bob
Password: {X}, user: bob
DB_PASSWORD={X}
export MYSQL_PWD={X}
pass: {X}
pwd={X};Server=db
secret: {X}
client_secret={X}
api_key = {X}
API key: {X}
{{"password": "{X}"}}
{{"user":"bob","password":"{X}","n":1}}
{{'password': '{X}'}}
<password>{X}</password>
login --password {X} --user bob
login --password={X}
sshpass -p {X} ssh bob@web01
curl -u bob:{X} https://example.com/
password changed to {X}
password was reset to {X} today
the password has been set to {X}
he set the password to {X}
log in with password {X}
user bob password {X}
use {X} as the password
log in with admin / {X}
credentials: admin:{X}
PIN: {X}
passphrase is "{X}"
Das Passwort ist {X}
le mot de passe est {X}
la contraseña es {X}
a senha é {X}
the token is {X}
Authorization: Bearer {X}
Authorization: {X}""".splitlines()
PHRASES = """passphrase: {X}
The passphrase is {X}.
password is {X}. Then more.
password: "{X}", user: bob
{{"password": "{X}", "n": 1}}
the password was changed to {X}.
passphrase='{X}'
The password for the vault is {X}, he said.""".splitlines()

CASES: list[tuple[str, str, Make, list[str]]] = [
    ("email", "[email]", email, ANYWHERE),
    ("ipv4", "[ip]", ipv4, ANYWHERE),
    ("ipv6", "[ip]", ipv6, ANYWHERE),
    ("host", "[host]", host, ANYWHERE),
    ("url", "[url]", url, ANYWHERE),
    ("pem", "[secret]", pem, ANYWHERE),
    ("password", "[secret]", password, [*SECRETS, "password {X}", "with the password {X} only"]),
    ("word", "[secret]", word_password, SECRETS),
    ("passphrase", "[secret]", passphrase, PHRASES),
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
    return carrier.replace("{{", "{").replace("}}", "}").replace("\\n", "\n").replace("{X}", value)


def plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).lower()


def faults(make: Make, carriers: list[str], placeholder: str, dice: random.Random, rounds: int) -> list[str]:
    """Pairs of values that a reader could tell apart, or that left something of themselves."""
    found = []
    for carrier in carriers:
        for _ in range(rounds):
            one, other = make(dice), make(dice)
            texts = redact_text(fill(carrier, one)), redact_text(fill(carrier, other))
            if texts[0] != texts[1] or placeholder not in texts[0]:
                found.append(f"{fill(carrier, one)!r} {texts[0]!r}\n {fill(carrier, other)!r} {texts[1]!r}")
    return found
