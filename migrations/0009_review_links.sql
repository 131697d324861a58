-- Links by which somebody without an account reads a script and may comment on it. Only the hash of
-- the token is kept.

CREATE TABLE review_link (
    id TEXT PRIMARY KEY NOT NULL,
    project_id TEXT NOT NULL REFERENCES project (id) ON DELETE CASCADE,
    script_id TEXT NOT NULL REFERENCES script (id) ON DELETE CASCADE,
    label TEXT NOT NULL,
    token_hash TEXT NOT NULL UNIQUE,
    access TEXT NOT NULL,
    all_threads INTEGER NOT NULL CHECK (all_threads IN (0, 1)),
    created_by TEXT REFERENCES app_user (id) ON DELETE SET NULL,
    expires_at TEXT NOT NULL,
    revoked_at TEXT,
    last_used_at TEXT,
    created_at TEXT NOT NULL
) STRICT;

CREATE INDEX review_link_project ON review_link (project_id);

CREATE INDEX review_link_script ON review_link (script_id, id);

CREATE INDEX review_link_created_by ON review_link (created_by);

ALTER TABLE comment ADD COLUMN review_link_id TEXT REFERENCES review_link (id) ON DELETE SET NULL;

CREATE INDEX comment_review_link ON comment (review_link_id);
