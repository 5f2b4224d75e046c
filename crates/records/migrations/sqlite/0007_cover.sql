-- Who covers for a key worker, and from when to when: "mine" holds for them
-- while it runs. Whether it runs today is asked when a row is read, because a
-- view knows no clock.
CREATE TABLE person_cover (
    person BLOB NOT NULL,
    post BLOB NOT NULL,
    from_day TEXT NOT NULL,
    to_day TEXT NOT NULL,
    PRIMARY KEY (person, post, from_day, to_day)
) STRICT, WITHOUT ROWID;
CREATE INDEX person_cover_post ON person_cover (post);

-- No journal of before holds what these views are folded from.
INSERT INTO fold (name, version) VALUES ('person_cover', 1);
