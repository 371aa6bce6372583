"""What `oneprotect ingest` shows on stderr while it works: a progress bar, and messages above it."""

from __future__ import annotations

from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TaskID, TextColumn, TimeRemainingColumn
from rich.text import Text

from handlers.runtime.errors import OperatorError


class Display:
    """A progress bar by bytes for one input after the other; ``has_failures`` says whether a failure was shown."""

    def __init__(self) -> None:
        self._progress = Progress(
            TextColumn("{task.description}", markup=False),
            BarColumn(),
            DownloadColumn(),
            TimeRemainingColumn(),
            console=Console(stderr=True),
        )
        self._task: TaskID | None = None
        self.has_failures = False

    def __enter__(self) -> Self:
        self._progress.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._progress.stop()

    def start(self, name: str, size: int | None) -> None:
        """Show the bar of an input; a ``size`` of None is one whose end is not known."""
        self._task = self._progress.add_task(name, total=size)

    def advance(self, position: int) -> None:
        """Show how many bytes of the input have been read."""
        if self._task is not None:
            self._progress.update(self._task, completed=position)

    def say(self, message: str) -> None:
        """Print a line above the bar."""
        self._progress.console.print(Text(message), soft_wrap=True)

    def fail(self, error: OperatorError) -> None:
        """Print a failure above the bar, as other commands do."""
        self.has_failures = True
        self._progress.console.print(Text(f"oneprotect: {error}", style="red"), soft_wrap=True)
