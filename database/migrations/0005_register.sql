-- What is declared beyond the shipped register, what the compiler last built, and what was published.

create table register.additions (
  number bigint generated always as identity,
  kind text not null,
  body jsonb not null,
  by text not null,
  at timestamptz not null default now(),
  constraint additions_pkey primary key (number),
  constraint additions_kind check (kind in ('field', 'purpose', 'retention', 'recipient', 'controller'))
);
comment on table register.additions is 'A company''s additions, versioned: the latest of a kind and name holds.';

create table register.built (
  name text not null,
  sql text not null,
  at timestamptz not null default now(),
  constraint built_pkey primary key (name)
);
comment on table register.built is 'Each object the compiler made, with the text it was made from.';

create table register.notices (
  version int not null,
  language text not null,
  hash text not null,
  content jsonb not null,
  valid_from timestamptz not null default now(),
  approved_by text not null,
  created_at timestamptz not null default now(),
  constraint notices_pkey primary key (version, language),
  constraint notices_language check (language in ('fi', 'sv', 'en'))
);
comment on table register.notices is 'The privacy notice as published: a version''s text never changes.';

create function register.refuse_change() returns trigger language plpgsql security definer set search_path = pg_catalog
as $$
begin
  raise exception using errcode = 'SEL01', message = 'NOTICE_FROZEN';
end
$$;
create trigger _100_frozen before update or delete on register.notices for each row execute function register.refuse_change();
create trigger _200_no_truncate before truncate on register.notices for each statement execute function register.refuse_change();

-- Unchanged text gets no new date, and no date goes backwards.
create function register.refuse_unchanged_notice() returns trigger language plpgsql security definer set search_path = pg_catalog
as $$
declare
  last register.notices;
begin
  select * into last from register.notices where language = new.language order by version desc limit 1;
  if last.hash = new.hash then
    raise exception using errcode = 'SEL01', message = 'NOTICE_UNCHANGED';
  end if;
  if last.valid_from >= new.valid_from then
    raise exception using errcode = 'SEL01', message = 'VALUE_NOT_ALLOWED', detail = 'validFrom';
  end if;
  return new;
end
$$;
create trigger _050_changed before insert on register.notices for each row execute function register.refuse_unchanged_notice();

-- Replies to requests with an Idempotency-Key: which record came of it, not its content.
create table register.replies (
  actor text not null,
  key text not null,
  request text not null,
  status int,
  record_id uuid,
  at timestamptz not null default now(),
  constraint replies_pkey primary key (actor, key)
);
comment on table register.replies is 'Idempotency keys for 24 hours: hash of the request and the id it made.';

grant usage on schema register to jobs, auth;
grant select on register.additions to jobs;
grant select, insert on register.notices to jobs;  -- a version is added, never changed
grant select on register.built to jobs;
grant select, insert, update, delete on register.replies to jobs;
