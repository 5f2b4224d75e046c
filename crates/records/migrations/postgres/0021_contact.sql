-- Who was in touch with whom, and how: when somebody was last seen is asked of
-- this, because a fold of one person would grow with every contact.
CREATE TABLE contact (
    event uuid NOT NULL PRIMARY KEY,
    authority uuid NOT NULL,
    person uuid NOT NULL,
    day date NOT NULL,
    how text COLLATE "C" NOT NULL,
    class text COLLATE "C" NOT NULL
);
CREATE INDEX contact_person ON contact (person, how, day);

-- No journal of before holds what this view is folded from.
INSERT INTO fold (name, version) VALUES ('contact', 1);
