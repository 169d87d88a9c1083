-- Words in everybody else's rows, and what is left of somebody who was erased. The words that are looked for are those of
-- a person who leaves: they come with the call, and are kept nowhere.

-- Looks through some pages of a table as it stands on the disk. `own`: people whose own rows are no one else's. `clear`:
-- nobody has a view of these fields, so that no human could decide: what is found is taken out. Answers where to go on.
create or replace function data.look_in(noun text, start bigint, pages int, pattern text, own uuid[], clear boolean, fields text[]) returns jsonb
  language plpgsql security definer set search_path = pg_catalog
as $$
declare
  place regclass := to_regclass(format('data.%I', noun));
  size bigint := pg_relation_size(place) / current_setting('block_size')::int;
  known text[] := array(select t."column" from register.traces t where t.noun = look_in.noun and t.how = 'text' and t.schema = 'data' and t."column" = any (fields));
  said text;
  range text := format('t.ctid >= ''(%s,0)''::tid and t.ctid < ''(%s,0)''::tid', start, start + pages);
  others text;
  hits jsonb;
  field text;
  n bigint;
begin
  if cardinality(known) = 0 or coalesce(length(pattern), 0) < 4 then
    return jsonb_build_object('next', null, 'hits', '[]'::jsonb);
  end if;
  select string_agg(format('t.%I::text', k), ', ') into said from unnest(known) k;
  select coalesce(string_agg(format(' and (t.%I is null or t.%I <> all ($2))', t."column", t."column"), ''), '') into others
  from register.traces t where t.noun = look_in.noun and t.edge and t.how in ('self', 'own');
  if clear then
    foreach field in array known loop
      execute format(case when (select a.attnotnull from pg_attribute a where a.attrelid = place and a.attname = field)
        then 'delete from %2$s t where %3$s and data.fold(t.%1$I::text) ~ $1%4$s' else 'update %2$s t set %1$I = null where %3$s and data.fold(t.%1$I::text) ~ $1%4$s' end,
        field, place, range, others) using pattern, own;
      get diagnostics n = row_count;
    end loop;
    hits := '[]';
  else
    execute format('select coalesce(jsonb_agg(jsonb_build_object(''id'', x.id, ''field'', f)), ''[]'') from (
        select t.id, array_remove(array[%s], null) as fields from %s t where %s and data.fold(concat_ws('' '', %s)) ~ $1%s) x cross join unnest(x.fields) f',
      (select string_agg(format('case when data.fold(t.%I::text) ~ $1 then %L end', k, k), ', ') from unnest(known) k), place, range, said, others)
      into hits using pattern, own;
  end if;
  return jsonb_build_object('next', case when start + pages < size then start + pages end, 'hits', hits);
end
$$;

create or replace function data.find_mention(erasure uuid, noun text, record uuid, field text) returns jsonb
  language plpgsql security definer set search_path = pg_catalog
as $$
declare
  found_one uuid;
begin
  select f.id into found_one from data.findings f
  where f.kind = 'mention' and f.noun = find_mention.noun and f.record_id = record and f.field = find_mention.field and f.state in ('open', 'harmless') limit 1;
  if found_one is null then
    insert into data.findings (kind, noun, record_id, field, request_id)
    select 'mention', find_mention.noun, record, find_mention.field, e.request_id from data.erasures e where e.id = erasure returning id into found_one;
  end if;
  update data.erasures e set found = coalesce(e.found, '{}') || jsonb_build_object('mentions', coalesce(e.found->'mentions', '[]') || to_jsonb(found_one))
  where e.id = erasure and not coalesce(e.found->'mentions', '[]') ? found_one::text;
  return jsonb_build_object('id', found_one);
end
$$;

-- {noun, record_id, field, type, text}: the words a human decides about; text null where they are gone.
create or replace function data.read_mention(finding uuid) returns jsonb
  language plpgsql stable security definer set search_path = pg_catalog
as $$
declare
  one data.findings;
  said text;
begin
  select * into one from data.findings f where f.id = finding and f.kind = 'mention';
  if one.id is null or not exists (select from register.traces t where t.noun = one.noun and t."column" = one.field and t.how = 'text') then
    raise exception using errcode = 'SEL01', message = 'NOT_FOUND';
  end if;
  execute format('select t.%I::text from data.%I t where t.id = $1', one.field, one.noun) into said using one.record_id;
  return jsonb_build_object('noun', one.noun, 'record_id', one.record_id, 'field', one.field, 'state', one.state, 'text', said,
    'type', (select format_type(a.atttypid, null) from pg_attribute a where a.attrelid = format('data.%I', one.noun)::regclass and a.attname = one.field),
    'needed', (select a.attnotnull from pg_attribute a where a.attrelid = format('data.%I', one.noun)::regclass and a.attname = one.field));
