-- Sounds under shots and scenes, and the files that come in piece by piece.
CREATE TABLE sound (
    id TEXT PRIMARY KEY NOT NULL,
    project_id TEXT NOT NULL REFERENCES project (id) ON DELETE CASCADE,
    shot_id TEXT REFERENCES shot (id) ON DELETE CASCADE,
    scene_id TEXT REFERENCES node (id) ON DELETE CASCADE,
    asset_id TEXT NOT NULL REFERENCES asset (id) ON DELETE CASCADE,
    type TEXT NOT NULL,
    label TEXT NOT NULL,
    file_name TEXT NOT NULL,
    character_id TEXT REFERENCES character (id) ON DELETE SET NULL,
    offset_ms INTEGER NOT NULL CHECK (offset_ms >= 0),
    start_ms INTEGER NOT NULL CHECK (start_ms >= 0),
    end_ms INTEGER CHECK (end_ms >= start_ms),
    fade_in_ms INTEGER NOT NULL CHECK (fade_in_ms >= 0),
    fade_out_ms INTEGER NOT NULL CHECK (fade_out_ms >= 0),
    gain_db REAL NOT NULL,
    note TEXT NOT NULL,
    starred INTEGER NOT NULL,
    duration_ms INTEGER CHECK (duration_ms >= 0),
    measured INTEGER NOT NULL,
    waveform_data TEXT NOT NULL,
    deleted_at TEXT,
    rev INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    CHECK ((shot_id IS NULL) <> (scene_id IS NULL))
) STRICT;

CREATE INDEX sound_project ON sound (project_id);
CREATE INDEX sound_shot ON sound (shot_id);
CREATE INDEX sound_scene ON sound (scene_id);
CREATE INDEX sound_asset ON sound (asset_id);
CREATE INDEX sound_character ON sound (character_id);
CREATE INDEX sound_deleted ON sound (deleted_at);

CREATE TABLE sound_upload (
    id TEXT PRIMARY KEY NOT NULL,
    user_id TEXT NOT NULL REFERENCES app_user (id) ON DELETE CASCADE,
    file_name TEXT NOT NULL,
    size_bytes INTEGER NOT NULL CHECK (size_bytes >= 1),
    sha256 TEXT NOT NULL,
    received_bytes INTEGER NOT NULL CHECK (received_bytes >= 0),
    wish TEXT NOT NULL,
    sound_id TEXT REFERENCES sound (id) ON DELETE CASCADE,
    rev INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL
) STRICT;

CREATE INDEX sound_upload_user ON sound_upload (user_id);
CREATE INDEX sound_upload_sound ON sound_upload (sound_id);
CREATE INDEX sound_upload_updated ON sound_upload (updated_at);
