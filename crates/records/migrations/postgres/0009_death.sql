-- Whether somebody has died, as far as everybody who may open their record may
-- know it: they are in no list of those who wait for somebody. Folded anew by
-- the release that adds it.
ALTER TABLE person ADD COLUMN died boolean NOT NULL DEFAULT false;
