-- Words in everybody else's rows, and what is left of somebody who was erased. The words that are looked for are those of
-- a person who leaves: they come with the call, and are kept nowhere.

-- Tables of the register and of the queue that may hold a word of somebody, and their columns that may: not what the
-- build writes, not what counts and what holds ids alone, and no secret.
create or replace function data.aside() returns table (schema text, noun text, words text[]) language sql stable security definer set search_path = pg_catalog
as $$
  select n.nspname::text, c.relname::text, array_agg(a.attname::text order by a.attnum)
  from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
  where c.relkind = 'r' and n.nspname in ('register', 'jobs')
    and c.relname not in ('traces', 'clocks', 'built', 'migrations', 'notices', 'objects', 'held', 'informing_rest', 'counters', 'checks')
    and a.atttypid in ('text'::regtype, 'text[]'::regtype, 'json'::regtype, 'jsonb'::regtype)
    and a.attname not in ('hash', 'token_hash', 'sealed', 'handed', 'request', 'views', 'language', 'noun', 'schema', 'column', 'job', 'task_identifier')
  group by 1, 2
$$;

-- Of what a table of the machine says, the words: an object loses what is sealed in it.
create or replace function data.unsealed(said jsonb) returns text language sql immutable set search_path = pg_catalog
as $$
  select case when jsonb_typeof(said) = 'object' then (said - '{sealed,token,secret,hash}'::text[])::text else said::text end
$$;

-- What is written in some pages of a table as it stands on the disk, so many that they stay a few megabytes with what
-- stands beside them. A row: where it stands, its id, whose it is, the words of each field; of a table of the machine,
-- those of the columns that data.aside names, together. `since`: what has been written since. {next, owners: how many
-- columns say whose, rows}
drop function if exists data.look_in(text, bigint, int, text, uuid[], boolean, text[]);
create or replace function data.words_in(schema text, noun text, fields text[], start bigint, since timestamptz) returns jsonb
  language plpgsql stable security definer set search_path = pg_catalog
as $$
declare
  whole boolean := schema in ('register', 'jobs');
  known text[] := case when whole then (select a.words from data.aside() a where a.schema = words_in.schema and a.noun = words_in.noun) else
    array(select f from unnest(fields) f where exists (select from register.traces t where t.noun = words_in.noun and t.schema = 'data' and t.how = 'text' and t."column" = f)) end;
  own text[] := array(select distinct t."column" from register.traces t where t.noun = words_in.noun and t.schema = 'data' and t.edge and t.how in ('self', 'own'));
  place regclass;
  size bigint;
  pages bigint;
  clock boolean;
  id boolean;
  rows jsonb;
begin
  if whole and known is null or not whole and (schema <> 'data' or cardinality(known) < cardinality(fields)) then
    raise exception using errcode = 'SEL01', message = 'NOT_FOUND', detail = 'noun';
  end if;
  place := format('%I.%I', schema, noun)::regclass;
  size := pg_relation_size(place) / current_setting('block_size')::int;
  pages := least(greatest(1, 16000000 / greatest(1, pg_table_size(place) / greatest(size, 1))), 1000);
  clock := exists (select from pg_attribute a where a.attrelid = place and a.attname = 'updated_at' and not a.attisdropped);
  id := exists (select from pg_attribute a where a.attrelid = place and a.attname = 'id' and not a.attisdropped);
  execute format('select coalesce(jsonb_agg(jsonb_build_array(%s)), ''[]'') from %s t where t.ctid >= ''(%s,0)''::tid and t.ctid < ''(%s,0)''::tid%s%s',
    concat_ws(', ', 't.ctid::text', case when id and not whole then 't.id' else 'null' end, case when not whole then (select string_agg(format('t.%I', o), ', ' order by o) from unnest(own) o) end,
      case when whole then (select format('concat_ws(E''\n'', %s)', string_agg(format('data.unsealed(to_jsonb(t.%I))', k), ', ')) from unnest(known) k)
        else (select string_agg(format('t.%I::text', f), ', ' order by n) from unnest(fields) with ordinality x (f, n)) end),
    place, start, start + pages,
    case when whole then '' else (select format(' and (%s)', string_agg(format('t.%I is not null', f), ' or ')) from unnest(fields) f) end,
    case when clock then ' and ($1 is null or t.updated_at >= $1)' else '' end) into rows using since;
  return jsonb_build_object('next', case when start + pages < size then start + pages end, 'owners', case when whole then 0 else cardinality(own) end, 'rows', rows);
end
$$;

-- Where the keys of what stands outside are: their noun, and the column that names whose they are.
create or replace function data.keys_of(noun text) returns table (keys text, named text)
  language sql stable security definer set search_path = pg_catalog
