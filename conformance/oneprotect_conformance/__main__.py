"""`python -m oneprotect_conformance` is the command `oneprotect-conformance`."""

from oneprotect_conformance.cli import main

main()
