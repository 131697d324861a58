-- Shots as people plan them: order 1…n within the scene, what was planned by hand, and the bin.

ALTER TABLE shot RENAME COLUMN rank TO order_index;

CREATE TABLE shot_order AS
    SELECT id, row_number() OVER (PARTITION BY scene_id ORDER BY order_index, id) AS position
    FROM shot;
UPDATE shot
    SET order_index = (SELECT o.position FROM shot_order o WHERE o.id = shot.id);
DROP TABLE shot_order;

ALTER TABLE shot ADD COLUMN lens TEXT NOT NULL DEFAULT '';
ALTER TABLE shot ADD COLUMN composition TEXT NOT NULL DEFAULT '';
ALTER TABLE shot ADD COLUMN lighting_notes TEXT NOT NULL DEFAULT '';
ALTER TABLE shot ADD COLUMN sound_notes TEXT NOT NULL DEFAULT '';
ALTER TABLE shot ADD COLUMN dialog TEXT NOT NULL DEFAULT '';
ALTER TABLE shot ADD COLUMN notes TEXT NOT NULL DEFAULT '';
ALTER TABLE shot ADD COLUMN status TEXT NOT NULL DEFAULT 'planned';
ALTER TABLE shot ADD COLUMN deleted_at TEXT;

CREATE INDEX shot_deleted ON shot (deleted_at);
CREATE INDEX shot_number ON shot (project_id, shot_number);
