-- Tickets, and everything that hangs on a ticket.
CREATE TABLE ticket_counters (
    tenant_id uuid NOT NULL DEFAULT nullif(current_setting('app.tenant_id', true), '')::uuid,
    last_number bigint NOT NULL CHECK (last_number >= 1),
    PRIMARY KEY (tenant_id),
    FOREIGN KEY (tenant_id) REFERENCES tenants (id)
);
COMMENT ON TABLE ticket_counters IS
'The last ticket number of each tenant. A locked row and no sequence: a rollback gives the number back.';
ALTER TABLE ticket_counters ENABLE ROW LEVEL SECURITY;
ALTER TABLE ticket_counters FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON ticket_counters
USING (tenant_id = (SELECT nullif(current_setting('app.tenant_id', true), '')::uuid))
WITH CHECK (tenant_id = (SELECT nullif(current_setting('app.tenant_id', true), '')::uuid));
COMMENT ON POLICY tenant ON ticket_counters IS 'The rows of the transaction''s tenant; none without a tenant.';
GRANT SELECT, INSERT, UPDATE (last_number) ON ticket_counters TO oneprotect_app;

CREATE TABLE tickets (
    tenant_id uuid NOT NULL DEFAULT nullif(current_setting('app.tenant_id', true), '')::uuid,
    id uuid NOT NULL,
    number bigint NOT NULL CHECK (number >= 1),
    version bigint NOT NULL CHECK (version >= 1),
    title text NOT NULL CHECK (length(title) BETWEEN 1 AND 160),
    description text NOT NULL CHECK (length(description) <= 30000),
    status text NOT NULL CHECK (status IN ('new', 'triaged', 'in_progress', 'on_hold', 'resolved', 'closed')),
    priority text NOT NULL CHECK (priority IN ('p1', 'p2', 'p3', 'p4')),
    priority_rank smallint NOT NULL GENERATED ALWAYS AS (
        CASE priority WHEN 'p1' THEN 4 WHEN 'p2' THEN 3 WHEN 'p3' THEN 2 ELSE 1 END
    ) STORED,
    severity text NOT NULL CHECK (severity IN ('critical', 'high', 'medium', 'low', 'informational')),
    severity_rank smallint NOT NULL GENERATED ALWAYS AS (
        CASE severity WHEN 'critical' THEN 5 WHEN 'high' THEN 4 WHEN 'medium' THEN 3 WHEN 'low' THEN 2 ELSE 1 END
    ) STORED,
    assignee_id uuid,
    tags text[] NOT NULL CHECK (cardinality(tags) <= 50 AND array_position(tags, NULL) IS NULL),
    resolution_reason text CHECK (
        resolution_reason IN
        ('true_positive', 'benign_positive', 'false_positive', 'duplicate', 'accepted_risk', 'other')
    ),
    resolution_note text CHECK (length(resolution_note) <= 10000),
    source_kind text NOT NULL CHECK (source_kind IN ('alert', 'manual')),
    source_alert_id uuid,
    reporter_id uuid NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    status_changed_at timestamptz NOT NULL,
    resolved_at timestamptz,
    closed_at timestamptz,
    event_seq bigint NOT NULL DEFAULT 0 CHECK (event_seq >= 0),
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, number),
    UNIQUE (tenant_id, source_alert_id),
    FOREIGN KEY (tenant_id, assignee_id) REFERENCES principals (tenant_id, id),
    FOREIGN KEY (tenant_id, reporter_id) REFERENCES principals (tenant_id, id),
    FOREIGN KEY (tenant_id, source_alert_id) REFERENCES alerts (tenant_id, id),
    CONSTRAINT tickets_alert_named_by_source CHECK ((source_kind = 'alert') = (source_alert_id IS NOT NULL)),
    CONSTRAINT tickets_resolved_with_reason CHECK (
        (status IN ('resolved', 'closed')) = (resolution_reason IS NOT NULL)
        AND (resolution_note IS NULL OR resolution_reason IS NOT NULL)
    ),
    CONSTRAINT tickets_resolved_and_closed_at CHECK (
        (status IN ('resolved', 'closed')) = (resolved_at IS NOT NULL)
        AND (status = 'closed') = (closed_at IS NOT NULL)
    )
);
COMMENT ON TABLE tickets IS 'The canonical ticket. No external tracker owns an id or a state here.';
COMMENT ON COLUMN tickets.number IS 'Per tenant, from 1, without a gap; allotted in the creating transaction.';
COMMENT ON COLUMN tickets.version IS 'Moves only when a field that the client can see moves.';
COMMENT ON COLUMN tickets.priority_rank IS 'Higher is more urgent; sorting goes by it.';
COMMENT ON COLUMN tickets.severity_rank IS 'Higher is worse; sorting goes by it.';
COMMENT ON COLUMN tickets.source_alert_id IS
'Unique: an alert makes one ticket. The alert''s ticket_id is read through it.';
COMMENT ON COLUMN tickets.updated_at IS 'Moves with version and only then.';
COMMENT ON COLUMN tickets.event_seq IS
'Sequence of the last event, raised by every transaction that emits one; never shown to clients.';
CREATE INDEX tickets_by_creation ON tickets (tenant_id, created_at DESC, id DESC);
CREATE INDEX tickets_by_update ON tickets (tenant_id, updated_at DESC, id DESC);
CREATE INDEX tickets_by_priority ON tickets (tenant_id, priority_rank DESC, id DESC);
CREATE INDEX tickets_by_severity ON tickets (tenant_id, severity_rank DESC, id DESC);
CREATE INDEX tickets_by_status ON tickets (tenant_id, status, created_at DESC, id DESC);
CREATE INDEX tickets_by_assignee ON tickets (tenant_id, assignee_id, created_at DESC, id DESC);
ALTER TABLE tickets ENABLE ROW LEVEL SECURITY;
ALTER TABLE tickets FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON tickets
USING (tenant_id = (SELECT nullif(current_setting('app.tenant_id', true), '')::uuid))
WITH CHECK (tenant_id = (SELECT nullif(current_setting('app.tenant_id', true), '')::uuid));
COMMENT ON POLICY tenant ON tickets IS 'The rows of the transaction''s tenant; none without a tenant.';
GRANT SELECT, INSERT ON tickets TO oneprotect_app;
GRANT UPDATE (
    version, title, description, status, priority, severity, assignee_id, tags, resolution_reason, resolution_note,
    updated_at, status_changed_at, resolved_at, closed_at, event_seq
) ON tickets TO oneprotect_app;

