-- What whoever looked at an emergency opening found, and who that was.
ALTER TABLE glass ADD COLUMN finding text;
ALTER TABLE glass ADD COLUMN reviewer uuid;
