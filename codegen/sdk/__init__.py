"""Generates the Python and TypeScript SDKs."""
