"""Exchanges as a person repeats and reads them: requests as curl, answers as text, credentials as variables."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator, Mapping

import httpx

# What curl says by itself, or must not say twice.
_OWN_HEADERS = frozenset({"accept-encoding", "connection", "user-agent", "content-length", "transfer-encoding"})
_SHORT = 2000  # bytes of a body that stand in the line as they are
_LONG_RUN = re.compile(rb"(.)\1{999,}", re.DOTALL)
_UNTOLD = frozenset({"date", "server"})


def as_curl(request: httpx.Request, names: Mapping[str, str]) -> str:
    """Write a request as a line for a POSIX shell that sends the same bytes.

    ``names`` has the variable of each credential; these and cookies are never shown.
    """
    url = str(request.url)
    words = ["curl", "-i", *(["-I"] if request.method == "HEAD" else ["-X", request.method])]
    # What curl would take for a pattern, or shorten.
    words += ["-g"] * bool(re.search(r"[\[\]{}]", url)) + ["--path-as-is"] * ("/." in url)
    words.append(shlex.quote(url))
    for name, value in _headers(request):
        words += ["-H", _header(name, value, names)]
    # A streamed body was not kept.
    body: bytes = getattr(request, "_content", b"") or b""
    before, data, after = _body(body)
    if data:
        words += ["--data-binary", data]
        # curl would say that it is a form.
        words += ["-H", "Content-Type:"] * ("content-type" not in request.headers)
        # For a large one it would ask first whether it may send it.
        words += ["-H", "Expect:"] * (len(body) > 1024)
    return before + " ".join(words) + after


def as_text(response: httpx.Response) -> str:
    """Write an answer as a person reads it on a terminal: status, headers, body; a cookie's value is left out."""
    head = [f"{response.status_code} {response.reason_phrase}"]
    for name, value in response.headers.multi_items():
        if name == "set-cookie":
            head.append(f"{name}: {re.sub(r'=[^;]*', '=…', value, count=1)}")
        elif name not in _UNTOLD:
            head.append(f"{name}: {value}")
    return "\n".join([*head, "", response.text]).rstrip()


def _headers(request: httpx.Request) -> Iterator[tuple[str, bytes]]:
    for raw, value in request.headers.raw:
        name = raw.decode("ascii").lower()
        usual = {"accept": b"*/*", "host": request.url.netloc}.get(name)
        if name not in _OWN_HEADERS and value != usual:
            yield raw.decode("ascii"), value


def _header(name: str, value: bytes, names: Mapping[str, str]) -> str:
    if name.lower() == "cookie":
        # What was begun with the cookie is not known here; whoever repeats the request begins a session of his own.
        return f'"{name}: $COOKIE"'
    if not value:
        return shlex.quote(f"{name};")
    try:
        text = value.decode("ascii")
    except UnicodeDecodeError:
        return f'"$(printf {shlex.quote(_octal(name.encode() + b": " + value))})"'
    scheme, _, credential = text.partition(" ")
    if name.lower() == "authorization" and credential in names:
        # Within single quotes the shell would not put in the variable.
        return f'"{name}: {scheme} ${names[credential]}"'
    return shlex.quote(f"{name}: {text}")


def _body(body: bytes) -> tuple[str, str, str]:
    """Give what goes before the command, the word for its body, and what goes behind."""
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


def _repeated(sign: bytes, times: int) -> str:
    return f"head -c {times} /dev/zero | tr '\\0' {shlex.quote(_octal(sign))}"


def _octal(data: bytes) -> str:
    """Write bytes for printf: those that are no printable ASCII, or mean something to it, by their octal number."""
    return "".join(chr(byte) if 32 <= byte < 127 and byte not in b"\\%" else f"\\{byte:03o}" for byte in data)
