-- The house: the journal, its seals, what stands beside it, and the views.
-- The two engines have one migration each of the same number; a test holds
-- their columns equal. Instants are timestamptz, days are dates,
-- text sorts by its bytes.

-- CACHE 1: arrival follows the order in which transactions take it.
CREATE SEQUENCE event_arrival CACHE 1;

-- The journal. Rows are inserted and never updated; a lawful erasure empties
-- payload and salt and leaves payload_hash.
CREATE TABLE event (
    arrival bigint NOT NULL UNIQUE DEFAULT nextval('event_arrival'),
    id uuid PRIMARY KEY,
    authority uuid NOT NULL,
    stream uuid NOT NULL,
    revision bigint NOT NULL,
    subject uuid,
    kind text COLLATE "C" NOT NULL,
    version bigint NOT NULL,
    actor text COLLATE "C" NOT NULL,
    role text COLLATE "C" NOT NULL,
    on_behalf text COLLATE "C",
    act uuid NOT NULL,
    happened text COLLATE "C" NOT NULL,
    recorded timestamptz NOT NULL,
    class text COLLATE "C" NOT NULL,
    corrects uuid,
    words bigint NOT NULL,
    payload_hash bytea NOT NULL,
    payload bytea,
    salt bytea,
    UNIQUE (stream, revision)
);
CREATE INDEX event_act ON event (act);
CREATE INDEX event_subject ON event (subject, arrival) WHERE subject IS NOT NULL;

-- How many events each stream has: what an append checks and locks.
CREATE TABLE stream (
    id uuid PRIMARY KEY,
    authority uuid NOT NULL,
    revision bigint NOT NULL
);

-- The chain over the journal, one for each council.
CREATE TABLE seal (
    authority uuid NOT NULL,
    number bigint NOT NULL,
    event uuid NOT NULL UNIQUE,
    arrival bigint NOT NULL,
    chain bytea NOT NULL,
    PRIMARY KEY (authority, number)
);
CREATE TABLE seal_head (
    authority uuid PRIMARY KEY,
    number bigint NOT NULL,
    arrival bigint NOT NULL,
    chain bytea NOT NULL,
    signature bytea NOT NULL,
    signed_at timestamptz NOT NULL
);
CREATE TABLE lease (
    name text COLLATE "C" PRIMARY KEY,
    holder uuid NOT NULL
);

-- One act for each key of a form or a caller, kept as long as the act.
CREATE TABLE request_key (
    actor text COLLATE "C" NOT NULL,
    key text COLLATE "C" NOT NULL,
    act uuid NOT NULL,
    digest bytea NOT NULL,
    PRIMARY KEY (actor, key)
);

-- Who opened what, and who asked for what they may not know of.
CREATE TABLE seen (
    id uuid PRIMARY KEY,
    authority uuid NOT NULL,
    account uuid NOT NULL,
    post uuid NOT NULL,
    person uuid,
    what text COLLATE "C" NOT NULL,
    at timestamptz NOT NULL
);
CREATE INDEX seen_person ON seen (person, at);
CREATE INDEX seen_post ON seen (post, at);
CREATE TABLE refused (
    id uuid PRIMARY KEY,
    authority uuid NOT NULL,
    account uuid NOT NULL,
    post uuid NOT NULL,
    asked text COLLATE "C" NOT NULL,
    what text COLLATE "C" NOT NULL,
    at timestamptz NOT NULL
);
CREATE INDEX refused_post ON refused (post, at);

-- Values that tell where somebody is or how to reach them, encrypted.
CREATE TABLE vault (
    id uuid PRIMARY KEY,
    authority uuid NOT NULL,
    person uuid NOT NULL,
    sealed bytea NOT NULL,
    lookup bytea
);
CREATE INDEX vault_lookup ON vault (authority, lookup) WHERE lookup IS NOT NULL;

-- How people sign in. Not in the journal: no secret enters it.
CREATE TABLE account (
    id uuid PRIMARY KEY,
    email text COLLATE "C" NOT NULL UNIQUE,
    password text COLLATE "C",
    totp_sealed bytea,
    totp_step bigint,
    created_at timestamptz NOT NULL
);
CREATE TABLE recovery_code (
    account uuid NOT NULL,
    digest bytea NOT NULL,
    used_at timestamptz,
    PRIMARY KEY (account, digest)
);
CREATE TABLE link (
    digest bytea PRIMARY KEY,
    purpose text COLLATE "C" NOT NULL,
    account uuid,
    expires_at timestamptz NOT NULL,
    used_at timestamptz
);
CREATE TABLE session (
    id uuid PRIMARY KEY,
    digest bytea NOT NULL UNIQUE,
    account uuid NOT NULL,
    post uuid,
    created_at timestamptz NOT NULL,
    seen_at timestamptz NOT NULL,
    verified_at timestamptz NOT NULL,
    second_step boolean NOT NULL,
    locked_at timestamptz,
    ended_at timestamptz,
    ended_why text COLLATE "C",
    device text COLLATE "C" NOT NULL
);
CREATE INDEX session_account ON session (account, created_at);
CREATE TABLE throttle (
    subject text COLLATE "C" PRIMARY KEY,
    failures bigint NOT NULL,
    last_at timestamptz NOT NULL
);
CREATE TABLE draft (
    account uuid NOT NULL,
    authority uuid NOT NULL,
    form text COLLATE "C" NOT NULL,
    person uuid,
    sealed bytea NOT NULL,
    saved_at timestamptz NOT NULL,
    PRIMARY KEY (account, authority, form)
);
CREATE TABLE installation (
    key text COLLATE "C" PRIMARY KEY,
    value text COLLATE "C" NOT NULL
);

