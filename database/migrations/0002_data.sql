-- People, companies, and what ties them; the ledger of grounds and the masks that follow from it.

create table data.people (
  id uuid not null default data.new_id(),
  permitted bigint not null default 0,
  version int not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  given_name text,
  family_name text,
  job_title text,
  language text,
  owner_id text,
  team text,
  source text not null,
  source_name text,
  obtained_at timestamptz not null default now(),
  informed_at timestamptz,
  informed_how text,
  inform_by timestamptz,
  folded text generated always as (data.fold(coalesce(given_name, '') || ' ' || coalesce(family_name, ''))) stored,
  search tsvector generated always as (to_tsvector('simple', data.fold(coalesce(given_name, '') || ' ' || coalesce(family_name, '') || ' ' || coalesce(job_title, '')))) stored,
  constraint people_pkey primary key (id),
  constraint people_given_name_length check (length(given_name) <= 200),
  constraint people_family_name_length check (length(family_name) <= 200),
  constraint people_job_title_length check (length(job_title) <= 200),
  constraint people_language check (language in ('fi', 'sv', 'en')),
  constraint people_source check (source in ('person', 'company', 'register', 'elsewhere')),
  constraint people_source_name_length check (length(source_name) <= 300),
  constraint people_informed_how_length check (length(informed_how) <= 300)
) with (fillfactor = 85);  -- room for mask changes to stay on the page (HOT)
-- no index mentions `permitted`: a mask change must touch no index
create index people_family_name on data.people (family_name collate "fi-x-icu", given_name collate "fi-x-icu", id);  -- the list's usual order
create index people_created on data.people (created_at, id);                   -- newest first
create index people_updated on data.people (updated_at, id);                   -- recently changed
create index people_owner on data.people (owner_id) where owner_id is not null; -- my people, hand-over
create index people_folded on data.people using gin (folded ext.gin_trgm_ops); -- parts of names
create index people_search on data.people using gin (search);                  -- whole words
comment on table data.people is 'Natural persons. permitted: one bit per purpose, derived from data.grounds.';
-- no unique key on anything personal: a duplicate-key error would tell that a hidden person exists
-- no delete: people leave through removal and erasure

create table data.companies (
  id uuid not null default data.new_id(),
  permitted bigint not null default -1,
  version int not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  name text not null,
  business_id text,
  roles text[] not null default '{}',
  parent_id uuid,
  person_id uuid,
  einvoice_address text,
  einvoice_operator text,
  phone text,
  website text,
  city text,
  customer_since date,
  class text,
  owner_id text,
  team text,
  source text,
  folded text generated always as (data.fold(name)) stored,
  search tsvector generated always as (to_tsvector('simple', data.fold(name || ' ' || coalesce(business_id, '') || ' ' || coalesce(city, '')))) stored,
  constraint companies_pkey primary key (id),
  constraint companies_parent foreign key (parent_id) references data.companies (id) on delete set null,
  constraint companies_person foreign key (person_id) references data.people (id) on delete set null,
  constraint companies_name_length check (length(name) between 1 and 300),
  constraint companies_roles check (roles <@ array['customer', 'prospect', 'supplier', 'partner', 'reseller', 'group_company']),
  constraint companies_class check (class in ('a', 'b', 'c')),
  constraint companies_lengths check (length(business_id) <= 20 and length(einvoice_address) <= 35 and length(einvoice_operator) <= 35
    and length(phone) <= 32 and length(website) <= 300 and length(city) <= 100)
) with (fillfactor = 85);
create index companies_name on data.companies (name collate "fi-x-icu", id);  -- the list's usual order
create index companies_business_id on data.companies (business_id) where business_id is not null;  -- matching
create index companies_parent on data.companies (parent_id) where parent_id is not null;           -- daughters
create index companies_person on data.companies (person_id) where person_id is not null;           -- mask copies
create index companies_owner on data.companies (owner_id) where owner_id is not null;              -- hand-over
create index companies_updated on data.companies (updated_at, id);                                 -- recently changed
create index companies_folded on data.companies using gin (folded ext.gin_trgm_ops);  -- parts of names
create index companies_search on data.companies using gin (search);                   -- whole words
create index companies_folded_key on data.companies (folded);                         -- matching by name
comment on table data.companies is 'Companies. A sole trader is a person: the row then names them and carries their mask.';

