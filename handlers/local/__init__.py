"""Postgres and NATS on one machine, for `oneprotect up` and the tests."""
