"""Servers with one bug each: the real server behind a proxy that breaks one promise."""

import http.client
import json
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import SplitResult, parse_qsl, urlencode, urlsplit


@dataclass(frozen=True)
class Request:
    """A request to the proxy; ``repeated`` has the lines of headers that were sent more than once, but the first."""

    method: str
    target: str
    headers: dict[str, str]
    body: bytes
    repeated: tuple[tuple[str, str], ...] = ()

    @property
    def path(self) -> str:
        return urlsplit(self.target).path.removeprefix("/api/v1")

    def header(self, name: str) -> str | None:
        return next((value for key, value in self.headers.items() if key.lower() == name.lower()), None)

    def with_header(self, name: str, value: str | None) -> "Request":
        others = {key: old for key, old in self.headers.items() if key.lower() != name.lower()}
        return replace(self, headers=others | ({} if value is None else {name: value}))

    def without_parameter(self, name: str) -> "Request":
        parts = urlsplit(self.target)
        query = urlencode([(key, value) for key, value in parse_qsl(parts.query, True) if key != name])
        return replace(self, target=parts._replace(query=query).geturl())

    def matches(self, method: str, pattern: str) -> bool:
        return self.method == method and re.fullmatch(pattern.replace("{id}", "[0-9a-f-]{36}"), self.path) is not None


@dataclass(frozen=True)
class Response:
    """A response of the proxy."""

    status: int
    headers: list[tuple[str, str]]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    def without_header(self, name: str) -> "Response":
        return replace(self, headers=[item for item in self.headers if item[0].lower() != name.lower()])

    def with_json(self, document: Any, **changes: Any) -> "Response":
        return replace(self, body=json.dumps(document).encode(), **changes)


Forward = Callable[[Request], Response]


@dataclass
class Bug:
    """A bug: the operation and promise that the kit has to report, and the checks that find it on their own."""

    name: str
    operation: str
    promise: str
    checks: list[str]
    serve: Callable[[Request, Forward, dict[str, Any]], Response] = field(repr=False)


def sent(request: Request, target: SplitResult) -> Response:
    """Send a request to the real server and return its response."""
    connection = http.client.HTTPConnection(target.hostname or "", target.port, timeout=60)
    headers = {name: value for name, value in request.headers.items() if name.lower() != "content-length"}
    if request.header("Host") is None:
        headers["Host"] = target.netloc
    if request.body or request.method in {"POST", "PUT", "PATCH"}:
        headers["Content-Length"] = str(len(request.body))
    try:
        connection.putrequest(request.method, request.target, skip_host=True, skip_accept_encoding=True)
        for name, value in [*headers.items(), *request.repeated]:
            connection.putheader(name, value)
        connection.endheaders(request.body or None)
        response = connection.getresponse()
        return Response(response.status, response.getheaders(), response.read())
    finally:
        connection.close()


@contextmanager
def planted(bug: Bug, url: str) -> Iterator[str]:
    """Serve the real server with the bug; yields the address."""
    target = urlsplit(url)
    memory: dict[str, Any] = {}

    def forward(request: Request) -> Response:
        return sent(request, target)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        # Buffered, so that head and body leave in one piece: else each response waits for a delayed acknowledgement.
        wbufsize = -1

        def __getattr__(self, name: str) -> Any:
            if name.startswith("do_"):
                return self.respond
            raise AttributeError(name)

        def respond(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
            lines = self.headers.items()
            repeated = tuple(line for number, line in enumerate(lines) if line[0] in dict(lines[:number]))
            request = Request(self.command, self.path, dict(reversed(lines)), body, repeated)
            response = bug.serve(request, forward, memory)
            self.send_response_only(response.status)
            for name, value in response.headers:
                if name.lower() not in {"content-length", "connection", "transfer-encoding"}:
                    self.send_header(name, value)
            if response.status not in {204, 304}:
                self.send_header("Content-Length", str(len(response.body)))
            self.end_headers()
            if self.command != "HEAD" and response.status not in {204, 304}:
                self.wfile.write(response.body)

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
