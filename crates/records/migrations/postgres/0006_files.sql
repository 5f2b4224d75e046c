-- Files beside the journal: photos of young people, a council's logo. Encrypted
-- with the council's key; immutable until the event that brought one is erased.
-- Which logo a council shows is a view.
CREATE TABLE file (
    id uuid PRIMARY KEY,
    authority uuid NOT NULL,
    person uuid,
    event uuid NOT NULL UNIQUE,
    head bytea NOT NULL
);
CREATE TABLE file_chunk (
    file uuid NOT NULL,
    place bigint NOT NULL,
    sealed bytea NOT NULL,
    PRIMARY KEY (file, place)
);
ALTER TABLE council ADD COLUMN logo uuid;
