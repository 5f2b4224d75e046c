-- Who is told of what at once, and what they have read. An opening knows its
-- stream, by which a notice names it, and for whom a safety page was opened.
ALTER TABLE glass ADD COLUMN stream uuid;
ALTER TABLE glass ADD COLUMN arriving uuid;
CREATE INDEX glass_stream ON glass (stream) WHERE stream IS NOT NULL;

CREATE TABLE notice (
    event uuid NOT NULL,
    post uuid NOT NULL,
    authority uuid NOT NULL,
    person uuid NOT NULL,
    kind text COLLATE "C" NOT NULL,
    about uuid NOT NULL,
    given_at timestamptz NOT NULL,
    PRIMARY KEY (event, post)
);
CREATE INDEX notice_post ON notice (post, given_at);

-- No view: that somebody has read something is not in the journal.
CREATE TABLE notice_read (
    post uuid NOT NULL,
    event uuid NOT NULL,
    at timestamptz NOT NULL,
    PRIMARY KEY (post, event)
);
