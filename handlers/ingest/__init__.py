"""Reports alerts from files of other tools to a server."""
