-- Stories in a few pictures: who wants them how, and which shot each picture is of.
CREATE TABLE picture_session (
    id TEXT PRIMARY KEY NOT NULL,
    organization_id TEXT NOT NULL REFERENCES organization (id) ON DELETE CASCADE,
    project_id TEXT NOT NULL REFERENCES project (id) ON DELETE CASCADE,
    created_by TEXT REFERENCES app_user (id) ON DELETE SET NULL,
    ext_id TEXT,
    media_type TEXT NOT NULL,
    scene_count INTEGER NOT NULL,
    image_connection TEXT NOT NULL,
    image_model TEXT NOT NULL,
    text_connection TEXT NOT NULL,
    text_model TEXT NOT NULL,
    words_fallback INTEGER NOT NULL,
    started_at TEXT,
    approved_at TEXT,
    cancelled_at TEXT,
    expired_at TEXT,
    deleted_at TEXT,
    touched_at TEXT NOT NULL,
    rev INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    UNIQUE (organization_id, ext_id)
) STRICT;

CREATE INDEX picture_session_project ON picture_session (project_id);
CREATE INDEX picture_session_created_by ON picture_session (created_by);

CREATE TABLE picture_scene (
    id TEXT PRIMARY KEY NOT NULL,
    session_id TEXT NOT NULL REFERENCES picture_session (id) ON DELETE CASCADE,
    shot_id TEXT NOT NULL REFERENCES shot (id) ON DELETE CASCADE,
    scene_number INTEGER NOT NULL,
    title TEXT NOT NULL,
    excerpt TEXT NOT NULL,
    image_prompt TEXT NOT NULL,
    prompt_by TEXT NOT NULL,
    job_item_id TEXT REFERENCES job_item (id) ON DELETE SET NULL,
    rev INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    UNIQUE (session_id, scene_number)
) STRICT;

CREATE INDEX picture_scene_shot ON picture_scene (shot_id);
CREATE INDEX picture_scene_job_item ON picture_scene (job_item_id);
