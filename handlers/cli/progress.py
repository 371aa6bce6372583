"""What `oneprotect ingest` prints while it works: results to stdout, and progress and messages to stderr."""

from __future__ import annotations

import os
import sys
import time
from types import TracebackType
from typing import Self, TextIO

import typer
from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, ProgressColumn, TaskID, TextColumn, TimeRemainingColumn
from rich.text import Text

from handlers.ingest.outcome import MAX_LISTED, Summary
from handlers.runtime.errors import OperatorError

_FILE_SECONDS = 10.0
_FOLLOW_SECONDS = 60.0


class _Console(Console):
    def on_broken_pipe(self) -> None:
        """Continue without messages if their reader has exited, such as `head`; Rich itself ends the process."""
        self.quiet = True
        _discard(sys.stderr)


class Display:
    """Shows how far an ingest is; ``has_failures`` says whether a failure was shown.

    On a terminal, a bar shows the bytes of a file, and a line the counts of a log that is followed. Otherwise, a line
    is printed every 10 seconds for a file, and every minute for a log if its counts have changed.
    """

    def __init__(self, summary: Summary, *, is_followed: bool) -> None:
        self.has_failures = False
        self._summary = summary
        self._is_followed = is_followed
        self._is_terminal = _is_terminal(sys.stderr)
        columns: list[ProgressColumn] = [TextColumn("{task.description}", markup=False)]
        if is_followed:
            columns.append(TextColumn("{task.fields[counts]}", markup=False))
        else:
            columns += [BarColumn(), DownloadColumn(), TimeRemainingColumn()]
        self._progress = Progress(
            *columns,
            console=_Console(stderr=True, force_terminal=self._is_terminal),
            # Rich would print what is written to standard output on the console, which is standard error.
            redirect_stdout=_is_terminal(sys.stdout),
            disable=not self._is_terminal,
        )
        self._task: TaskID | None = None
        self._name = ""
        self._size: int | None = None
        self._printed = ""
        self._printed_at = time.monotonic()
        self._rejected = 0  # rows reported since `_rejected_from`
        self._rejected_from = time.monotonic()

    def __enter__(self) -> Self:
        self._progress.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._progress.stop()

    def start(self, name: str, size: int | None) -> None:
        """Show an input; a ``size`` of None is one whose end is not known."""
        self._name, self._size, self._printed_at = name, size, time.monotonic()
        self._printed = self._counts
        self._task = self._progress.add_task(name, total=size, counts=self._counts)

    def advance(self, position: int = 0) -> None:
        """Show how many bytes of the input have been read, and the counts."""
        if self._task is not None:
            self._progress.update(self._task, completed=position, counts=self._counts)
        if not self._is_terminal:
            self._print(position)

    def _print(self, position: int) -> None:
        now, counts = time.monotonic(), self._counts
        interval = _FOLLOW_SECONDS if self._is_followed else _FILE_SECONDS
        if now - self._printed_at >= interval and counts != self._printed:
            share = f"{position / self._size:.0%} read, " if self._size else ""
            self.say(f"{self._name}: {share}{counts}")
            self._printed, self._printed_at = counts, now

    @property
    def _counts(self) -> str:
        summary = self._summary
        return (
            f"{summary.created:,} created, {summary.present:,} already present, {summary.skipped.total():,} skipped, "
            f"{summary.rejected:,} rejected"
        )

    def say(self, message: str) -> None:
        """Print a line above the bar."""
        self._progress.console.print(Text(message), soft_wrap=True)

    def reject(self, message: str) -> None:
        """Print the message about a rejected row, up to 20 in a minute."""
        now = time.monotonic()
        if now - self._rejected_from >= _FOLLOW_SECONDS:
            self._rejected, self._rejected_from = 0, now
        self._rejected += 1
        if self._rejected <= MAX_LISTED:
            self.say(message)
        elif self._rejected == MAX_LISTED + 1:
            self.say("more rows rejected: they are counted, and --rejects FILE lists all of them")

    def fail(self, error: OperatorError) -> None:
        """Print a failure above the bar, as other commands do."""
        self.has_failures = True
        self._progress.console.print(Text(f"oneprotect: {error}", style="red"), soft_wrap=True)

    def result(self, line: str) -> None:
        """Print a line to standard output; that it cannot be written does not end the run."""
        try:
            typer.echo(line)
        except BrokenPipeError:
            _discard(sys.stdout)
        except OSError as error:
            _discard(sys.stdout)
            self.fail(OperatorError(f"standard output cannot be written: {error.strerror}."))


def _is_terminal(file: TextIO | None) -> bool:
    return file is not None and file.isatty()


def _discard(file: TextIO) -> None:
    """Let what is still written to the file disappear, also when Python flushes it at its end."""
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, file.fileno())
    os.close(null)
