"""Entry point of `oneprotect`: lists the commands, runs one of them, and reports its failures in one line."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from handlers.cli.failures import Service, describe
from handlers.runtime.errors import OperatorError

# By command: its module in handlers/cli/commands, and the first sentence of its help.
COMMANDS = {
    "up": ("up", "Start the whole product on this machine."),
    "token": ("token", "Print a token signed with the local key."),
    "ingest": ("ingest", "Report alerts from files."),
    "events": ("events", "Print ticket events as they are published."),
    "conformance": ("conformance", "Check a running server against the contract it serves."),
    "build": ("build", "Build the console and the API reference from the sources."),
    "api": ("processes", "Serve the HTTP API."),
    "relay": ("processes", "Publish events from the outbox to NATS."),
    "worker": ("processes", "Consume events from NATS."),
    "migrate": ("migrate", "Apply the missing migrations to the database."),
    "redact": ("redact", "Bring the redacted copies of all rows up to date."),
    "tenant": ("tenant", "Manage tenants."),
}


class Command(TyperCommand):
    """A command whose module is imported when it is called, so that `oneprotect --help` is fast."""

    def __init__(self, name: str, module: str, summary: str) -> None:
        super().__init__(name, help=summary, rich_markup_mode=None)
        self._name, self._module = name, module

    @property
    def module(self) -> Any:
        """The module of the command, imported now."""
        return import_module(f"handlers.cli.commands.{self._module}")

    def make_context(self, *args: Any, **kwargs: Any) -> Any:
        """Return the context of the real command, which is the one that then runs."""
        return typer.main.get_group(self.module.app).commands[self._name].make_context(*args, **kwargs)


class Commands(TyperGroup):
    """The `oneprotect` command, and the only place that reports failures; any other exception is a bug."""

    def __init__(self, **attributes: Any) -> None:
        super().__init__(**attributes)
        self.commands.update({name: Command(name, module, summary) for name, (module, summary) in COMMANDS.items()})

    def invoke(self, ctx: Any) -> Any:
        """Run the subcommand; after a failure that the operator can fix, print it on one line and exit with 1."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:  # the reader of the output has exited, such as `head`: Typer exits silently
            raise
        except self._failures(ctx) as error:
            typer.secho(f"oneprotect: {describe(error, self._service(ctx))}", err=True, fg=typer.colors.RED)
            raise typer.Exit(1) from None

    def _failures(self, ctx: Any) -> tuple[type[BaseException], ...]:
        return (OperatorError, OSError, *self._service(ctx).errors)

    def _service(self, ctx: Any) -> Service:
        command = self.commands.get(ctx.invoked_subcommand)
        return getattr(command.module, "SERVICE", Service()) if isinstance(command, Command) else Service()


app = typer.Typer(
    cls=Commands,
    name="oneprotect",
    epilog="`oneprotect COMMAND --help` explains a command.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=False,
)


@app.callback()
def oneprotect() -> None:
    """OneProtect Ticketing: the tenant-scoped, audited ticket runtime of OneProtect."""


def main() -> None:
    """Run the command line and exit."""
    if sys.stdin is None:  # closed by the caller: sockets must not take the descriptors of the standard streams
        os.open(os.devnull, os.O_RDONLY)
    app()
