-- What of the record left the system, for whom, and in which form; written
-- before it leaves. Ids, stable words and a digest; a purpose in somebody's
-- words. Neither journal nor view, as `seen` is.
CREATE TABLE leaving (
    id uuid PRIMARY KEY,
    authority uuid NOT NULL,
    account uuid NOT NULL,
    post uuid NOT NULL,
    person uuid,
    what text COLLATE "C" NOT NULL,
    form text COLLATE "C" NOT NULL,
    recipient text COLLATE "C" NOT NULL,
    purpose text COLLATE "C",
    digest bytea NOT NULL,
    at timestamptz NOT NULL
);
CREATE INDEX leaving_person ON leaving (person, at);
CREATE INDEX leaving_post ON leaving (post, at);

-- "Who tried to open this record?" is asked by what was asked for.
CREATE INDEX refused_asked ON refused (authority, asked);
CREATE INDEX refused_at ON refused (authority, at);
