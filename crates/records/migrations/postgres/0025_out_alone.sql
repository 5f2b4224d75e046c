-- Who is or was out alone, and by when they were to say that they are safe.
CREATE TABLE out_alone (
    stream uuid NOT NULL PRIMARY KEY,
    authority uuid NOT NULL,
    post uuid NOT NULL,
    went_at timestamptz NOT NULL,
    back_by timestamptz NOT NULL,
    late_from timestamptz,
    ended_at timestamptz,
    ended_by uuid
);
-- On every page: is somebody overdue, or the reader out alone?
CREATE INDEX out_alone_open ON out_alone (authority, back_by) WHERE ended_at IS NULL;
CREATE INDEX out_alone_late ON out_alone (authority, late_from);

-- Where they went and how they are reached, encrypted; beside the journal,
-- and gone with the act by which they are safe.
CREATE TABLE out_words (
    stream uuid NOT NULL PRIMARY KEY,
    authority uuid NOT NULL,
    sealed bytea NOT NULL
);

-- No journal of before holds what this view is folded from.
INSERT INTO fold (name, version) VALUES ('out_alone', 1);
