-- Events on their way out, and those that were taken in.
CREATE TABLE outbox (
    tenant_id uuid NOT NULL DEFAULT nullif(current_setting('app.tenant_id', true), '')::uuid,
    id uuid NOT NULL,
    position bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
    ticket_id uuid NOT NULL,
    sequence bigint NOT NULL CHECK (sequence >= 1),
    type text NOT NULL,
    subject text NOT NULL,
    payload json NOT NULL,
    created_at timestamptz NOT NULL,
    sent_at timestamptz,
    stream_sequence bigint,
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, ticket_id, sequence)
);
COMMENT ON TABLE outbox IS 'Lifecycle events, written in their mutation''s transaction and published by the relay.';
COMMENT ON COLUMN outbox.id IS 'The event''s id; JetStream deduplicates by it.';
COMMENT ON COLUMN outbox.position IS 'Allotted under the ticket''s row lock: per ticket it rises with sequence.';
COMMENT ON COLUMN outbox.sequence IS 'The ticket''s events, counted from 1 without a gap, in the order of commits.';
COMMENT ON COLUMN outbox.stream_sequence IS 'Place in the JetStream stream; NULL where only the stream knows it.';
CREATE INDEX outbox_unsent ON outbox (position) WHERE sent_at IS NULL;
ALTER TABLE outbox ENABLE ROW LEVEL SECURITY;
ALTER TABLE outbox FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON outbox
USING (tenant_id = (SELECT nullif(current_setting('app.tenant_id', true), '')::uuid))
WITH CHECK (tenant_id = (SELECT nullif(current_setting('app.tenant_id', true), '')::uuid));
COMMENT ON POLICY tenant ON outbox IS 'Rows of the transaction''s tenant and no others; none without a tenant.';

GRANT SELECT, INSERT ON outbox TO oneprotect_app;
GRANT SELECT, UPDATE (sent_at, stream_sequence), DELETE ON outbox TO oneprotect_background;
CREATE POLICY background ON outbox TO oneprotect_background USING (true) WITH CHECK (true);
COMMENT ON POLICY background ON outbox IS 'The relay publishes the events of all tenants.';

CREATE TABLE inbox (
    tenant_id uuid NOT NULL DEFAULT nullif(current_setting('app.tenant_id', true), '')::uuid,
    consumer text NOT NULL,
    event_id uuid NOT NULL,
    handled_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, consumer, event_id),
    FOREIGN KEY (tenant_id) REFERENCES tenants (id)
);
COMMENT ON TABLE inbox IS 'Events whose effect is there; written in the effect''s transaction.';
CREATE INDEX inbox_by_time ON inbox (handled_at);
ALTER TABLE inbox ENABLE ROW LEVEL SECURITY;
ALTER TABLE inbox FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON inbox
USING (tenant_id = (SELECT nullif(current_setting('app.tenant_id', true), '')::uuid))
WITH CHECK (tenant_id = (SELECT nullif(current_setting('app.tenant_id', true), '')::uuid));
COMMENT ON POLICY tenant ON inbox IS 'Rows of the transaction''s tenant and no others; none without a tenant.';

GRANT SELECT, INSERT ON inbox TO oneprotect_app;
GRANT SELECT, DELETE ON inbox TO oneprotect_background;
CREATE POLICY background ON inbox TO oneprotect_background USING (true);
COMMENT ON POLICY background ON inbox IS 'Retention removes what the stream cannot redeliver any more.';

CREATE TABLE dead_letters (
    tenant_id uuid NOT NULL DEFAULT nullif(current_setting('app.tenant_id', true), '')::uuid,
    id uuid NOT NULL,
    consumer text NOT NULL,
    subject text NOT NULL,
    stream_sequence bigint,
    payload bytea NOT NULL,
    reason text NOT NULL,
    deliveries integer NOT NULL,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id)
);
COMMENT ON TABLE dead_letters IS 'Messages that can have no effect, whole, with the reason.';
COMMENT ON COLUMN dead_letters.tenant_id IS 'The nil UUID where the message vouches for no tenant.';
ALTER TABLE dead_letters ENABLE ROW LEVEL SECURITY;
ALTER TABLE dead_letters FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON dead_letters
USING (tenant_id = (SELECT nullif(current_setting('app.tenant_id', true), '')::uuid))
WITH CHECK (tenant_id = (SELECT nullif(current_setting('app.tenant_id', true), '')::uuid));
COMMENT ON POLICY tenant ON dead_letters IS 'Rows of the transaction''s tenant and no others; none without a tenant.';

GRANT SELECT, INSERT ON dead_letters TO oneprotect_app;