end
$$;

-- harmless: it speaks of somebody else. masked: the text as it reads without them. destroyed: the text goes as a whole.
create or replace function data.settle_mention(finding uuid, decided text, new_text text) returns jsonb
  language plpgsql security definer set search_path = pg_catalog
as $$
declare
  was jsonb := data.read_mention(finding);
  one record;
begin
  if was->>'state' <> 'open' then
    raise exception using errcode = 'SEL01', message = 'NOT_FOUND';
  end if;
  if decided = 'masked' and (was->>'type' = 'jsonb' or new_text is null or new_text = was->>'text') then
    raise exception using errcode = 'SEL01', message = 'VALUE_NOT_ALLOWED', detail = 'text';
  end if;
  if decided in ('masked', 'destroyed') then
    insert into data.leaving (noun, ids, field, words) values (was->>'noun', array[(was->>'record_id')::uuid], was->>'field',
      case when decided = 'masked' then new_text when not (was->>'needed')::boolean then null when was->>'type' = 'jsonb' then '{}' else '[…]' end);
    -- and what its history would remember of it
    for one in
      select t.noun, t."column", string_agg(format('t.%I = $2', w."column"), ' or ') as said
      from register.traces t join register.traces w on w.noun = t.noun and w.how = 'text' join pg_attribute a on a.attrelid = format('data.%I', w.noun)::regclass and a.attname = w."column"
      where t.how = 'record' and t.edge and data.falls_with(t.noun, t."column") and a.atttypid = 'text'::regtype group by 1, 2
    loop
      execute format('delete from data.%I t where t.%I = $1 and (%s)', one.noun, one."column", one.said) using (was->>'record_id')::uuid, was->>'text';
    end loop;
  elsif decided <> 'harmless' then
    raise exception using errcode = 'SEL01', message = 'VALUE_NOT_ALLOWED', detail = 'state';
  end if;
  update data.findings f set state = decided, decided_by = data.actor(), decided_at = clock_timestamp() where f.id = finding;
  perform data.end_erasure(e, jsonb_build_object('traces', coalesce(e.found->'traces', '[]'))) from data.erasures e
  where e.state = 'incomplete' and coalesce(e.found->'mentions', '[]') ? finding::text;
  return jsonb_build_object('state', decided);
end
$$;

-- Searched anew, in every place that can hold a person: by their identifiers, and outside the nouns by their words too.
-- [{place, n}], places where something is left.
create or replace function data.traces_left(one data.erasures, pattern text) returns jsonb
  language plpgsql stable security definer set search_path = pg_catalog
as $$
declare
  people uuid[] := array(select jsonb_array_elements_text(one.plan->'subjects')::uuid);
  left_over jsonb := '[]';
  place record;
  n bigint;
begin
  for place in
    select t.noun, t."column", a.atttypid = 'jsonb'::regtype as list from register.traces t
    join pg_attribute a on a.attrelid = format('data.%I', t.noun)::regclass and a.attname = t."column"
    where t.schema = 'data' and t.edge and t.of is null and t.how <> 'stored' order by 1, 2
  loop
    execute format(case when place.list then 'select count(*) from data.%I t where t.%I ?| $1::text[]' else 'select count(*) from data.%I t where t.%I = any ($1::uuid[])' end, place.noun, place."column")
      into n using people;
    if n > 0 then
      left_over := left_over || jsonb_build_object('place', place.noun || '.' || place."column", 'n', n);
    end if;
  end loop;
  for place in
    select n.nspname as schema, c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'r' and n.nspname in ('register', 'jobs') and c.relname not in ('traces', 'built', 'migrations', 'notices', 'objects')
  loop
    if coalesce(length(pattern), 0) >= 4 then
      execute format('select count(*) from %I.%I t where data.fold(to_jsonb(t)::text) ~ $1', place.schema, place.name) into n using pattern;
    else
      n := 0;
    end if;
    if n > 0 then
      left_over := left_over || jsonb_build_object('place', place.schema || '.' || place.name, 'n', n, 'words', true);
    end if;
  end loop;
  select count(*) into n from register.objects o where o.gone_at is not null;
  if n > 0 then
    left_over := left_over || jsonb_build_object('place', 'store', 'n', n);
  end if;
  return left_over;
end
$$;
