"""Identity of the caller: actors, tokens, sessions, principals and the local keys."""
