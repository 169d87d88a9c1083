-- What is held about a person, noun by noun: everything of theirs as it stands, with what ends it.

-- Whether a noun says nothing of whose its rows are but by a bare identifier, a hash, one of ours, or the words in it.
create or replace function data.tells_barely(noun text) returns boolean language sql stable security definer set search_path = pg_catalog
as $$
  select not exists (select from register.traces t where t.noun = tells_barely.noun and t.edge and t.how <> 'record')
$$;

-- Columns of such a noun by which a row says of itself whom it is about: `of` them, or which of our users.
create or replace function data.bare_columns(noun text) returns table (named text, kind text) language sql stable security definer set search_path = pg_catalog
as $$
  select t."column", case when t.how = 'hash' then 'hash' when a.atttypid = 'uuid'::regtype then 'of' when a.atttypid = 'jsonb'::regtype then 'among' else 'user' end
  from register.traces t join pg_attribute a on a.attrelid = format('data.%I', t.noun)::regclass and a.attname = t."column"
  where t.noun = bare_columns.noun and data.tells_barely(t.noun)
    and (t.how = 'record' and t.edge or t.how = 'hash' or t.how = 'other' and a.atttypid in ('uuid'::regtype, 'text'::regtype))
$$;

-- What falls with this noun's rows, or they with its, by the foreign key, and says of itself whom it is about.
create or replace function data.bare_kin(noun text, parts boolean) returns table (kin text, named text) language sql stable security definer set search_path = pg_catalog
as $$
  select r.relname::text, a.attname::text from pg_constraint c
  join pg_class r on r.oid = case when parts then c.conrelid else c.confrelid end and r.relnamespace = 'data'::regnamespace
  join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
  where c.contype = 'f' and c.confdeltype = 'c' and r.relname <> noun
    and to_regclass(format('data.%I', noun)) = case when parts then c.confrelid else c.conrelid end
    and exists (select from data.bare_columns(r.relname::text) b where b.kind <> 'user')
$$;

-- The condition for such a row to be about the person $2: it names them, alone or among others, or is the hash $6 of an
-- address of theirs; it was let in with nobody and has an address $5 in its words; it is of one of our users $7, who they
-- are; or, where it tells none of this, what is a part of it does, or what it is a part of.
create or replace function data.barely_about(noun text, called text default 't', deep boolean default true) returns text language plpgsql stable security definer set search_path = pg_catalog
as $$
declare
  tells boolean := exists (select from data.bare_columns(noun) b where b.kind <> 'user');
begin
  return concat_ws(' or ', 'false',
    (select string_agg(format(case b.kind when 'of' then '%I.%I = $2' when 'among' then '%I.%I ? $2::text' when 'hash' then '%I.%I = any ($6)' else '%I.%I = any ($7)' end, called, b.named), ' or ')
      from data.bare_columns(noun) b),
    (select string_agg(format('%1$I.%2$I is null and exists (select from unnest($5) w where strpos(translate(lower(%1$I.%3$I::text), %4$L, %5$L), w) > 0)',
        called, t."column", w."column", ' -()', ''), ' or ')
      from register.traces t join register.traces w on w.noun = t.noun and w.how = 'text'
      where t.noun = barely_about.noun and t.edge and t.how = 'record' and not data.falls_with(t.noun, t."column")),
    case when deep and not tells then (select string_agg(format('%I.id in (select p.%I from data.%I p where %s)', called, k.named, k.kin, data.barely_about(k.kin, 'p', false)), ' or ')
      from data.bare_kin(noun, true) k) end,
    case when deep and not tells then (select string_agg(format('%I.%I in (select p.id from data.%I p where %s)', called, k.named, k.kin, data.barely_about(k.kin, 'p', false)), ' or ')
      from data.bare_kin(noun, false) k) end);
end
$$;

-- The rows of one noun about a person, whole, in the order of their ids, after one of them: what is theirs, what stays
-- as evidence, and what is another's and names them. `_id` pages, also where a table has no id; `_how` says which it is,
-- and `_clocks`, `_needed`, `_kept` and `_waits` what ends it: when each of its rules began to run, that something living
-- needs it, which law keeps it until when, and that nothing of the person's may go now.
-- said: {words, hashes, users}: their addresses and numbers, small and without blanks, the keyed hashes of those, and the
-- users of ours that they are, by which rows are found that name nobody: what a file was not let in with, an address
-- never to be used again.
drop function if exists door.held(uuid, text, uuid, int);
create or replace function door.held(person uuid, noun text, after uuid, most int, said jsonb default '{}') returns setof jsonb
  language plpgsql stable security definer set search_path = pg_catalog
