"""Errors that end a command with one line for the operator."""

from __future__ import annotations


class OperatorError(Exception):
    """A command cannot go on; the message says what is wrong and what to do next."""


class StartRefusedError(OperatorError):
    """The process must not start with these settings or this environment."""
