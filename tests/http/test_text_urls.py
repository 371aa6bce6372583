"""External URLs: what RFC 3986 and RFC 3987 allow is accepted and shown as sent; the error says what is wrong."""

import json
import re
from pathlib import Path
from typing import Any

import httpx
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from generated.limits import HTTPS_URL_MAX_LENGTH
from generated.scalars import HttpsUrl
from tests.http.world import World

BUNDLE = json.loads((Path(__file__).parents[2] / "generated" / "openapi.json").read_text())
PATTERN = re.compile(BUNDLE["components"]["schemas"]["HttpsUrl"]["pattern"])
URL: TypeAdapter[str] = TypeAdapter(HttpsUrl)
ACCEPTED = (
    "https://tracker.example.com/browse/SEC-17",
    "https://example.com",
    "https://example.com/",
    "https://example.com?status=open",
    "https://example.com#top",
    "https://example.com/?",
    "https://example.com/#",
    "https://example.com/search?q=a+b&filter[status]=open|new#r'1",
    "HTTPS://Example.COM/Path",
    "hTTpS://example.com/",
    "https://example.com:443/",
    "https://example.com:/",
    "https://example.com:0/",
    "https://example.com:65535/",
    "https://example.com:000443/",
    "https://example.com./",
    "https://localhost/",
    "https://tracker/SEC-17",
    "https://build_01.corp.example/",
    "https://192.0.2.7/",
    "https://192.0.2.7:8443/",
    "https://[2001:db8::1]/",
    "https://[2001:DB8:0:0::1]:8443/x?y#z",
    "https://[::ffff:192.0.2.7]/",
    "https://m\u00fcnchen.example/stra\u00dfe?q=\u00fc#\u00df",
    "https://xn--mnchen-3ya.example/",
    "https://\u4f8b\u3048.example/\u30d1\u30b9",
    "https://\u05d3\u05d5\u05d2\u05de\u05d4.example/\u05d0",
    "https://example.com/%20%E2%80%AE?x=%41#%7e",
    "https://example.com/\U0001f994",
    "https://" + ".".join(["a" * 63] * 3 + ["b" * 61]) + "/",
)
REJECTED = {
    "http://example.com/": "it does not begin with https://",
    "ftp://example.com/": "it does not begin with https://",
    "javascript:alert(1)//https://": "it does not begin with https://",
    "//example.com/": "it does not begin with https://",
    "example.com": "it does not begin with https://",
    " https://example.com/": "it does not begin with https://",
    "https:example.com": "it does not begin with https://",
    "https:/example.com": "it does not begin with https://",
    "https:\\\\example.com": "it does not begin with https://",
    "https:///example.com": "it has no host",
    "https://?x": "it has no host",
    "https://#x": "it has no host",
    "https://:443/": "empty host",
    "https://a..b/": "the host has an empty label",
    "https://.example.com/": "the host has an empty label",
    "https://example.com../": "the host has an empty label",
    "https://-example.com/": "an outer hyphen",
    "https://example-.com/": "an outer hyphen",
    "https://-\u00e4.example/": "an outer hyphen",
    "https://exa!mple.com/": "a character other than letters",
    "https://" + "a" * 64 + ".example/": "one of its labels longer than 63",
    "https://" + ".".join(["a" * 63] * 4) + "/": "the host is longer than 253 characters",
    "https://xn--zzzz-0.example/": "invalid international domain name",
    "https://exa^mple.com/": "invalid international domain name",
    "https://300.0.2.7/": "invalid IPv4 address",
    "https://[2001:db8::g]/": "invalid IPv6 address",
    "https://[2001:db8::1/": "invalid IPv6 address",
    "https://[fe80::1%25eth0]/": "must not be percent-encoded",
    "https://%65xample.com/": "must not be percent-encoded",
    "https://example.com:65536/": "invalid port number",
    "https://example.com:99999/": "invalid port number",
    "https://example.com:-1/": "invalid port number",
    "https://example.com:x/": "invalid port number",
    "https://user@example.com/": "it contains user information",
    "https://user:password@example.com/": "it contains user information",
    "https://@example.com/": "it contains user information",
    "https://example.com/%zz": "the % at position 21 is not followed by two hexadecimal digits",
    "https://example.com/%4": "is not followed by two hexadecimal digits",
    "https://example.com/?x=100%": "is not followed by two hexadecimal digits",
    "https://example.com/a b": "U+0020 is not visible",
    "https://example.com/\n": "U+000A is not visible",
    "https://exam\tple.com/": "U+0009 is not visible",
    "https://example.com/\x7f": "U+007F is not visible",
    "https://example.com/\u202egpj.exe": "U+202E is not visible",
    "https://exam\u00adple.com/": "U+00AD is not visible",
    "https://exam\u200bple.com/": "U+200B is not visible",
    "https://example.com/\u3164": "U+3164 is not visible",
    "https://example.com\\@evil.example/": "\\ must be percent-encoded",
    "https://example.com/<x>": "< must be percent-encoded",
    'https://example.com/"': '" must be percent-encoded',
}


