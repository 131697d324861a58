-- How somebody signs in: a name or an e-mail address, case-folded, and the argon2id hash of the
-- password. Who has none cannot sign in: the person at the desk, before an account is made.
ALTER TABLE app_user ADD COLUMN login TEXT;
ALTER TABLE app_user ADD COLUMN password_hash TEXT;
CREATE UNIQUE INDEX app_user_login ON app_user (login);

-- Somebody's role in one project, beside the one in the whole organization: the higher one holds.
CREATE TABLE project_member (
    project_id TEXT NOT NULL REFERENCES project (id) ON DELETE CASCADE,
    user_id TEXT NOT NULL REFERENCES app_user (id) ON DELETE CASCADE,
    role TEXT NOT NULL,
    created_at TEXT NOT NULL,
    PRIMARY KEY (project_id, user_id)
) STRICT;
CREATE INDEX project_member_user ON project_member (user_id);

-- A browser that is signed in. Only the hash of its token is kept.
CREATE TABLE session (
    id TEXT PRIMARY KEY NOT NULL,
    user_id TEXT NOT NULL REFERENCES app_user (id) ON DELETE CASCADE,
    token_hash TEXT NOT NULL UNIQUE,
    device TEXT NOT NULL,
    address TEXT NOT NULL,
    created_at TEXT NOT NULL,
    last_seen_at TEXT NOT NULL,
    expires_at TEXT NOT NULL
) STRICT;
CREATE INDEX session_user ON session (user_id);
CREATE INDEX session_expires ON session (expires_at);

-- A link that makes whoever opens it a member, once: of the organization, or of one project.
CREATE TABLE invitation (
    id TEXT PRIMARY KEY NOT NULL,
    organization_id TEXT NOT NULL REFERENCES organization (id) ON DELETE CASCADE,
    project_id TEXT REFERENCES project (id) ON DELETE CASCADE,
    token_hash TEXT NOT NULL UNIQUE,
    role TEXT NOT NULL,
    created_by TEXT REFERENCES app_user (id) ON DELETE SET NULL,
    created_at TEXT NOT NULL,
    expires_at TEXT NOT NULL,
    used_at TEXT,
    used_by TEXT REFERENCES app_user (id) ON DELETE SET NULL,
    revoked_at TEXT
) STRICT;
CREATE INDEX invitation_organization ON invitation (organization_id, id);
CREATE INDEX invitation_project ON invitation (project_id);
CREATE INDEX invitation_created_by ON invitation (created_by);
CREATE INDEX invitation_used_by ON invitation (used_by);
