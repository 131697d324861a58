-- The language of a person's pages; language and paper that a house's projects begin with.

ALTER TABLE app_user ADD COLUMN language TEXT;

ALTER TABLE organization ADD COLUMN language TEXT NOT NULL DEFAULT 'en';

ALTER TABLE organization ADD COLUMN paper TEXT NOT NULL DEFAULT 'letter';
