-- A purpose that made few of the notes or tasks finds its own by the index: reading everybody else's to leave them out took most of a search.

drop index data.tasks_text;
create index tasks_text on data.tasks using gin (lower(title) ext.gin_trgm_ops, (array[purpose]));  -- parts of words, and whose
drop index data.notes_words;
create index notes_words on data.notes using gin (to_tsvector('simple', body), (array[purpose]));  -- whole words, and whose
