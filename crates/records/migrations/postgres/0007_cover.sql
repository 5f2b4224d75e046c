-- Who covers for a key worker, and from when to when: "mine" holds for them
-- while it runs. Whether it runs today is asked when a row is read, because a
-- view knows no clock.
CREATE TABLE person_cover (
    person uuid NOT NULL,
    post uuid NOT NULL,
    from_day date NOT NULL,
    to_day date NOT NULL,
    PRIMARY KEY (person, post, from_day, to_day)
);
CREATE INDEX person_cover_post ON person_cover (post);

-- No journal of before holds what these views are folded from.
INSERT INTO fold (name, version) VALUES ('person_cover', 1);
