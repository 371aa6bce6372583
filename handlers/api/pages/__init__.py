"""The HTML pages of the API: the reference of operations, events and problems under /docs, and the console."""
