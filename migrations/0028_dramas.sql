-- What only the document of a drama knows of its parts.
CREATE TABLE drama_part (
    id TEXT PRIMARY KEY NOT NULL,
    project_id TEXT NOT NULL REFERENCES project (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    ext_id TEXT NOT NULL,
    character_id TEXT REFERENCES character (id) ON DELETE CASCADE,
    node_id TEXT REFERENCES node (id) ON DELETE CASCADE,
    owner_id TEXT REFERENCES drama_part (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    rest TEXT NOT NULL,
    rev INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL
) STRICT;
CREATE INDEX drama_part_project_id ON drama_part (project_id);
CREATE INDEX drama_part_character_id ON drama_part (character_id);
CREATE INDEX drama_part_node_id ON drama_part (node_id);
CREATE INDEX drama_part_owner_id ON drama_part (owner_id);
