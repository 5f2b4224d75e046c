-- A young person has one key worker at a time, whatever a fold were to say.
CREATE UNIQUE INDEX person_key_worker ON person_worker (person) WHERE how = 'key_worker';
