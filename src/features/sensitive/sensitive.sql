-- What Art. 9 and 10 protect and what is a personal identity code, where somebody has written it down all the same. The
-- words are looked for outside the database; here rows are read, places told, and texts taken away. No table is named
-- but that of findings: a noun declared tomorrow is looked through as well.

-- `step.what`:
--   read {noun, from, pages, fields, since}      texts of some pages; {next, rows: [{at, id, said: {field: text}}]}
--   mask {noun, at, id, field, was, text}        writes a text anew where it still reads as it did; {done, moved}
--   find {noun, id, field, kinds, was, sentence} a place for a human to look at, its text taken out meanwhile; {new, withheld}
--   withhold {sentence}                          takes out what still stands where it was found; {withheld}
--   lapse {}                                     takes what nobody has opened in its time; {due, taken, remaining}
--   finding {finding}                            the words a human decides about
--   settle {finding, state, text, sentence}      what was decided: data.settle_text
create or replace function data.sensitive_step(step jsonb) returns jsonb
  language plpgsql security definer set search_path = pg_catalog
as $$
begin
  case step->>'what'
    when 'read' then return data.read_texts(step->>'noun', (step->>'from')::bigint, (step->>'pages')::int,
      array(select jsonb_array_elements_text(step->'fields')), (step->>'since')::timestamptz);
    when 'mask' then return data.mask_codes(step->>'noun', step->>'at', (step->>'id')::uuid, step->>'field', step->>'was', step->>'text');
    when 'find' then return data.find_sensitive(step->>'noun', (step->>'id')::uuid, step->>'field',
      array(select jsonb_array_elements_text(step->'kinds')), step->>'was', step->>'sentence');
    when 'withhold' then return data.withhold_open(step->>'sentence');
    when 'lapse' then return data.lapse_findings(step->>'sentence');
    when 'finding' then return data.read_finding((step->>'finding')::uuid);
    when 'settle' then return data.settle_finding((step->>'finding')::uuid, step->>'state', step->>'text', step->>'sentence');
    else raise exception using errcode = 'SEL01', message = 'INPUT_INVALID', detail = 'what';
  end case;
end
$$;

create or replace function data.read_texts(noun text, start bigint, pages int, fields text[], since timestamptz) returns jsonb
  language plpgsql stable security definer set search_path = pg_catalog
as $$
declare
  place regclass := to_regclass(format('data.%I', noun));
  known text[] := array(select unnest(data.text_columns(noun)) intersect select unnest(fields));
  size bigint;
  clock text;
  rows jsonb;
begin
  if cardinality(known) = 0 then
    raise exception using errcode = 'SEL01', message = 'NOT_FOUND', detail = 'noun';
  end if;
  size := pg_relation_size(place) / current_setting('block_size')::int;
  -- What has no day of its change is read whole every time.
  select format('t.%I', a.attname) into clock from pg_attribute a
  where a.attrelid = place and a.attname = 'updated_at' and not a.attisdropped;
  execute format('select coalesce(jsonb_agg(jsonb_build_object(''at'', t.ctid::text, ''id'', to_jsonb(t)->>''id'', ''said'', x.said)), ''[]'')
      from data.%I t cross join lateral (select jsonb_object_agg(f.name, f.said) as said from (values %s) f (name, said) where length(f.said) >= 3) x
      where t.ctid >= ''(%s,0)''::tid and t.ctid < ''(%s,0)''::tid and x.said is not null%s',
    noun, (select string_agg(format('(%L, t.%I::text)', k, k), ', ') from unnest(known) k), start, start + pages,
    case when clock is null then '' else format(' and ($1 is null or %s >= $1)', clock) end)
    into rows using since;
  return jsonb_build_object('next', case when start + pages < size then start + pages end, 'rows', rows);
end
$$;

drop function if exists data.read_stored(text, text, text, uuid, timestamptz, int);

-- Written only where it still reads as it was read. What something guards against being written stays, and is told.
create or replace function data.mask_codes(noun text, at text, id uuid, field text, was text, new_text text) returns jsonb
  language plpgsql security definer set search_path = pg_catalog
as $$
declare
  n bigint := 0;
  moved text;
begin
  if not (field = any (data.text_columns(noun))) then
    raise exception using errcode = 'SEL01', message = 'NOT_FOUND', detail = 'field';
  end if;
  begin
    execute format('update data.%I t set %I = $1::%s where t.ctid = $2::tid and t.%I::text = $3 returning t.ctid::text', noun, field, data.type_of(noun, field), field)
      into moved using new_text, at, was;
    get diagnostics n = row_count;
  exception when others then
    return jsonb_build_object('done', false, 'why', sqlerrm);
  end;
  if n > 0 and id is not null then
    delete from register.replies r where r.record_id = mask_codes.id;
    insert into data.findings (kind, noun, record_id, field, person_id, state, decided_by, decided_at)
    values ('identity_code', noun, id, field, data.whose(noun, id), 'masked', data.actor(), clock_timestamp());
  end if;
  return jsonb_build_object('done', n > 0, 'moved', moved);