-- Views: a fold of the journal and nothing else.
CREATE TABLE council (
    authority uuid PRIMARY KEY,
    name text COLLATE "C" NOT NULL,
    accent text COLLATE "C" NOT NULL,
    help_line text COLLATE "C" NOT NULL
);
CREATE TABLE team (
    id uuid PRIMARY KEY,
    authority uuid NOT NULL,
    name text COLLATE "C" NOT NULL,
    hub boolean NOT NULL
);
CREATE TABLE post (
    id uuid PRIMARY KEY,
    authority uuid NOT NULL,
    name text COLLATE "C" NOT NULL,
    account uuid,
    team uuid,
    roles text COLLATE "C" NOT NULL,
    from_day date NOT NULL,
    to_day date,
    ended boolean NOT NULL
);
CREATE INDEX post_account ON post (account) WHERE account IS NOT NULL;
CREATE TABLE words (
    authority uuid NOT NULL,
    key text COLLATE "C" NOT NULL,
    value text COLLATE "C" NOT NULL,
    PRIMARY KEY (authority, key)
);
CREATE TABLE person (
    id uuid PRIMARY KEY,
    authority uuid NOT NULL,
    reference text COLLATE "C" NOT NULL,
    status text COLLATE "C" NOT NULL,
    team uuid,
    key_worker uuid,
    sleeping_team uuid,
    restricted boolean NOT NULL,
    sealed boolean NOT NULL,
    sort_name text COLLATE "C" NOT NULL,
    born date,
    missing_since date,
    header bytea NOT NULL
);
CREATE INDEX person_team ON person (team, sort_name) WHERE team IS NOT NULL;
CREATE INDEX person_authority ON person (authority, sort_name);
CREATE TABLE person_key (
    authority uuid NOT NULL,
    key text COLLATE "C" NOT NULL,
    person uuid NOT NULL,
    PRIMARY KEY (authority, key, person)
);
CREATE INDEX person_key_person ON person_key (person);
CREATE TABLE person_named (
    person uuid NOT NULL,
    post uuid NOT NULL,
    PRIMARY KEY (person, post)
);
CREATE TABLE person_worker (
    person uuid NOT NULL,
    post uuid NOT NULL,
    how text COLLATE "C" NOT NULL,
    PRIMARY KEY (person, post, how)
);
CREATE INDEX person_worker_post ON person_worker (post);
CREATE TABLE relative (
    account uuid NOT NULL,
    person uuid NOT NULL,
    PRIMARY KEY (account, person)
);
CREATE TABLE glass (
    event uuid PRIMARY KEY,
    authority uuid NOT NULL,
    post uuid NOT NULL,
    person uuid,
    reason text COLLATE "C" NOT NULL,
    opened_at timestamptz NOT NULL,
    until timestamptz,
    reviewed boolean NOT NULL
);
CREATE INDEX glass_person ON glass (person, post, until) WHERE person IS NOT NULL;
CREATE TABLE match_case (
    stream uuid PRIMARY KEY,
    authority uuid NOT NULL,
    person uuid NOT NULL,
    other uuid,
    why text COLLATE "C" NOT NULL,
    urgent boolean NOT NULL,
    decided text COLLATE "C"
);
CREATE TABLE conflict (
    stream uuid PRIMARY KEY,
    authority uuid NOT NULL,
    person uuid NOT NULL,
    stands uuid NOT NULL,
    kind text COLLATE "C" NOT NULL,
    file_says uuid NOT NULL,
    decided boolean NOT NULL
);
CREATE TABLE story (
    person uuid NOT NULL,
    happened text COLLATE "C" NOT NULL,
    recorded timestamptz NOT NULL,
    event uuid NOT NULL,
    kind text COLLATE "C" NOT NULL,
    class text COLLATE "C" NOT NULL,
    quiet boolean NOT NULL,
    actor text COLLATE "C" NOT NULL,
    corrects uuid,
    PRIMARY KEY (person, happened, recorded, event)
);
CREATE INDEX story_corrects ON story (person, corrects) WHERE corrects IS NOT NULL;
CREATE UNIQUE INDEX story_event ON story (event);
