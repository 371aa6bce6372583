"""The foundation of all handlers: context, database, identity, idempotency, event bus, settings and telemetry."""
