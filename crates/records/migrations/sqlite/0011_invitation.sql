-- An invitation opens one post, which has its worker only once they take it up.
-- Links of before have none: their posts were given when they were made.
ALTER TABLE link ADD COLUMN post BLOB;
