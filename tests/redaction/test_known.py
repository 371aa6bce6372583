"""Values that a record holds are hidden in its texts in every place, and in time that is linear in the text."""

import pytest

from handlers.redaction import Known, redact_text, redacted_columns

VALUES = Known.of(
    {"type": kind, "value": value}
    for kind, value in (
        ("user", "DOM\\Dana Reyes"),
        ("hostname", "FS01"),
        ("hostname", "print server 4"),
        ("hostname", "\\\\NAS02"),
        ("ip_address", "::1"),
        ("user", "ΝΙΚΟΣ"),
        ("user", "-"),
        ("user", "/"),
    )
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Account Name:\t\tDOM\\Dana Reyes", "Account Name:\t\t[user]"),
        ("login failed for DOM\\Dana Reyes at 9", "login failed for [user] at 9"),
        ("user=Dana Reyes", "user=[user]"),
        ("host: print server 4", "host: [host]"),
        ('"line\\nFS01 was slow"', '"line\\n[host] was slow"'),
        ("\\tfs01", "\\t[host]"),
        ("\\u0022FS01\\u0022", "\\u0022[host]\\u0022"),
        ("ping%20FS01", "ping%20[host]"),
        ("x%2fFS01", "x%2f[host]"),
        ("日本FS01日本", "日本[host]日本"),
        ("fs01_old and FS012 and xFS01", "[host]_old and FS012 and xFS01"),
        ("nas02 is down", "[host] is down"),
        ("ΝΙΚΟΣ, νικος, νικοσ, ΝΙΚΟΣ.log", "[user], [user], [user], [user].log"),
        ("a - b / c", "a - b / c"),
        ("step 1 of 4", "step 1 of 4"),
    ],
)
def test_value_is_hidden_where_it_is_a_word_of_its_own(text: str, expected: str) -> None:
    assert redact_text(text, VALUES) == expected


def test_copy_that_is_redacted_further_keeps_its_placeholders() -> None:
    known = Known.of([{"type": "user", "value": name} for name in ("host", "ip", "carol")])
    copy = redact_text("carol@corp.example on 192.0.2.7, carol said", Known())
    assert redact_text(copy, known.in_existing_copies) == "[email] on [ip], [user] said"


@pytest.mark.parametrize(
    ("kind", "value", "text", "expected"),
    [
        ("user", "CORP\\Dana Reyes", "logon by CORP\\Dana Reyes failed", "logon by [user] failed"),
        ("hostname", "Rack 10.0.0.5", "see Rack 10.0.0.5, please", "see [host], please"),
        ("hostname", "SRV-DB-01 Nord", "(SRV-DB-01 Nord) is down", "([host]) is down"),
        ("user", "Dana M. Reyes", "host Dana M. Reyes", "host [user]"),
    ],
)
def test_copy_keeps_no_part_of_a_value_of_several_words(kind: str, value: str, text: str, expected: str) -> None:
    copy = redact_text(text)
    known = Known.of([{"type": kind, "value": value}])
    assert redact_text(copy, known.in_existing_copies) == expected
    assert redact_text(text, known) == expected


def test_part_of_a_value_is_not_left_at_the_end_of_a_cut_text() -> None:
    body = "a@b.de " * 8_000 + "PAYROLL-HOST"
    copy = redacted_columns("Comment", {"body": body}, Known())["redacted"]["body"]
    assert len(copy) < len(body) + 16_000
    assert copy.endswith("[email]")


def test_number_of_values_does_not_affect_the_result() -> None:
    values = [{"type": "user", "value": "-" * (1000 + number) + f"user{number}"} for number in range(100)]
    text = "-" * 14_000 + "user7" + "-" * 15_000 + " user1000"
    assert redact_text(text, Known.of(values)) == "-" * 14_000 + "[user]" + "-" * 15_000 + " user1000"
