-- People belong to a project, to a world, or to the organization; and there is more to say of them.
CREATE TABLE character_of_all (
    id TEXT PRIMARY KEY NOT NULL,
    organization_id TEXT NOT NULL REFERENCES organization (id) ON DELETE CASCADE,
    project_id TEXT REFERENCES project (id) ON DELETE CASCADE,
    world_id TEXT REFERENCES world (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    aliases TEXT NOT NULL,
    role TEXT,
    age TEXT NOT NULL,
    traits TEXT NOT NULL,
    description TEXT NOT NULL,
    wants TEXT NOT NULL,
    hides TEXT NOT NULL,
    voice TEXT NOT NULL,
    personality TEXT NOT NULL,
    backstory TEXT NOT NULL,
    visual_tags TEXT NOT NULL,
    color TEXT NOT NULL,
    sheet_locked INTEGER NOT NULL CHECK (sheet_locked IN (0, 1)),
    look TEXT NOT NULL,
    pencil INTEGER NOT NULL CHECK (pencil IN (0, 1)),
    deleted_at TEXT,
    rev INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL
) STRICT;
INSERT INTO character_of_all (id, organization_id, project_id, name, aliases, age, traits,
    description, wants, hides, voice, personality, backstory, visual_tags, color, sheet_locked,
    look, pencil, rev, created_at, updated_at)
SELECT c.id, p.organization_id, c.project_id, c.name, c.aliases, '', '[]', c.description, '', '',
    '', '', '', '[]', '', 0, c.look, c.pencil, c.rev, c.created_at, c.updated_at
FROM character c JOIN project p ON p.id = c.project_id;
DROP TABLE character;
ALTER TABLE character_of_all RENAME TO character;
CREATE INDEX character_project ON character (project_id, id);
CREATE INDEX character_world ON character (world_id, id);
CREATE INDEX character_organization ON character (organization_id, id);
CREATE INDEX character_deleted ON character (deleted_at);

CREATE TABLE relation (
    id TEXT PRIMARY KEY NOT NULL,
    from_id TEXT NOT NULL REFERENCES character (id) ON DELETE CASCADE,
    to_id TEXT NOT NULL REFERENCES character (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    note TEXT NOT NULL,
    rev INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL
) STRICT;
CREATE INDEX relation_from ON relation (from_id, id);
CREATE INDEX relation_to ON relation (to_id, id);

-- Pictures of things that are no shots' frames: what each is of is told by kind and id.
CREATE TABLE picture (
    id TEXT PRIMARY KEY NOT NULL,
    organization_id TEXT NOT NULL REFERENCES organization (id) ON DELETE CASCADE,
    project_id TEXT REFERENCES project (id) ON DELETE CASCADE,
    owner_kind TEXT NOT NULL,
    owner_id TEXT NOT NULL,
    use TEXT NOT NULL,
    asset_id TEXT NOT NULL REFERENCES asset (id) ON DELETE CASCADE,
    caption TEXT NOT NULL,
    position INTEGER NOT NULL CHECK (position >= 1),
    starred INTEGER NOT NULL CHECK (starred IN (0, 1)),
    deleted_at TEXT,
    rev INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL
) STRICT;
CREATE INDEX picture_owner ON picture (owner_id, use, position);
CREATE INDEX picture_organization ON picture (organization_id);
CREATE INDEX picture_project ON picture (project_id);
CREATE INDEX picture_asset ON picture (asset_id);
CREATE INDEX picture_deleted ON picture (deleted_at);
