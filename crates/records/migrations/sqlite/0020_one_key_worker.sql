-- A young person has one key worker at a time, whatever a fold were to say.
CREATE UNIQUE INDEX person_key_worker ON person_worker (person) WHERE how = 'key_worker';

-- A header takes two or three pages. In a table without row ids the search for
-- a key reads whole rows on its way; by row id it reads the keys alone.
ALTER TABLE person RENAME TO person_before;
CREATE TABLE person (
    id BLOB NOT NULL PRIMARY KEY,
    authority BLOB NOT NULL,
    reference TEXT NOT NULL,
    status TEXT NOT NULL,
    team BLOB,
    key_worker BLOB,
    sleeping_team BLOB,
    restricted INTEGER NOT NULL,
    sealed INTEGER NOT NULL,
    sort_name TEXT NOT NULL,
    born TEXT,
    missing_since TEXT,
    header BLOB NOT NULL,
    died INTEGER NOT NULL
) STRICT;
INSERT INTO person (id, authority, reference, status, team, key_worker, sleeping_team, restricted, sealed, sort_name,
    born, missing_since, header, died)
SELECT id, authority, reference, status, team, key_worker, sleeping_team, restricted, sealed, sort_name,
    born, missing_since, header, died FROM person_before;
DROP TABLE person_before;
CREATE INDEX person_team ON person (team, sort_name) WHERE team IS NOT NULL;
CREATE INDEX person_authority ON person (authority, sort_name);
