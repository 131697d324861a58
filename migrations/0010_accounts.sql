-- Which of several organizations a session works in.
CREATE TABLE session_place (
    session_id TEXT NOT NULL UNIQUE REFERENCES session (id) ON DELETE CASCADE,
    organization_id TEXT NOT NULL REFERENCES organization (id) ON DELETE CASCADE
) STRICT;
CREATE INDEX session_place_organization ON session_place (organization_id);

-- What somebody says of themselves, besides their name.
CREATE TABLE portrayal (
    user_id TEXT NOT NULL UNIQUE REFERENCES app_user (id) ON DELETE CASCADE,
    bio TEXT NOT NULL,
    avatar_url TEXT NOT NULL
) STRICT;

-- What who runs the server has decided; one row.
CREATE TABLE house_rules (
    id TEXT PRIMARY KEY NOT NULL,
    sign_up TEXT NOT NULL,
    rev INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL
) STRICT;

-- A link by which somebody who lost their password chooses another one, once.
CREATE TABLE password_reset (
    id TEXT PRIMARY KEY NOT NULL,
    user_id TEXT NOT NULL REFERENCES app_user (id) ON DELETE CASCADE,
    token_hash TEXT NOT NULL UNIQUE,
    created_by TEXT REFERENCES app_user (id) ON DELETE SET NULL,
    created_at TEXT NOT NULL,
    expires_at TEXT NOT NULL
) STRICT;
CREATE INDEX password_reset_user ON password_reset (user_id);
CREATE INDEX password_reset_created_by ON password_reset (created_by);

-- What is shown besides the password: a code of an authenticator app, whose secret is sealed with
-- the file secret-key, or a code from paper.
CREATE TABLE second_factor (
    id TEXT PRIMARY KEY NOT NULL,
    user_id TEXT NOT NULL UNIQUE REFERENCES app_user (id) ON DELETE CASCADE,
    secret TEXT NOT NULL,
    last_step INTEGER NOT NULL,
    confirmed_at TEXT,
    created_at TEXT NOT NULL
) STRICT;
CREATE TABLE recovery_code (
    id TEXT PRIMARY KEY NOT NULL,
    user_id TEXT NOT NULL REFERENCES app_user (id) ON DELETE CASCADE,
    code_mark TEXT NOT NULL,
    created_at TEXT NOT NULL
) STRICT;
CREATE INDEX recovery_code_user ON recovery_code (user_id);

-- What a program signs in with, in somebody's name and for one organization. Only its hash is kept.
CREATE TABLE api_key (
    id TEXT PRIMARY KEY NOT NULL,
    user_id TEXT NOT NULL REFERENCES app_user (id) ON DELETE CASCADE,
    organization_id TEXT NOT NULL REFERENCES organization (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    hint TEXT NOT NULL,
    token_hash TEXT NOT NULL UNIQUE,
    scope TEXT NOT NULL,
    from_settings INTEGER NOT NULL CHECK (from_settings IN (0, 1)),
    created_at TEXT NOT NULL,
    expires_at TEXT,
    last_used_at TEXT
) STRICT;
CREATE INDEX api_key_user ON api_key (user_id);
CREATE INDEX api_key_organization ON api_key (organization_id);
