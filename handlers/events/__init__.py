"""One function per consumed event."""
