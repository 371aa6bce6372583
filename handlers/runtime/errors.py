"""Errors that end a command with one line for the operator."""

from __future__ import annotations


class StartRefusedError(Exception):
    """The process must not start like this; the message says what to change."""