-- These tables came before the tickets that they name.
ALTER TABLE outbox ADD FOREIGN KEY (tenant_id, ticket_id) REFERENCES tickets (tenant_id, id);
ALTER TABLE delivery_records ADD FOREIGN KEY (tenant_id, ticket_id) REFERENCES tickets (tenant_id, id);

CREATE TABLE ticket_comments (
    tenant_id uuid NOT NULL DEFAULT nullif(current_setting('app.tenant_id', true), '')::uuid,
    id uuid NOT NULL,
    ticket_id uuid NOT NULL,
    author_id uuid NOT NULL,
    body text NOT NULL CHECK (length(body) BETWEEN 1 AND 10000),
    visibility text NOT NULL CHECK (visibility IN ('internal', 'auditor_visible')),
    auditor_hidden boolean NOT NULL GENERATED ALWAYS AS (visibility = 'internal') STORED,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id),
    FOREIGN KEY (tenant_id, ticket_id) REFERENCES tickets (tenant_id, id),
    FOREIGN KEY (tenant_id, author_id) REFERENCES principals (tenant_id, id)
);
COMMENT ON TABLE ticket_comments IS 'Comments; no role may edit or delete any.';
COMMENT ON COLUMN ticket_comments.auditor_hidden IS 'An internal comment does not exist for an auditor.';
CREATE INDEX ticket_comments_by_ticket ON ticket_comments (tenant_id, ticket_id, created_at DESC, id DESC);
ALTER TABLE ticket_comments ENABLE ROW LEVEL SECURITY;
ALTER TABLE ticket_comments FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON ticket_comments
USING (tenant_id = (SELECT nullif(current_setting('app.tenant_id', true), '')::uuid))
WITH CHECK (tenant_id = (SELECT nullif(current_setting('app.tenant_id', true), '')::uuid));
COMMENT ON POLICY tenant ON ticket_comments IS 'The rows of the transaction''s tenant; none without a tenant.';
GRANT SELECT, INSERT ON ticket_comments TO oneprotect_app;