as $$
  select p.noun, p."column" from register.traces p join pg_attribute a on a.attrelid = format('data.%I', p.noun)::regclass and a.attname = 'sealed' and not a.attisdropped
  where p.of = keys_of.noun and p.how = 'part' and p.edge and exists (select from register.traces s where s.noun = keys_of.noun and s.how = 'stored') limit 1
$$;

-- What stands outside the database: its row, of whom it is, and its key, which is itself enciphered and may have been
-- taken out until a human has decided. `since`: rows changed since, and those of `also`. {rows: [{id, owners, type, bytes, sealed}]}
create or replace function data.stored_in(noun text, after uuid, since timestamptz, also uuid[], most int) returns jsonb
  language plpgsql stable security definer set search_path = pg_catalog
as $$
declare
  own text[] := array(select distinct t."column" from register.traces t where t.noun = stored_in.noun and t.schema = 'data' and t.edge and t.how in ('self', 'own'));
  at record;
  rows jsonb;
begin
  select * into at from data.keys_of(noun);
  if at.keys is null then
    raise exception using errcode = 'SEL01', message = 'NOT_FOUND', detail = 'noun';
  end if;
  execute format('select coalesce(jsonb_agg(r), ''[]'') from (
      select t.id, to_jsonb(array_remove(array[%s]::uuid[], null)) as owners, to_jsonb(t)->>''type'' as type, (to_jsonb(t)->>''bytes'')::bigint as bytes, coalesce(w.sealed, k.sealed) as sealed
      from data.%I t join data.%I k on k.%I = t.id left join data.withheld w on w.record_id = t.id and w.noun = %L and w.sealed is not null
      where ($1 is null or t.id > $1) and ($2 is null or t.updated_at >= $2 or t.id = any ($4)) order by t.id limit $3) r',
    (select string_agg(format('t.%I', o), ', ' order by o) from unnest(own) o), noun, at.keys, at.named, noun) into rows using after, since, most, also;
  return jsonb_build_object('rows', rows);
end
$$;

-- Nobody has a view of these words, so that no human could decide: where they still stand they are taken out.
create or replace function data.clear_words(noun text, field text, at text[], pattern text) returns jsonb
  language plpgsql security definer set search_path = pg_catalog
as $$
declare
  place regclass := format('data.%I', noun)::regclass;
  n bigint;
begin
  if coalesce(length(pattern), 0) < 4 or not exists (select from register.traces t where t.noun = clear_words.noun and t.schema = 'data' and t.how = 'text' and t."column" = field) then
    raise exception using errcode = 'SEL01', message = 'NOT_FOUND', detail = 'field';
  end if;
  execute format(case when (select a.attnotnull from pg_attribute a where a.attrelid = place and a.attname = field)
    then 'delete from %2$s t where t.ctid = any ($2::tid[]) and data.fold(t.%1$I::text) ~ $1' else 'update %2$s t set %1$I = null where t.ctid = any ($2::tid[]) and data.fold(t.%1$I::text) ~ $1' end,
    field, place) using pattern, at;
  get diagnostics n = row_count;
  return jsonb_build_object('n', n);
end
$$;

-- `mentions`: [{noun, record, field, ids: erasures}]
create or replace function data.find_mentions(mentions jsonb) returns jsonb
  language plpgsql security definer set search_path = pg_catalog
as $$
begin
  perform data.find_mention(e::uuid, f->>'noun', (f->>'record')::uuid, f->>'field')
  from jsonb_array_elements(mentions) f cross join jsonb_array_elements_text(f->'ids') e;
  return '{}';
end
$$;

-- What stays as evidence of their own is emptied with them, or when what they ask in it is answered: nobody is asked about it.
create or replace function data.is_emptied(erasure uuid, noun text, record uuid) returns boolean
  language plpgsql stable security definer set search_path = pg_catalog
as $$
declare
  one data.erasures;
begin
  if not exists (select from register.traces t where t.noun = is_emptied.noun and t.edge and t.how = 'blank') then
    return false;
  end if;
  select * into one from data.erasures e where e.id = erasure;
  return coalesce(one.found->'later'->noun, '[]') ? record::text
    or record = any (data.blanks(noun, array(select jsonb_array_elements_text(coalesce(one.plan->'subjects', to_jsonb(array[one.subject])))::uuid)));
end
$$;

drop function if exists data.find_mention(uuid, text, uuid, text);
create or replace function data.find_mention(erasure uuid, noun text, record uuid, field text) returns void
  language plpgsql security definer set search_path = pg_catalog
as $$
declare
  found_one uuid;
