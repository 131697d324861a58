-- What is sent to providers that may cost, and what may be spent on it.
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

CREATE INDEX paid_call_organization ON paid_call (organization_id, id);
CREATE INDEX paid_call_project ON paid_call (project_id, id);
CREATE INDEX paid_call_user ON paid_call (user_id, id);
CREATE INDEX paid_call_job ON paid_call (job_id, id);
CREATE INDEX paid_call_item ON paid_call (job_item_id, id);

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
