-- The ledger of use: what was done, by whom, for what, about whom. Ids, not values.

create table ledger.entries (
  id uuid not null,
  at timestamptz not null default clock_timestamp(),
  actor text not null,
  purpose text,
  action text not null,
  noun text,
  ids uuid[] not null default '{}',
  fields text[] not null default '{}',
  outcome text not null default 'done',
  detail jsonb not null default '{}',
  salt bytea not null,
  constraint entries_pkey primary key (id, at),
  constraint entries_outcome check (outcome in ('done', 'refused'))
) partition by range (at);
create index entries_at on ledger.entries (at);  -- reading back in time
comment on table ledger.entries is 'One row an answer: actor, purpose, action, ids of people concerned, names of fields.';
-- the per-person index is built when a month closes; the current month is scanned

create table ledger.entries_rest partition of ledger.entries default;

-- Written by the same statement as the entry, emptied by the sequencer: exactly what has no leaf yet.
create table ledger.unsealed (
  id uuid not null,
  at timestamptz not null,
  constraint unsealed_pkey primary key (id)
);

create table ledger.leaves (
  number bigint not null,
  entry_id uuid not null,
  leaf bytea not null,
  chain bytea not null,
  constraint leaves_pkey primary key (number)
);
create index leaves_entry on ledger.leaves (entry_id);  -- from an entry to its proof
comment on table ledger.leaves is 'leaf = sha256(salt and event); chain = sha256(previous chain and leaf).';

create table ledger.checkpoints (
  number bigint not null,
  chain bytea not null,
  at timestamptz not null,
  signature bytea not null,
  constraint checkpoints_pkey primary key (number)
);
comment on table ledger.checkpoints is 'Ed25519 signature over number, chain and time: a cut tail or a rewritten chain shows.';

-- One row: whoever locks it is the sequencer. An advisory lock could be taken by any login.
create table ledger.sequencer (one boolean not null default true, constraint sequencer_pkey primary key (one), constraint sequencer_one check (one));
insert into ledger.sequencer default values;

create function ledger.refuse_change() returns trigger language plpgsql security definer set search_path = pg_catalog
as $$
begin
  raise exception using errcode = 'SEL01', message = 'LEDGER_APPEND_ONLY';
end
$$;

create trigger _100_append_only before update or delete on ledger.entries for each row execute function ledger.refuse_change();
create trigger _100_append_only before update or delete on ledger.leaves for each row execute function ledger.refuse_change();
create trigger _100_append_only before update or delete on ledger.checkpoints for each row execute function ledger.refuse_change();
create trigger _200_no_truncate before truncate on ledger.entries for each statement execute function ledger.refuse_change();
create trigger _200_no_truncate before truncate on ledger.leaves for each statement execute function ledger.refuse_change();
create trigger _200_no_truncate before truncate on ledger.checkpoints for each statement execute function ledger.refuse_change();

create function ledger.note_unsealed() returns trigger language plpgsql security definer set search_path = pg_catalog
as $$
begin
  insert into ledger.unsealed (id, at) values (new.id, new.at);
  return null;
end
$$;
create trigger _300_unsealed after insert on ledger.entries for each row execute function ledger.note_unsealed();

-- Months are opened ahead by the migrator and by the nightly job, so that none is missing at midnight.
create function ledger.open_months(ahead int) returns void language plpgsql security definer set search_path = pg_catalog
as $$
declare
  month date := date_trunc('month', now())::date;
  name text;
begin
  for i in 0..ahead loop
    name := 'entries_' || to_char(month, 'YYYY_MM');
    if to_regclass('ledger.' || name) is null then
      execute format('create table ledger.%I partition of ledger.entries for values from (%L) to (%L)', name, month, (month + interval '1 month')::date);
    end if;
    month := (month + interval '1 month')::date;
  end loop;
end
$$;
select ledger.open_months(18);

grant usage on schema ledger to ledger;
grant select, insert on ledger.entries, ledger.leaves, ledger.checkpoints to ledger;
grant select, delete on ledger.unsealed to ledger;
grant select, update on ledger.sequencer to ledger;  -- update: to lock the row
grant execute on function ledger.open_months(int) to ledger;
-- no update or delete on entries, leaves, checkpoints by anyone: also refused by trigger
