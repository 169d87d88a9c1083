-- Search across nouns: every branch of it stands on one of these or on the indexes of `folded` and `search`.

create index leads_text on data.leads using gin (lower(subject) ext.gin_trgm_ops);
create index quotes_text on data.quotes using gin (lower(number || ' ' || coalesce(name, '')) ext.gin_trgm_ops);
create index orders_text on data.orders using gin (lower(number || ' ' || coalesce(reference, '')) ext.gin_trgm_ops);
create index tasks_text on data.tasks using gin (lower(title) ext.gin_trgm_ops);
create index notes_words on data.notes using gin (to_tsvector('simple', body));  -- long, and many: whole words
create index companies_business_id_part on data.companies using gin (business_id ext.gin_trgm_ops);  -- pieces of an ID
create index emails_domain on data.emails (split_part(address, '@', 2));  -- @firma.fi
