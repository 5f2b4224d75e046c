-- Who was in touch with whom, and how: when somebody was last seen is asked of
-- this, because a fold of one person would grow with every contact.
CREATE TABLE contact (
    event BLOB NOT NULL PRIMARY KEY,
    authority BLOB NOT NULL,
    person BLOB NOT NULL,
    day TEXT NOT NULL,
    how TEXT NOT NULL,
    class TEXT NOT NULL
) STRICT;
CREATE INDEX contact_person ON contact (person, how, day);

-- No journal of before holds what this view is folded from.
INSERT INTO fold (name, version) VALUES ('contact', 1);
