"""`oneprotect conformance`: passes its arguments on to the conformance kit, which is a distribution of its own."""

from __future__ import annotations

import typer
from rich.console import Console

_INSTALL = "python3 -m pip install ./conformance"
# The kit parses its own options, --help included.
PASS_ON = {"allow_extra_args": True, "ignore_unknown_options": True, "help_option_names": []}


def conformance(context: typer.Context) -> None:
    """Check a running server against the contract it serves (`oneprotect-conformance`)."""
    try:
        from oneprotect_conformance.cli import app  # noqa: PLC0415 - optional, and too slow to import for --help
    except ModuleNotFoundError as error:
        message = f"the conformance kit is not installed ({error}): run `{_INSTALL}` in a checkout of this project"
        Console(stderr=True).print(f"oneprotect: {message}", style="red", markup=False, highlight=False, soft_wrap=True)
        raise typer.Exit(2) from None
    app(context.args, prog_name="oneprotect conformance")
