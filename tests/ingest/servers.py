"""Servers that answer alert batches as a test requires, and sending to them."""

import asyncio
import json
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import httpx

from handlers.ingest.outcome import Summary
from handlers.ingest.reading import Outcome
from handlers.ingest.running import send_alerts
from handlers.ingest.sending import Sender, UnavailableServerError, UnusableServerError

Json = dict[str, Any]
Answer = tuple[int, Json, dict[str, str]]


def problem(status: int, code: str, **headers: str) -> Answer:
    return status, {"status": status, "code": code, "detail": "Details."}, headers


def receipts(request: Json) -> Answer:
    return 200, {"results": [{"status": 201, "created": True} for _ in request["alerts"]]}, {}


@contextmanager
def serving(answer: Callable[[Json, str], Answer | None]) -> Iterator[str]:
    """A server that answers each batch and its token; None closes the connection without a response."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            answered = answer(body, self.headers["Authorization"].removeprefix("Bearer "))
            if answered is None:
                self.close_connection = True
                return
            status, document, headers = answered
            content = json.dumps(document).encode()
            self.send_response(status)
            for name, value in {**headers, "Content-Length": str(len(content))}.items():
                self.send_header(name.replace("_", "-"), value)
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/api/v1/"
        finally:
            server.shutdown()


def ingested(url: str, outcomes: Iterable[Outcome | None], *, retry_seconds: float = 1) -> tuple[Summary, list[int]]:
    summary, done = Summary(), [0]

    async def run() -> None:
        async with httpx.AsyncClient(base_url=url, trust_env=False) as client:
            sender = Sender(client, "token", renew=lambda: None, report=lambda _: None, retry_seconds=retry_seconds)
            await send_alerts("eve.json", iter(outcomes), sender, summary, done=done.append)

    try:
        asyncio.run(run())
    except (UnavailableServerError, UnusableServerError):
        done.append(-1)
    return summary, done
