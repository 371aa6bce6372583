# Generated from codegen/runtime/__init__.py by `python -m codegen`. Do not edit.
"""The parts of the generated server that are the same for every contract: the request pipeline and its helpers."""
