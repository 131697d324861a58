-- Pieces that need others, and jobs that wait for an hour or for somebody.
ALTER TABLE job ADD COLUMN pause_reason TEXT NOT NULL DEFAULT '';
ALTER TABLE job ADD COLUMN resume_at TEXT;
ALTER TABLE job_item ADD COLUMN needs TEXT NOT NULL DEFAULT '[]';
