-- A link may bring values that the texts of its ticket must not show to auditors: all redacted copies are then renewed.
GRANT UPDATE (redacted, redaction_version)
ON ticket_comments, ticket_links, ticket_timeline, audit_records TO oneprotect_app;
