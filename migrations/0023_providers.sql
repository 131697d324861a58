-- Connections to whoever makes text, pictures and embeddings, and which of them are asked.
CREATE TABLE provider_connection (
    id TEXT PRIMARY KEY NOT NULL,
    organization_id TEXT NOT NULL REFERENCES organization (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    base_url TEXT NOT NULL,
    text_model TEXT NOT NULL,
    image_model TEXT NOT NULL,
    embedding_model TEXT NOT NULL,
    workflow TEXT NOT NULL,
    zero_retention INTEGER NOT NULL,
    calls_per_minute INTEGER,
    concurrency INTEGER,
    patience_minutes INTEGER,
    input_price INTEGER,
    output_price INTEGER,
    image_price INTEGER,
    enabled INTEGER NOT NULL,
    sealed_key TEXT NOT NULL,
    key_hint TEXT NOT NULL,
    deleted_at TEXT,
    rev INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL
) STRICT;

CREATE INDEX provider_connection_organization ON provider_connection (organization_id, id);

-- Of a project, or else of the organization. `connection_id` may name one of the settings, which
-- has no row.
CREATE TABLE provider_choice (
    holder TEXT NOT NULL,
    task TEXT NOT NULL,
    organization_id TEXT NOT NULL REFERENCES organization (id) ON DELETE CASCADE,
    project_id TEXT REFERENCES project (id) ON DELETE CASCADE,
    connection_id TEXT NOT NULL,
    model TEXT NOT NULL,
    PRIMARY KEY (holder, task)
) STRICT;

CREATE INDEX provider_choice_organization ON provider_choice (organization_id);
CREATE INDEX provider_choice_project ON provider_choice (project_id);
