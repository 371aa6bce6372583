"""Gives valid requests what a client would have: a fresh Idempotency-Key and, mostly, the ETag that it has read."""

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
def before_call(context: Any, case: Any, kwargs: dict[str, Any]) -> None:
    """Leave alone what lacks a parameter: a case that is edited is judged anew, without what it was made for."""
    del context, kwargs
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
