-- Objects of the file store: the database says which there are, so that the store can be compared with it both ways.

create table register.objects (
  file_id uuid not null,
  made_at timestamptz not null default now(),
  gone_at timestamptz,
  constraint objects_pkey primary key (file_id)
);
create index objects_shelf on register.objects (right(file_id::text, 2));  -- compared shelf by shelf
comment on table register.objects is 'Objects of the file store; one whose file is gone waits to be dropped. Ids alone.';

grant select, delete on register.objects to jobs;
-- no insert or update by any login: a trigger of data.files tells
-- no foreign key: the row outlives its file, until the object is dropped
