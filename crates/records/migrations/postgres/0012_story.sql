-- Which kinds of entry are folded away is known from the kind itself; no
-- query reads this column any more.
ALTER TABLE story DROP COLUMN quiet;
