-- What a human decides about words that were found, whatever they were looked for: by the eraser, or by the nightly sweep.

-- harmless: it stays. masked: as it reads without what was found. destroyed: what stands outside goes with its key, a text
-- gives way to `gone`, null where nothing need stand there, and all else that was found in it is settled along with it.
-- A text that was taken out of its record comes back when nothing found in it waits; an erasure that waited for no more
-- than this is ended. `was`: as data.read_finding tells it.
create or replace function data.settle_text(finding uuid, was jsonb, decided text, new_text text, gone text, why text) returns jsonb
  language plpgsql security definer set search_path = pg_catalog
as $$
declare
  at uuid := (was->>'record_id')::uuid;
  put text;
  settled text[];
begin
  if was->>'state' <> 'open' then
    raise exception using errcode = 'SEL01', message = 'NOT_FOUND', detail = 'finding';
  end if;
  if decided = 'masked' and (was->>'text' is null or was->>'type' <> 'text' or coalesce(btrim(new_text), '') = '' or new_text = was->>'text') then
    raise exception using errcode = 'SEL01', message = 'VALUE_NOT_ALLOWED', detail = 'text';
  end if;
  select w.put into put from data.withheld w where w.record_id = at and w.noun = was->>'noun' and w.field = was->>'field';
  if decided = 'masked' then
    perform data.write_text(was, new_text);
  elsif decided = 'destroyed' and was->>'type' is null then
    perform data.take_rows(was->>'noun', array[at]);
  elsif decided = 'destroyed' and was->>'text' is not null then
    perform data.write_text(was, gone);
  elsif decided not in ('harmless', 'destroyed') then
    raise exception using errcode = 'SEL01', message = 'VALUE_NOT_ALLOWED', detail = 'state';
  end if;
  with these as (
    update data.findings f set state = decided, decided_by = data.actor(), decided_at = clock_timestamp(), reason = nullif(btrim(why), '')
    where f.id = finding or decided = 'destroyed' and f.state = 'open' and f.noun = was->>'noun' and f.record_id = at and f.field = was->>'field'
    returning f.id::text)
  select array_agg(t.id) into settled from these t;
  if decided = 'masked' and put is not null and data.is_open(was->>'noun', at, was->>'field') then
    perform data.withhold(was->>'noun', at, was->>'field', put);
  end if;
  perform data.give_back(was->>'noun', at, was->>'field');
  perform data.end_erasure(e, jsonb_build_object('traces', coalesce(e.found->'traces', '[]'))) from data.erasures e
  where e.state = 'incomplete' and coalesce(e.found->'mentions', '[]') ?| settled;
  return jsonb_build_object('state', decided);
end
$$;

-- {kind, noun, record_id, field, state, text, type, needed}: what a human decides about; text null where it is gone or no
-- text, the type where it stands in a file.
create or replace function data.read_finding(finding uuid) returns jsonb
  language plpgsql stable security definer set search_path = pg_catalog
as $$
declare
  one data.findings;
  kept data.withheld;
  said text;
begin
  select * into one from data.findings f where f.id = finding;
  if one.id is null then
    raise exception using errcode = 'SEL01', message = 'NOT_FOUND', detail = 'finding';
  end if;
  if one.field = any (data.text_columns(one.noun)) then
    execute format('select t.%I::text from data.%I t where t.id = $1', one.field, one.noun) into said using one.record_id;
    select w.* into kept from data.withheld w where w.record_id = one.record_id and w.noun = one.noun and w.field = one.field;
  end if;
  return jsonb_build_object('kind', one.kind, 'noun', one.noun, 'record_id', one.record_id, 'field', one.field, 'state', one.state,
    'text', case when kept.id is null then said else data.put_back(said, kept.put, kept.said) end, 'type', data.type_of(one.noun, one.field),
    'needed', (select a.attnotnull from pg_attribute a where a.attrelid = to_regclass(format('data.%I', one.noun)) and a.attname = one.field));
end
$$;

-- Only columns the register calls words: nothing else is read or written through this door.
create or replace function data.text_columns(noun text) returns text[] language sql stable security definer set search_path = pg_catalog
as $$
  select coalesce(array_agg(distinct t."column"), '{}') from register.traces t where t.noun = text_columns.noun and t.schema = 'data' and t.how = 'text'
$$;

create or replace function data.type_of(noun text, field text) returns text language sql stable security definer set search_path = pg_catalog
as $$
  select format_type(a.atttypid, null) from pg_attribute a where a.attrelid = to_regclass(format('data.%I', noun)) and a.attname = field and not a.attisdropped
$$;

-- Into a text as it is, shortened where the field is too short for it; what is a list or an object is emptied. What waits
-- outside its record is forgotten there: should something else in it be open, the new text waits in its place.
create or replace function data.write_text(was jsonb, new_text text) returns void
  language plpgsql security definer set search_path = pg_catalog
as $$
declare
  written text;
  changed timestamptz;
  gone uuid[] := array[(was->>'record_id')::uuid];
begin
  execute format('select (to_jsonb(t)->>''updated_at'')::timestamptz from data.%I t where t.id = $1', was->>'noun') into changed using gone[1];
  written := case when was->>'type' = 'jsonb' then case jsonb_typeof((was->>'text')::jsonb) when 'array' then '[]' else '{}' end else new_text end;
  begin
    insert into data.leaving (noun, ids, field, words) values (was->>'noun', gone, was->>'field', written);
  exception when check_violation then
    insert into data.leaving (noun, ids, field, words) values (was->>'noun', gone, was->>'field', '[…]');
  end;
  perform data.forget_history(was->>'noun', gone[1], was->>'field', was->>'text');
  delete from data.withheld w where w.record_id = gone[1] and w.noun = was->>'noun' and w.field = was->>'field';
  perform data.leave_standing(was->>'noun', gone[1], changed);
end
$$;

-- The history of a record knows what its text said: that it was changed stays, and what it said before does not. The
-- replies that remember the record are forgotten.
create or replace function data.forget_history(noun text, record uuid, field text, was text) returns void
  language plpgsql security definer set search_path = pg_catalog
as $$
declare
  one record;
begin
  for one in
    select t.noun, t."column", w."column" as words
    from register.traces t join register.traces w on w.noun = t.noun and w.how = 'text'
    where t.how = 'record' and t.edge and t.schema = 'data' and data.falls_with(t.noun, t."column") and data.type_of(w.noun, w."column") = 'text'
      and data.type_of(t.noun, t."column") = 'uuid'
  loop
    execute format('update data.%I t set %I = ''[…]'' where t.%I = $1 and (t.%I = $2 or to_jsonb(t)->>''of'' = $3) and t.%I is not null', one.noun, one.words, one."column", one.words, one.words)
      using forget_history.record, was, noun || '.' || field;
  end loop;
  delete from register.replies r where r.record_id = forget_history.record;
end
$$;
