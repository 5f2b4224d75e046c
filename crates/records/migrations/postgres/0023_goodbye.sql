-- Which goodbyes are owed because another key worker came: asked of everybody
-- within reach at once.
CREATE TABLE goodbye (
    person uuid NOT NULL,
    post uuid NOT NULL,
    day date NOT NULL,
    PRIMARY KEY (person, post)
);

-- What it is folded from is in the journal already: no version of its fold, so that it is folded at the next start.
INSERT INTO fold (name, version) VALUES ('goodbye', 0);
