-- Learning comics: what was asked for, how far it is, what each scene teaches, who plays whom.
CREATE TABLE lesson (
    id TEXT PRIMARY KEY NOT NULL,
    organization_id TEXT NOT NULL REFERENCES organization (id) ON DELETE CASCADE,
    project_id TEXT NOT NULL UNIQUE REFERENCES project (id) ON DELETE CASCADE,
    created_by TEXT REFERENCES app_user (id) ON DELETE SET NULL,
    story_id TEXT NOT NULL,
    topic TEXT NOT NULL,
    age_group TEXT NOT NULL,
    language TEXT NOT NULL,
    step TEXT NOT NULL,
    work_id TEXT REFERENCES job (id) ON DELETE SET NULL,
    rev INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL
) STRICT;

CREATE INDEX lesson_organization ON lesson (organization_id);
CREATE INDEX lesson_creator ON lesson (created_by);
CREATE INDEX lesson_work ON lesson (work_id);

CREATE TABLE lesson_scene (
    id TEXT PRIMARY KEY NOT NULL,
    lesson_id TEXT NOT NULL REFERENCES lesson (id) ON DELETE CASCADE,
    node_id TEXT NOT NULL UNIQUE REFERENCES node (id) ON DELETE CASCADE,
    learning_point TEXT NOT NULL,
    visual_elements TEXT NOT NULL,
    feedback TEXT NOT NULL,
    rev INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL
) STRICT;

CREATE INDEX lesson_scene_lesson ON lesson_scene (lesson_id);

CREATE TABLE lesson_role (
    id TEXT PRIMARY KEY NOT NULL,
    lesson_id TEXT NOT NULL REFERENCES lesson (id) ON DELETE CASCADE,
    character_id TEXT NOT NULL UNIQUE REFERENCES character (id) ON DELETE CASCADE,
    role TEXT NOT NULL,
    character_type TEXT NOT NULL,
    made INTEGER NOT NULL CHECK (made IN (0, 1)),
    rev INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL
) STRICT;

CREATE INDEX lesson_role_lesson ON lesson_role (lesson_id);