end
$$;

-- The person a row is about, as the register says.
create or replace function data.whose(noun text, record uuid) returns uuid language plpgsql stable security definer set search_path = pg_catalog
as $$
declare
  named text;
  person uuid;
begin
  select t."column" into named from register.traces t where t.noun = whose.noun and t.schema = 'data' and t.edge and t.of is null and t.how in ('self', 'own', 'blank') order by t.how desc limit 1;
  if named is not null then
    execute format('select p.id from data.%I t join data.%I p on p.id = t.%I where t.id = $1 and (p.permitted & coalesce(data.bit_of_login(session_user), -1)) <> 0', noun,
      (select t.noun from register.traces t where t.how = 'self' limit 1), named) into person using record;
  end if;
  return person;
end
$$;

-- A place is told once while it waits, and its text or its key is taken out; one a human has called harmless is not told
-- again until its row changes, which what is inside a file never does. What no longer reads as it was read is looked at the next time.
drop function if exists data.find_sensitive(text, uuid, text, text);
create or replace function data.find_sensitive(noun text, record uuid, field text, kinds text[], was text, sentence text) returns jsonb
  language plpgsql security definer set search_path = pg_catalog
as $$
declare
  is_text boolean := field = any (data.text_columns(noun));
  changed timestamptz;
  stood text;
  n bigint;
begin
  execute format('select (to_jsonb(t)->>''updated_at'')::timestamptz, %s from data.%I t where t.id = $1', case when is_text then format('t.%I::text', field) else 'null' end, noun)
    into changed, stood using record;
  if is_text and stood is distinct from was then
    return jsonb_build_object('new', 0, 'withheld', false);
  end if;
  insert into data.findings (kind, noun, record_id, field, person_id, ends_on)
  select k, find_sensitive.noun, record, find_sensitive.field, data.whose(noun, record), (now() at time zone 'Europe/Helsinki')::date + 14 from unnest(kinds) k
  where not exists (select from data.findings f where f.noun = find_sensitive.noun and f.record_id = record and f.field = find_sensitive.field and f.kind = k
    and (f.state = 'open' or f.state = 'harmless' and (not is_text or coalesce(f.stands_at, f.decided_at) >= coalesce(changed, '-infinity'))));
  get diagnostics n = row_count;
  return jsonb_build_object('new', n, 'withheld', exists (select from data.findings f
      where f.noun = find_sensitive.noun and f.record_id = record and f.field = find_sensitive.field and f.kind = any (kinds) and f.state = 'open')
    and case when is_text then data.withhold(noun, record, field, sentence) else data.withhold_key(noun, record, field) end);
end
$$;

-- Of what was found by this search, or could not be read by it. Mentions of people erased are the eraser's.
create or replace function data.settle_finding(finding uuid, decided text, new_text text, sentence text) returns jsonb
  language plpgsql security definer set search_path = pg_catalog
as $$
declare
  was jsonb;
begin
  perform from data.findings f where f.id = finding for update;
  was := data.read_finding(finding);
  if was->>'kind' = 'mention' then
    raise exception using errcode = 'SEL01', message = 'NOT_FOUND', detail = 'finding';
  end if;
  return data.settle_text(finding, was, decided, new_text, sentence, null);
end
$$;

-- What nobody has opened in its fourteen days: taken one by one, so that one that is guarded does not hold back the rest.
create or replace function data.lapse_findings(sentence text) returns jsonb
  language plpgsql security definer set search_path = pg_catalog
as $$
declare
  one uuid;
  due int := 0;
  taken int := 0;
  today date := (now() at time zone 'Europe/Helsinki')::date;
begin
  for one in select f.id from data.findings f where f.state = 'open' and f.kind <> 'mention' and f.ends_on <= today order by f.id limit 2000 loop
    due := due + 1;
    begin
      -- settled with another of the same text a moment ago
      if exists (select from data.findings f where f.id = one and f.state = 'open') then
        perform data.settle_finding(one, 'destroyed', null, sentence);
      end if;
      taken := taken + 1;
    exception when others then
      null;
    end;
  end loop;
  return jsonb_build_object('due', due, 'taken', taken, 'remaining',
    (select count(*) from data.findings f where f.state = 'open' and f.kind <> 'mention' and f.ends_on <= today));
end
$$;
