-- Named print switches, of a person or of a project.

CREATE TABLE export_preset (
    id TEXT PRIMARY KEY NOT NULL,
    organization_id TEXT NOT NULL REFERENCES organization (id) ON DELETE CASCADE,
    project_id TEXT REFERENCES project (id) ON DELETE CASCADE,
    user_id TEXT REFERENCES app_user (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    format TEXT NOT NULL,
    paper TEXT,
    scene_numbers TEXT,
    watermark TEXT NOT NULL,
    character TEXT NOT NULL,
    notes INTEGER NOT NULL,
    sections INTEGER NOT NULL,
    contents INTEGER NOT NULL,
    revised INTEGER NOT NULL,
    rev INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL
) STRICT;

CREATE INDEX export_preset_organization ON export_preset (organization_id);

CREATE INDEX export_preset_project ON export_preset (project_id, name);

CREATE INDEX export_preset_user ON export_preset (user_id);
