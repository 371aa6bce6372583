"""One module per OpenAPI tag: the handlers of its operations."""
