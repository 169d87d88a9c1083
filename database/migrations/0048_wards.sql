-- What may not be kept waits outside its record until a human has decided, so that no list shows it; an outside
-- approver may be the second to refuse a request; and others learn that a request is open, and nothing of it.

create table data.withheld (
  id uuid not null default data.new_id(),
  permitted bigint not null default -1,
  version int not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  noun text not null,
  record_id uuid not null,
  field text not null,
  person_id uuid,
  said text not null,
  put text not null,
  past jsonb not null default '[]',
  constraint withheld_pkey primary key (id),
  constraint withheld_place unique (record_id, noun, field),  -- a place is taken out once
  constraint withheld_person_id_is foreign key (person_id) references data.people (id) on delete cascade,
  constraint withheld_noun_length check (length(noun) <= 40),
  constraint withheld_field_length check (length(field) <= 63)
) with (fillfactor = 85);
create index withheld_person_id on data.withheld (person_id) where person_id is not null;
comment on table data.withheld is 'Texts in which something was found, until a human has decided; their records say meanwhile that they wait.';

-- what the search itself does to a row is no change of the text that was decided about
alter table data.findings add column stands_at timestamptz;

create table data.request_digests (
  id uuid not null default data.new_id(),
  permitted bigint not null default -1,
  version int not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  request_id uuid not null,
  person_id uuid not null,
  received_at timestamptz not null,
  owner_id text,
  constraint request_digests_pkey primary key (id),
  constraint request_digests_request_id unique (request_id),
  constraint request_digests_request_id_is foreign key (request_id) references data.requests (id) on delete cascade,
  constraint request_digests_person_id_is foreign key (person_id) references data.people (id) on delete cascade
) with (fillfactor = 85);
create index request_digests_person_id on data.request_digests (person_id);
comment on table data.request_digests is 'That somebody has a request open: all that others learn of it; made by trigger.';

alter table register.approvals drop constraint approvals_kind;
alter table register.approvals add constraint approvals_kind check (kind in ('objection', 'balancing', 'exemption', 'request'));
