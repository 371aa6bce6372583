# Generated from specs/openapi.yaml by `python -m codegen`. Do not edit.
"""The operations of the spec, one module per tag."""
