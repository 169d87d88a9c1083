-- Letters to many people are sent while nobody looks, and a process may be killed in the middle: who is still to be
-- sent to stands here until the last one has an answer. And an exemption from informing can come to its end.

create table register.informing_runs (
  id uuid not null default data.new_id(),
  by text not null,
  total int not null,
  counts jsonb not null default '{}',
  begun_at timestamptz not null default clock_timestamp(),
  ended_at timestamptz,
  constraint informing_runs_pkey primary key (id)
);
create unique index informing_runs_open on register.informing_runs ((true)) where ended_at is null;  -- one at a time
create index informing_runs_begun on register.informing_runs (begun_at desc);  -- the last one is shown
comment on table register.informing_runs is 'Each sending of informing letters to many: who began it, how many, what came of it. Numbers, no person.';

create table register.informing_rest (
  run_id uuid not null,
  person_id uuid not null,
  result text,
  constraint informing_rest_pkey primary key (run_id, person_id),
  constraint informing_rest_run foreign key (run_id) references register.informing_runs (id) on delete cascade,
  constraint informing_rest_person foreign key (person_id) references data.people (id) on delete cascade,
  constraint informing_rest_result check (result in ('sent', 'no_address', 'failed', 'unclear'))
);
create index informing_rest_left on register.informing_rest (run_id, person_id) where result is null;  -- who is still to be sent to
create index informing_rest_person on register.informing_rest (person_id);  -- an erasure takes the person along
comment on table register.informing_rest is 'Who a sending under way is for, until it ends: ids alone.';

grant select, insert, update on register.informing_runs to jobs;
grant select, insert, update, delete on register.informing_rest to jobs;
-- no delete of runs by any login

alter table register.exemptions add column ended_at timestamptz, add column ended_by text, add column ended_name text, add column end_reason text;
alter table register.exemptions add constraint exemptions_ended check (
  (ended_at is null) = (ended_by is null) and (ended_at is null or (approved and length(btrim(end_reason)) between 20 and 4000)));

alter table data.informings drop constraint informings_kind;
alter table data.informings add constraint informings_kind check (kind in ('collected', 'obtained', 'changed', 'exemption_proposed', 'exempt', 'exemption_ended'));
