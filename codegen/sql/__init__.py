"""Generates typed functions from the named queries in `sql/queries`."""
