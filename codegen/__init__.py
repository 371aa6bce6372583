"""Specs and SQL in, `generated/` out."""
