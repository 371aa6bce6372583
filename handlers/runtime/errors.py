"""Errors that end a command with one line on stderr."""

from __future__ import annotations


class OperatorError(Exception):
    """Base of the errors that an operator can fix; the message says what is wrong, where, and what to do next."""


class StartRefusedError(OperatorError):
    """The process must not start with these settings, this environment or this database."""