as $$
declare
  has_id boolean;
  whole text := 'false';
  others text := '';
  ends text := '';
  edge record;
  key text;
begin
  if not exists (select from register.traces t where t.noun = held.noun and t.schema = 'data') then
    raise exception using errcode = 'SEL01', message = 'NOT_FOUND', detail = 'noun';
  end if;
  has_id := data.has_id(noun);
  key := case when has_id then 't.id' else 'md5(to_jsonb(t)::text)::uuid' end;
  if has_id then
    whole := 't.id = any ($1)';
  else
    select coalesce(string_agg(format('t.%I = $2', t."column"), ' or '), 'false') into whole
    from register.traces t where t.noun = held.noun and t.edge and t.how = 'own';
  end if;
  for edge in select t."column", t.how, t.of from register.traces t where t.noun = held.noun and t.edge and t.how in ('blank', 'names') order by t.how, t."column" loop
    others := others || format(' union all select %s, to_jsonb(t), %L from data.%I t where %s%s', key, edge.how, held.noun,
      case when edge.of is null then format('t.%I = $2', edge."column")
        else format('t.%I in (select p.id from data.%I p where %s)', edge."column", edge.of,
          (select string_agg(format('p.%I = $2', p."column"), ' or ') from register.traces p where p.noun = edge.of and p.edge and p.of is null and p.how = 'blank')) end,
      case when has_id then ' and not (t.id = any ($1))' else '' end);
  end loop;
  if data.tells_barely(noun) then
    others := others || format(' union all select %s, to_jsonb(t), ''record'' from data.%I t where %s', key, noun, data.barely_about(noun));
  end if;
  select format('select r.row - ''permitted'' || jsonb_build_object(''_id'', r.key, ''_how'', r.how)%s from page r%s%s order by r.key',
    case when c.clocks is null then '' else format(' || jsonb_build_object(''_clocks'', jsonb_build_object(%s))', c.clocks) end
      || case when c.waits then ' || case when r.how = ''own'' and (select data.needs_kept($2)) then ''{"_waits": true}'' else ''{}'' end::jsonb' else '' end
      || case when has_id then format(' || case when r.key = any (array(select n.id from data.needed_of(%1$L, array(select key from page)) n)) then ''{"_needed": true}'' else ''{}'' end::jsonb
          || case when k.law is null then ''{}'' else jsonb_build_object(''_kept'', k.law) end', noun) else '' end,
    case when c.clocks is null then '' else format(' cross join lateral jsonb_populate_record(null::data.%I, r.row) t', noun) end,
    case when has_id then format(' left join (select k.id, jsonb_build_object(''act'', min(k.act), ''section'', min(k.section), ''until'', max(k.until)) as law
      from data.kept_of(%L, array(select key from page)) k where k.until >= current_date group by k.id) k on k.id = r.key', noun) else '' end)
  into ends
  from (select string_agg(format('%L, %s', c.rule, c.starts), ', ' order by c.rule) as clocks, coalesce(bool_or(c.person is not null and not c.self), false) as waits
    from register.clocks c where c.noun = held.noun and c.schema = 'data') c;
  return query execute format(
    'with page as materialized (
       select r.key, r.row, r.how
       from (select distinct on (a.key) a.key, a.row, a.how from (select %s as key, to_jsonb(t) as row, ''own'' as how from data.%I t where %s%s) a order by a.key) r
       where $3 is null or r.key > $3 order by r.key limit $4) %s', key, noun, whole, others, ends)
    using (select coalesce((select r.ids from data.reach(array[held.person], held.noun) r where r.noun = held.noun), '{}')), held.person, held.after, least(greatest(coalesce(held.most, 500), 1), 5000),
      array(select jsonb_array_elements_text(coalesce(said->'words', '[]'))), array(select jsonb_array_elements_text(coalesce(said->'hashes', '[]'))),
      array(select jsonb_array_elements_text(coalesce(said->'users', '[]')));
end
$$;
