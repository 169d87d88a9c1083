-- Taking rows away: for whoever erases a person, and for whoever ends what has been kept long enough.

-- Takes these rows of a noun with all that stands on them, with what names them by a bare identifier, and with the
-- replies that remember them. Files outside the database lose their keys here, and the store drops them. Answers
-- how many rows went, parts included.
create or replace function data.take_rows(noun text, gone uuid[]) returns bigint
  language plpgsql security definer set search_path = pg_catalog
as $$
declare
  taken bigint;
begin
  insert into data.leaving (noun, ids) values (noun, gone) returning n into taken;
  return coalesce(taken, 0);
end
$$;

-- Rows are guarded against whoever deletes them by themselves, and let go where something else takes them along: what
-- is done in a trigger. This view holds nothing; to put a row into it is to take the rows it names, or, with a field, to
-- write it anew.
create or replace view data.leaving as select null::text as noun, null::uuid[] as ids, null::bigint as n, null::text as field, null::text as words where false;

create or replace function data.let_go() returns trigger
  language plpgsql security definer set search_path = pg_catalog
as $$
begin
  if new.field is null then
    new.n := data.take_along(new.noun, new.ids);
  else
    execute format('update data.%I t set %I = $1::%s where t.id = any ($2)', new.noun, new.field, (
      select format_type(a.atttypid, null) from pg_attribute a where a.attrelid = format('data.%I', new.noun)::regclass and a.attname = new.field)) using new.words, new.ids;
  end if;
  return new;
end
$$;
create or replace trigger _100_let_go instead of insert on data.leaving for each row execute function data.let_go();

create or replace function data.take_along(noun text, gone uuid[]) returns bigint
  language plpgsql security definer set search_path = pg_catalog
as $$
declare
  part record;
  ids uuid[];
  n bigint;
  taken bigint := 0;
begin
  if cardinality(gone) = 0 then
    return 0;
  end if;
  -- What stands on nothing else goes first, for the foreign key would clear it and leave it lying; what stands on more, a
  -- contract that came of a deal, stays.
  for part in select t.noun, t."column" from register.traces t where t.of = take_along.noun and t.how = 'part' and t.edge and data.has_id(t.noun) order by t.place desc loop
    execute format('select array_agg(t.id) from data.%I t where t.%I = any ($1)%s', part.noun, part."column",
      case when data.is_part(part.noun, part."column") then '' else (
        select coalesce(string_agg(format(' and t.%I is null', p."column"), ''), '') from register.traces p
        where p.noun = part.noun and p.edge and p.how in ('own', 'part') and p."column" <> part."column") end)
      into ids using gone;
    taken := taken + data.take_along(part.noun, coalesce(ids, '{}'));
  end loop;
  perform data.forget_ids(gone);
  execute format('delete from data.%I t where t.id = any ($1)', noun) using gone;
  get diagnostics n = row_count;
  return taken + n;
end
$$;

-- What knows these records by their bare identifiers alone.
create or replace function data.forget_ids(gone uuid[]) returns void
  language plpgsql security definer set search_path = pg_catalog
as $$
declare
  one record;
begin
  for one in
    select t.noun, t."column", a.attnotnull as needs, a.atttypid = 'jsonb'::regtype as list,
      (select string_agg(format(', %I = null', w."column"), '') from register.traces w
        join pg_attribute b on b.attrelid = a.attrelid and b.attname = w."column" and not b.attnotnull
        where w.noun = t.noun and w.how = 'text') as words
    from register.traces t join pg_attribute a on a.attrelid = format('data.%I', t.noun)::regclass and a.attname = t."column"
    where t.schema = 'data' and t.edge and t.how = 'record'
  loop
    if one.list then
      execute format('delete from data.%I t where t.%I ?| $1::text[]', one.noun, one."column") using gone;
    elsif one.needs then
      execute format('delete from data.%I t where t.%I = any ($1)', one.noun, one."column") using gone;
    else
      execute format('update data.%I t set %I = null%s where t.%I = any ($1)', one.noun, one."column", one.words, one."column") using gone;
    end if;
  end loop;
  delete from register.replies r where r.record_id = any (gone);
end
$$;

-- Empties rows that stay as evidence: their personal fields, and whom they name. What is still being answered waits:
-- those ids are answered, to be emptied later.
create or replace function data.blank_rows(noun text, ids uuid[]) returns uuid[]
  language plpgsql security definer set search_path = pg_catalog
as $$
declare
  later uuid[];
  sets text;
begin
  select coalesce(array_agg(x.id), '{}') into later from data.needed_of(noun, ids) x;
  select string_agg(format('%I = %s', a.attname, case when not a.attnotnull then 'null' when a.atttypid = 'jsonb'::regtype then '''{}''' else '''''' end), ', ') into sets
  from register.traces t join pg_attribute a on a.attrelid = format('data.%I', t.noun)::regclass and a.attname = t."column"
  where t.noun = blank_rows.noun and t.how = 'blank' and (not t.edge or t.of is null);
  execute format('update data.%I t set %s where t.id = any ($1)', noun, sets) using array(select i from unnest(ids) i where i <> all (later));
  return later;
end
$$;

-- Whole people at once, where nobody need be asked or told: what a merge has left over, and whom an import made that is
-- undone. Everything of theirs goes as it does with one who asks.
create or replace function data.take_people(gone uuid[]) returns bigint
  language plpgsql security definer set search_path = pg_catalog
as $$
declare
  one record;
  taken bigint := 0;
begin
  if cardinality(gone) = 0 then
    return 0;
  end if;
  for one in select r.noun, r.ids from data.reach(gone) r order by r.place desc loop
    taken := taken + data.take_rows(one.noun, one.ids);
  end loop;
  return taken;
end
$$;

-- Who does not wait for the eraser yet.
create or replace function data.not_queued(subjects uuid[]) returns uuid[] language sql stable security definer set search_path = pg_catalog
as $$
  select coalesce(array_agg(s), '{}') from unnest(subjects) s
  where not exists (select from data.erasures e where e.subject = s and e.state in ('queued', 'running'))
$$;
