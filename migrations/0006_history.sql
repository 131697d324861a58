-- Named versions of scripts, and old changes put together by the hour.

CREATE TABLE script_draft (
    id TEXT PRIMARY KEY NOT NULL,
    script_id TEXT NOT NULL REFERENCES script (id) ON DELETE CASCADE,
    version INTEGER NOT NULL CHECK (version >= 0),
    name TEXT NOT NULL,
    author_id TEXT REFERENCES app_user (id) ON DELETE SET NULL,
    rev INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL
) STRICT;

CREATE INDEX script_draft_script ON script_draft (script_id, version);

CREATE INDEX script_draft_author ON script_draft (author_id);

CREATE TABLE script_stretch (
    script_id TEXT NOT NULL REFERENCES script (id) ON DELETE CASCADE,
    from_version INTEGER NOT NULL CHECK (from_version >= 0),
    version INTEGER NOT NULL CHECK (version > from_version),
    changes TEXT NOT NULL,
    people TEXT NOT NULL,
    tag TEXT NOT NULL,
    PRIMARY KEY (script_id, version)
) STRICT;
