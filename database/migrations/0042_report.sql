-- Reports that people asked for, what was hidden in them, and data on its way to another controller.

create table data.reports (
  id uuid not null default data.new_id(),
  permitted bigint not null default 0,
  version int not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  request_id uuid not null,
  person_id uuid not null,
  kind text not null,
  language text not null,
  as_of timestamptz not null,
  coverage jsonb not null default '[]',
  bytes int not null,
  hash text not null,
  sealed text,
  ends_on date not null,
  constraint reports_pkey primary key (id),
  constraint reports_kind check (kind in ('access', 'portable')),
  constraint reports_language_length check (length(language) <= 2),
  constraint reports_hash_length check (length(hash) <= 64),
  constraint reports_sealed_length check (length(sealed) <= 200)
) with (fillfactor = 85);
create index reports_request_id on data.reports (request_id);
create index reports_person_id on data.reports (person_id);
create index reports_ends on data.reports (ends_on) where sealed is not null;  -- the nightly end
comment on table data.reports is 'What was put together for a person who asked; its content stands outside, enciphered.';

create table data.redactions (
  id uuid not null default data.new_id(),
  permitted bigint not null default 0,
  version int not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  request_id uuid not null,
  person_id uuid not null,
  noun text not null,
  record_id uuid not null,
  field text not null,
  place int not null,
  length int not null,
  reason text not null,
  constraint redactions_pkey primary key (id),
  constraint redactions_noun_length check (length(noun) <= 40),
  constraint redactions_field_length check (length(field) <= 63),
  constraint redactions_place check (place >= 0 and length > 0),
  constraint redactions_reason check (reason in ('other_person', 'secret', 'danger', 'security', 'supervision'))
) with (fillfactor = 85);
create index redactions_request_id on data.redactions (request_id);
create index redactions_person_id on data.redactions (person_id);
comment on table data.redactions is 'Passages hidden from a report, each with its reason; never the passage.';

create table data.transfers (
  id uuid not null default data.new_id(),
  permitted bigint not null default 0,
  version int not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  request_id uuid not null,
  person_id uuid not null,
  receiver text not null,
  until timestamptz not null,
  confirmed_at timestamptz,
  fetched_at timestamptz,
  constraint transfers_pkey primary key (id),
  constraint transfers_receiver_length check (length(receiver) <= 200)
) with (fillfactor = 85);
create index transfers_request_id on data.transfers (request_id);
create index transfers_person_id on data.transfers (person_id);
comment on table data.transfers is 'Data on its way to another controller: confirmed by the person, fetched once.';

alter table data.reports add constraint reports_request_id_is foreign key (request_id) references data.requests (id) on delete cascade;
alter table data.reports add constraint reports_person_id_is foreign key (person_id) references data.people (id) on delete cascade;
alter table data.redactions add constraint redactions_request_id_is foreign key (request_id) references data.requests (id) on delete cascade;
alter table data.redactions add constraint redactions_person_id_is foreign key (person_id) references data.people (id) on delete cascade;
alter table data.transfers add constraint transfers_request_id_is foreign key (request_id) references data.requests (id) on delete cascade;
alter table data.transfers add constraint transfers_person_id_is foreign key (person_id) references data.people (id) on delete cascade;
