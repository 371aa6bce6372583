"""Recall and precision of redaction on the corpora, and the promises that single lines do not show."""

import re

import pytest

from handlers.redaction import patterns as p
from handlers.redaction import sites
from handlers.redaction.rules.rule import open_gates
from handlers.redaction.text import REDACTION_VERSION, RULES, redact_text
from tests.redaction.corpora import HERE, Marked, goes, is_visible, stays
from tests.redaction.test_redaction_rules import REDACTED, fill

GOES, STAYS = goes(), stays()
GOES += [Marked(fill(carrier, value), "", [(kind, value)]) for kind, carrier, *values in REDACTED for value in values]


def test_corpora_have_a_thousand_lines_each():
    assert len(GOES) - len(REDACTED) >= 1000
    assert len(set(STAYS)) >= 1000


def test_values_that_must_go_are_redacted():
    visible = [
        (kind, value, text)
        for line in GOES
        for text in [redact_text(line.text)]
        for kind, value in line.values
        if is_visible(value, text)
    ]
    assert len(visible) <= 0.01 * sum(len(line.values) for line in GOES), visible


@pytest.mark.parametrize("kind", sorted({kind for line in GOES for kind, _ in line.values}))
def test_values_of_each_kind_are_redacted(kind: str):
    lines = [line for line in GOES if any(name == kind for name, _ in line.values)]
    texts = {line.text: redact_text(line.text) for line in lines}
    values = [(value, texts[line.text]) for line in lines for name, value in line.values if name == kind]
    visible = [(value, text) for value, text in values if is_visible(value, text)]
    assert len(visible) <= 0.01 * len(values), visible


def test_text_around_the_values_remains():
    lines = [line for line in GOES if line.expected]
    changed = [(line.expected, redact_text(line.text)) for line in lines if redact_text(line.text) != line.expected]
    assert len(changed) <= 0.02 * len(lines), changed


def test_lines_that_must_stay_are_unchanged():
    changed = [(line, redact_text(line)) for line in STAYS if redact_text(line) != line]
    assert len(changed) <= 0.01 * len(STAYS), changed


def test_gates_do_not_change_the_result():
    """A rule whose gate is closed would not have matched."""
    for line in (*(line.text for line in GOES), *STAYS):
        for original in (line, line.upper()):
            text = p.to_plain(original)
            gates = open_gates(text)
            for rule in RULES:
                replaced = rule.pattern.sub(rule.replacement, text)
                assert replaced == text or rule.gates <= gates, (text, rule.gates)
                text = replaced


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("https://attack.mitre.org/techniques/T1059/", "https://attack.mitre.org/techniques/T1059/"),
        ("https://Attack.MITRE.org/techniques/T1059/", "https://Attack.MITRE.org/techniques/T1059/"),
        ("https://attack.mitre.org.example.net/x", "https://[host]/x"),
        ("https://evil.attack.mitre.org/x", "https://[host]/x"),
        ("https://bob:hunter2@attack.mitre.org/x", "[url]"),
        ("https://attack[.]mitre[.]org/x", "https://[host]/x"),
        ("ssh://attack.mitre.org/x", "ssh://[host]/x"),
        ("attack.mitre.org", "[host]"),
        ("https://owasp.org:8443/x", "https://[host]/x"),
        ("https://owasp.org/?token=hunter2", "https://owasp.org/?token=[secret]"),
        ("https://github.com/advisories/GHSA-jfh8-c2jp-5v3q", "https://github.com/advisories/GHSA-jfh8-c2jp-5v3q"),
        ("https://github.com/acme/app", "https://[host]/acme/app"),
        ("https://github.com/acme/app/security/advisories", "https://[host]/acme/app/security/advisories"),
    ],
)
def test_only_exact_links_to_documentation_keep_their_host(link: str, expected: str):
    assert redact_text(link) == expected


def test_guide_lists_the_sites_of_documentation():
    guide = (HERE.parents[1] / "docs/operations/redaction.md").read_text("utf-8")
    listed = set(re.findall(r"`([\w.-]+)`", guide.split("site of documentation")[1]))
    assert listed == sites.SITES | {"github.com"}
    assert f"version of the rules is {REDACTION_VERSION}." in guide


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("nginx 1.1.1.1 and nginx 10.0.0.1", "nginx 1.1.1.1 and nginx [ip]"),
        ("Redis 203.0.113.9 is open", "Redis [ip] is open"),
        ("resolver 1.1.1.1", "resolver [ip]"),
        ("command and control 5.2.3.1", "command and control [ip]"),
        ("0.0.0.0/0 and 10.0.0.0/8", "0.0.0.0/0 and [ip]"),
        ("debfile.cc, but domain evil.cc and evil[.]cc", "debfile.cc, but domain [host] and [host]"),
        ("Trojan:Win32/Emotet.CG from trojan.example.com", "Trojan:Win32/Emotet.CG from [host]"),
        ("AWS.CloudTrail.Stopped on AWS.Example.Com", "AWS.CloudTrail.Stopped on [host]"),
        ("NT AUTHORITY\\SYSTEM and CORP\\jdoe", "NT AUTHORITY\\SYSTEM and [user]"),
        ("S-1-5-18 and S-1-5-21-1-2-3-500", "S-1-5-18 and [user]"),
        ("arn:aws:s3:::bucket and arn:aws:s3:eu-west-1:123456789012:job/x", "arn:aws:s3:::bucket and [arn]"),
        (f"commit {'9f' * 20} and commit {'9f' * 16}", f"commit {'9f' * 20} and commit [secret]"),
        ("order 123456789012 of account 123456789012", "order 123456789012 of account [account]"),
    ],
)
def test_similar_values_are_distinguished(text: str, expected: str):
    assert redact_text(text) == expected
