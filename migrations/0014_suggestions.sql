-- Suggestions: threads on text that propose other words for theirs. What is sent twice with one key
-- is stored once.

ALTER TABLE comment_thread ADD COLUMN proposed TEXT;

ALTER TABLE comment_thread ADD COLUMN outcome TEXT;

ALTER TABLE comment ADD COLUMN sent_as TEXT;

CREATE UNIQUE INDEX comment_sent_as ON comment (sent_as);
