-- A team that was closed: offered nowhere any more, and named in all that was
-- written about it. No journal of before holds what this is folded from.
ALTER TABLE team ADD COLUMN closed INTEGER NOT NULL DEFAULT 0;
