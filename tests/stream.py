"""Reading the stream, and validating events against their schemas, independently of the generated models."""

import asyncio
import json
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import nats
import pytest
import yaml
from jsonschema import Draft202012Validator, FormatChecker
from nats.errors import TimeoutError as NatsTimeoutError
from nats.js.api import ConsumerConfig, DeliverPolicy
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

ROOT = Path(__file__).parent.parent
EVENTS = ROOT / "specs" / "events"
ASYNCAPI = json.loads((ROOT / "generated" / "asyncapi.json").read_text())


@cache
def retrieve(uri: str) -> Resource:
    content = yaml.safe_load(Path(uri.removeprefix("file://")).read_text())
    return Resource(contents=content, specification=DRAFT202012)


REGISTRY = Registry(retrieve=retrieve)


@cache
def validator(name: str) -> Draft202012Validator:
    uri = (EVENTS / f"{name}.schema.json").as_uri()
    return Draft202012Validator({"$ref": uri}, registry=REGISTRY, format_checker=FormatChecker())


@cache
def bundled_validator(schema: str) -> Draft202012Validator:
    """Return the validator of a payload schema in the served AsyncAPI bundle."""
    document = {"$ref": schema, "components": ASYNCAPI["components"]}
    return Draft202012Validator(document, format_checker=FormatChecker())


def assert_valid(subject: str, event: dict[str, Any]) -> None:
    """Validate an event against its schema, and its subject and payload against the AsyncAPI channel."""
    validator(event["type"].removeprefix("oneprotect.")).validate(event)
    for channel in ASYNCAPI["channels"].values():
        if re.fullmatch(re.sub(r"{\w+}", "[^.]+", channel["address"].replace(".", r"\.")), subject):
            (message,) = (ASYNCAPI["components"]["messages"][name] for name in channel["messages"])
            assert message["name"] == event["type"]
            bundled_validator(message["payload"]["$ref"]).validate(event)
            return
    pytest.fail(f"AsyncAPI has no channel for {subject}")


async def read_events(url: str, subject: str) -> list[dict[str, Any]]:
    client = await nats.connect(url)
    events = []
    try:
        subscription = await client.jetstream().subscribe(
            subject, ordered_consumer=True, config=ConsumerConfig(deliver_policy=DeliverPolicy.ALL)
        )
        while True:
            try:
                message = await subscription.next_msg(timeout=0.5)
            except NatsTimeoutError:
                return events
            event = json.loads(message.data)
            assert_valid(message.subject, event)
            name = event["type"].split(".")[2]
            assert message.subject == f"oneprotect.ticket.{name}.{event['tenantid']}.{event['subject']}"
            events.append(event)
    finally:
        await client.close()


@pytest.fixture
def stream(product) -> Callable[[object], list[dict[str, Any]]]:
    """Read and validate all events of a tenant."""

    def events_of(tenant_id: object) -> list[dict[str, Any]]:
        return asyncio.run(read_events(product.nats_url, f"oneprotect.ticket.*.{tenant_id}.*"))

    return events_of
