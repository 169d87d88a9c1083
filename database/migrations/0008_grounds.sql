-- The ledger of grounds, complete: what proves a consent, who was told what, what was sent and why not,
-- and what the company has decided: balancing tests, duties and product groups, forms.

-- ——— decisions of the company; no personal data but the names of those who decided

create table register.balancing_tests (
  id uuid not null default data.new_id(),
  purpose text not null,
  body jsonb not null default '{}',
  outcome text,
  written_by text not null,
  written_at timestamptz not null default now(),
  signed_by text,
  signed_name text,
  signed_at timestamptz,
  review_on date,
  constraint balancing_tests_pkey primary key (id),
  constraint balancing_tests_outcome check (outcome in ('positive', 'negative')),
  constraint balancing_tests_signed check ((signed_at is null) = (signed_by is null) and (signed_at is null or (outcome is not null and review_on is not null)))
);
create index balancing_tests_purpose on register.balancing_tests (purpose, signed_at desc);  -- the one in force
comment on table register.balancing_tests is 'Balancing tests, Art. 6(1)(f): the latest signed one of a purpose holds; an unsigned one is a draft.';

create function register.refuse_signed_change() returns trigger language plpgsql security definer set search_path = pg_catalog
as $$
begin
  if old.signed_at is not null then
    raise exception using errcode = 'SEL01', message = 'BALANCING_TEST_SIGNED';
  end if;
  return case when tg_op = 'DELETE' then old else new end;
end
$$;
create trigger _100_signed before update or delete on register.balancing_tests for each row execute function register.refuse_signed_change();

create table register.product_groups (
  id text not null,
  label jsonb not null,
  similar_to text[] not null default '{}',
  retired_at timestamptz,
  constraint product_groups_pkey primary key (id),
  constraint product_groups_id check (id ~ '^[a-z][a-z0-9_]{0,40}$')
);
comment on table register.product_groups is 'What we sell, in groups; similar_to: groups whose customers may hear of this one (917/2014 § 200.3).';

create table register.duties (
  id uuid not null default data.new_id(),
  area text not null,
  product_group text not null,
  reasoning text not null,
  approved_by text not null,
  approved_name text not null,
  approved_at timestamptz not null default now(),
  until date not null,
  ended_at timestamptz,
  constraint duties_pkey primary key (id),
  constraint duties_product_group foreign key (product_group) references register.product_groups (id),
  constraint duties_reasoning check (length(btrim(reasoning)) between 10 and 2000)
);
create index duties_cell on register.duties (area, product_group);  -- the gate asks by cell
comment on table register.duties is 'Which duties an offer concerns, approved once by a named owner with the reasoning: our interpretation, dated.';

create table register.title_duties (
  title text not null,
  area text not null,
  confirmed_by text not null,
  confirmed_name text not null,
  confirmed_at timestamptz not null default now(),
  constraint title_duties_pkey primary key (title, area)
);
comment on table register.title_duties is 'Folded job titles that stand for a duty area: proposed by the title, confirmed by a person, weaker than what somebody said.';

create table register.forms (
  id text not null,
  version int not null,
  body jsonb not null,
  published_at timestamptz,
  retired_at timestamptz,
  written_by text not null,
  written_at timestamptz not null default now(),
  constraint forms_pkey primary key (id, version),
  constraint forms_id check (id ~ '^[a-z0-9][a-z0-9-]{1,60}$')
);
comment on table register.forms is 'Consent forms as published: the words of a version never change.';

create function register.refuse_published_change() returns trigger language plpgsql security definer set search_path = pg_catalog
as $$
begin
  if old.published_at is not null and (tg_op = 'DELETE' or new.body is distinct from old.body or new.published_at is distinct from old.published_at) then
    raise exception using errcode = 'SEL01', message = 'FORM_PUBLISHED';
  end if;
  return case when tg_op = 'DELETE' then old else new end;
end
$$;
create trigger _100_published before update or delete on register.forms for each row execute function register.refuse_published_change();

create table register.announcements (
  version int not null,
  material boolean not null,
  assessment text not null,
  assessed_by text not null,
  assessed_at timestamptz not null default now(),
  effective_on date,
  body jsonb not null default '{}',
  begun_at timestamptz,
  ended_at timestamptz,
  counts jsonb not null default '{}',
  constraint announcements_pkey primary key (version)
);
comment on table register.announcements is 'Each version of the notice: was the change material, who said so, and how people were told before it took effect.';

create table register.settings (
  name text not null,
  value jsonb not null,
  by text not null,
  at timestamptz not null default now(),
  constraint settings_pkey primary key (name, at)
);
comment on table register.settings is 'Decisions that doors read, the latest of a name holds: sending stopped, duties confirmed only, staff informed.';

grant select, insert, update on register.balancing_tests, register.product_groups, register.duties, register.title_duties, register.forms,
  register.announcements to jobs;
