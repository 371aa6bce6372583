-- Evidence that is linked to a ticket, and reports of its deliveries, are redacted by the values of the ticket, too.
GRANT UPDATE (redacted, redaction_version) ON evidence TO oneprotect_app;