begin
  if data.is_emptied(erasure, noun, record) then
    return;
  end if;
  select f.id into found_one from data.findings f
  where f.kind = 'mention' and f.noun = find_mention.noun and f.record_id = record and f.field = find_mention.field and f.state in ('open', 'harmless') limit 1;
  if found_one is null then
    insert into data.findings (kind, noun, record_id, field, request_id)
    select 'mention', find_mention.noun, record, find_mention.field, e.request_id from data.erasures e where e.id = erasure returning id into found_one;
  end if;
  update data.erasures e set found = coalesce(e.found, '{}') || jsonb_build_object('mentions', coalesce(e.found->'mentions', '[]') || to_jsonb(found_one))
  where e.id = erasure and not coalesce(e.found->'mentions', '[]') ? found_one::text;
end
$$;

-- The words a human decides about, as data.read_finding tells them.
create or replace function data.read_mention(finding uuid) returns jsonb
  language plpgsql stable security definer set search_path = pg_catalog
as $$
declare
  was jsonb := data.read_finding(finding);
begin
  if was->>'kind' <> 'mention' or was->>'type' is null and not exists (select from data.keys_of(was->>'noun'))
    or was->>'type' is not null and not (was->>'field' = any (data.text_columns(was->>'noun'))) then
    raise exception using errcode = 'SEL01', message = 'NOT_FOUND', detail = 'finding';
  end if;
  return was;
end
$$;

-- What could not be read is put before a human, once: what one has looked at is not asked about again. What no longer
-- stands waits no longer; nor, where `whole` says since when these are all there are, what was found before that.
create or replace function data.tell_unread(noun text, field text, ids uuid[], whole timestamptz) returns jsonb
  language plpgsql security definer set search_path = pg_catalog
as $$
begin
  if not exists (select from data.keys_of(noun)) then
    raise exception using errcode = 'SEL01', message = 'NOT_FOUND', detail = 'noun';
  end if;
  execute format('insert into data.findings (kind, noun, record_id, field, person_id)
    select ''unread'', %L, t.id, $2, data.whose(%L, t.id) from data.%I t where t.id = any ($1) and not exists (select from data.findings f
      where f.kind = ''unread'' and f.noun = %L and f.record_id = t.id and f.field = $2 and f.state in (''open'', ''harmless''))', noun, noun, noun, noun)
    using ids, field;
  execute format('delete from data.findings f where f.kind = ''unread'' and f.state = ''open'' and f.noun = %L
    and (f.found_at < $1 and f.record_id <> all ($2) or not exists (select from data.%I t where t.id = f.record_id))', noun, noun) using whole, ids;
  return '{}';
end
$$;

-- A file is read by whoever decides, so that it is kept for a reason, or goes with its key.
drop function if exists data.settle_mention(uuid, text, text);
create or replace function data.settle_mention(finding uuid, decided text, new_text text, why text) returns jsonb
  language plpgsql security definer set search_path = pg_catalog
as $$
declare
  was jsonb := data.read_mention(finding);
begin
  if decided = 'harmless' and was->>'type' is null and coalesce(length(btrim(why)), 0) < 5 then
    raise exception using errcode = 'SEL01', message = 'VALUE_MISSING', detail = 'reason';
  end if;
  return data.settle_text(finding, was, decided, new_text, case when (was->>'needed')::boolean then '[…]' end, why);
end
$$;

-- Searched anew, in every place of the nouns that can hold a person, by their identifiers: where something is left, and of whom.
create or replace function data.places_left(people uuid[]) returns table (place text, who uuid, n bigint)
  language plpgsql stable security definer set search_path = pg_catalog
as $$
declare
  one record;
begin
  for one in
    select t.noun, t."column", a.atttypid = 'jsonb'::regtype as list from register.traces t
    join pg_attribute a on a.attrelid = format('data.%I', t.noun)::regclass and a.attname = t."column"
    where t.schema = 'data' and t.edge and t.of is null and t.how <> 'stored' order by 1, 2
  loop
    return query execute format(case when one.list
        then 'select %3$L, p::uuid, count(*) from data.%1$I t cross join lateral jsonb_array_elements_text(t.%2$I) p where t.%2$I ?| $1::text[] and p = any ($1::text[]) group by 2'
        else 'select %3$L, t.%2$I, count(*) from data.%1$I t where t.%2$I = any ($1) group by 2' end, one.noun, one."column", one.noun || '.' || one."column") using people;
  end loop;
  if exists (select from register.objects o where o.gone_at is not null) then
    return query select 'store', p, 1::bigint from unnest(people) p;
  end if;
end
$$;

-- [{place, n}]
drop function if exists data.traces_left(data.erasures, text);
create or replace function data.traces_left(one data.erasures) returns jsonb
  language sql stable security definer set search_path = pg_catalog
as $$
  select coalesce(jsonb_agg(jsonb_build_object('place', p.place, 'n', p.n) order by p.place), '[]') from (
    select l.place, sum(l.n) as n from data.places_left(array(select jsonb_array_elements_text(one.plan->'subjects')::uuid)) l group by 1) p
$$;
