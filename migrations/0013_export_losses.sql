-- What an exported file does not say or show.

ALTER TABLE export ADD COLUMN losses TEXT NOT NULL DEFAULT '[]';
