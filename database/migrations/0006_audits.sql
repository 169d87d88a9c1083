-- What each start found when it examined the database before serving: live evidence for `verify`.

create table register.audits (
  number bigint generated always as identity,
  at timestamptz not null default now(),
  findings jsonb not null,
  checks jsonb not null,
  views text not null,
  milliseconds int not null,
  constraint audits_pkey primary key (number)
);
create index audits_at on register.audits (at desc);  -- the last one
comment on table register.audits is 'Self-audits: what was checked, what was found. No personal data.';
comment on column register.audits.views is 'Hash over the text of all purpose views, taken when they were equal to the compiler''s.';

create trigger _100_frozen before update on register.audits for each row execute function register.refuse_change();
create trigger _200_no_truncate before truncate on register.audits for each statement execute function register.refuse_change();

grant select on register.audits to jobs;
-- no insert by any login: only the owner's child examines, and only it writes what it saw
