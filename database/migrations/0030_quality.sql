-- Keeping what is known right: merges that can be undone, pairs of companies, links to check one's own details.

create table data.merges (
  id uuid not null,
  noun text not null,
  kept uuid not null,
  others jsonb not null,
  moved jsonb not null,
  was jsonb not null,
  last_ground bigint not null,
  actor text not null,
  at timestamptz not null default now(),
  constraint merges_pkey primary key (id),
  constraint merges_noun check (noun in ('people', 'companies'))
);
create index merges_at on data.merges (at);  -- ended a day later
comment on table data.merges is 'What a merge moved and what the kept record said before, for a day: the way back. Doors alone.';
-- no grant: door.merge writes and undoes it, door.empty ends it


-- which links to check one's details were used, by a hash that tells nothing; the link carries the rest
create table register.checks (
  hash text not null,
  used_at timestamptz not null default now(),
  constraint checks_pkey primary key (hash)
);
comment on table register.checks is 'Links to check one''s own details that were used: each once. Hashes alone.';
grant select, insert, delete on register.checks to jobs;
-- no update by any login

create table data.twins (
  id uuid not null default data.new_id(),
  permitted bigint not null default -1,
  version int not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  person_id uuid,
  other_id uuid,
  company_id uuid,
  other_company_id uuid,
  score bigint not null,
  why text not null,
  different_at timestamptz,
  purpose text not null default substr(session_user::text, 9),
  constraint twins_pkey primary key (id),
  constraint twins_person_id_is foreign key (person_id) references data.people (id) on delete cascade,
  constraint twins_other_id_is foreign key (other_id) references data.people (id) on delete cascade,
  constraint twins_company_id_is foreign key (company_id) references data.companies (id) on delete cascade,
  constraint twins_other_company_id_is foreign key (other_company_id) references data.companies (id) on delete cascade,
  constraint twins_why_length check (length(why) <= 200)
);
create index twins_person_id on data.twins (person_id, other_id) where person_id is not null;  -- found before; mask copies
create index twins_other_id on data.twins (other_id) where other_id is not null;
create index twins_company_id on data.twins (company_id, other_company_id) where company_id is not null;
create index twins_other_company_id on data.twins (other_company_id) where other_company_id is not null;
create index twins_open on data.twins (score desc) where different_at is null;  -- the list
comment on table data.twins is 'Records that may be one, as one purpose sees them.';

-- the work lists of quality: each along its own rows alone
create index emails_bounced on data.emails (bounced_at) where bounced_at is not null;
create index employments_ended on data.employments (end_on) where end_on is not null;
create index companies_ownerless on data.companies (created_at) where owner_id is null;
create index phones_unread on data.phones (created_at) where number !~ '^\+[0-9]{6,15}';
create index emails_role on data.emails (created_at) where kind = 'named_work' and main
  and split_part(address, '@', 1) in ('info', 'asiakaspalvelu', 'myynti', 'laskut', 'toimisto', 'sales', 'support', 'billing',
    'invoices', 'office', 'kundtjanst', 'forsaljning', 'hello', 'contact', 'admin');
