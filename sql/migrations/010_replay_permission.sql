-- What an answer took beyond the operation's scopes is asked for again before the answer is.
ALTER TABLE idempotency_keys
ADD COLUMN demands text[] NOT NULL DEFAULT '{}' CHECK (array_position(demands, NULL) IS NULL);
ALTER TABLE idempotency_keys ALTER COLUMN demands DROP DEFAULT;
COMMENT ON COLUMN idempotency_keys.demands IS
'Scopes, and sources as source:<name>, that the mutation needed because of what it was about.';
GRANT UPDATE (demands) ON idempotency_keys TO oneprotect_app;
