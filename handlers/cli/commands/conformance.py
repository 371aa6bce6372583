"""`oneprotect conformance`: passes its arguments on to the conformance kit, which is a distribution of its own."""

from __future__ import annotations

import typer

app = typer.Typer(rich_markup_mode=None)
_INSTALL = "python3 -m pip install ./conformance"
# The kit parses its own options, --help included.
_PASS_ON = {"allow_extra_args": True, "ignore_unknown_options": True, "help_option_names": []}


@app.command(context_settings=_PASS_ON)
def conformance(context: typer.Context) -> None:
    """Check a running server against the contract it serves."""
    try:
        from oneprotect_conformance.cli import app as kit  # noqa: PLC0415 - optional
    except ModuleNotFoundError as error:
        message = f"the conformance kit is not installed ({error}): run `{_INSTALL}` in a checkout of this project"
        typer.secho(f"oneprotect: {message}", err=True, fg=typer.colors.RED)
        raise typer.Exit(2) from None
    kit(context.args, prog_name="oneprotect conformance")
