-- Talk about a project: threads on anything in it, each with its comments. A thread on a range of
-- script text has an anchor (owner_kind 'thread'), which moves with the text.

CREATE TABLE comment_thread (
    id TEXT PRIMARY KEY NOT NULL,
    project_id TEXT NOT NULL REFERENCES project (id) ON DELETE CASCADE,
    object_kind TEXT NOT NULL,
    object_id TEXT NOT NULL,
    quote TEXT NOT NULL,
    author_id TEXT REFERENCES app_user (id) ON DELETE SET NULL,
    resolved_at TEXT,
    resolved_by TEXT REFERENCES app_user (id) ON DELETE SET NULL,
    rev INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL
) STRICT;

CREATE INDEX comment_thread_project ON comment_thread (project_id, id);

CREATE INDEX comment_thread_object ON comment_thread (object_id);

CREATE INDEX comment_thread_author ON comment_thread (author_id);

CREATE INDEX comment_thread_resolved_by ON comment_thread (resolved_by);

CREATE TABLE comment (
    id TEXT PRIMARY KEY NOT NULL,
    thread_id TEXT NOT NULL REFERENCES comment_thread (id) ON DELETE CASCADE,
    author_id TEXT REFERENCES app_user (id) ON DELETE SET NULL,
    author_name TEXT NOT NULL,
    body TEXT NOT NULL,
    edited_at TEXT,
    deleted_at TEXT,
    deleted_by TEXT REFERENCES app_user (id) ON DELETE SET NULL,
    rev INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL
) STRICT;

CREATE INDEX comment_of_thread ON comment (thread_id, id);

CREATE INDEX comment_author ON comment (author_id);

CREATE INDEX comment_deleted_by ON comment (deleted_by);

CREATE TABLE comment_mention (
    comment_id TEXT NOT NULL REFERENCES comment (id) ON DELETE CASCADE,
    user_id TEXT NOT NULL REFERENCES app_user (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    PRIMARY KEY (comment_id, user_id)
) STRICT;

CREATE INDEX comment_mention_user ON comment_mention (user_id);

-- The last comment of a thread that somebody has seen.
CREATE TABLE comment_seen (
    thread_id TEXT NOT NULL REFERENCES comment_thread (id) ON DELETE CASCADE,
    user_id TEXT NOT NULL REFERENCES app_user (id) ON DELETE CASCADE,
    comment_id TEXT NOT NULL,
    PRIMARY KEY (thread_id, user_id)
) STRICT;

CREATE INDEX comment_seen_user ON comment_seen (user_id);