CREATE TABLE ticket_links (
    tenant_id uuid NOT NULL DEFAULT nullif(current_setting('app.tenant_id', true), '')::uuid,
    id uuid NOT NULL,
    ticket_id uuid NOT NULL,
    target_type text NOT NULL,
    relation text NOT NULL CHECK (relation IN ('related', 'duplicates', 'caused_by', 'blocks')),
    alert_id uuid,
    asset_id uuid,
    evidence_id uuid,
    delivery_record_id uuid,
    audit_record_id uuid,
    target_ticket_id uuid,
    url text CHECK (url ~ '^https://' AND octet_length(url) <= 2000),
    label text CHECK (length(label) BETWEEN 1 AND 200),
    auditor_hidden boolean NOT NULL,
    created_by uuid NOT NULL,
    created_at timestamptz NOT NULL,
    unlinked_at timestamptz,
    PRIMARY KEY (tenant_id, id),
    FOREIGN KEY (tenant_id, ticket_id) REFERENCES tickets (tenant_id, id),
    FOREIGN KEY (tenant_id, alert_id) REFERENCES alerts (tenant_id, id),
    FOREIGN KEY (tenant_id, asset_id) REFERENCES assets (tenant_id, id),
    FOREIGN KEY (tenant_id, evidence_id) REFERENCES evidence (tenant_id, id),
    FOREIGN KEY (tenant_id, delivery_record_id) REFERENCES delivery_records (tenant_id, id),
    FOREIGN KEY (tenant_id, audit_record_id) REFERENCES audit_records (tenant_id, id),
    FOREIGN KEY (tenant_id, target_ticket_id) REFERENCES tickets (tenant_id, id),
    FOREIGN KEY (tenant_id, created_by) REFERENCES principals (tenant_id, id),
    CONSTRAINT ticket_links_one_target CHECK (
        num_nonnulls(alert_id, asset_id, evidence_id, delivery_record_id, audit_record_id, target_ticket_id, url) = 1
        AND CASE target_type
            WHEN 'alert' THEN alert_id IS NOT NULL
            WHEN 'asset' THEN asset_id IS NOT NULL
            WHEN 'evidence' THEN evidence_id IS NOT NULL
            WHEN 'delivery_record' THEN delivery_record_id IS NOT NULL
            WHEN 'audit_record' THEN audit_record_id IS NOT NULL
            WHEN 'ticket' THEN target_ticket_id IS NOT NULL
            WHEN 'external_reference' THEN url IS NOT NULL
            ELSE false
        END
    ),
    CONSTRAINT ticket_links_not_to_itself CHECK (target_ticket_id <> ticket_id),
    CONSTRAINT ticket_links_labelled_url CHECK (label IS NULL OR url IS NOT NULL)
);
COMMENT ON TABLE ticket_links IS
'Links of a ticket: to records of its tenant by foreign key, or to a URL elsewhere. Exactly one target column is set.';
COMMENT ON COLUMN ticket_links.target_ticket_id IS 'That ticket lists the same row as an inbound link.';
COMMENT ON COLUMN ticket_links.url IS 'Stored, never fetched.';
COMMENT ON COLUMN ticket_links.auditor_hidden IS 'Inherited at write from what the link refers to.';
COMMENT ON COLUMN ticket_links.unlinked_at IS
'The row stays, so that the same DELETE again is known and the audit can name it.';
CREATE UNIQUE INDEX ticket_links_once ON ticket_links
(
    tenant_id, ticket_id, target_type, relation,
    alert_id, asset_id, evidence_id, delivery_record_id, audit_record_id, target_ticket_id, url
)
NULLS NOT DISTINCT WHERE unlinked_at IS NULL;
CREATE INDEX ticket_links_by_ticket ON ticket_links (tenant_id, ticket_id, created_at DESC, id DESC)
WHERE unlinked_at IS NULL;
CREATE INDEX ticket_links_inbound ON ticket_links (tenant_id, target_ticket_id, created_at DESC, id DESC)
WHERE target_ticket_id IS NOT NULL AND unlinked_at IS NULL;
CREATE INDEX ticket_links_by_alert ON ticket_links (tenant_id, alert_id)
WHERE alert_id IS NOT NULL AND unlinked_at IS NULL;
CREATE INDEX ticket_links_by_asset ON ticket_links (tenant_id, asset_id)
WHERE asset_id IS NOT NULL AND unlinked_at IS NULL;
ALTER TABLE ticket_links ENABLE ROW LEVEL SECURITY;
ALTER TABLE ticket_links FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON ticket_links
USING (tenant_id = (SELECT nullif(current_setting('app.tenant_id', true), '')::uuid))
WITH CHECK (tenant_id = (SELECT nullif(current_setting('app.tenant_id', true), '')::uuid));
COMMENT ON POLICY tenant ON ticket_links IS 'The rows of the transaction''s tenant; none without a tenant.';
GRANT SELECT, INSERT, UPDATE (unlinked_at) ON ticket_links TO oneprotect_app;

