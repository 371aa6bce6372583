# Generated from specs/openapi.yaml by `python -m codegen`. Do not edit.
"""The parameters that operations share: `components.parameters` of the spec."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints, TypeAdapter

from generated.runtime.parameters import Parameter
from generated.scalars import Uuid

ALERT_ID = Parameter(
    name="alert_id",
    where="path",
    field="alert_id",
    adapter=TypeAdapter(Uuid),
    required=True,
    description="The alert's ID.",
)

TICKET_ID = Parameter(
    name="ticket_id",
    where="path",
    field="ticket_id",
    adapter=TypeAdapter(Uuid),
    required=True,
    description="The ticket's ID.",
)

LINK_ID = Parameter(
    name="link_id",
    where="path",
    field="link_id",
    adapter=TypeAdapter(Uuid),
    required=True,
    description="The link's ID.",
)

ASSET_ID = Parameter(
    name="asset_id",
    where="path",
    field="asset_id",
    adapter=TypeAdapter(Uuid),
    required=True,
    description="The asset's ID.",
)

EVIDENCE_ID = Parameter(
    name="evidence_id",
    where="path",
    field="evidence_id",
    adapter=TypeAdapter(Uuid),
    required=True,
    description="The ID of the evidence.",
)

DELIVERY_RECORD_ID = Parameter(
    name="delivery_record_id",
    where="path",
    field="delivery_record_id",
    adapter=TypeAdapter(Uuid),
    required=True,
    description="The delivery record's ID.",
)

AUDIT_RECORD_ID = Parameter(
    name="audit_record_id",
    where="path",
    field="audit_record_id",
    adapter=TypeAdapter(Uuid),
    required=True,
    description="The audit record's ID.",
)

IDEMPOTENCY_KEY = Parameter(
    name="Idempotency-Key",
    where="header",
    field="idempotency_key",
    adapter=TypeAdapter(
        Annotated[str, StringConstraints(min_length=1, max_length=255, pattern="^[!-~]([ -~]*[!-~])?$")]
    ),
    description="Makes the request safe to retry for 24 hours: repeating it with the same key returns the first 2xx response again, with Idempotency-Replayed.",
)

IF_MATCH = Parameter(
    name="If-Match",
    where="header",
    field="if_match",
    adapter=TypeAdapter(Annotated[str, StringConstraints(min_length=3, max_length=64, pattern='^"[!#-~]{1,62}"$')]),
    required=True,
    description="The ETag that was last read: one strong entity tag, including its quotes.",
)

IF_NONE_MATCH = Parameter(
    name="If-None-Match",
    where="header",
    field="if_none_match",
    adapter=TypeAdapter(
        Annotated[str, StringConstraints(min_length=1, max_length=1000, pattern="^[!-~]([ -~]*[!-~])?$")]
    ),
    description="One or more ETags that the client holds, or `*`. If one of them is current, the response is 304.",
)

LIMIT = Parameter(
    name="limit",
    where="query",
    field="limit",
    adapter=TypeAdapter(Annotated[int, Field(strict=True, ge=1, le=100)]),
    kind="integer",
    default=50,
    description="The maximum number of items in the page.",
)

CURSOR = Parameter(
    name="cursor",
    where="query",
    field="cursor",
    adapter=TypeAdapter(Annotated[str, StringConstraints(min_length=1, max_length=2000, pattern="^[A-Za-z0-9_-]+$")]),
    description="The `next_cursor` of the previous page, with the same filters and sort.",
)

ASSET = Parameter(
    name="asset",
    where="query",
    field="asset",
    adapter=TypeAdapter(Annotated[str, StringConstraints(min_length=1, max_length=2048, pattern="^[^\\u0000]*$")]),
    repeatable=True,
    max_items=20,
    description="Only records with an asset that one of these values selects. A value selects the assets that equal it in their canonical form. A value that ends with `*` also selects the assets whose canonical form begins with what precedes the `*`, and a network in CIDR notation, such as `10.0.0.0/8`, also selects all addresses in it. The assets of a ticket are those in its `assets`. For an auditor, the assets are compared as the auditor sees them.",
)

Q = Parameter(
    name="q",
    where="query",
    field="q",
    adapter=TypeAdapter(Annotated[str, StringConstraints(min_length=1, max_length=200, pattern="^[^\\u0000]*$")]),
    description="Words and phrases in double quotes, each of which a record must contain, in any order and without regard to case.",
)
