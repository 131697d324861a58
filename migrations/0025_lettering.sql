-- Balloons, captions and sound effects that a hand has touched, by shot.
ALTER TABLE shot ADD COLUMN balloons TEXT NOT NULL DEFAULT '[]';
