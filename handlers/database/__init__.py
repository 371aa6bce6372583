"""Administration of the database: migrations, tenants, redaction and the checks at start."""
