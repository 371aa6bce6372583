-- One row for every table, in the tenant of the transaction and as the application writes it.
INSERT INTO tenants (id, name, created_at)
VALUES (current_setting('app.tenant_id')::uuid, 't-' || replace(current_setting('app.tenant_id'), '-', ''), now());
INSERT INTO principals (id, kind, issuer, subject, display_name, roles, assignable, first_seen_at, last_seen_at)
VALUES ('00000000-0000-7000-8000-000000000001', 'user', 'i', 's', 'A. Nalyst', '{analyst}', true, now(), now());
INSERT INTO idempotency_keys (
    principal_id, operation_id, key, fingerprint, status, headers, demands, created_at, expires_at
)
VALUES (
    '00000000-0000-7000-8000-000000000001', 'create_ticket', 'k', sha256('f'), 201, '[]', '{}',
    now(), now() + interval '24 hours'
);
INSERT INTO audit_records (
    id, occurred_at, outcome, operation_id, actor_id, changes, request_id, auditor_hidden, redacted, redaction_version
)
VALUES (
    '00000000-0000-7000-8000-000000000002', now(), 'allowed', 'create_ticket',
    '00000000-0000-7000-8000-000000000001', '[]', gen_random_uuid(), false,
    '{}', 1
);
INSERT INTO inbox (consumer, event_id, handled_at) VALUES ('c', gen_random_uuid(), now());
INSERT INTO dead_letters (id, consumer, subject, payload, reason, deliveries, created_at)
VALUES (gen_random_uuid(), 'c', 's', '\x00', 'r', 1, now());
INSERT INTO alerts (
    id, source, source_alert_id, title, description, severity, status, fingerprint, detected_at, evidence, raw,
    content_hash, version, created_at, updated_at,
    redacted, redaction_version
)
VALUES (
    '00000000-0000-7000-8000-000000000003', 'suricata', '1', 'Scan', '', 'high', 'new', sha256('f'), now(), '[]', '{}',
    sha256('c'), 1, now(), now(),
    '{}', 1
);
INSERT INTO alert_assets (alert_id, position, type, value, role)
VALUES ('00000000-0000-7000-8000-000000000003', 1, 'ip_address', '192.0.2.7', 'source');
INSERT INTO alert_reports (
    id, alert_id, activity, title, description, severity, detected_at, content_hash, redacted, redaction_version,
    created_at
)
VALUES (
    gen_random_uuid(), '00000000-0000-7000-8000-000000000003', 'close', 'Scan', '', 'high', now(), sha256('c'), '{}', 1,
    now()
);
INSERT INTO assets (id, type, value, created_by, created_at, redacted, redaction_version)
VALUES (
    '00000000-0000-7000-8000-000000000004', 'ip_address', '192.0.2.7', '00000000-0000-7000-8000-000000000001', now(),
    '{}', 1
);
INSERT INTO evidence (id, name, description, sha256, created_by, created_at, redacted, redaction_version)
VALUES (
    '00000000-0000-7000-8000-000000000005', 'e', '', sha256('e'), '00000000-0000-7000-8000-000000000001', now(),
    '{}', 1
);
INSERT INTO ticket_counters (last_number) VALUES (1);
INSERT INTO tickets (
    id, number, version, title, description, status, priority, severity, tags, source_kind, reporter_id,
    created_at, updated_at, status_changed_at,
    redacted, redaction_version
)
VALUES (
    '00000000-0000-7000-8000-000000000006', 1, 1, 'T', '', 'new', 'p3', 'medium', '{}', 'manual',
    '00000000-0000-7000-8000-000000000001', now(), now(), now(),
    '{}', 1
);
INSERT INTO delivery_records (
    id, ticket_id, source, source_event_id, target, status, detail, occurred_at, created_at,
    redacted, redaction_version
)
VALUES (
    '00000000-0000-7000-8000-000000000007', '00000000-0000-7000-8000-000000000006', 's', '1', 't', 'delivered', '',
    now(), now(),
    '{}', 1
);
INSERT INTO outbox (id, ticket_id, sequence, type, subject, payload, created_at)
VALUES (
    gen_random_uuid(), '00000000-0000-7000-8000-000000000006', 1, 'oneprotect.ticket.created.v1',
    'oneprotect.ticket.created.' || current_setting('app.tenant_id') || '.00000000-0000-7000-8000-000000000006', '{}',
    now()
);
INSERT INTO ticket_comments (id, ticket_id, author_id, body, visibility, created_at, redacted, redaction_version)
VALUES (
    gen_random_uuid(), '00000000-0000-7000-8000-000000000006', '00000000-0000-7000-8000-000000000001', 'c', 'internal',
    now(),
    '{}', 1
);
INSERT INTO ticket_links (
    id, ticket_id, target_type, relation, alert_id, auditor_hidden, created_by, created_at,
    redacted, redaction_version
)
VALUES (
    gen_random_uuid(), '00000000-0000-7000-8000-000000000006', 'alert', 'related',
    '00000000-0000-7000-8000-000000000003', false, '00000000-0000-7000-8000-000000000001', now(),
    '{}', 1
);
INSERT INTO ticket_timeline (
    id, ticket_id, kind, actor_id, occurred_at, ticket_version, audit_id, data, auditor_hidden,
    redacted, redaction_version
)
VALUES (
    gen_random_uuid(), '00000000-0000-7000-8000-000000000006', 'created', '00000000-0000-7000-8000-000000000001',
    now(), 1, '00000000-0000-7000-8000-000000000002', '{}', false,
    '{}', 1
);
INSERT INTO sessions (id, principal_id, roles, created_at, expires_at)
VALUES (
    gen_random_uuid(), '00000000-0000-7000-8000-000000000001', ARRAY['analyst'], now(), now() + interval '12 hours'
);
