"""The commands of `oneprotect`: each module has a Typer `app`, and a `SERVICE` if it connects to a server."""
