-- A link that is created again with another label gets this label (ADR-0019).
GRANT UPDATE (label, redacted, redaction_version) ON ticket_links TO oneprotect_app;
