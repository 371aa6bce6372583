# Generated from sql/queries by `python -m codegen`. Do not edit.
"""The named queries of sql/queries, as typed functions."""
