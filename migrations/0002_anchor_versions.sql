-- Scripts change: an anchor's offsets are of the text at this version, and the changes since move
-- them. Until now every text was at version 1.
ALTER TABLE anchor ADD COLUMN version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 0);
