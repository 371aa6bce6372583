"""Gives valid requests what a client would have: a fresh Idempotency-Key and, mostly, the ETag that it has read."""

import json
import os
import random
import re
import uuid
from typing import Any

import requests
import schemathesis

_TAG = re.compile(r'"[!#-~]{1,62}"')
_KEY = re.compile(r"[!-~]([ -~]*[!-~])?")


@schemathesis.hook
def filter_body(context: Any, body: Any) -> bool:
    """Leave out what is beyond a body's limit, written out: 413 is answered before anybody could judge the schema."""
    del context
    try:
        return len(json.dumps(body)) < 1_000_000
    except (TypeError, ValueError):
        return True


@schemathesis.hook
def before_call(context: Any, case: Any, kwargs: dict[str, Any]) -> None:
    """Leave alone what lacks a parameter: a case that is edited is judged anew, without what it was made for."""
    del context, kwargs
    for name, value in (case.path_parameters or {}).items():
        # A link that was inferred from a member that is null leads nowhere.
        if value is None or value == "None":
            case.path_parameters[name] = str(uuid.uuid4())
    scenario = getattr(case.meta.phase.data, "scenario", None) if case.meta else None
    if scenario == "missing_parameter" or not case.headers:
        return
    if _KEY.fullmatch(str(case.headers.get("Idempotency-Key", ""))):
        case.headers["Idempotency-Key"] = str(uuid.uuid4())
    tag = str(case.headers.get("If-Match", ""))
    if case.method.upper() == "PATCH" and _TAG.fullmatch(tag) and random.random() < 0.8:  # noqa: S311 - no secret
        url = case.operation.base_url.rstrip("/") + case.formatted_path
        read = requests.get(url, headers={"Authorization": os.environ["ONEPROTECT_TOKEN"]}, timeout=10)
        if "ETag" in read.headers:
            case.headers["If-Match"] = read.headers["ETag"]
