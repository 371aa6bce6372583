"""The `oneprotect` command line, one module per command."""
