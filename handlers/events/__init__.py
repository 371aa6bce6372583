"""One module per consumed event."""
