"""Renders exchanges for people: requests as curl commands, responses as text, credentials as shell variables."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator, Mapping

import httpx

# Headers that curl sends by itself, or that must not be sent twice.
_OWN_HEADERS = frozenset({"accept-encoding", "user-agent", "content-length", "transfer-encoding"})
_SHORT = 2000  # bytes up to which a body is part of the command
_LONG_RUN = re.compile(rb"(.)\1{999,}", re.DOTALL)
_OMITTED = frozenset({"date", "server"})


def as_curl(request: httpx.Request, names: Mapping[str, str]) -> str:
    """Render a request as a line for a POSIX shell that sends the same bytes.

    ``names`` maps each credential to its variable; neither credentials nor cookies are shown.
    """
    url = str(request.url)
    words = ["curl", "-i", *(["-I"] if request.method == "HEAD" else ["-X", request.method])]
    # Keep curl from expanding brackets and from removing dot segments.
    words += ["-g"] * bool(re.search(r"[\[\]{}]", url)) + ["--path-as-is"] * ("/." in url)
    words.append(shlex.quote(url))
    for name, value in _headers(request):
        words += ["-H", _header(name, value, names)]
    # httpx does not keep streamed bodies.
    body: bytes = getattr(request, "_content", b"") or b""
    before, data, after = _body(body)
    if data:
        words += ["--data-binary", data]
        # Keep curl from sending the content type of a form.
        words += ["-H", "Content-Type:"] * ("content-type" not in request.headers)
        # Keep curl from sending `Expect: 100-continue` with a large body.
        words += ["-H", "Expect:"] * (len(body) > 1024)
    return before + " ".join(words) + after


def as_text(response: httpx.Response) -> str:
    """Render a response for a terminal: status, headers and body, without the values of cookies."""
    head = [f"{response.status_code} {response.reason_phrase}"]
    for name, value in response.headers.multi_items():
        if name == "set-cookie":
            head.append(f"{name}: {re.sub(r'=[^;]*', '=…', value, count=1)}")
        elif name not in _OMITTED:
            head.append(f"{name}: {value}")
    return "\n".join([*head, "", response.text]).rstrip()


def _headers(request: httpx.Request) -> Iterator[tuple[str, bytes]]:
    for raw, value in request.headers.raw:
        name = raw.decode("ascii").lower()
        usual = {"accept": b"*/*", "host": request.url.netloc, "connection": b"keep-alive"}.get(name)
        if name not in _OWN_HEADERS and value != usual:
            yield raw.decode("ascii"), value


def _header(name: str, value: bytes, names: Mapping[str, str]) -> str:
    if name.lower() == "cookie":
        # Whoever repeats the request signs in and uses the cookie of that session.
        return f'"{name}: $COOKIE"'
    if not value:
        return shlex.quote(f"{name};")
    try:
        text = value.decode("ascii")
    except UnicodeDecodeError:
        return f'"$(printf {shlex.quote(_octal(name.encode() + b": " + value))})"'
    scheme, _, credential = text.partition(" ")
    if name.lower() == "authorization" and credential in names:
        # The shell expands no variable within single quotes.
        return f'"{name}: {scheme} ${names[credential]}"'
    return shlex.quote(f"{name}: {text}")


def _body(body: bytes) -> tuple[str, str, str]:
    """Return what precedes the command, the argument of --data-binary, and what follows the command."""
    if not body:
        return "", "", ""
    run = _LONG_RUN.search(body)
    if run and len(body) - len(run[0]) < _SHORT:
        parts = [_printf(body[: run.start()]), _repeated(run[1], len(run[0])), _printf(body[run.end() :])]
        return f"{{ {'; '.join(filter(None, parts))}; }} | ", "@-", ""
    if len(body) > _SHORT:
        return "", "@body", f"  # the file `body` has {len(body)} bytes, the first are {ascii(body[:80])[1:]}"
    text = body.decode("utf-8", "replace")
    if text.encode() == body and text.isprintable() and not text.startswith("@"):
        return "", shlex.quote(text), ""
    return f"{_printf(body)} | ", "@-", ""


def _printf(data: bytes) -> str:
    return f"printf {shlex.quote(_octal(data))}" if data else ""


def _repeated(byte: bytes, times: int) -> str:
    return f"head -c {times} /dev/zero | tr '\\0' {shlex.quote(_octal(byte))}"


def _octal(data: bytes) -> str:
    """Escape bytes for printf: all but printable ASCII, and what printf interprets, become octal escapes."""
    return "".join(chr(byte) if 32 <= byte < 127 and byte not in b"\\%" else f"\\{byte:03o}" for byte in data)
