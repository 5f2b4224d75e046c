-- What of the record left the system, for whom, and in which form; written
-- before it leaves. Ids, stable words and a digest; a purpose in somebody's
-- words. Neither journal nor view, as `seen` is.
CREATE TABLE leaving (
    id BLOB PRIMARY KEY,
    authority BLOB NOT NULL,
    account BLOB NOT NULL,
    post BLOB NOT NULL,
    person BLOB,
    what TEXT NOT NULL,
    form TEXT NOT NULL,
    recipient TEXT NOT NULL,
    purpose TEXT,
    digest BLOB NOT NULL,
    at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX leaving_person ON leaving (person, at);
CREATE INDEX leaving_post ON leaving (post, at);

-- "Who tried to open this record?" is asked by what was asked for.
CREATE INDEX refused_asked ON refused (authority, asked);
CREATE INDEX refused_at ON refused (authority, at);
