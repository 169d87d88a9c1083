-- Receipts of repeating work: what ran when, and what it found. Numbers, no personal data.

create table register.runs (
  number bigint generated always as identity,
  job text not null,
  begun timestamptz not null,
  ended timestamptz not null default now(),
  well boolean not null,
  outcome jsonb not null,
  constraint runs_pkey primary key (number)
);
create index runs_job on register.runs (job, number desc);  -- the last run of each
comment on table register.runs is 'Receipts of jobs: the last run of each is evidence for `verify`.';

grant select, insert on register.runs to jobs;
-- no update or delete by any login
