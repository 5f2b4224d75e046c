-- Who may know where the story of an adopted young person goes on. Of what the
-- row is about they see nothing by it: the record stays closed off to them too.
CREATE TABLE adoption_worker (
    person uuid NOT NULL,
    post uuid NOT NULL,
    PRIMARY KEY (person, post)
);
CREATE INDEX adoption_worker_post ON adoption_worker (post);

-- No journal of before holds what this view is folded from.
INSERT INTO fold (name, version) VALUES ('adoption_worker', 1);
