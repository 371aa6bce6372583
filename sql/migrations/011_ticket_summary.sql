-- The overview counts open tickets by severity, and what was resolved by day, without reading every ticket.
CREATE INDEX tickets_open_by_severity ON tickets (tenant_id, severity) WHERE status NOT IN ('resolved', 'closed');
CREATE INDEX tickets_by_resolution ON tickets (tenant_id, resolved_at) WHERE resolved_at IS NOT NULL;
