"""Runs `oneprotect` as `python -m handlers.cli`."""

from handlers.cli.main import main

main()
