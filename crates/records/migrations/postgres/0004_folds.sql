-- At which version of its fold each view stands. A release that changes a fold
-- raises its version (tables.rs); until the view was folded anew it is behind.
-- The views of before there were versions stand at the first one; a view that
-- is added later has no row here until it was folded from the whole journal.
CREATE TABLE fold (
    name text COLLATE "C" PRIMARY KEY,
    version bigint NOT NULL
);
INSERT INTO fold (name, version) VALUES
    ('council', 1), ('team', 1), ('post', 1), ('words', 1), ('person', 1), ('person_key', 1), ('person_named', 1),
    ('person_worker', 1), ('relative', 1), ('glass', 1), ('match_case', 1), ('conflict', 1), ('story', 1);
