-- Files beside the journal: photos of young people, a council's logo. Encrypted
-- with the council's key; immutable until the event that brought one is erased.
-- Which logo a council shows is a view.
CREATE TABLE file (
    id BLOB PRIMARY KEY,
    authority BLOB NOT NULL,
    person BLOB,
    event BLOB NOT NULL UNIQUE,
    head BLOB NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE file_chunk (
    file BLOB NOT NULL,
    place INTEGER NOT NULL,
    sealed BLOB NOT NULL,
    PRIMARY KEY (file, place)
) STRICT;
ALTER TABLE council ADD COLUMN logo BLOB;
