-- Which goodbyes are owed because another key worker came: asked of everybody
-- within reach at once.
CREATE TABLE goodbye (
    person BLOB NOT NULL,
    post BLOB NOT NULL,
    day TEXT NOT NULL,
    PRIMARY KEY (person, post)
) STRICT;

-- What it is folded from is in the journal already: no version of its fold, so that it is folded at the next start.
INSERT INTO fold (name, version) VALUES ('goodbye', 0);
