# Generated from specs/openapi.yaml by `python -m codegen`. Do not edit.
"""The operations of the contract, one module per tag."""
