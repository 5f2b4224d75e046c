-- Who is told of what at once, and what they have read. An opening knows its
-- stream, by which a notice names it, and for whom a safety page was opened.
ALTER TABLE glass ADD COLUMN stream BLOB;
ALTER TABLE glass ADD COLUMN arriving BLOB;
CREATE INDEX glass_stream ON glass (stream) WHERE stream IS NOT NULL;

CREATE TABLE notice (
    event BLOB NOT NULL,
    post BLOB NOT NULL,
    authority BLOB NOT NULL,
    person BLOB NOT NULL,
    kind TEXT NOT NULL,
    about BLOB NOT NULL,
    given_at INTEGER NOT NULL,
    PRIMARY KEY (event, post)
) STRICT, WITHOUT ROWID;
CREATE INDEX notice_post ON notice (post, given_at);

-- No view: that somebody has read something is not in the journal.
CREATE TABLE notice_read (
    post BLOB NOT NULL,
    event BLOB NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (post, event)
) STRICT, WITHOUT ROWID;