grant delete on register.balancing_tests, register.title_duties, register.forms to jobs;
grant select, insert on register.settings to jobs;

-- ——— about people

create table data.confirmations (
  id uuid not null default data.new_id(),
  token_hash text not null,
  person_id uuid,
  address text not null,
  given_name text,
  family_name text,
  language text not null,
  wishes jsonb not null,
  proof jsonb not null,
  actor text not null,
  created_at timestamptz not null default now(),
  until timestamptz not null,
  constraint confirmations_pkey primary key (id),
  constraint confirmations_person foreign key (person_id) references data.people (id) on delete cascade,
  constraint confirmations_lengths check (length(address) <= 254 and length(given_name) <= 200 and length(family_name) <= 200),
  constraint confirmations_language check (language in ('fi', 'sv', 'en'))
);
create unique index confirmations_token on data.confirmations (token_hash);  -- random: tells nothing about anyone
create index confirmations_person on data.confirmations (person_id) where person_id is not null;  -- what awaits a person
create index confirmations_until on data.confirmations (until);  -- swept when their time is over
comment on table data.confirmations is 'Consents asked for and not yet confirmed by the person: open nothing, and go when confirmed or out of time.';

create table data.informings (
  id uuid not null default data.new_id(),
  person_id uuid not null,
  kind text not null,
  edition int,
  language text,
  channel text not null,
  at timestamptz not null default now(),
  actor text not null,
  proof jsonb,
  constraint informings_pkey primary key (id),
  constraint informings_person foreign key (person_id) references data.people (id) on delete cascade,
  constraint informings_kind check (kind in ('collected', 'obtained', 'changed')),
  constraint informings_language check (language in ('fi', 'sv', 'en'))
);
create index informings_person on data.informings (person_id, at desc);  -- what a person was told
create index informings_edition on data.informings (edition) where edition is not null;  -- who was told of a change
comment on table data.informings is 'Which version of the notice a person was shown or sent, by which channel and when. Not a consent.';

create table data.sendings (
  id uuid not null default data.new_id(),
  person_id uuid not null,
  purpose text,
  message text not null,
  channel text not null,
  content text not null,
  topic text,
  product_group text,
  address_id uuid,
  allowed boolean not null,
  ground text,
  code text,
  state text not null,
  decided_at timestamptz not null default clock_timestamp(),
  lease timestamptz,
  sent_at timestamptz,
  reply text,
  constraint sendings_pkey primary key (id),
  constraint sendings_person foreign key (person_id) references data.people (id) on delete cascade,
  constraint sendings_channel check (channel in ('email', 'text', 'phone', 'post')),
  constraint sendings_content check (content in ('service', 'marketing', 'rights')),
  constraint sendings_state check (state in ('refused', 'handing', 'sent', 'failed', 'unknown')),
  constraint sendings_lengths check (length(message) <= 200 and length(reply) <= 500)
) with (fillfactor = 85);
create index sendings_person on data.sendings (person_id, decided_at desc);  -- what was sent to a person, and why not
create index sendings_message on data.sendings (message, state);             -- how a message fares
create unique index sendings_once on data.sendings (message, person_id) where allowed and state <> 'failed';  -- nobody gets the same one twice
create index sendings_handing on data.sendings (person_id) where state = 'handing';  -- a withdrawal waits for a hand-over under way
comment on table data.sendings is 'Each decision of the send gate: allowed with its ground or refused with its code, and what became of it.';

create table data.canaries (
  person_id uuid not null,
  constraint canaries_pkey primary key (person_id),
  constraint canaries_person foreign key (person_id) references data.people (id) on delete cascade
);
comment on table data.canaries is 'Made-up people who have objected: reaching one proves a fault and stops all sending.';

alter table data.companies add column refused_at timestamptz;
comment on column data.companies.refused_at is 'The company as a whole has refused direct marketing since.';
create index grounds_work on data.grounds (kind, number) where kind in ('objection', 'objection_refusal_proposed', 'restriction', 'restriction_told');  -- work lists
create index people_inform_by on data.people (inform_by) where inform_by is not null and informed_at is null;  -- the clock of Art. 14

-- ——— seals: a hash of each piece of evidence, kept beside the ledger and sealed by it

create table ledger.seals (
  number bigint not null,
  person_id uuid not null,
  seal bytea not null,
  constraint seals_pkey primary key (number)
);
comment on table ledger.seals is 'sha256 of each ground that is evidence; outlives the erased row and tells nothing about it.';
create trigger _100_append_only before update or delete on ledger.seals for each row execute function ledger.refuse_change();
create trigger _200_no_truncate before truncate on ledger.seals for each statement execute function ledger.refuse_change();
grant select on ledger.seals to ledger;
-- no insert by any login: the trigger on grounds alone
