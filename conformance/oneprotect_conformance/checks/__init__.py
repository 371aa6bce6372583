"""Promises that OpenAPI cannot express: one module of checks per subject."""