create table data.emails (
  id uuid not null default data.new_id(),
  permitted bigint not null default 0,
  version int not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  person_id uuid not null,
  address text not null,
  kind text not null,
  main boolean not null default false,
  bounced_at timestamptz,
  constraint emails_pkey primary key (id),
  constraint emails_person foreign key (person_id) references data.people (id) on delete cascade,
  constraint emails_address check (length(address) <= 254 and address = lower(btrim(address)) and position('@' in address) > 1),
  constraint emails_kind check (kind in ('named_work', 'generic', 'private', 'sole_trader'))
) with (fillfactor = 85);
create index emails_person on data.emails (person_id);  -- a person's addresses
create index emails_address on data.emails (address);   -- matching and search by address
comment on table data.emails is 'Addresses of people, typed: the kind decides the marketing rule.';

create table data.phones (
  id uuid not null default data.new_id(),
  permitted bigint not null default 0,
  version int not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  person_id uuid not null,
  number text not null,
  kind text not null,
  main boolean not null default false,
  constraint phones_pkey primary key (id),
  constraint phones_person foreign key (person_id) references data.people (id) on delete cascade,
  constraint phones_number check (number ~ '^\+[0-9]{5,15}$'),
  constraint phones_kind check (kind in ('mobile', 'work', 'switchboard', 'private'))
) with (fillfactor = 85);
create index phones_person on data.phones (person_id);  -- a person's numbers
create index phones_number on data.phones (number);     -- matching and search by number
comment on table data.phones is 'Numbers of people in E.164, typed.';

create table data.employments (
  id uuid not null default data.new_id(),
  permitted bigint not null default 0,
  version int not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  person_id uuid not null,
  company_id uuid not null,
  role text not null default 'contact',
  title text,
  duty_areas text[] not null default '{}',
  duty_source text,
  start_on date,
  end_on date,
  constraint employments_pkey primary key (id),
  constraint employments_person foreign key (person_id) references data.people (id) on delete cascade,
  constraint employments_company foreign key (company_id) references data.companies (id) on delete cascade,
  constraint employments_role check (role in ('contact', 'decision_maker', 'signatory', 'technical', 'billing', 'owner')),
  constraint employments_title_length check (length(title) <= 200),
  constraint employments_duty_areas check (duty_areas <@ array['management', 'purchasing', 'workshop', 'parts', 'finance', 'it', 'sales']),
  constraint employments_duty_source check (duty_source in ('person', 'company', 'public', 'title')),
  constraint employments_dates check (end_on >= start_on)
) with (fillfactor = 85);
create index employments_person on data.employments (person_id);    -- whom a person represents
create index employments_company on data.employments (company_id);  -- who represents a company
comment on table data.employments is 'A person represents a company from a day until a day.';
-- no insert by purposes: an employment opens grounds, so it goes through door.employ

create table data.addresses (
  id uuid not null default data.new_id(),
  permitted bigint not null default -1,
  version int not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  company_id uuid not null,
  person_id uuid,
  kind text not null,
  name text,
  street text,
  postcode text,
  city text,
  country text,
  constraint addresses_pkey primary key (id),
  constraint addresses_company foreign key (company_id) references data.companies (id) on delete cascade,
  constraint addresses_person foreign key (person_id) references data.people (id) on delete set null,
  constraint addresses_kind check (kind in ('visiting', 'postal', 'invoicing', 'delivery', 'site')),
  constraint addresses_lengths check (greatest(length(name), length(street), length(postcode), length(city), length(country)) <= 200)
);
create index addresses_company on data.addresses (company_id);  -- a company's addresses and sites
create index addresses_person on data.addresses (person_id) where person_id is not null;  -- mask copies
comment on table data.addresses is 'Addresses and sites of companies.';

