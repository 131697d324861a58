-- Worlds that several stories share, with categories, entries and links between entries.
ALTER TABLE world ADD COLUMN linked_project_id TEXT REFERENCES project (id) ON DELETE SET NULL;
ALTER TABLE world ADD COLUMN description TEXT NOT NULL DEFAULT '';
ALTER TABLE world ADD COLUMN type TEXT NOT NULL DEFAULT '';
ALTER TABLE world ADD COLUMN lore TEXT NOT NULL DEFAULT '';
ALTER TABLE world ADD COLUMN deleted_at TEXT;
CREATE INDEX world_linked_project ON world (linked_project_id);
CREATE INDEX world_deleted ON world (deleted_at);

CREATE TABLE world_category (
    id TEXT PRIMARY KEY NOT NULL,
    world_id TEXT NOT NULL REFERENCES world (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    type TEXT NOT NULL,
    icon TEXT NOT NULL,
    color TEXT NOT NULL,
    position INTEGER NOT NULL CHECK (position >= 1),
    rev INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL
) STRICT;
CREATE INDEX world_category_world ON world_category (world_id, position);

ALTER TABLE world_item ADD COLUMN category_id TEXT REFERENCES world_category (id) ON DELETE SET NULL;
ALTER TABLE world_item ADD COLUMN parent_id TEXT REFERENCES world_item (id) ON DELETE SET NULL;
ALTER TABLE world_item ADD COLUMN aliases TEXT NOT NULL DEFAULT '[]';
ALTER TABLE world_item ADD COLUMN text TEXT NOT NULL DEFAULT '';
ALTER TABLE world_item ADD COLUMN content TEXT NOT NULL DEFAULT '{}';
ALTER TABLE world_item ADD COLUMN custom_fields TEXT NOT NULL DEFAULT '[]';
ALTER TABLE world_item ADD COLUMN x REAL;
ALTER TABLE world_item ADD COLUMN y REAL;
ALTER TABLE world_item ADD COLUMN deleted_at TEXT;
CREATE INDEX world_item_category ON world_item (category_id);
CREATE INDEX world_item_parent ON world_item (parent_id);
CREATE INDEX world_item_name ON world_item (world_id, name, id);
CREATE INDEX world_item_deleted ON world_item (deleted_at);

CREATE TABLE world_link (
    id TEXT PRIMARY KEY NOT NULL,
    from_id TEXT NOT NULL REFERENCES world_item (id) ON DELETE CASCADE,
    to_id TEXT NOT NULL REFERENCES world_item (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    rev INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL
) STRICT;
CREATE INDEX world_link_from ON world_link (from_id, id);
CREATE INDEX world_link_to ON world_link (to_id, id);
