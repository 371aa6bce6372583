"""Mutations that write several rows, and the one way to record any mutation."""