create table data.notes (
  id uuid not null default data.new_id(),
  permitted bigint not null default 0,
  version int not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  person_id uuid not null,
  body text not null,
  constraint notes_pkey primary key (id),
  constraint notes_person foreign key (person_id) references data.people (id) on delete cascade,
  constraint notes_body_length check (length(body) between 1 and 20000)
);
create index notes_person on data.notes (person_id, created_at);  -- a person's notes, in time
comment on table data.notes is 'Notes about looking after a relationship.';

create sequence data.ground_numbers;

create table data.grounds (
  number bigint not null default nextval('data.ground_numbers'),
  person_id uuid not null,
  slot text not null,
  kind text not null,
  effect text not null,
  purposes bigint not null,
  at timestamptz not null default now(),
  until timestamptz,
  actor text not null,
  channel text,
  ref uuid,
  reason text,
  proof jsonb,
  constraint grounds_pkey primary key (number),
  constraint grounds_person foreign key (person_id) references data.people (id) on delete cascade,
  constraint grounds_effect check (effect in ('allow', 'block', 'end'))
);
create index grounds_person on data.grounds (person_id, slot, number desc);  -- the latest of each slot decides
create index grounds_ref on data.grounds (ref) where ref is not null;        -- what rests on an employment
create index grounds_until on data.grounds (until) where until is not null;  -- time ends grounds too
comment on table data.grounds is 'Ledger of grounds: one row an event, never changed; the mask follows from it.';
-- no update, no delete by any login: the trigger in grounds.sql refuses both

create table data.suppressions (
  hash text not null,
  purposes bigint not null,
  created_at timestamptz not null default now(),
  constraint suppressions_pkey primary key (hash)
);
comment on table data.suppressions is 'Keyed hashes of addresses that must not be used again; outlive the person.';

create table data.pairs (
  id uuid not null default data.new_id(),
  person_id uuid not null,
  other_id uuid not null,
  why text not null,
  found_at timestamptz not null default now(),
  constraint pairs_pkey primary key (id),
  constraint pairs_person foreign key (person_id) references data.people (id) on delete cascade,
  constraint pairs_other foreign key (other_id) references data.people (id) on delete cascade
);
create index pairs_person on data.pairs (person_id);  -- what awaits a decision about a person
create index pairs_other on data.pairs (other_id);    -- the same, from the other side
comment on table data.pairs is 'Records that may be one person, found where the finder may not see both.';

create table data.imports (
  id uuid not null default data.new_id(),
  file_name text not null,
  purpose text not null,
  state text not null default 'draft',
  plan jsonb not null default '{}',
  counts jsonb not null default '{}',
  done bigint not null default 0,
  total bigint,
  actor text not null,
  created_at timestamptz not null default now(),
  started_at timestamptz,
  ended_at timestamptz,
  constraint imports_pkey primary key (id),
  constraint imports_state check (state in ('draft', 'running', 'stopped', 'done', 'failed', 'reverting', 'reverted'))
);
create index imports_created on data.imports (created_at desc);  -- the list of imports
comment on table data.imports is 'Files brought in: how they were read and how far they have got.';

create table data.import_rows (
  import_id uuid not null,
  line bigint not null,
  outcome text not null,
  record_id uuid,
  code text,
  cells jsonb,
  constraint import_rows_import foreign key (import_id) references data.imports (id) on delete cascade,
  constraint import_rows_outcome check (outcome in ('created', 'matched', 'rejected', 'company', 'noted', 'added', 'changed'))
);
create index import_rows_import on data.import_rows (import_id, line);  -- error file, revert in order
comment on table data.import_rows is 'What became of each imported row; cells only of rows that were not taken.';
