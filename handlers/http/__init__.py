"""One function per operation of the spec, by tag."""
