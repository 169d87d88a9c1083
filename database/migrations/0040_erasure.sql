-- Where a person can be, as the register says it, for what runs inside the database; and what a law keeps of records
-- whose rest was erased.

create table register.traces (
  noun text not null,
  schema text not null,
  "column" text not null,
  how text not null,
  edge boolean not null,
  of text,
  place int not null,
  constraint traces_how check (how in ('self', 'own', 'part', 'blank', 'names', 'record', 'stored', 'text', 'other'))
);
create index traces_noun on register.traces (noun);
comment on table register.traces is 'Each column of the register and what it has to do with a person who leaves; written at every build.';
grant select on register.traces to jobs;
-- no insert, update or delete by any login: the build alone writes it

create table data.holds (
  id uuid not null default data.new_id(),
  version int not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  erasure_id uuid not null,
  noun text not null,
  record_id uuid not null,
  said jsonb not null,
  act text not null,
  section text not null,
  until date,
  constraint holds_pkey primary key (id),
  constraint holds_noun_length check (length(noun) <= 40),
  constraint holds_erasure_id_is foreign key (erasure_id) references data.erasures (id) on delete cascade
);
create unique index holds_record on data.holds (erasure_id, noun, record_id);  -- kept once, however often the eraser is begun anew
create index holds_until on data.holds (until);  -- what has run out
comment on table data.holds is 'What a law keeps of records whose rest was erased: the fields it names alone, until a day.';
-- no foreign key to the record: it is gone

create index import_rows_record on data.import_rows (record_id) where record_id is not null;  -- an erasure finds the line somebody came in by
