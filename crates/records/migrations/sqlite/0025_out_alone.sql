-- Who is or was out alone, and by when they were to say that they are safe.
CREATE TABLE out_alone (
    stream BLOB NOT NULL PRIMARY KEY,
    authority BLOB NOT NULL,
    post BLOB NOT NULL,
    went_at INTEGER NOT NULL,
    back_by INTEGER NOT NULL,
    late_from INTEGER,
    ended_at INTEGER,
    ended_by BLOB
) STRICT;
-- On every page: is somebody overdue, or the reader out alone?
CREATE INDEX out_alone_open ON out_alone (authority, back_by) WHERE ended_at IS NULL;
CREATE INDEX out_alone_late ON out_alone (authority, late_from);

-- Where they went and how they are reached, encrypted; beside the journal,
-- and gone with the act by which they are safe.
CREATE TABLE out_words (
    stream BLOB NOT NULL PRIMARY KEY,
    authority BLOB NOT NULL,
    sealed BLOB NOT NULL
) STRICT;

-- No journal of before holds what this view is folded from.
INSERT INTO fold (name, version) VALUES ('out_alone', 1);
