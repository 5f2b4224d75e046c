-- Posts whose account was closed: nobody signs in to them until somebody is
-- invited anew. And relatives declared by mistake, waiting for a second person.
CREATE TABLE post_closed (
    post BLOB PRIMARY KEY
) STRICT, WITHOUT ROWID;
CREATE TABLE withdrawal (
    stream BLOB PRIMARY KEY,
    authority BLOB NOT NULL,
    account BLOB NOT NULL,
    person BLOB NOT NULL,
    reason TEXT NOT NULL,
    asked_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- No journal of before holds what these views are folded from.
INSERT INTO fold (name, version) VALUES ('post_closed', 1), ('withdrawal', 1);
