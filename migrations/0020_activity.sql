-- Who did what, and when. Of a project, or else of the organization.
CREATE TABLE activity (
    id TEXT PRIMARY KEY NOT NULL,
    organization_id TEXT REFERENCES organization (id) ON DELETE CASCADE,
    project_id TEXT REFERENCES project (id) ON DELETE CASCADE,
    user_id TEXT REFERENCES app_user (id) ON DELETE SET NULL,
    entity_type TEXT NOT NULL,
    entity_id TEXT NOT NULL,
    name TEXT NOT NULL,
    action TEXT NOT NULL,
    details TEXT NOT NULL,
    part_of TEXT,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    CHECK ((organization_id IS NULL) <> (project_id IS NULL))
) STRICT;

CREATE INDEX activity_organization ON activity (organization_id, part_of, id);
CREATE INDEX activity_project ON activity (project_id, part_of, id);
CREATE INDEX activity_user ON activity (user_id, part_of, id);
CREATE INDEX activity_entity ON activity (entity_id, id);