CREATE TABLE ticket_timeline (
    tenant_id uuid NOT NULL DEFAULT nullif(current_setting('app.tenant_id', true), '')::uuid,
    id uuid NOT NULL,
    ticket_id uuid NOT NULL,
    kind text NOT NULL CHECK (
        kind IN ('created', 'updated', 'assigned', 'status_changed', 'comment_added', 'linked', 'unlinked')
    ),
    actor_id uuid NOT NULL,
    occurred_at timestamptz NOT NULL,
    ticket_version bigint NOT NULL CHECK (ticket_version >= 1),
    audit_id uuid NOT NULL,
    data json NOT NULL CHECK (json_typeof(data) = 'object'),
    auditor_hidden boolean NOT NULL,
    PRIMARY KEY (tenant_id, id),
    FOREIGN KEY (tenant_id, ticket_id) REFERENCES tickets (tenant_id, id),
    FOREIGN KEY (tenant_id, actor_id) REFERENCES principals (tenant_id, id),
    FOREIGN KEY (tenant_id, audit_id) REFERENCES audit_records (tenant_id, id)
);
COMMENT ON TABLE ticket_timeline IS 'What happened to a ticket; no role may update or delete any.';
COMMENT ON COLUMN ticket_timeline.ticket_version IS 'The ticket''s version after what happened.';
COMMENT ON COLUMN ticket_timeline.data IS
'What an entry of this kind tells beyond the common; never the body of a comment.';
COMMENT ON COLUMN ticket_timeline.auditor_hidden IS 'Inherited at write from what the entry tells of.';
CREATE INDEX ticket_timeline_by_ticket ON ticket_timeline (tenant_id, ticket_id, occurred_at DESC, id DESC);
ALTER TABLE ticket_timeline ENABLE ROW LEVEL SECURITY;
ALTER TABLE ticket_timeline FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON ticket_timeline
USING (tenant_id = (SELECT nullif(current_setting('app.tenant_id', true), '')::uuid))
WITH CHECK (tenant_id = (SELECT nullif(current_setting('app.tenant_id', true), '')::uuid));
COMMENT ON POLICY tenant ON ticket_timeline IS 'The rows of the transaction''s tenant; none without a tenant.';
GRANT SELECT, INSERT ON ticket_timeline TO oneprotect_app;
