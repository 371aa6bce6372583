"""Optional members of a request body."""

from __future__ import annotations

from typing import Any

from pydantic import MISSING


def value_or(value: Any, default: Any) -> Any:
    """Return the value, or the default if the member is absent; null is a value."""
    return default if value is MISSING else value
