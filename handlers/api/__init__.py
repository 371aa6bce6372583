"""The API process: the ASGI application, its middleware and its pages."""
