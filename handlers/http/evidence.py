"""Evidence: metadata and a digest of what lies elsewhere, as records that tickets link to."""

from __future__ import annotations

from typing import Any

from pydantic import MISSING

from generated import models
from generated.operations import (
    CreateEvidence201,
    CreateEvidenceRequest,
    CreateEvidenceResult,
    GetEvidence200,
    GetEvidenceRequest,
    GetEvidenceResult,
    ListEvidence200,
    ListEvidenceRequest,
    ListEvidenceResult,
)
from generated.problems import InvalidCursor
from generated.queries import records
from handlers import redaction
from handlers.changes import audit
from handlers.rules import views
from handlers.rules.change import Change
from handlers.runtime import paging
from handlers.runtime.context import Context, new_id

_TOLD = ("name", "media_type", "size_bytes", "sha256", "description", "collected_at")


async def create_evidence(context: Context, request: CreateEvidenceRequest) -> CreateEvidenceResult:
    """Make evidence; the file itself never comes here."""
    body = request.body
    evidence = models.Evidence(
        id=new_id(),
        name=body.name,
        media_type=_given(body.media_type, None),
        size_bytes=_given(body.size_bytes, None),
        sha256=body.sha256,
        description=_given(body.description, ""),
        collected_at=_given(body.collected_at, None),
        created_by=views.acting(context.actor),
        created_at=context.now,
    )
    document = views.plain(evidence)
    await records.insert_evidence(
        context.connection,
        id=evidence.id,
        name=evidence.name,
        media_type=evidence.media_type,
        size_bytes=evidence.size_bytes,
        sha256=bytes.fromhex(evidence.sha256),
        description=evidence.description,
        collected_at=evidence.collected_at,
        **redaction.twin("Evidence", {name: document[name] for name in ("name", "media_type", "description")}),
        created_by=context.actor.principal_id,
        now=context.now,
    )
    await audit.record(context, "evidence", evidence.id, [Change(name, None, document[name]) for name in _TOLD])
    return CreateEvidence201(body=evidence, location=f"/api/v1/evidence/{evidence.id}")


def _given(value: Any, otherwise: Any) -> Any:
    return otherwise if value is MISSING else value


async def get_evidence(context: Context, request: GetEvidenceRequest) -> GetEvidenceResult:
    """Show the metadata of one piece of evidence."""
    row = await records.get_evidence(context.connection, evidence_id=request.evidence_id)
    return views.not_found("evidence") if row is None else GetEvidence200(body=views.evidence(row))


async def list_evidence(context: Context, request: ListEvidenceRequest) -> ListEvidenceResult:
    """Give a page of evidence."""
    after = paging.position(context, request)
    if isinstance(after, InvalidCursor):
        return after
    rows = await records.list_evidence(
        context.connection,
        sha256=None if request.sha256 is None else bytes.fromhex(request.sha256),
        q=None if request.q is None else views.like(request.q),
        sort=request.sort,
        after=after,
        limit=request.limit + 1,
    )
    shown, next_cursor = paging.page(context, request, rows)
    items = [views.evidence(row) for row in shown]
    return ListEvidence200(body=models.EvidencePage(items=items, next_cursor=next_cursor))
