-- The bin knows who put a project into it; files of purged projects wait for their removal; a
-- project keeps fields of its owner's own; an organization has script formats of its own.

ALTER TABLE project ADD COLUMN deleted_by TEXT REFERENCES app_user (id) ON DELETE SET NULL;

CREATE INDEX project_deleted_by ON project (deleted_by);

ALTER TABLE project ADD COLUMN metadata TEXT NOT NULL DEFAULT '{}';

CREATE TABLE asset_removal (
    id TEXT PRIMARY KEY NOT NULL,
    folder TEXT NOT NULL,
    extension TEXT NOT NULL
) STRICT;

CREATE TABLE script_format (
    id TEXT PRIMARY KEY NOT NULL,
    organization_id TEXT NOT NULL REFERENCES organization (id) ON DELETE CASCADE,
    format TEXT NOT NULL,
    title TEXT NOT NULL,
    definition TEXT NOT NULL,
    rev INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL
) STRICT;

CREATE INDEX script_format_organization ON script_format (organization_id, id);

ALTER TABLE script ADD COLUMN format_id TEXT REFERENCES script_format (id) ON DELETE SET NULL;

CREATE INDEX script_format_id ON script (format_id);
