-- Work that follows from an act and is done afterwards: queued in the
-- transaction that writes the act, so that neither stands without the other.
-- What is to be done holds ids and days and nothing personal; a task is queued
-- once for a council, however often it is asked for.
CREATE TABLE job (
    id BLOB PRIMARY KEY,
    authority BLOB NOT NULL,
    task TEXT NOT NULL,
    run_after INTEGER NOT NULL,
    tries INTEGER NOT NULL,
    holder BLOB,
    held_until INTEGER,
    trouble TEXT,
    done_at INTEGER
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX job_task ON job (authority, task);
CREATE INDEX job_waiting ON job (run_after) WHERE done_at IS NULL;
