-- Comments only, in plain English. That of search_ids stays: only its owner, oneprotect_search, may replace it.

COMMENT ON SCHEMA auditor IS
'Views with the names of the tables that show what an auditor sees. First in the search path of auditor transactions.';

COMMENT ON FUNCTION words(text[]) IS
'The text that a search matches. NULL fields are skipped.';
COMMENT ON FUNCTION words(jsonb, text[]) IS
'The text that an auditor''s search matches.';

COMMENT ON TABLE alerts IS
'Alerts as they were reported. Only status, verdict and severity change.';
COMMENT ON COLUMN alerts.source_alert_id IS
'Id that the source assigned. Another report with the same id is the same alert, whatever its body.';
COMMENT ON COLUMN alerts.severity_rank IS
'Sort key of severity. Higher is more severe.';
COMMENT ON COLUMN alerts.verdict IS
'NULL until an analyst has set one.';
COMMENT ON COLUMN alerts.fingerprint IS
'SHA-256 of source and rule id or, without a rule id, of source and title. Used for correlation.';
COMMENT ON COLUMN alerts.evidence IS
'Array of {type, value}, as reported.';
COMMENT ON COLUMN alerts.raw IS
'Original document. Type json instead of jsonb preserves numbers and member order.';
COMMENT ON COLUMN alerts.content_hash IS
'SHA-256 of the request body, which tells a repeated report from a different one with the same id.';
COMMENT ON COLUMN alerts.version IS
'Incremented when a field that clients see changes, including the alert''s ticket (tickets.source_alert_id).';
COMMENT ON COLUMN alerts.redacted IS
'Source, ids, title, description, assets and evidence as an auditor sees them.';
COMMENT ON COLUMN alerts.redaction_version IS
'Version of the rules that produced the redacted copy. Part of an auditor''s ETag.';

COMMENT ON TABLE alert_assets IS
'Assets named by an alert: values, not references to rows of assets.';
COMMENT ON COLUMN alert_assets.position IS
'Order in which the alert names the assets, from 1.';
COMMENT ON COLUMN alert_assets.value_hash IS
'Indexed instead of value, which may exceed the size of an index row. Compare value as well.';

COMMENT ON TABLE assets IS
'Assets that are recorded independently of alerts and can be linked to tickets.';
COMMENT ON COLUMN assets.value_hash IS
'Indexed instead of value, which may exceed the size of an index row. Compare value as well.';

COMMENT ON TABLE audit_records IS
'One row for every mutation, allowed or denied. No role may update or delete rows.';
COMMENT ON COLUMN audit_records.operation_id IS
'operationId of the API, or name of a background task.';
COMMENT ON COLUMN audit_records.reason IS
'Code of the problem returned for a denied mutation.';
COMMENT ON COLUMN audit_records.target_id IS
'Not a foreign key: a denied request may name a row that does not exist.';
COMMENT ON COLUMN audit_records.auditor_hidden IS
'Whether the record concerns something hidden from auditors, and is hidden itself. Set on insert.';

COMMENT ON TABLE dead_letters IS
'Complete messages that can have no effect, with the reason.';
COMMENT ON COLUMN dead_letters.tenant_id IS
'The nil UUID if the tenant of the message is not certain, so not a foreign key.';
COMMENT ON COLUMN dead_letters.payload IS
'Payload as received, which may be neither JSON nor text.';
COMMENT ON COLUMN dead_letters.deliveries IS
'Number of deliveries before the message was given up.';

COMMENT ON TABLE delivery_records IS
'Deliveries reported by outbound integrations. Written by the worker, never by clients.';
COMMENT ON COLUMN delivery_records.source IS
'CloudEvents source. Together with source_event_id it identifies a delivery.';
COMMENT ON COLUMN delivery_records.target IS
'Integration that the delivery went to.';
COMMENT ON COLUMN delivery_records.status IS
'Outcome, as given by the type of the event.';
COMMENT ON COLUMN delivery_records.occurred_at IS
'Time of the event. Of several events about one delivery, the latest applies.';

COMMENT ON TABLE evidence IS
'Metadata of evidence files that are stored elsewhere.';
COMMENT ON COLUMN evidence.sha256 IS
'Digest of the file, which identifies it wherever it is stored.';

COMMENT ON TABLE idempotency_keys IS
'Responses to mutations with an Idempotency-Key, for replay. Only successes are stored.';
COMMENT ON COLUMN idempotency_keys.key IS
'Key as sent by the client: 1 to 255 printable ASCII characters.';
COMMENT ON COLUMN idempotency_keys.fingerprint IS
'SHA-256 of path, query, If-Match and the body in RFC 8785 form. A key is only valid for the same request.';
COMMENT ON COLUMN idempotency_keys.headers IS
'Response headers as an array of [name, value], in order.';
COMMENT ON COLUMN idempotency_keys.body IS
'Response body, byte for byte. NULL if it had none.';
COMMENT ON COLUMN idempotency_keys.demands IS
'Scopes, and sources as source:<name>, that the request needed beyond those of its operation. A replay needs them too.';
COMMENT ON COLUMN idempotency_keys.expires_at IS
'24 hours after the response. An expired row is ignored.';

