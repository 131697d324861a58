-- The schema after all migrations, to be read; written by `make accept`.

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

CREATE INDEX activity_entity ON activity (entity_id, id);

CREATE INDEX activity_organization ON activity (organization_id, part_of, id);

CREATE INDEX activity_project ON activity (project_id, part_of, id);

CREATE INDEX activity_user ON activity (user_id, part_of, id);

CREATE TABLE anchor (
    id TEXT PRIMARY KEY NOT NULL,
    script_id TEXT NOT NULL REFERENCES script (id) ON DELETE CASCADE,
    owner_kind TEXT NOT NULL,
    owner_id TEXT NOT NULL,
    from_offset INTEGER NOT NULL CHECK (from_offset >= 0),
    to_offset INTEGER NOT NULL CHECK (to_offset >= from_offset)
, version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 0)) STRICT;

CREATE INDEX anchor_owner ON anchor (owner_id);

CREATE INDEX anchor_script ON anchor (script_id, from_offset);

CREATE TABLE api_key (
    id TEXT PRIMARY KEY NOT NULL,
    user_id TEXT NOT NULL REFERENCES app_user (id) ON DELETE CASCADE,
    organization_id TEXT NOT NULL REFERENCES organization (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    hint TEXT NOT NULL,
    token_hash TEXT NOT NULL UNIQUE,
    scope TEXT NOT NULL,
    from_settings INTEGER NOT NULL CHECK (from_settings IN (0, 1)),
    created_at TEXT NOT NULL,
    expires_at TEXT,
    last_used_at TEXT
) STRICT;

CREATE INDEX api_key_organization ON api_key (organization_id);

CREATE INDEX api_key_user ON api_key (user_id);

CREATE TABLE app_user (
    id TEXT PRIMARY KEY NOT NULL,
    name TEXT NOT NULL,
    desk INTEGER NOT NULL CHECK (desk IN (0, 1)),
    host INTEGER NOT NULL CHECK (host IN (0, 1)),
    rev INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL
, login TEXT, password_hash TEXT, language TEXT) STRICT;

CREATE UNIQUE INDEX app_user_login ON app_user (login);

CREATE TABLE asset (
    id TEXT PRIMARY KEY NOT NULL,
    organization_id TEXT NOT NULL REFERENCES organization (id) ON DELETE CASCADE,
    project_id TEXT REFERENCES project (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    folder TEXT NOT NULL,
    extension TEXT NOT NULL,
    mime TEXT NOT NULL,
    size_bytes INTEGER NOT NULL CHECK (size_bytes >= 0),
    sha256 TEXT NOT NULL,
    width INTEGER,
    height INTEGER,
    state TEXT NOT NULL,
    provenance TEXT NOT NULL,
    rev INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL
) STRICT;

CREATE INDEX asset_organization ON asset (organization_id);

CREATE INDEX asset_project ON asset (project_id);

CREATE TABLE asset_removal (
    id TEXT PRIMARY KEY NOT NULL,
    folder TEXT NOT NULL,
    extension TEXT NOT NULL
) STRICT;

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

CREATE INDEX beat_from ON beat (from_container_id);

CREATE INDEX beat_project ON beat (project_id, rank);

CREATE INDEX beat_to ON beat (to_container_id);

CREATE TABLE budget (
    id TEXT PRIMARY KEY NOT NULL,
    organization_id TEXT NOT NULL REFERENCES organization (id) ON DELETE CASCADE,
    project_id TEXT REFERENCES project (id) ON DELETE CASCADE,
    user_id TEXT REFERENCES app_user (id) ON DELETE CASCADE,
    period TEXT NOT NULL,
    amount INTEGER NOT NULL,
    rev INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL
) STRICT;

CREATE INDEX budget_organization ON budget (organization_id, id);

CREATE INDEX budget_project ON budget (project_id);

CREATE INDEX budget_user ON budget (user_id);

CREATE TABLE "character" (
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

CREATE INDEX character_deleted ON character (deleted_at);

CREATE INDEX character_organization ON character (organization_id, id);

CREATE INDEX character_project ON character (project_id, id);

CREATE INDEX character_world ON character (world_id, id);

CREATE TABLE comment (
    id TEXT PRIMARY KEY NOT NULL,
    thread_id TEXT NOT NULL REFERENCES comment_thread (id) ON DELETE CASCADE,
    author_id TEXT REFERENCES app_user (id) ON DELETE SET NULL,
    author_name TEXT NOT NULL,
    body TEXT NOT NULL,
    edited_at TEXT,
    deleted_at TEXT,
    deleted_by TEXT REFERENCES app_user (id) ON DELETE SET NULL,
    rev INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL
, review_link_id TEXT REFERENCES review_link (id) ON DELETE SET NULL, sent_as TEXT) STRICT;

CREATE INDEX comment_author ON comment (author_id);

CREATE INDEX comment_deleted_by ON comment (deleted_by);

CREATE INDEX comment_of_thread ON comment (thread_id, id);

CREATE INDEX comment_review_link ON comment (review_link_id);

CREATE UNIQUE INDEX comment_sent_as ON comment (sent_as);

CREATE TABLE comment_mention (
    comment_id TEXT NOT NULL REFERENCES comment (id) ON DELETE CASCADE,
    user_id TEXT NOT NULL REFERENCES app_user (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    PRIMARY KEY (comment_id, user_id)
) STRICT;

CREATE INDEX comment_mention_user ON comment_mention (user_id);

CREATE TABLE comment_seen (
    thread_id TEXT NOT NULL REFERENCES comment_thread (id) ON DELETE CASCADE,
    user_id TEXT NOT NULL REFERENCES app_user (id) ON DELETE CASCADE,
    comment_id TEXT NOT NULL,
    PRIMARY KEY (thread_id, user_id)
) STRICT;

CREATE INDEX comment_seen_user ON comment_seen (user_id);

CREATE TABLE comment_thread (
    id TEXT PRIMARY KEY NOT NULL,
    project_id TEXT NOT NULL REFERENCES project (id) ON DELETE CASCADE,
    object_kind TEXT NOT NULL,
    object_id TEXT NOT NULL,
    quote TEXT NOT NULL,
    author_id TEXT REFERENCES app_user (id) ON DELETE SET NULL,
    resolved_at TEXT,
    resolved_by TEXT REFERENCES app_user (id) ON DELETE SET NULL,
    rev INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL
, proposed TEXT, outcome TEXT) STRICT;

CREATE INDEX comment_thread_author ON comment_thread (author_id);

CREATE INDEX comment_thread_object ON comment_thread (object_id);

CREATE INDEX comment_thread_project ON comment_thread (project_id, id);

CREATE INDEX comment_thread_resolved_by ON comment_thread (resolved_by);

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

CREATE INDEX drama_part_character_id ON drama_part (character_id);

CREATE INDEX drama_part_node_id ON drama_part (node_id);

CREATE INDEX drama_part_owner_id ON drama_part (owner_id);

CREATE INDEX drama_part_project_id ON drama_part (project_id);

CREATE TABLE export (
    id TEXT PRIMARY KEY NOT NULL,
    project_id TEXT NOT NULL REFERENCES project (id) ON DELETE CASCADE,
    format TEXT NOT NULL,
    paper TEXT NOT NULL,
    file_name TEXT NOT NULL,
    asset_id TEXT REFERENCES asset (id) ON DELETE SET NULL,
    job_id TEXT REFERENCES job (id) ON DELETE SET NULL,
    pencil_left_out INTEGER NOT NULL,
    rev INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL
, losses TEXT NOT NULL DEFAULT '[]') STRICT;

CREATE INDEX export_asset ON export (asset_id);

CREATE INDEX export_job ON export (job_id);

CREATE INDEX export_project ON export (project_id, id);

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

CREATE TABLE house_rules (
    id TEXT PRIMARY KEY NOT NULL,
    sign_up TEXT NOT NULL,
    rev INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL
) STRICT;

CREATE TABLE import (
    id TEXT PRIMARY KEY NOT NULL,
    organization_id TEXT NOT NULL REFERENCES organization (id) ON DELETE CASCADE,
    file_name TEXT NOT NULL,
    state TEXT NOT NULL,
    title TEXT NOT NULL,
    format TEXT NOT NULL,
    encoding TEXT NOT NULL,
    repairs TEXT NOT NULL,
    understood TEXT NOT NULL,
    doubts TEXT NOT NULL,
    text TEXT NOT NULL,
    source_form TEXT NOT NULL,
    project_id TEXT REFERENCES project (id) ON DELETE SET NULL,
    rev INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL
) STRICT;

CREATE INDEX import_organization ON import (organization_id);

CREATE INDEX import_project ON import (project_id);

CREATE TABLE import_original (
    import_id TEXT PRIMARY KEY NOT NULL REFERENCES import (id) ON DELETE CASCADE,
    text TEXT NOT NULL,
    created_at TEXT NOT NULL
) STRICT;

CREATE TABLE invitation (
    id TEXT PRIMARY KEY NOT NULL,
    organization_id TEXT NOT NULL REFERENCES organization (id) ON DELETE CASCADE,
    project_id TEXT REFERENCES project (id) ON DELETE CASCADE,
    token_hash TEXT NOT NULL UNIQUE,
    role TEXT NOT NULL,
    created_by TEXT REFERENCES app_user (id) ON DELETE SET NULL,
    created_at TEXT NOT NULL,
    expires_at TEXT NOT NULL,
    used_at TEXT,
    used_by TEXT REFERENCES app_user (id) ON DELETE SET NULL,
    revoked_at TEXT
) STRICT;

CREATE INDEX invitation_created_by ON invitation (created_by);

CREATE INDEX invitation_organization ON invitation (organization_id, id);

CREATE INDEX invitation_project ON invitation (project_id);

CREATE INDEX invitation_used_by ON invitation (used_by);

CREATE TABLE job (
    id TEXT PRIMARY KEY NOT NULL,
    organization_id TEXT NOT NULL REFERENCES organization (id) ON DELETE CASCADE,
    project_id TEXT REFERENCES project (id) ON DELETE CASCADE,
    created_by TEXT REFERENCES app_user (id) ON DELETE SET NULL,
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    state TEXT NOT NULL,
    cancel_requested INTEGER NOT NULL CHECK (cancel_requested IN (0, 1)),
    input TEXT NOT NULL,
    result TEXT NOT NULL,
    error TEXT NOT NULL,
    item_count INTEGER NOT NULL,
    done_count INTEGER NOT NULL,
    failed_count INTEGER NOT NULL,
    attempts INTEGER NOT NULL,
    lease_token TEXT,
    lease_until TEXT,
    started_at TEXT,
    finished_at TEXT,
    rev INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL
, pause_reason TEXT NOT NULL DEFAULT '', resume_at TEXT) STRICT;

CREATE INDEX job_created_by ON job (created_by);

CREATE INDEX job_organization ON job (organization_id, id);

CREATE INDEX job_project ON job (project_id, id);

CREATE INDEX job_state ON job (state, id);

CREATE TABLE job_item (
    id TEXT PRIMARY KEY NOT NULL,
    job_id TEXT NOT NULL REFERENCES job (id) ON DELETE CASCADE,
    rank INTEGER NOT NULL,
    item_key TEXT NOT NULL,
    title TEXT NOT NULL,
    state TEXT NOT NULL,
    input TEXT NOT NULL,
    result TEXT NOT NULL,
    error TEXT NOT NULL,
    asset_id TEXT NOT NULL UNIQUE,
    attempts INTEGER NOT NULL,
    rev INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL, needs TEXT NOT NULL DEFAULT '[]',
    UNIQUE (job_id, item_key)
) STRICT;

CREATE INDEX job_item_job ON job_item (job_id, rank);

CREATE TABLE lesson (
    id TEXT PRIMARY KEY NOT NULL,
    organization_id TEXT NOT NULL REFERENCES organization (id) ON DELETE CASCADE,
    project_id TEXT NOT NULL UNIQUE REFERENCES project (id) ON DELETE CASCADE,
    created_by TEXT REFERENCES app_user (id) ON DELETE SET NULL,
    story_id TEXT NOT NULL,
    topic TEXT NOT NULL,
    age_group TEXT NOT NULL,
    language TEXT NOT NULL,
    step TEXT NOT NULL,
    work_id TEXT REFERENCES job (id) ON DELETE SET NULL,
    rev INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL
) STRICT;

CREATE INDEX lesson_creator ON lesson (created_by);

CREATE INDEX lesson_organization ON lesson (organization_id);

CREATE INDEX lesson_work ON lesson (work_id);

CREATE TABLE lesson_role (
    id TEXT PRIMARY KEY NOT NULL,
    lesson_id TEXT NOT NULL REFERENCES lesson (id) ON DELETE CASCADE,
    character_id TEXT NOT NULL UNIQUE REFERENCES character (id) ON DELETE CASCADE,
    role TEXT NOT NULL,
    character_type TEXT NOT NULL,
    made INTEGER NOT NULL CHECK (made IN (0, 1)),
    rev INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL
) STRICT;

CREATE INDEX lesson_role_lesson ON lesson_role (lesson_id);

CREATE TABLE lesson_scene (
    id TEXT PRIMARY KEY NOT NULL,
    lesson_id TEXT NOT NULL REFERENCES lesson (id) ON DELETE CASCADE,
    node_id TEXT NOT NULL UNIQUE REFERENCES node (id) ON DELETE CASCADE,
    learning_point TEXT NOT NULL,
    visual_elements TEXT NOT NULL,
    feedback TEXT NOT NULL,
    rev INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL
) STRICT;

CREATE INDEX lesson_scene_lesson ON lesson_scene (lesson_id);

CREATE TABLE membership (
    organization_id TEXT NOT NULL REFERENCES organization (id) ON DELETE CASCADE,
    user_id TEXT NOT NULL REFERENCES app_user (id) ON DELETE CASCADE,
    role TEXT NOT NULL,
    created_at TEXT NOT NULL,
    PRIMARY KEY (organization_id, user_id)
) STRICT;

CREATE INDEX membership_user ON membership (user_id);

CREATE TABLE node (
    id TEXT PRIMARY KEY NOT NULL,
    project_id TEXT NOT NULL REFERENCES project (id) ON DELETE CASCADE,
    script_id TEXT NOT NULL REFERENCES script (id) ON DELETE CASCADE,
    parent_id TEXT REFERENCES node (id) ON DELETE SET NULL,
    kind TEXT NOT NULL,
    level INTEGER NOT NULL CHECK (level BETWEEN 0 AND 6),
    state TEXT NOT NULL,
    rank INTEGER NOT NULL,
    title TEXT NOT NULL,
    scene_number TEXT NOT NULL,
    setting TEXT NOT NULL,
    place TEXT NOT NULL,
    time_of_day TEXT NOT NULL,
    synopsis TEXT NOT NULL,
    location_id TEXT REFERENCES world_item (id) ON DELETE SET NULL,
    pencil INTEGER NOT NULL CHECK (pencil IN (0, 1)),
    rev INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL
, color TEXT NOT NULL DEFAULT '', metadata TEXT NOT NULL DEFAULT '{}', planned_eighths INTEGER, planned_words INTEGER, deleted_at TEXT) STRICT;

CREATE INDEX node_location ON node (location_id);

CREATE INDEX node_parent ON node (parent_id);

CREATE INDEX node_project ON node (project_id, rank);

CREATE INDEX node_script ON node (script_id, rank);

CREATE TABLE organization (
    id TEXT PRIMARY KEY NOT NULL,
    name TEXT NOT NULL,
    rev INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL
, language TEXT NOT NULL DEFAULT 'en', paper TEXT NOT NULL DEFAULT 'letter') STRICT;

CREATE TABLE paid_call (
    id TEXT PRIMARY KEY NOT NULL,
    organization_id TEXT NOT NULL REFERENCES organization (id) ON DELETE CASCADE,
    project_id TEXT REFERENCES project (id) ON DELETE CASCADE,
    user_id TEXT REFERENCES app_user (id) ON DELETE SET NULL,
    job_id TEXT REFERENCES job (id) ON DELETE SET NULL,
    job_item_id TEXT REFERENCES job_item (id) ON DELETE SET NULL,
    purpose TEXT NOT NULL,
    title TEXT NOT NULL,
    connection TEXT NOT NULL,
    provider TEXT NOT NULL,
    host TEXT NOT NULL,
    model TEXT NOT NULL,
    local INTEGER NOT NULL CHECK (local IN (0, 1)),
    state TEXT NOT NULL,
    ticket TEXT NOT NULL,
    request TEXT NOT NULL,
    result TEXT NOT NULL,
    asset_id TEXT NOT NULL,
    failure TEXT NOT NULL,
    error TEXT NOT NULL,
    estimate INTEGER,
    cost INTEGER,
    cost_from TEXT NOT NULL,
    may_be_billed INTEGER NOT NULL CHECK (may_be_billed IN (0, 1)),
    released_at TEXT,
    sent_at TEXT,
    finished_at TEXT,
    rev INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL
) STRICT;

CREATE INDEX paid_call_item ON paid_call (job_item_id, id);

CREATE INDEX paid_call_job ON paid_call (job_id, id);

CREATE INDEX paid_call_organization ON paid_call (organization_id, id);

CREATE INDEX paid_call_project ON paid_call (project_id, id);

CREATE INDEX paid_call_user ON paid_call (user_id, id);

CREATE TABLE password_reset (
    id TEXT PRIMARY KEY NOT NULL,
    user_id TEXT NOT NULL REFERENCES app_user (id) ON DELETE CASCADE,
    token_hash TEXT NOT NULL UNIQUE,
    created_by TEXT REFERENCES app_user (id) ON DELETE SET NULL,
    created_at TEXT NOT NULL,
    expires_at TEXT NOT NULL
) STRICT;

CREATE INDEX password_reset_created_by ON password_reset (created_by);

CREATE INDEX password_reset_user ON password_reset (user_id);

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

CREATE INDEX picture_asset ON picture (asset_id);

CREATE INDEX picture_deleted ON picture (deleted_at);

CREATE INDEX picture_organization ON picture (organization_id);

CREATE INDEX picture_owner ON picture (owner_id, use, position);

CREATE INDEX picture_project ON picture (project_id);

CREATE TABLE picture_scene (
    id TEXT PRIMARY KEY NOT NULL,
    session_id TEXT NOT NULL REFERENCES picture_session (id) ON DELETE CASCADE,
    shot_id TEXT NOT NULL REFERENCES shot (id) ON DELETE CASCADE,
    scene_number INTEGER NOT NULL,
    title TEXT NOT NULL,
    excerpt TEXT NOT NULL,
    image_prompt TEXT NOT NULL,
    prompt_by TEXT NOT NULL,
    job_item_id TEXT REFERENCES job_item (id) ON DELETE SET NULL,
    rev INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    UNIQUE (session_id, scene_number)
) STRICT;

CREATE INDEX picture_scene_job_item ON picture_scene (job_item_id);

CREATE INDEX picture_scene_shot ON picture_scene (shot_id);

CREATE TABLE picture_session (
    id TEXT PRIMARY KEY NOT NULL,
    organization_id TEXT NOT NULL REFERENCES organization (id) ON DELETE CASCADE,
    project_id TEXT NOT NULL REFERENCES project (id) ON DELETE CASCADE,
    created_by TEXT REFERENCES app_user (id) ON DELETE SET NULL,
    ext_id TEXT,
    media_type TEXT NOT NULL,
    scene_count INTEGER NOT NULL,
    image_connection TEXT NOT NULL,
    image_model TEXT NOT NULL,
    text_connection TEXT NOT NULL,
    text_model TEXT NOT NULL,
    words_fallback INTEGER NOT NULL,
    started_at TEXT,
    approved_at TEXT,
    cancelled_at TEXT,
    expired_at TEXT,
    deleted_at TEXT,
    touched_at TEXT NOT NULL,
    rev INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    UNIQUE (organization_id, ext_id)
) STRICT;

CREATE INDEX picture_session_created_by ON picture_session (created_by);

CREATE INDEX picture_session_project ON picture_session (project_id);

CREATE TABLE portrayal (
    user_id TEXT NOT NULL UNIQUE REFERENCES app_user (id) ON DELETE CASCADE,
    bio TEXT NOT NULL,
    avatar_url TEXT NOT NULL
) STRICT;

CREATE TABLE project (
    id TEXT PRIMARY KEY NOT NULL,
    organization_id TEXT NOT NULL REFERENCES organization (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    logline TEXT NOT NULL,
    language TEXT NOT NULL,
    paper TEXT NOT NULL,
    demo INTEGER NOT NULL CHECK (demo IN (0, 1)),
    ext_id TEXT,
    deleted_at TEXT,
    rev INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL, deleted_by TEXT REFERENCES app_user (id) ON DELETE SET NULL, metadata TEXT NOT NULL DEFAULT '{}', created_by TEXT REFERENCES app_user (id) ON DELETE SET NULL, genre TEXT NOT NULL DEFAULT '', duration TEXT NOT NULL DEFAULT '', cover_image_id TEXT REFERENCES asset (id) ON DELETE SET NULL, structure_template TEXT NOT NULL DEFAULT '', narrative_structure TEXT NOT NULL DEFAULT '', beat_template TEXT NOT NULL DEFAULT '', episode_layout TEXT NOT NULL DEFAULT '', season_engine TEXT NOT NULL DEFAULT '', time_lock INTEGER NOT NULL DEFAULT 0 CHECK (time_lock IN (0, 1)), max_duration_seconds INTEGER, reading_speed_wpm INTEGER NOT NULL DEFAULT 230, is_template INTEGER NOT NULL DEFAULT 0 CHECK (is_template IN (0, 1)), archived_at TEXT,
    UNIQUE (organization_id, ext_id)
) STRICT;

CREATE INDEX project_cover ON project (cover_image_id);

CREATE INDEX project_created_by ON project (created_by);

CREATE INDEX project_deleted_by ON project (deleted_by);

CREATE INDEX project_organization ON project (organization_id, id);

CREATE INDEX project_updated ON project (organization_id, updated_at);

CREATE TABLE project_member (
    project_id TEXT NOT NULL REFERENCES project (id) ON DELETE CASCADE,
    user_id TEXT NOT NULL REFERENCES app_user (id) ON DELETE CASCADE,
    role TEXT NOT NULL,
    created_at TEXT NOT NULL,
    PRIMARY KEY (project_id, user_id)
) STRICT;

CREATE INDEX project_member_user ON project_member (user_id);

CREATE TABLE prompt (
    id TEXT PRIMARY KEY NOT NULL,
    organization_id TEXT NOT NULL REFERENCES organization (id) ON DELETE CASCADE,
    project_id TEXT NOT NULL REFERENCES project (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    text TEXT NOT NULL,
    rev INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    UNIQUE (project_id, name)
) STRICT;

CREATE INDEX prompt_organization ON prompt (organization_id);

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

CREATE TABLE recovery_code (
    id TEXT PRIMARY KEY NOT NULL,
    user_id TEXT NOT NULL REFERENCES app_user (id) ON DELETE CASCADE,
    code_mark TEXT NOT NULL,
    created_at TEXT NOT NULL
) STRICT;

CREATE INDEX recovery_code_user ON recovery_code (user_id);

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

CREATE TABLE review_link (
    id TEXT PRIMARY KEY NOT NULL,
    project_id TEXT NOT NULL REFERENCES project (id) ON DELETE CASCADE,
    script_id TEXT NOT NULL REFERENCES script (id) ON DELETE CASCADE,
    label TEXT NOT NULL,
    token_hash TEXT NOT NULL UNIQUE,
    access TEXT NOT NULL,
    all_threads INTEGER NOT NULL CHECK (all_threads IN (0, 1)),
    created_by TEXT REFERENCES app_user (id) ON DELETE SET NULL,
    expires_at TEXT NOT NULL,
    revoked_at TEXT,
    last_used_at TEXT,
    created_at TEXT NOT NULL
) STRICT;

CREATE INDEX review_link_created_by ON review_link (created_by);

CREATE INDEX review_link_project ON review_link (project_id);

CREATE INDEX review_link_script ON review_link (script_id, id);

CREATE TABLE script (
    id TEXT PRIMARY KEY NOT NULL,
    project_id TEXT NOT NULL UNIQUE REFERENCES project (id) ON DELETE CASCADE,
    format TEXT NOT NULL,
    version INTEGER NOT NULL CHECK (version >= 0),
    length INTEGER NOT NULL CHECK (length >= 0),
    source_form TEXT NOT NULL,
    rev INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL
, format_id TEXT REFERENCES script_format (id) ON DELETE SET NULL) STRICT;

CREATE INDEX script_format_id ON script (format_id);

CREATE TABLE script_change (
    script_id TEXT NOT NULL REFERENCES script (id) ON DELETE CASCADE,
    version INTEGER NOT NULL CHECK (version >= 1),
    client_id TEXT NOT NULL,
    client_seq INTEGER NOT NULL,
    author_id TEXT REFERENCES app_user (id) ON DELETE SET NULL,
    changes TEXT NOT NULL,
    tag TEXT NOT NULL,
    created_at TEXT NOT NULL,
    PRIMARY KEY (script_id, version),
    UNIQUE (script_id, client_id, client_seq)
) STRICT;

CREATE INDEX script_change_author ON script_change (author_id);

CREATE TABLE script_draft (
    id TEXT PRIMARY KEY NOT NULL,
    script_id TEXT NOT NULL REFERENCES script (id) ON DELETE CASCADE,
    version INTEGER NOT NULL CHECK (version >= 0),
    name TEXT NOT NULL,
    author_id TEXT REFERENCES app_user (id) ON DELETE SET NULL,
    rev INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL
) STRICT;

CREATE INDEX script_draft_author ON script_draft (author_id);

CREATE INDEX script_draft_script ON script_draft (script_id, version);

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

CREATE TABLE script_original (
    script_id TEXT PRIMARY KEY NOT NULL REFERENCES script (id) ON DELETE CASCADE,
    text TEXT NOT NULL,
    created_at TEXT NOT NULL
) STRICT;

CREATE TABLE script_snapshot (
    script_id TEXT NOT NULL REFERENCES script (id) ON DELETE CASCADE,
    version INTEGER NOT NULL CHECK (version >= 0),
    text TEXT NOT NULL,
    anchors TEXT NOT NULL,
    created_at TEXT NOT NULL,
    PRIMARY KEY (script_id, version)
) STRICT;

CREATE TABLE script_stretch (
    script_id TEXT NOT NULL REFERENCES script (id) ON DELETE CASCADE,
    from_version INTEGER NOT NULL CHECK (from_version >= 0),
    version INTEGER NOT NULL CHECK (version > from_version),
    changes TEXT NOT NULL,
    people TEXT NOT NULL,
    tag TEXT NOT NULL,
    PRIMARY KEY (script_id, version)
) STRICT;

CREATE TABLE second_factor (
    id TEXT PRIMARY KEY NOT NULL,
    user_id TEXT NOT NULL UNIQUE REFERENCES app_user (id) ON DELETE CASCADE,
    secret TEXT NOT NULL,
    last_step INTEGER NOT NULL,
    confirmed_at TEXT,
    created_at TEXT NOT NULL
) STRICT;

CREATE TABLE session (
    id TEXT PRIMARY KEY NOT NULL,
    user_id TEXT NOT NULL REFERENCES app_user (id) ON DELETE CASCADE,
    token_hash TEXT NOT NULL UNIQUE,
    device TEXT NOT NULL,
    address TEXT NOT NULL,
    created_at TEXT NOT NULL,
    last_seen_at TEXT NOT NULL,
    expires_at TEXT NOT NULL
) STRICT;

CREATE INDEX session_expires ON session (expires_at);

CREATE INDEX session_user ON session (user_id);

CREATE TABLE session_place (
    session_id TEXT NOT NULL UNIQUE REFERENCES session (id) ON DELETE CASCADE,
    organization_id TEXT NOT NULL REFERENCES organization (id) ON DELETE CASCADE
) STRICT;

CREATE INDEX session_place_organization ON session_place (organization_id);

CREATE TABLE shot (
    id TEXT PRIMARY KEY NOT NULL,
    project_id TEXT NOT NULL REFERENCES project (id) ON DELETE CASCADE,
    scene_id TEXT NOT NULL REFERENCES node (id) ON DELETE CASCADE,
    order_index INTEGER NOT NULL,
    shot_number TEXT NOT NULL,
    framing TEXT NOT NULL,
    camera_angle TEXT NOT NULL,
    camera_movement TEXT NOT NULL,
    description TEXT NOT NULL,
    dialogue TEXT NOT NULL,
    character_names TEXT NOT NULL,
    duration_ms INTEGER NOT NULL CHECK (duration_ms >= 0),
    establishing INTEGER NOT NULL CHECK (establishing IN (0, 1)),
    weight INTEGER NOT NULL CHECK (weight BETWEEN 1 AND 4),
    state TEXT NOT NULL,
    frame TEXT NOT NULL,
    image_id TEXT REFERENCES asset (id) ON DELETE SET NULL,
    rev INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL
, lens TEXT NOT NULL DEFAULT '', composition TEXT NOT NULL DEFAULT '', lighting_notes TEXT NOT NULL DEFAULT '', sound_notes TEXT NOT NULL DEFAULT '', dialog TEXT NOT NULL DEFAULT '', notes TEXT NOT NULL DEFAULT '', status TEXT NOT NULL DEFAULT 'planned', deleted_at TEXT, balloons TEXT NOT NULL DEFAULT '[]') STRICT;

CREATE INDEX shot_deleted ON shot (deleted_at);

CREATE INDEX shot_image ON shot (image_id);

CREATE INDEX shot_number ON shot (project_id, shot_number);

CREATE INDEX shot_project ON shot (project_id);

CREATE INDEX shot_scene ON shot (scene_id, order_index);

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

CREATE INDEX sound_asset ON sound (asset_id);

CREATE INDEX sound_character ON sound (character_id);

CREATE INDEX sound_deleted ON sound (deleted_at);

CREATE INDEX sound_project ON sound (project_id);

CREATE INDEX sound_scene ON sound (scene_id);

CREATE INDEX sound_shot ON sound (shot_id);

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

CREATE INDEX sound_upload_sound ON sound_upload (sound_id);

CREATE INDEX sound_upload_updated ON sound_upload (updated_at);

CREATE INDEX sound_upload_user ON sound_upload (user_id);

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

CREATE TABLE supabase_link (
    id TEXT PRIMARY KEY NOT NULL,
    user_id TEXT NOT NULL UNIQUE REFERENCES app_user (id) ON DELETE CASCADE,
    issuer TEXT NOT NULL,
    subject TEXT NOT NULL UNIQUE,
    email TEXT NOT NULL,
    created_at TEXT NOT NULL,
    last_used_at TEXT,
    ended_at TEXT
) STRICT;

CREATE TABLE world (
    id TEXT PRIMARY KEY NOT NULL,
    organization_id TEXT NOT NULL REFERENCES organization (id) ON DELETE CASCADE,
    project_id TEXT UNIQUE REFERENCES project (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    rev INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL
, linked_project_id TEXT REFERENCES project (id) ON DELETE SET NULL, description TEXT NOT NULL DEFAULT '', type TEXT NOT NULL DEFAULT '', lore TEXT NOT NULL DEFAULT '', deleted_at TEXT) STRICT;

CREATE INDEX world_deleted ON world (deleted_at);

CREATE INDEX world_linked_project ON world (linked_project_id);

CREATE INDEX world_organization ON world (organization_id);

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

CREATE TABLE world_item (
    id TEXT PRIMARY KEY NOT NULL,
    world_id TEXT NOT NULL REFERENCES world (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    description TEXT NOT NULL,
    pencil INTEGER NOT NULL CHECK (pencil IN (0, 1)),
    rev INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL
, category_id TEXT REFERENCES world_category (id) ON DELETE SET NULL, parent_id TEXT REFERENCES world_item (id) ON DELETE SET NULL, aliases TEXT NOT NULL DEFAULT '[]', text TEXT NOT NULL DEFAULT '', content TEXT NOT NULL DEFAULT '{}', custom_fields TEXT NOT NULL DEFAULT '[]', x REAL, y REAL, deleted_at TEXT) STRICT;

CREATE INDEX world_item_category ON world_item (category_id);

CREATE INDEX world_item_deleted ON world_item (deleted_at);

CREATE INDEX world_item_name ON world_item (world_id, name, id);

CREATE INDEX world_item_parent ON world_item (parent_id);

CREATE INDEX world_item_world ON world_item (world_id, kind, id);

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
