-- On every page of a record: what is typed about them and not sent?
CREATE INDEX draft_person ON draft (authority, person);
