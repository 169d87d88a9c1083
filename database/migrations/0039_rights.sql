-- What people ask of us by the law, what they say of their data, what was found and what was erased.

create table data.requests (
  id uuid not null default data.new_id(),
  permitted bigint not null default -1,
  version int not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  number text not null default '',
  kinds text[] not null,
  channel text not null,
  language text not null default 'fi',
  person_id uuid,
  name text,
  address text,
  said text,
  received_at timestamptz not null default now(),
  due_on date,
  extended_to date,
  extension_reason text,
  identity text not null default 'unclear',
  identity_how text,
  identity_asked_at timestamptz,
  identity_at timestamptz,
  state text not null default 'open',
  outcome text,
  ground text,
  reasons text,
  approved_by text,
  approved_at timestamptz,
  frozen_at timestamptz,
  answered_at timestamptz,
  delivered_at timestamptz,
  closed_at timestamptz,
  owner_id text,
  constraint requests_pkey primary key (id),
  constraint requests_kinds check (cardinality(kinds) > 0 and kinds <@ array['access', 'rectify', 'erase', 'restrict', 'object', 'port', 'other']),
  constraint requests_channel check (channel in ('portal', 'mail', 'phone', 'letter', 'visit', 'other')),
  constraint requests_language check (language in ('fi', 'sv', 'en')),
  constraint requests_name_length check (length(name) <= 200),
  constraint requests_address_length check (length(address) <= 320),
  constraint requests_said_length check (length(said) <= 20000),
  constraint requests_identity check (identity in ('unclear', 'asked', 'confirmed', 'failed')),
  constraint requests_identity_how_length check (length(identity_how) <= 200),
  constraint requests_state check (state in ('open', 'waiting', 'answered', 'closed')),
  constraint requests_outcome check (outcome in ('done', 'partly', 'refused', 'no_data', 'not_identified')),
  constraint requests_ground_length check (length(ground) <= 200),
  constraint requests_owner_id_length check (length(owner_id) <= 100)
) with (fillfactor = 85);
create index requests_person_id on data.requests (person_id) where person_id is not null;
create index requests_owner on data.requests (owner_id) where owner_id is not null;
comment on table data.requests is 'What people ask of us by the law, until it is answered.';

create table data.request_steps (
  id uuid not null default data.new_id(),
  version int not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  request_id uuid not null,
  kind text not null,
  actor text not null default coalesce(current_setting('seloste.actor', true), ''),
  words text,
  detail jsonb,
  constraint request_steps_pkey primary key (id),
  constraint request_steps_kind check (kind in ('received', 'identity_asked', 'identity_confirmed', 'extended', 'report', 'corrected', 'planned', 'erased', 'swept', 'told', 'proposed', 'approved', 'letter', 'delivered', 'note', 'closed')),
  constraint request_steps_words_length check (length(words) <= 40000)
);
create index request_steps_request_id on data.request_steps (request_id);
comment on table data.request_steps is 'What happened to a request, in order.';

create table data.statements (
  id uuid not null default data.new_id(),
  permitted bigint not null default 0,
  version int not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  person_id uuid not null,
  kind text not null,
  noun text not null,
  record_id uuid,
  field text not null,
  words text,
  refused text,
  request_id uuid,
  constraint statements_pkey primary key (id),
  constraint statements_kind check (kind in ('corrected', 'disputed')),
  constraint statements_noun_length check (length(noun) <= 40),
  constraint statements_field_length check (length(field) <= 63),
  constraint statements_words_length check (length(words) <= 4000)
) with (fillfactor = 85);
create index statements_person_id on data.statements (person_id);
create index statements_request_id on data.statements (request_id) where request_id is not null;
comment on table data.statements is 'What a person says of a fact about them; no file brings the old value back.';

create table data.findings (
  id uuid not null default data.new_id(),
  permitted bigint not null default -1,
  version int not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  kind text not null,
  noun text not null,
  record_id uuid not null,
  field text not null,
  person_id uuid,
  request_id uuid,
  found_at timestamptz not null default now(),
  state text not null default 'open',
  ends_on date,
  decided_by text,
  decided_at timestamptz,
  constraint findings_pkey primary key (id),
  constraint findings_kind check (kind in ('identity_code', 'health', 'union', 'belief', 'origin', 'offence', 'mention')),
  constraint findings_noun_length check (length(noun) <= 40),
  constraint findings_field_length check (length(field) <= 63),
  constraint findings_state check (state in ('open', 'harmless', 'masked', 'destroyed'))
) with (fillfactor = 85);
create index findings_person_id on data.findings (person_id) where person_id is not null;
create index findings_request_id on data.findings (request_id) where request_id is not null;
comment on table data.findings is 'Places a human must look at: sensitive matter, mentions of somebody erased; no values.';

create table data.erasures (
  id uuid not null default data.new_id(),
  version int not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  subject uuid not null,
  reason text not null,
  request_id uuid,
  state text not null default 'queued',
  plan jsonb,
  found jsonb,
  actor text not null default coalesce(current_setting('seloste.actor', true), ''),
  started_at timestamptz,
  done_at timestamptz,
  swept_at timestamptz,
  constraint erasures_pkey primary key (id),
  constraint erasures_reason check (reason in ('request', 'retention', 'emptied', 'removed', 'undone', 'restored')),
  constraint erasures_state check (state in ('queued', 'running', 'held', 'incomplete', 'done'))
);
comment on table data.erasures is 'Whose data was erased, by bare identifier: what was taken, what a law keeps, what was found afterwards.';

-- what names what: after all tables stand
alter table data.requests add constraint requests_person_id_is foreign key (person_id) references data.people (id) on delete set null;
alter table data.request_steps add constraint request_steps_request_id_is foreign key (request_id) references data.requests (id) on delete cascade;
alter table data.statements add constraint statements_person_id_is foreign key (person_id) references data.people (id) on delete cascade;
alter table data.statements add constraint statements_request_id_is foreign key (request_id) references data.requests (id) on delete set null;
alter table data.findings add constraint findings_person_id_is foreign key (person_id) references data.people (id) on delete set null;
alter table data.findings add constraint findings_request_id_is foreign key (request_id) references data.requests (id) on delete set null;

create index requests_due on data.requests (due_on) where state in ('open', 'waiting');  -- the desk
create index findings_open on data.findings (ends_on) where state = 'open';
create index findings_record on data.findings (record_id);
create index statements_record on data.statements (record_id, field);
create index erasures_subject on data.erasures (subject);
create index erasures_queue on data.erasures (created_at) where state in ('queued', 'running', 'held', 'incomplete');

-- What ran and what came of it, without anybody's data: retention, sweeps, backups, restores.
create table register.receipts (
  id bigint generated always as identity,
  at timestamptz not null default now(),
  kind text not null,
  rule text,
  noun text,
  due int not null default 0,
  taken int not null default 0,
  remaining int not null default 0,
  took_ms int not null default 0,
  detail jsonb not null default '{}',
  constraint receipts_pkey primary key (id),
  constraint receipts_kind check (kind in ('retention', 'erasure', 'sweep', 'sensitive', 'rewrite', 'backup', 'restore', 'restore_test'))
);
create index receipts_kind_at on register.receipts (kind, at);
comment on table register.receipts is 'What repeats by itself and what it did: how many were due, taken and left, counted afterwards.';
