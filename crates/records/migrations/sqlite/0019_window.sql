-- The window that the words were typed in: those of another one do not take their place.
ALTER TABLE draft ADD COLUMN written_in BLOB;
