-- Who is on call on which nights.
CREATE TABLE on_call (
    event uuid NOT NULL PRIMARY KEY,
    authority uuid NOT NULL,
    post uuid NOT NULL,
    team uuid,
    from_day date NOT NULL,
    to_day date NOT NULL,
    ended boolean NOT NULL
);
CREATE INDEX on_call_authority ON on_call (authority, to_day);

-- No journal of before holds what this view is folded from.
INSERT INTO fold (name, version) VALUES ('on_call', 1);
