"""Reads the events in events.jsonl with the CloudEvents SDK for Python, and prints a list of failures as JSON."""

import json
from pathlib import Path

from cloudevents.core.bindings.http import HTTPMessage, from_http_event, to_binary_event, to_structured_event


def attributes(event):
    """Return the context attributes as JSON has them."""
    return {**event.get_attributes(), "time": event.get_time().strftime("%Y-%m-%dT%H:%M:%S.%fZ")}


failures = []
for line in Path("events.jsonl").read_text().splitlines():
    message = json.loads(line)
    document = json.loads(message["body"])
    event = from_http_event(HTTPMessage(headers=message["headers"], body=message["body"].encode()))
    for name, read in {
        "structured": event,
        "binary, written and read again": from_http_event(to_binary_event(event)),
        "structured, written and read again": from_http_event(to_structured_event(event)),
    }.items():
        # An integer attribute is a string in binary mode.
        version = str(document["ticketversion"]) if name.startswith("binary") else document["ticketversion"]
        if {**attributes(read), "data": read.get_data()} != {**document, "ticketversion": version}:
            failures.append(f"{document['type']}, {name}: {attributes(read)}")
print(json.dumps(failures))
