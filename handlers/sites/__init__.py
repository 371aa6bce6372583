"""The npm builds of the console and the documentation pages."""
