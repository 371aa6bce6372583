"""What the text of a search means to the queries."""

from __future__ import annotations

_MAX_DIGITS = 15


def contains_pattern(text: str | None) -> str | None:
    """Return the LIKE pattern that matches the text anywhere, every character taken literally; None for no search."""
    if text is None:
        return None
    escaped = text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{escaped}%"


def ticket_number(text: str | None) -> int | None:
    """Return the ticket number that the text spells, or 0, which no ticket has; None for no search."""
    if text is None:
        return None
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _MAX_DIGITS else 0
