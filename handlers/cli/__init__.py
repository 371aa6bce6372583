"""The `oneprotect` command line."""
