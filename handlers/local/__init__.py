"""Embedded Postgres and NATS for one machine, and the supervision of processes: for `oneprotect up` and the tests."""
