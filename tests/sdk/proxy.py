"""Servers between an SDK and the product: one that loses responses, and one that returns any problem."""

import json
import socket
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Literal
from urllib.parse import parse_qs, urlsplit
from uuid import uuid4

# What a client sees of a lost response: the end of the connection, a part of the response, or nothing at all.
Loss = Literal["closed", "half", "silent"]


@dataclass
class LossyProxy:
    """Passes requests on, and loses the response to the first request of each method in ``lose``."""

    target: tuple[str, int]
    loss: Loss
    lose: set[bytes]
    lost: list[bytes] = field(default_factory=list)

    def serve(self, listener: socket.socket) -> None:
        """Serve each connection in a thread, until the listener is closed."""
        with suppress(OSError):
            while True:
                client, _ = listener.accept()
                threading.Thread(target=self._relay, args=[client], daemon=True).start()

    def _relay(self, client: socket.socket) -> None:
        with closing(client), socket.create_connection(self.target) as server, suppress(OSError):
            while request := _message(client):
                server.sendall(request)
                response = _message(server)
                method = request.partition(b" ")[0]
                if method not in self.lose:
                    client.sendall(response)
                    continue
                self.lose.remove(method)
                self.lost.append(method)
                if self.loss == "half":
                    client.sendall(response[:-10])
                elif self.loss == "silent":
                    client.recv(1)  # until the client gives up
                return


def _message(sender: socket.socket) -> bytes:
    """Receive a whole request or response; empty at the end of the connection."""
    data = b""
    while b"\r\n\r\n" not in data:
        received = sender.recv(65536)
        if not received:
            return b""
        data += received
    head, _, body = data.partition(b"\r\n\r\n")
    lengths = [line.partition(b":")[2] for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:")]
    missing = int(lengths[0]) - len(body) if lengths else 0
    while missing > 0:
        received = sender.recv(missing)
        data += received
        missing -= len(received) or missing
    return data


@contextmanager
def lossy_proxy(url: str, loss: Loss, *methods: str) -> Iterator[tuple[LossyProxy, str]]:
    """Run a proxy for a server; yield it and its URL."""
    address = urlsplit(url)
    proxy = LossyProxy((address.hostname or "", address.port or 0), loss, {method.encode() for method in methods})
    with socket.create_server(("127.0.0.1", 0)) as listener:
        threading.Thread(target=proxy.serve, args=[listener], daemon=True).start()
        yield proxy, f"http://127.0.0.1:{listener.getsockname()[1]}"
        listener.shutdown(socket.SHUT_RDWR)


@contextmanager
def problem_server(statuses: dict[str, int], *, times: int = sys.maxsize) -> Iterator[tuple[str, Counter[str]]]:
    """Run a server that answers with the problem that `q` names, or with a page of a gateway, and then with no items.

    Yield its URL and the number of requests for each problem.
    """
    requests: Counter[str] = Counter()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            code = parse_qs(urlsplit(self.path).query)["q"][0]
            problem = {"type": f"/problems/{code}", "title": "T", "status": statuses[code], "detail": "D", "code": code}
            document = {**problem, "request_id": str(uuid4()), "a_new_member": 1}
            body, media_type = json.dumps(document).encode(), "application/problem+json"
            if code == "gateway-page":
                body, media_type = b"<html>Bad gateway</html>", "text/html"
            requests[code] += 1
            if requests[code] > times:
                body, media_type = b'{"items": [], "next_cursor": null}', "application/json"
            self.send_response(statuses[code] if requests[code] <= times else 200)
            self.send_header("Content-Type", media_type)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Log nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}", requests
        server.shutdown()
