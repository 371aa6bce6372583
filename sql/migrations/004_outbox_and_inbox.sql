-- Events on their way out, those that were taken in, and messages that can have no effect.
CREATE TABLE outbox (
    tenant_id uuid NOT NULL DEFAULT nullif(current_setting('app.tenant_id', true), '')::uuid,
    id uuid NOT NULL,
    position bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
    ticket_id uuid NOT NULL,
    sequence bigint NOT NULL CHECK (sequence >= 1),
    type text NOT NULL CHECK (type ~ '^oneprotect\.ticket\.[a-z_]{1,50}\.v[0-9]{1,3}$'),
    subject text NOT NULL CHECK (subject ~ '^oneprotect\.ticket\.[a-z_]{1,50}(\.[0-9a-f-]{36}){2}$'),
    payload json NOT NULL,
    created_at timestamptz NOT NULL,
    sent_at timestamptz,
    stream_sequence bigint CHECK (stream_sequence >= 1),
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, ticket_id, sequence),
    CONSTRAINT outbox_placed_when_sent CHECK (stream_sequence IS NULL OR sent_at IS NOT NULL)
);
COMMENT ON TABLE outbox IS 'Lifecycle events, written in their mutation''s transaction and published by the relay.';
COMMENT ON COLUMN outbox.id IS 'The event''s own id; JetStream deduplicates by it.';
COMMENT ON COLUMN outbox.position IS 'Allotted under the ticket''s row lock: of one ticket it rises with sequence.';
COMMENT ON COLUMN outbox.sequence IS
'The ticket''s events, counted from 1 without a gap, in the order of their commits.';
COMMENT ON COLUMN outbox.subject IS 'The NATS subject: event, tenant, ticket.';
COMMENT ON COLUMN outbox.payload IS 'The CloudEvent as it goes out; json keeps it byte for byte.';
COMMENT ON COLUMN outbox.sent_at IS 'When the stream was known to hold it; NULL until then.';
COMMENT ON COLUMN outbox.stream_sequence IS 'Its place in the JetStream stream; NULL where only the stream knows it.';
CREATE INDEX outbox_unsent ON outbox (position) WHERE sent_at IS NULL;
ALTER TABLE outbox ENABLE ROW LEVEL SECURITY;
ALTER TABLE outbox FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON outbox
USING (tenant_id = (SELECT nullif(current_setting('app.tenant_id', true), '')::uuid))
WITH CHECK (tenant_id = (SELECT nullif(current_setting('app.tenant_id', true), '')::uuid));
COMMENT ON POLICY tenant ON outbox IS 'The rows of the transaction''s tenant; none without a tenant.';
CREATE POLICY background_reads ON outbox FOR SELECT TO oneprotect_background USING (true);
COMMENT ON POLICY background_reads ON outbox IS 'The relay publishes the events of all tenants.';
CREATE POLICY background_marks ON outbox FOR UPDATE TO oneprotect_background USING (true) WITH CHECK (true);
COMMENT ON POLICY background_marks ON outbox IS
'The relay marks what is published; its grant covers these columns alone.';
CREATE POLICY background_deletes ON outbox FOR DELETE TO oneprotect_background USING (true);
COMMENT ON POLICY background_deletes ON outbox IS 'Retention removes what was published long ago.';
GRANT SELECT, INSERT ON outbox TO oneprotect_app;
GRANT SELECT, DELETE, UPDATE (sent_at, stream_sequence) ON outbox TO oneprotect_background;

CREATE TABLE inbox (
    tenant_id uuid NOT NULL DEFAULT nullif(current_setting('app.tenant_id', true), '')::uuid,
    consumer text NOT NULL CHECK (length(consumer) BETWEEN 1 AND 100),
    event_id uuid NOT NULL,
    handled_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, consumer, event_id),
    FOREIGN KEY (tenant_id) REFERENCES tenants (id)
);
COMMENT ON TABLE inbox IS
'Events whose effect is there: written in the effect''s own transaction, so that it comes once.';
CREATE INDEX inbox_by_time ON inbox (handled_at);
ALTER TABLE inbox ENABLE ROW LEVEL SECURITY;
ALTER TABLE inbox FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON inbox
USING (tenant_id = (SELECT nullif(current_setting('app.tenant_id', true), '')::uuid))
WITH CHECK (tenant_id = (SELECT nullif(current_setting('app.tenant_id', true), '')::uuid));
COMMENT ON POLICY tenant ON inbox IS 'The rows of the transaction''s tenant; none without a tenant.';
CREATE POLICY background_reads ON inbox FOR SELECT TO oneprotect_background USING (true);
COMMENT ON POLICY background_reads ON inbox IS 'Retention finds what the stream cannot redeliver any more.';
CREATE POLICY background_deletes ON inbox FOR DELETE TO oneprotect_background USING (true);
COMMENT ON POLICY background_deletes ON inbox IS 'Retention removes what the stream cannot redeliver any more.';
GRANT SELECT, INSERT ON inbox TO oneprotect_app;
GRANT SELECT, DELETE ON inbox TO oneprotect_background;

CREATE TABLE dead_letters (
    tenant_id uuid NOT NULL DEFAULT nullif(current_setting('app.tenant_id', true), '')::uuid,
    id uuid NOT NULL,
    consumer text NOT NULL CHECK (length(consumer) BETWEEN 1 AND 100),
    subject text NOT NULL CHECK (length(subject) <= 1000),
    stream_sequence bigint CHECK (stream_sequence >= 1),
    payload bytea NOT NULL,
    reason text NOT NULL CHECK (length(reason) <= 4000),
    deliveries integer NOT NULL CHECK (deliveries >= 1),
    created_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id)
);
COMMENT ON TABLE dead_letters IS 'Messages that can have no effect, whole, with the reason.';
COMMENT ON COLUMN dead_letters.tenant_id IS
'The nil UUID where the message vouches for no tenant; hence no foreign key.';
COMMENT ON COLUMN dead_letters.payload IS 'As it came, which need not be JSON, nor text.';
COMMENT ON COLUMN dead_letters.deliveries IS 'How often the message had been delivered when it was given up.';
CREATE INDEX dead_letters_by_time ON dead_letters (tenant_id, created_at DESC, id DESC);
ALTER TABLE dead_letters ENABLE ROW LEVEL SECURITY;
ALTER TABLE dead_letters FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON dead_letters
USING (tenant_id = (SELECT nullif(current_setting('app.tenant_id', true), '')::uuid))
WITH CHECK (tenant_id = (SELECT nullif(current_setting('app.tenant_id', true), '')::uuid));
COMMENT ON POLICY tenant ON dead_letters IS 'The rows of the transaction''s tenant; none without a tenant.';
GRANT SELECT, INSERT ON dead_letters TO oneprotect_app;
