"""Reads, checks, bundles and releases the contract in `specs/`."""
