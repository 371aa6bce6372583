"""`python -m handlers.cli` is the command `oneprotect`."""

from handlers.cli.main import main

main()
