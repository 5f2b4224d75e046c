-- At each sign-in by password alone: is this post named for a restricted record?
CREATE INDEX person_named_post ON person_named (post);
