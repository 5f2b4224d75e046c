-- Posts whose account was closed: nobody signs in to them until somebody is
-- invited anew. And relatives declared by mistake, waiting for a second person.
CREATE TABLE post_closed (
    post uuid PRIMARY KEY
);
CREATE TABLE withdrawal (
    stream uuid PRIMARY KEY,
    authority uuid NOT NULL,
    account uuid NOT NULL,
    person uuid NOT NULL,
    reason text COLLATE "C" NOT NULL,
    asked_at timestamptz NOT NULL
);

-- No journal of before holds what these views are folded from.
INSERT INTO fold (name, version) VALUES ('post_closed', 1), ('withdrawal', 1);
