"""Made-up rows of an eve.json, as Suricata writes them."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

_SIGNATURES = (
    (2001219, "ET SCAN Potential SSH Scan", 2),
    (2013028, "ET POLICY curl User-Agent Outbound", 3),
    (2024897, "ET USER_AGENTS Go HTTP Client User-Agent", 3),
    (2030387, "ET EXPLOIT Possible CVE-2020-11899 Multicast out-of-bound read", 1),
)
_KINDS = ("flow", "dns", "http", "tls", "stats", "fileinfo")


def rows(alerts: float, seed: int = 1) -> Iterator[dict[str, Any]]:
    """Yield rows without end, the same ones for the same seed; a share of ``alerts`` are alerts."""
    draw = random.Random(seed)  # noqa: S311 - made-up data
    instant = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
    while True:
        instant += timedelta(microseconds=draw.randrange(1, 4000))
        row: dict[str, Any] = {
            "timestamp": instant.strftime("%Y-%m-%dT%H:%M:%S.%f+0000"),
            "flow_id": draw.randrange(2**53),
            "in_iface": "eth0",
            "event_type": "alert" if draw.random() < alerts else draw.choice(_KINDS),
            "src_ip": f"192.0.2.{draw.randrange(1, 255)}",
            "src_port": draw.randrange(1024, 65536),
            "dest_ip": f"198.51.100.{draw.randrange(1, 255)}",
            "dest_port": draw.choice((22, 53, 80, 443)),
            "proto": "TCP",
        }
        yield row | _details(row["event_type"], draw)


def _details(kind: str, draw: random.Random) -> dict[str, Any]:
    flow = {
        "pkts_toserver": draw.randrange(99),
        "bytes_toserver": draw.randrange(9999),
        "start": "2026-01-02T03:04:05Z",
    }
    if kind == "alert":
        number, signature, severity = draw.choice(_SIGNATURES)
        alert = {"action": "allowed", "gid": 1, "signature_id": number, "rev": 7, "signature": signature}
        return {
            "alert": alert | {"category": "Misc activity", "severity": severity},
            "http": {"hostname": f"host{draw.randrange(999)}.example.com", "url": "/", "http_method": "GET"},
            "payload_printable": "GET / HTTP/1.1\r\nHost: example.com\r\n\r\n" * 4,
            "flow": flow,
        }
    return {kind: {**flow, "detail": "x" * draw.randrange(100, 1500)}}
