"""The curl command of a failure repeats the request exactly and contains no credential."""

import os
import shutil
import subprocess
from typing import Any

import httpx
import pytest
from oneprotect_conformance.curl import as_curl, as_text

from conformance.tests.bad_servers import serving
from conformance.tests.planted import Request, Response

NAMES = {"first.of.three": "TOKEN", "second.of.three": "SECOND_TOKEN"}
JSON = {"Content-Type": "application/json"}
OWN = {"user-agent", "accept-encoding", "connection", "content-length"}


@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed: apt-get install curl")
@pytest.mark.parametrize(
    ("method", "path", "options"),
    [
        ("GET", "/tickets?q=it%27s&tag=a%5B1%5D", {}),
        ("GET", "/tickets/{x}/[y]", {}),
        ("GET", "/tickets/%00/../x", {}),
        ("HEAD", "/tickets", {}),
        ("POST", "/tickets", {}),
        ("POST", "/tickets", {"json": {"title": "it's 5 % of \\n and $TOKEN `x`\nü"}}),
        ("POST", "/tickets", {"content": b"\xff\xfe\x00\\%s", "headers": JSON}),
        ("POST", "/tickets", {"content": b"@file", "headers": JSON}),
        ("POST", "/tickets", {"content": b"{}"}),
        ("POST", "/tickets", {"content": b'{"title": "' + b"a" * (2 << 20) + b'"}', "headers": JSON}),
        ("POST", "/tickets", {"content": b"\\" * 5000, "headers": JSON}),
        ("PATCH", "/tickets/1", {"headers": {"If-Match": '"1", W/"2"', "Idempotency-Key": ""}, "json": {}}),
        ("PATCH", "/tickets/1", {"headers": {"Idempotency-Key": "caf\u00e9".encode("latin-1")}, "json": {}}),
        ("GET", "/tickets", {"headers": {"Accept": "image/png", "Authorization": "Bearer first.of.three"}}),
        ("GET", "/tickets", {"headers": {"Authorization": "Basic second.of.three"}}),
        ("GET", "/tickets", {"headers": {"Authorization": "Bearer"}}),
        ("DELETE", "/tickets/1", {"headers": {"Host": "elsewhere.example"}}),
    ],
)
def test_command_sends_the_same_request(method: str, path: str, options: dict[str, Any]):
    received: list[Request] = []

    def answer(request: Request) -> Response:
        received.append(request)
        return Response(200, [], b"")

    with serving(answer) as url, httpx.Client() as client:
        request = client.build_request(method, url + path, **options)
        client.send(request)
        line = as_curl(request, NAMES)
        assert not any(token in line for token in NAMES)
        quiet = line.replace("curl -i", "curl -s -i", 1)
        variables = {name: token for token, name in NAMES.items()}
        done = subprocess.run(["sh", "-c", quiet], capture_output=True, env={**os.environ, **variables}, check=False)
    assert done.returncode == 0, done.stderr
    first, second = ((item.method, item.target, headers(item), item.body) for item in received)
    assert first == second


def headers(request: Request) -> dict[str, str]:
    return {name.lower(): value for name, value in request.headers.items() if name.lower() not in OWN}


def test_credential_is_shown_as_the_variable_of_its_caller():
    request = httpx.Request("DELETE", "http://h/x", headers={"Authorization": "Bearer second.of.three"})
    assert as_curl(request, NAMES) == 'curl -i -X DELETE http://h/x -H "Authorization: Bearer $SECOND_TOKEN"'


def test_long_random_body_is_replaced_by_a_file():
    request = httpx.Request("POST", "http://h/x", content=os.urandom(9000), headers=JSON)
    line = as_curl(request, NAMES)
    assert "--data-binary @body" in line
    assert "# the file `body` has 9000 bytes" in line


def test_cookies_are_hidden():
    request = httpx.Request("GET", "http://h/x", headers={"Cookie": "session=secret"})
    assert as_curl(request, NAMES) == 'curl -i -X GET http://h/x -H "Cookie: $COOKIE"'
    response = httpx.Response(200, headers={"Set-Cookie": "session=secret; HttpOnly"})
    assert "set-cookie: session=…; HttpOnly" in as_text(response)
