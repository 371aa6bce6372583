"""Redaction of any text takes linear time."""

import pytest

from handlers.redaction.text import redact_text

# fmt: off
GARBAGE = [
    'a', 'a.', '@', ':', '.', '-', '/', '\\', '"', "'", '[', '(', '=', '1', 'f', 'a:', 'a@', 'a://', 'password is ',
    'password=', 'password=",', 'password for ', 'set password ', 'eyJ', 'eyJ.', '-----BEGIN PRIVATE KEY-----',
    '1.1.1.', '1:', '::', 'f:', 'ff:', '*.a.', 'a-', 'A1', 'user:', 'user:x@', 'use x as ', 'x is the ', 'token ',
    'Basic ', 'curl -u ', 'mysql ', 'mysql -p', '<password>', '<password ', 'https://', 'https://a@', 'a,b=', ';a ',
    '&a=', '?a=', '[.]', 'a[.]', 'a(dot)', 'Authorization: ', 'a=1,', 'cookie: a=b;', 'sha256 ', 'host ', 'host: ',
    'log in with ', 'net user ', '\\\\a\\', 'passphrase is a ', 'secret.a', 'KEY=', '“', 'password: “', '«a ', 'sk-',
    'AKIA', 'a_live_', 'Bearer a', '{"password": ', '\\"password\\":\\"', 'password (', 'é', '̧̀', '\u200b', '１',
    '-p ', 'admin / ', '0x', '%3d', 'user ', 'user=', 'user=a\\n', 'user\n', 'user |', 'account ', 'account a1 ',
    'accountid":"', 'account 123456789012, ', 'arn:aws:', 'arn:aws:iam::123456789012:', 'S-1-5-21-1', '-1', 'DC=a,',
    'CN=a,', 'CN=a,OU=b,', '"name":"a",', '{"name":"a"', '{"user":{"name":"a"', '{', 'Jan  1 00:00:00 a ', '<34>1 ',
    '2026-01-01T00:00:00Z a ', 'CORP\\a', 'failed x for ', 'a - ', 'a : ', 'hosts: a1, ', 'mysql -u ', '"x" <',
    'Aa Bb <', '/u:', 'password:\n', '| password ', '|', 'password from a to ', 'key 7 ', 'net user a ', '"a:b" | ',
    'a(uid=', '(a) ', '[a]\\[', "'a'@'", 'jdbc:oracle:thin:a/', 'nginx 1.1.1.1 ', 'a.b.cc ', 'AWS.A.B ',
    'Trojan:Win32/', 'logon from ', 'https://owasp.org/', 'useradd -a b ', 'Aa ',
]
# fmt: on


@pytest.mark.parametrize("unit", GARBAGE)
def test_repetitive_text_is_redacted_in_linear_time(unit: str):
    """A rule that backtracks would not finish within the test's lifetime."""
    assert isinstance(redact_text((unit * 30_000)[:30_000]), str)
