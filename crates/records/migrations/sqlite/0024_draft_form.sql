-- Where a form opens that two can clash in: who else keeps words in it?
CREATE INDEX draft_form ON draft (authority, form);
