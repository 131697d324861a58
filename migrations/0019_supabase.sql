-- Who somebody is at the Supabase project of the settings. One that has ended stays, so that the
-- account there does not become somebody new by its next token.
CREATE TABLE supabase_link (
    id TEXT PRIMARY KEY NOT NULL,
    user_id TEXT NOT NULL UNIQUE REFERENCES app_user (id) ON DELETE CASCADE,
    issuer TEXT NOT NULL,
    subject TEXT NOT NULL UNIQUE,
    email TEXT NOT NULL,
    created_at TEXT NOT NULL,
    last_used_at TEXT,
    ended_at TEXT
) STRICT;
