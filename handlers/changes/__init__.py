"""Mutations that several callers share, and the one way to record any mutation."""
