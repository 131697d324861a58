-- What a project says of itself, and the outline as it is planned.
ALTER TABLE project ADD COLUMN created_by TEXT REFERENCES app_user (id) ON DELETE SET NULL;
ALTER TABLE project ADD COLUMN genre TEXT NOT NULL DEFAULT '';
ALTER TABLE project ADD COLUMN duration TEXT NOT NULL DEFAULT '';
ALTER TABLE project ADD COLUMN cover_image_id TEXT REFERENCES asset (id) ON DELETE SET NULL;
ALTER TABLE project ADD COLUMN structure_template TEXT NOT NULL DEFAULT '';
ALTER TABLE project ADD COLUMN narrative_structure TEXT NOT NULL DEFAULT '';
ALTER TABLE project ADD COLUMN beat_template TEXT NOT NULL DEFAULT '';
ALTER TABLE project ADD COLUMN episode_layout TEXT NOT NULL DEFAULT '';
ALTER TABLE project ADD COLUMN season_engine TEXT NOT NULL DEFAULT '';
ALTER TABLE project ADD COLUMN time_lock INTEGER NOT NULL DEFAULT 0 CHECK (time_lock IN (0, 1));
ALTER TABLE project ADD COLUMN max_duration_seconds INTEGER;
ALTER TABLE project ADD COLUMN reading_speed_wpm INTEGER NOT NULL DEFAULT 230;
ALTER TABLE project ADD COLUMN is_template INTEGER NOT NULL DEFAULT 0 CHECK (is_template IN (0, 1));
ALTER TABLE project ADD COLUMN archived_at TEXT;

CREATE INDEX project_created_by ON project (created_by);
CREATE INDEX project_cover ON project (cover_image_id);
CREATE INDEX project_updated ON project (organization_id, updated_at);

-- A node in the bin keeps its row for a while; a planned one is longer or shorter than it will be.
ALTER TABLE node ADD COLUMN color TEXT NOT NULL DEFAULT '';
ALTER TABLE node ADD COLUMN metadata TEXT NOT NULL DEFAULT '{}';
ALTER TABLE node ADD COLUMN planned_eighths INTEGER;
ALTER TABLE node ADD COLUMN planned_words INTEGER;
ALTER TABLE node ADD COLUMN deleted_at TEXT;

CREATE TABLE structure_template (
    id TEXT PRIMARY KEY NOT NULL,
    organization_id TEXT NOT NULL REFERENCES organization (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    definition TEXT NOT NULL,
    rev INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL
) STRICT;

CREATE INDEX structure_template_organization ON structure_template (organization_id, id);

CREATE TABLE beat (
    id TEXT PRIMARY KEY NOT NULL,
    project_id TEXT NOT NULL REFERENCES project (id) ON DELETE CASCADE,
    rank INTEGER NOT NULL,
    label TEXT NOT NULL,
    template_abbr TEXT NOT NULL,
    description TEXT NOT NULL,
    from_container_id TEXT REFERENCES node (id) ON DELETE SET NULL,
    to_container_id TEXT REFERENCES node (id) ON DELETE SET NULL,
    pct_from REAL NOT NULL CHECK (pct_from BETWEEN 0 AND 100),
    pct_to REAL NOT NULL CHECK (pct_to BETWEEN 0 AND 100),
    color TEXT NOT NULL,
    notes TEXT NOT NULL,
    rev INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL
) STRICT;

CREATE INDEX beat_project ON beat (project_id, rank);
CREATE INDEX beat_from ON beat (from_container_id);
CREATE INDEX beat_to ON beat (to_container_id);
