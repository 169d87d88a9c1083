-- What every noun may have: a way back from deletion, and what its fields said before.

-- What may be a personal identity code is not kept beside the record it was taken out of.
create or replace function data.without_codes(words text) returns text language sql immutable parallel safe
  set search_path = pg_catalog
as $$ select regexp_replace(words, '\m[0-9]{6}[-+A-FU-Ya-fu-y][0-9]{3}[0-9A-Za-z]\M', '******-****', 'g') $$;

create or replace function data.keep_change() returns trigger language plpgsql security definer
  set search_path = pg_catalog
as $$
declare
  was jsonb := to_jsonb(old);
  became jsonb := to_jsonb(new);
  person uuid := nullif(became->>tg_argv[0], '')::uuid;
  mask bigint := -1;
begin
  if person is not null then
    select permitted & data.changes_bits() into mask from data.people where id = person;
  end if;
  for i in 1..tg_nargs - 1 loop
    if was->tg_argv[i] is distinct from became->tg_argv[i] then
      insert into data.changes (of, record_id, person_id, permitted, was, became, actor, purpose)
      values (tg_table_name || '.' || tg_argv[i], new.id, person, coalesce(mask, 0), data.without_codes(was->>tg_argv[i]), data.without_codes(became->>tg_argv[i]),
        data.actor(), nullif(substr(session_user::text, 9), ''));
    end if;
  end loop;
  return null;
end
$$;

-- Deletes a record that can come back, or brings it back: a view cannot, for it hides the row as it does so.
create or replace function door.discard(noun text, record uuid, back boolean) returns void
  language plpgsql security definer set search_path = pg_catalog
as $$
declare
  place text := format('%I.%I', substr(session_user::text, 9), noun);
  found boolean;
begin
  if not data.is_trash(noun) or to_regclass(place) is null or not has_any_column_privilege(session_user, place, 'insert') then
    raise exception using errcode = 'SEL01', message = 'NOT_FOUND';
  end if;
  if back then
    -- by whoever deleted it, within thirty days
    execute format('update data.%I set removed_at = null, removed_by = null
      where id = $1 and removed_by = data.actor() and removed_at > now() - interval ''30 days'' returning true', noun)
      into found using record;
  else
    execute format('select true from %s where id = $1', place) into found using record;
    if found then
      execute format('update data.%I set removed_at = now(), removed_by = data.actor() where id = $1', noun) using record;
    end if;
  end if;
  if found is not true then
    raise exception using errcode = 'SEL01', message = 'NOT_FOUND';
  end if;
end
$$;

-- The next number of a kind of document in its year, `A-2026-0001`: the row is locked until the document is there, or
-- given back with it, so that none is missing.
create or replace function data.next_number(kind text, prefix text) returns text
  language plpgsql security definer set search_path = pg_catalog
as $$
declare
  this_year int := extract(year from now() at time zone 'Europe/Helsinki');
  given bigint;
begin
  insert into register.counters as c (name, year, last) values (kind, this_year, 1)
  on conflict (name, year) do update set last = c.last + 1 returning last into given;
  return format('%s-%s-%s', prefix, this_year, case when given < 1000 then lpad(given::text, 4, '0') else given::text end);
end
$$;
