"""What handlers stand on: context, database, authentication, audit, outbox, bus, settings, telemetry."""