COMMENT ON TABLE inbox IS
'Events that have been applied. The row is written in the transaction of the effect, so that no event applies twice.';

COMMENT ON TABLE outbox IS
'Lifecycle events, written in the transaction of their mutation and published by the relay.';
COMMENT ON COLUMN outbox.id IS
'Id of the event. JetStream uses it for deduplication.';
COMMENT ON COLUMN outbox.position IS
'Assigned while the ticket is locked, so that it rises with sequence within a ticket.';
COMMENT ON COLUMN outbox.sequence IS
'Position among the events of the ticket, from 1 without gaps, in commit order.';
COMMENT ON COLUMN outbox.subject IS
'NATS subject, which contains event, tenant and ticket.';
COMMENT ON COLUMN outbox.payload IS
'CloudEvent as published. Type json preserves it byte for byte.';
COMMENT ON COLUMN outbox.sent_at IS
'Time when the event was known to be in the stream. NULL until then.';
COMMENT ON COLUMN outbox.stream_sequence IS
'Sequence number in the JetStream stream. NULL if only the stream knows it.';

COMMENT ON TABLE principals IS
'Subjects of all verified tokens and sessions, and the system itself.';
COMMENT ON COLUMN principals.id IS
'UUIDv5 of issuer, NUL and subject, with the tenant id as namespace.';
COMMENT ON COLUMN principals.kind IS
'user, or system for the runtime itself, such as the worker that correlates tickets.';
COMMENT ON COLUMN principals.roles IS
'Roles of the last request. Authorization uses the roles of the current token, not these.';
COMMENT ON COLUMN principals.assignable IS
'Whether the principal had tickets:write in its last request, so that tickets can be assigned to it.';

COMMENT ON TABLE schema_migrations IS
'Migrations applied to this database. Only the migration runner writes it.';
COMMENT ON COLUMN schema_migrations.checksum IS
'SHA-256 of the file as applied; it must not be edited after that.';

COMMENT ON TABLE sessions IS
'Sessions of the console. A row that has ended or expired is not accepted.';
COMMENT ON COLUMN sessions.id IS
'Random. The cookie contains it and the tenant id, authenticated with a key that is not in the database.';
COMMENT ON COLUMN sessions.roles IS
'Roles that the identity provider confirmed at sign-in.';
COMMENT ON COLUMN sessions.expires_at IS
'Absolute end of the session. Activity does not extend it.';
COMMENT ON COLUMN sessions.ended_at IS
'Time of the sign-out, if any.';

COMMENT ON TABLE tenants IS
'Tenants of this installation.';
COMMENT ON COLUMN tenants.id IS
'UUIDv5 of urn:oneprotect:tenant:<name> in the URL namespace.';
COMMENT ON COLUMN tenants.name IS
'Unique in the installation. All other keys are unique within a tenant.';

COMMENT ON TABLE ticket_comments IS
'Comments. No role may update or delete rows.';
COMMENT ON COLUMN ticket_comments.auditor_hidden IS
'Whether the comment is internal and hidden from auditors.';

COMMENT ON TABLE ticket_counters IS
'Last ticket number of each tenant. A row instead of a sequence, because a rollback must release the number.';

COMMENT ON TABLE ticket_links IS
'Links from a ticket to a record of its tenant, by foreign key, or to an external URL. Exactly one target is set.';
COMMENT ON COLUMN ticket_links.target_ticket_id IS
'Ticket that lists this row as an inbound link.';
COMMENT ON COLUMN ticket_links.url IS
'External URL. The server never fetches it.';
COMMENT ON COLUMN ticket_links.auditor_hidden IS
'Whether the link is hidden from auditors. Set on insert, from its target.';
COMMENT ON COLUMN ticket_links.unlinked_at IS
'Time of the unlinking. The row remains, so that a repeated DELETE succeeds and audit records can refer to it.';

COMMENT ON TABLE ticket_timeline IS
'History of each ticket. No role may update or delete rows.';
COMMENT ON COLUMN ticket_timeline.ticket_version IS
'Version of the ticket after the change.';
COMMENT ON COLUMN ticket_timeline.data IS
'Members specific to the kind of entry. Never contains the body of a comment.';
COMMENT ON COLUMN ticket_timeline.auditor_hidden IS
'Whether the entry is hidden from auditors. Set on insert, from what it records.';