@pytest.fixture
def path(world: World) -> str:
    return f"/tickets/{world.create('/tickets', {'title': 'x'})['id']}/links"


def create(world: World, path: str, url: Any) -> httpx.Response:
    return world.client("analyst").post(path, json={"target_type": "external_reference", "target": {"url": url}})


@pytest.mark.parametrize("url", ACCEPTED)
def test_valid_url_is_accepted_and_shown_as_sent(world: World, path: str, url: str):
    created = create(world, path, url)
    assert created.status_code == 201, created.text
    assert created.json()["target"]["url"] == url
    read = world.client("analyst").get(f"{path}/{created.json()['id']}").json()
    assert read["target"]["url"] == url
    assert create(world, path, url).status_code == 200
    assert PATTERN.search(url)


@pytest.mark.parametrize("url", ACCEPTED)
def test_auditor_sees_no_host_of_a_valid_url(world: World, path: str, url: str):
    link = create(world, path, url).json()
    shown = world.client("auditor").get(f"{path}/{link['id']}").json()["target"]["url"]
    host = re.sub(":[0-9]*$", "", re.split("[/?#]", url[8:])[0])
    assert host.removesuffix(".") not in shown
    assert "[host]" in shown or "[ip]" in shown


@pytest.mark.parametrize("url", REJECTED)
def test_invalid_url_is_rejected_with_the_reason(world: World, path: str, url: str):
    answer = create(world, path, url)
    assert answer.status_code == 422, answer.text
    (error,) = answer.json()["errors"]
    assert error["pointer"] == "/target/url"
    assert error["detail"].startswith("URL is invalid: ")
    assert REJECTED[url] in error["detail"]


def test_length_of_a_url_is_counted_in_characters(world: World, path: str):
    longest = "https://example.com/" + "\u4f8b" * (HTTPS_URL_MAX_LENGTH - 20)
    assert create(world, path, longest).json()["target"]["url"] == longest
    assert create(world, path, longest).status_code == 200
    (error,) = create(world, path, longest + "\u4f8b").json()["errors"]
    assert error == {
        "pointer": "/target/url",
        "detail": f"String should have at most {HTTPS_URL_MAX_LENGTH} characters",
    }


def is_accepted(url: str) -> bool:
    try:
        return URL.validate_python(url) == url
    except ValidationError:
        return False


@given(st.one_of(st.text(max_size=40), st.text("https:/.@%[]?#-_1a\u00e4\u200b\\ ", max_size=30)))
@example("a.b:1/%41?#")
@example("-\u00a1")
@settings(max_examples=1000)
def test_accepted_urls_match_the_pattern_of_the_contract(rest: str):
    url = f"https://{rest}"
    assert not is_accepted(url) or PATTERN.search(url)


@given(st.from_regex(PATTERN, fullmatch=True, alphabet=st.characters(max_codepoint=0x7F)))
def test_ascii_urls_with_a_name_as_host_that_match_the_pattern_are_accepted(url: str):
    host = re.split("[/?#:]", url[8:])[0]
    labels = host.removesuffix(".").split(".")
    if host.startswith("[") or len(host) > 253 or any(len(label) > 63 for label in labels):
        return
    # Punycode and hosts that end in a number, which count as IPv4 addresses, can be wrong in more ways.
    if labels[-1][0].isdigit() or any(label.lower().startswith("xn--") for label in labels):
        return
    assert is_accepted(url)
