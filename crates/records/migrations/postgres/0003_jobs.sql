-- Work that follows from an act and is done afterwards: queued in the
-- transaction that writes the act, so that neither stands without the other.
-- What is to be done holds ids and days and nothing personal; a task is queued
-- once for a council, however often it is asked for.
CREATE TABLE job (
    id uuid PRIMARY KEY,
    authority uuid NOT NULL,
    task text COLLATE "C" NOT NULL,
    run_after timestamptz NOT NULL,
    tries bigint NOT NULL,
    holder uuid,
    held_until timestamptz,
    trouble text COLLATE "C",
    done_at timestamptz
);
CREATE UNIQUE INDEX job_task ON job (authority, task);
CREATE INDEX job_waiting ON job (run_after) WHERE done_at IS NULL;
