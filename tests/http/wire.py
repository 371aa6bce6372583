"""Requests over raw sockets: what clients send byte by byte, and what a server sends back."""

import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import BinaryIO
from urllib.parse import urlsplit


@dataclass(frozen=True)
class Answer:
    """A response: its status, its headers with names in lower case, and its body."""

    status: int
    headers: dict[str, str]
    body: bytes


class Wire:
    """One connection to a server."""

    def __init__(self, connection: socket.socket, stream: BinaryIO) -> None:
        self.connection = connection
        self._stream = stream

    def send(self, *parts: bytes) -> None:
        """Send the parts in packets of their own."""
        for part in parts:
            self.connection.sendall(part)
            if len(parts) > 1:
                time.sleep(0.05)

    def answer(self, *, to: str = "GET") -> Answer:
        """Read one response, past interim ones."""
        status = int(self._stream.readline().split()[1])
        headers = {}
        while (line := self._stream.readline()).strip():
            name, _, value = line.decode().partition(":")
            headers[name.lower()] = value.strip()
        if status == 100:
            return self.answer(to=to)
        bodiless = to == "HEAD" or status in {204, 304}
        return Answer(status, headers, b"" if bodiless else self._stream.read(int(headers["content-length"])))

    def is_closed(self) -> bool:
        """Whether the server closes the connection within the socket's timeout; False if it sends more."""
        try:
            return self._stream.read(1) == b""
        except ConnectionResetError:
            return True
        except TimeoutError:
            return False


@contextmanager
def connect(url: str, timeout: float = 10) -> Iterator[Wire]:
    address = urlsplit(url)
    with socket.create_connection((address.hostname, address.port), timeout=timeout) as connection:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        with connection.makefile("rb") as stream:
            yield Wire(connection, stream)


def head(method: str, path: str, *headers: str, host: str | None = "127.0.0.1", version: str = "1.1") -> bytes:
    """Return the head of a request, with the headers as lines."""
    lines = [f"{method} {path} HTTP/{version}", *([] if host is None else [f"Host: {host}"]), *headers, "", ""]
    return "\r\n".join(lines).encode()
