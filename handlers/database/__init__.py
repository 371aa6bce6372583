"""Administration of the database: migrations, tenants, redaction, and the check of the application's login."""
