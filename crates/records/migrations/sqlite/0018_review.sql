-- The event by which somebody looked at an emergency opening.
ALTER TABLE glass ADD COLUMN review BLOB;
