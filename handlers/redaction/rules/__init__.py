"""The rules by what they redact: credentials, hosts, users, and the fields of well-known log lines."""
