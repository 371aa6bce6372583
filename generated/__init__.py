# Generated from specs by `python -m codegen`. Do not edit.
"""Generated from `specs/` and `sql/`; never edited by hand."""
