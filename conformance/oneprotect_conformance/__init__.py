"""Checks any running server, local or deployed, against the contract it serves.

The kit imports neither the generated code nor the handlers: an error that both share would go unnoticed.
"""
