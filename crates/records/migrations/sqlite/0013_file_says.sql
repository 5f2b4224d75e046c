-- What the council's file says of whoever stands under a number in doubt: the
-- row of the vault, for the page of the case. Folded anew by the release that
-- adds it.
ALTER TABLE match_case ADD COLUMN file_says BLOB;
