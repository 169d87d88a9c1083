-- What a task says that nobody wrote is kept by its key and values: each of us reads it in their own language.

alter table data.tasks add column told jsonb default nullif(current_setting('seloste.told', true), '')::jsonb;
comment on column data.tasks.told is 'Key and values of a title that nobody wrote; the title itself says the same in one language';
-- no index: it is read with its task
