"""Redacted copies for auditors, written with the original by the plans that come from `x-redact` in the spec.

An auditor's reads, filters and searches use only these copies (ADR-0011).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from generated.redaction import PLANS, AnyJson, Dropped, Items, Members, Plan, Text, Variants
from handlers.redaction.known import NOTHING, Known
from handlers.redaction.text import REDACTION_VERSION, redact_text

__all__ = ["NOTHING", "REDACTION_VERSION", "Known", "changes", "redact", "redact_text", "redacted_columns"]

_BLANK = "[blank]"


def redacted_columns(schema: str, document: Mapping[str, Any], known: Known) -> dict[str, Any]:
    """Return the columns ``redacted`` and ``redaction_version`` for a row with the content of ``document``.

    ``known`` are the typed values of the record that the row belongs to, which no text of it may show. The document must
    have every field that the schema redacts; raises KeyError otherwise.
    """
    plans = _members(PLANS[schema], document).plans
    missing = [name for name, plan in plans.items() if name not in document and not isinstance(plan, Dropped)]
    if missing:
        raise KeyError(f"{schema} cannot be redacted without its {', '.join(missing)}")
    return {"redacted": redact(schema, document, known), "redaction_version": REDACTION_VERSION}


def changes(
    schema: str, before: Mapping[str, Any], after: Mapping[str, Any], known: Known
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Redact the changed fields of an audit record by the schema; fields that it does not have count as free text."""
    owner = {name: value for name, value in (*before.items(), *after.items()) if value is not None}
    plans = _members(PLANS[schema], owner).plans

    def redacted(document: Mapping[str, Any]) -> dict[str, Any]:
        return {name: _follow(plans.get(name, AnyJson()), value, owner, known) for name, value in document.items()}

    return redacted(before), redacted(after)


def redact(schema: str, document: Mapping[str, Any], known: Known = NOTHING) -> dict[str, Any]:
    """Redact a document by the schema; members that the document does not have are not added."""
    plans = _members(PLANS[schema], document).plans
    return _object(plans, document, known)


def _members(plan: Members | Variants, document: Mapping[str, Any]) -> Members:
    return plan if isinstance(plan, Members) else plan.plans[document[plan.tag]]


def _object(plans: Mapping[str, Plan], document: Mapping[str, Any], known: Known) -> dict[str, Any]:
    return {
        name: _follow(plans[name], value, document, known) if name in plans else value
        for name, value in document.items()
        if not isinstance(plans.get(name), Dropped)
    }


def _follow(plan: Plan, value: Any, owner: Mapping[str, Any], known: Known) -> Any:
    if value is None or isinstance(plan, Dropped):
        return None
    if isinstance(plan, AnyJson):
        return _json(value, known)
    if isinstance(plan, Text):
        return _text(plan, value, owner, known)
    if isinstance(plan, Items):
        items = [_follow(plan.plan, item, owner, known) for item in value]
        return list(dict.fromkeys(items)) if plan.unique else items
    return _object(_members(plan, value).plans, value, known)


def _text(plan: Text, value: str, owner: Mapping[str, Any], known: Known) -> str:
    if plan.whole is not None:
        placeholder = plan.whole.placeholders.get(owner.get(plan.whole.by, ""))
        if placeholder is not None:
            return f"[{placeholder}]"
    return _cut(redact_text(value, known), plan.max_length) or (_BLANK if value else "")


def _cut(text: str, length: int) -> str:
    """Cut a text before the word that exceeds the length: a part of a value would not be recognized as one."""
    if len(text) <= length:
        return text
    words = text[: length + 1].rsplit(None, 1)
    return words[0] if len(words) > 1 else ""


def _json(value: Any, known: Known) -> Any:
    if isinstance(value, str):
        return redact_text(value, known)
    if isinstance(value, Mapping):
        return {redact_text(name, known): _json(child, known) for name, child in value.items()}
    if isinstance(value, Sequence):
        return [_json(child, known) for child in value]
    return value
