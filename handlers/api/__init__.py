"""The API process: its start, the ASGI application, middleware and pages."""
