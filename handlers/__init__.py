"""The hand-written half: what each operation and event does."""