COMMENT ON TABLE tickets IS
'Tickets. This table is authoritative: no external tracker owns a ticket''s id or state.';
COMMENT ON COLUMN tickets.number IS
'Number within the tenant, from 1 without gaps, assigned in the transaction that creates the ticket.';
COMMENT ON COLUMN tickets.version IS
'Incremented only when a field that clients see changes.';
COMMENT ON COLUMN tickets.priority_rank IS
'Sort key of priority. Higher is more urgent.';
COMMENT ON COLUMN tickets.severity_rank IS
'Sort key of severity. Higher is more severe.';
COMMENT ON COLUMN tickets.source_alert_id IS
'Alert that the ticket was created from. Unique: an alert has at most one ticket, its ticket_id in the API.';
COMMENT ON COLUMN tickets.updated_at IS
'Time of the last change of version.';
COMMENT ON COLUMN tickets.event_seq IS
'Sequence of the ticket''s last event, incremented by every transaction that emits one. Never shown to clients.';
COMMENT ON COLUMN tickets.redaction_version IS
'Version of the rules that produced the redacted copy. Part of an auditor''s ETag.';

COMMENT ON POLICY auditor ON audit_records IS
'Auditors cannot see hidden rows.';
COMMENT ON POLICY auditor ON ticket_comments IS
'Auditors cannot see hidden rows.';
COMMENT ON POLICY auditor ON ticket_links IS
'Auditors cannot see hidden rows.';
COMMENT ON POLICY auditor ON ticket_timeline IS
'Auditors cannot see hidden rows.';
COMMENT ON POLICY background_deletes ON idempotency_keys IS
'The background role deletes expired rows of all tenants.';
COMMENT ON POLICY background_deletes ON inbox IS
'The background role deletes rows whose events the stream cannot redeliver any more.';
COMMENT ON POLICY background_deletes ON outbox IS
'The background role deletes events that were published long ago.';
COMMENT ON POLICY background_deletes ON sessions IS
'The background role deletes expired rows of all tenants.';
COMMENT ON POLICY background_marks ON outbox IS
'The relay marks events as published. It may only update the columns for that.';
COMMENT ON POLICY background_reads ON idempotency_keys IS
'The background role finds expired rows of all tenants.';
COMMENT ON POLICY background_reads ON inbox IS
'The background role finds rows whose events the stream cannot redeliver any more.';
COMMENT ON POLICY background_reads ON outbox IS
'The relay publishes the events of all tenants.';
COMMENT ON POLICY background_reads ON sessions IS
'The background role finds expired rows of all tenants.';
COMMENT ON POLICY background_reads ON tenants IS
'Background tasks list the tenants.';
COMMENT ON POLICY tenant ON alert_assets IS
'Rows of the transaction''s tenant. Without a tenant, none.';
COMMENT ON POLICY tenant ON alerts IS
'Rows of the transaction''s tenant. Without a tenant, none.';
COMMENT ON POLICY tenant ON assets IS
'Rows of the transaction''s tenant. Without a tenant, none.';
COMMENT ON POLICY tenant ON audit_records IS
'Rows of the transaction''s tenant. Without a tenant, none.';
COMMENT ON POLICY tenant ON dead_letters IS
'Rows of the transaction''s tenant. Without a tenant, none.';
COMMENT ON POLICY tenant ON delivery_records IS
'Rows of the transaction''s tenant. Without a tenant, none.';
COMMENT ON POLICY tenant ON evidence IS
'Rows of the transaction''s tenant. Without a tenant, none.';
COMMENT ON POLICY tenant ON idempotency_keys IS
'Rows of the transaction''s tenant. Without a tenant, none.';
COMMENT ON POLICY tenant ON inbox IS
'Rows of the transaction''s tenant. Without a tenant, none.';
COMMENT ON POLICY tenant ON outbox IS
'Rows of the transaction''s tenant. Without a tenant, none.';
COMMENT ON POLICY tenant ON principals IS
'Rows of the transaction''s tenant. Without a tenant, none.';
COMMENT ON POLICY tenant ON sessions IS
'Rows of the transaction''s tenant. Without a tenant, none.';
COMMENT ON POLICY tenant ON ticket_comments IS
'Rows of the transaction''s tenant. Without a tenant, none.';
COMMENT ON POLICY tenant ON ticket_counters IS
'Rows of the transaction''s tenant. Without a tenant, none.';
COMMENT ON POLICY tenant ON ticket_links IS
'Rows of the transaction''s tenant. Without a tenant, none.';
COMMENT ON POLICY tenant ON ticket_timeline IS
'Rows of the transaction''s tenant. Without a tenant, none.';
COMMENT ON POLICY tenant ON tickets IS
'Rows of the transaction''s tenant. Without a tenant, none.';
COMMENT ON POLICY tenant ON tenants IS
'The row of the transaction''s tenant. Without a tenant, none.';
