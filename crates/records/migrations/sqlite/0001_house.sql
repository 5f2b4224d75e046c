-- The house: the journal, its seals, what stands beside it, and the views.
-- The two engines have one migration each of the same number; a test holds
-- their columns equal. Instants are whole microseconds, days are ISO text.

-- The journal. Rows are inserted and never updated; a lawful erasure empties
-- payload and salt and leaves payload_hash.
CREATE TABLE event (
    arrival INTEGER PRIMARY KEY AUTOINCREMENT,
    id BLOB NOT NULL UNIQUE,
    authority BLOB NOT NULL,
    stream BLOB NOT NULL,
    revision INTEGER NOT NULL,
    subject BLOB,
    kind TEXT NOT NULL,
    version INTEGER NOT NULL,
    actor TEXT NOT NULL,
    role TEXT NOT NULL,
    on_behalf TEXT,
    act BLOB NOT NULL,
    happened TEXT NOT NULL,
    recorded INTEGER NOT NULL,
    class TEXT NOT NULL,
    corrects BLOB,
    words INTEGER NOT NULL,
    payload_hash BLOB NOT NULL,
    payload BLOB,
    salt BLOB,
    UNIQUE (stream, revision)
) STRICT;
CREATE INDEX event_act ON event (act);
CREATE INDEX event_subject ON event (subject, arrival) WHERE subject IS NOT NULL;

