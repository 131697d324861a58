-- Final Draft files as they came, in UTF-8, beside the texts read from them.

CREATE TABLE import_original (
    import_id TEXT PRIMARY KEY NOT NULL REFERENCES import (id) ON DELETE CASCADE,
    text TEXT NOT NULL,
    created_at TEXT NOT NULL
) STRICT;

CREATE TABLE script_original (
    script_id TEXT PRIMARY KEY NOT NULL REFERENCES script (id) ON DELETE CASCADE,
    text TEXT NOT NULL,
    created_at TEXT NOT NULL
) STRICT;
