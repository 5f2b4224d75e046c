-- What whoever looked at an emergency opening found, and who that was.
ALTER TABLE glass ADD COLUMN finding TEXT;
ALTER TABLE glass ADD COLUMN reviewer BLOB;