-- How many events each stream has: what an append checks and locks.
CREATE TABLE stream (
    id BLOB PRIMARY KEY,
    authority BLOB NOT NULL,
    revision INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- The chain over the journal, one for each council.
CREATE TABLE seal (
    authority BLOB NOT NULL,
    number INTEGER NOT NULL,
    event BLOB NOT NULL UNIQUE,
    arrival INTEGER NOT NULL,
    chain BLOB NOT NULL,
    PRIMARY KEY (authority, number)
) STRICT, WITHOUT ROWID;
CREATE TABLE seal_head (
    authority BLOB PRIMARY KEY,
    number INTEGER NOT NULL,
    arrival INTEGER NOT NULL,
    chain BLOB NOT NULL,
    signature BLOB NOT NULL,
    signed_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE lease (
    name TEXT PRIMARY KEY,
    holder BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- One act for each key of a form or a caller, kept as long as the act.
CREATE TABLE request_key (
    actor TEXT NOT NULL,
    key TEXT NOT NULL,
    act BLOB NOT NULL,
    digest BLOB NOT NULL,
    PRIMARY KEY (actor, key)
) STRICT, WITHOUT ROWID;

-- Who opened what, and who asked for what they may not know of.
CREATE TABLE seen (
    id BLOB PRIMARY KEY,
    authority BLOB NOT NULL,
    account BLOB NOT NULL,
    post BLOB NOT NULL,
    person BLOB,
    what TEXT NOT NULL,
    at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX seen_person ON seen (person, at);
CREATE INDEX seen_post ON seen (post, at);
CREATE TABLE refused (
    id BLOB PRIMARY KEY,
    authority BLOB NOT NULL,
    account BLOB NOT NULL,
    post BLOB NOT NULL,
    asked TEXT NOT NULL,
    what TEXT NOT NULL,
    at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX refused_post ON refused (post, at);

-- Values that tell where somebody is or how to reach them, encrypted.
CREATE TABLE vault (
    id BLOB PRIMARY KEY,
    authority BLOB NOT NULL,
    person BLOB NOT NULL,
    sealed BLOB NOT NULL,
    lookup BLOB
) STRICT, WITHOUT ROWID;
CREATE INDEX vault_lookup ON vault (authority, lookup) WHERE lookup IS NOT NULL;

-- How people sign in. Not in the journal: no secret enters it.
CREATE TABLE account (
    id BLOB PRIMARY KEY,
    email TEXT NOT NULL UNIQUE,
    password TEXT,
    totp_sealed BLOB,
    totp_step INTEGER,
    created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE recovery_code (
    account BLOB NOT NULL,
    digest BLOB NOT NULL,
    used_at INTEGER,
    PRIMARY KEY (account, digest)
) STRICT, WITHOUT ROWID;
CREATE TABLE link (
    digest BLOB PRIMARY KEY,
    purpose TEXT NOT NULL,
    account BLOB,
    expires_at INTEGER NOT NULL,
    used_at INTEGER
) STRICT, WITHOUT ROWID;
CREATE TABLE session (
    id BLOB PRIMARY KEY,
    digest BLOB NOT NULL UNIQUE,
    account BLOB NOT NULL,
    post BLOB,
    created_at INTEGER NOT NULL,
    seen_at INTEGER NOT NULL,
    verified_at INTEGER NOT NULL,
    second_step INTEGER NOT NULL,
    locked_at INTEGER,
    ended_at INTEGER,
    ended_why TEXT,
    device TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX session_account ON session (account, created_at);
CREATE TABLE throttle (
    subject TEXT PRIMARY KEY,
    failures INTEGER NOT NULL,
    last_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE draft (
    account BLOB NOT NULL,
    authority BLOB NOT NULL,
    form TEXT NOT NULL,
    person BLOB,
    sealed BLOB NOT NULL,
    saved_at INTEGER NOT NULL,
    PRIMARY KEY (account, authority, form)
) STRICT, WITHOUT ROWID;
CREATE TABLE installation (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Views: a fold of the journal and nothing else.
CREATE TABLE council (
    authority BLOB PRIMARY KEY,
    name TEXT NOT NULL,
    accent TEXT NOT NULL,
    help_line TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE team (
    id BLOB PRIMARY KEY,
    authority BLOB NOT NULL,
    name TEXT NOT NULL,
    hub INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE post (
    id BLOB PRIMARY KEY,
    authority BLOB NOT NULL,
    name TEXT NOT NULL,
    account BLOB,
    team BLOB,
    roles TEXT NOT NULL,
    from_day TEXT NOT NULL,
    to_day TEXT,
    ended INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX post_account ON post (account) WHERE account IS NOT NULL;
CREATE TABLE words (
    authority BLOB NOT NULL,
    key TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (authority, key)
) STRICT, WITHOUT ROWID;
CREATE TABLE person (
    id BLOB PRIMARY KEY,
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
    header BLOB NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX person_team ON person (team, sort_name) WHERE team IS NOT NULL;
CREATE INDEX person_authority ON person (authority, sort_name);
CREATE TABLE person_key (
    authority BLOB NOT NULL,
    key TEXT NOT NULL,
    person BLOB NOT NULL,
    PRIMARY KEY (authority, key, person)
) STRICT, WITHOUT ROWID;
CREATE INDEX person_key_person ON person_key (person);
CREATE TABLE person_named (
    person BLOB NOT NULL,
    post BLOB NOT NULL,
    PRIMARY KEY (person, post)
) STRICT, WITHOUT ROWID;
CREATE TABLE person_worker (
    person BLOB NOT NULL,
    post BLOB NOT NULL,
    how TEXT NOT NULL,
    PRIMARY KEY (person, post, how)
) STRICT, WITHOUT ROWID;
CREATE INDEX person_worker_post ON person_worker (post);
CREATE TABLE relative (
    account BLOB NOT NULL,
    person BLOB NOT NULL,
    PRIMARY KEY (account, person)
) STRICT, WITHOUT ROWID;
CREATE TABLE glass (
    event BLOB PRIMARY KEY,
    authority BLOB NOT NULL,
    post BLOB NOT NULL,
    person BLOB,
    reason TEXT NOT NULL,
    opened_at INTEGER NOT NULL,
    until INTEGER,
    reviewed INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX glass_person ON glass (person, post, until) WHERE person IS NOT NULL;
CREATE TABLE match_case (
    stream BLOB PRIMARY KEY,
    authority BLOB NOT NULL,
    person BLOB NOT NULL,
    other BLOB,
    why TEXT NOT NULL,
    urgent INTEGER NOT NULL,
    decided TEXT
) STRICT, WITHOUT ROWID;
CREATE TABLE conflict (
    stream BLOB PRIMARY KEY,
    authority BLOB NOT NULL,
    person BLOB NOT NULL,
    stands BLOB NOT NULL,
    kind TEXT NOT NULL,
    file_says BLOB NOT NULL,
    decided INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE story (
    person BLOB NOT NULL,
    happened TEXT NOT NULL,
    recorded INTEGER NOT NULL,
    event BLOB NOT NULL,
    kind TEXT NOT NULL,
    class TEXT NOT NULL,
    quiet INTEGER NOT NULL,
    actor TEXT NOT NULL,
    corrects BLOB,
    PRIMARY KEY (person, happened, recorded, event)
) STRICT, WITHOUT ROWID;
CREATE INDEX story_corrects ON story (person, corrects) WHERE corrects IS NOT NULL;
CREATE UNIQUE INDEX story_event ON story (event);
