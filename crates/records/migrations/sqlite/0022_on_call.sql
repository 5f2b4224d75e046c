-- Who is on call on which nights.
CREATE TABLE on_call (
    event BLOB NOT NULL PRIMARY KEY,
    authority BLOB NOT NULL,
    post BLOB NOT NULL,
    team BLOB,
    from_day TEXT NOT NULL,
    to_day TEXT NOT NULL,
    ended INTEGER NOT NULL
) STRICT;
CREATE INDEX on_call_authority ON on_call (authority, to_day);

-- No journal of before holds what this view is folded from.
INSERT INTO fold (name, version) VALUES ('on_call', 1);
