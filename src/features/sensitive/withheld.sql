-- What was found waits outside its record until a human has decided: whoever reads the record, by whatever way, reads
-- that it waits. Only those who serve rights have a view of what was taken out.

-- Of what stands outside the database the key is taken out: no door opens it meanwhile, whoever asks.

-- What a text says with what was taken out of it back in its place; typed over, it is what was typed.
create or replace function data.put_back(said text, put text, kept text) returns text language sql immutable
as $$
  select case when put in ('{}', '[]') then case said when put then kept else said end else replace(said, put, kept) end
$$;

-- Out of its record, and out of what the history of the record says of it. `sentence`: what stands there meanwhile.
-- False: there is no such text, or something guards it against being written.
create or replace function data.withhold(noun text, record uuid, field text, sentence text) returns boolean
  language plpgsql security definer set search_path = pg_catalog
as $$
#variable_conflict use_variable
declare
  kept data.withheld;
  stood text;
  changed timestamptz;
  put text := sentence;
begin
  if not (field = any (data.text_columns(noun))) then
    return false;
  end if;
  execute format('select t.%I::text, (to_jsonb(t)->>''updated_at'')::timestamptz from data.%I t where t.id = $1 for update', field, noun) into stood, changed using record;
  select w.* into kept from data.withheld w where w.record_id = record and w.noun = withhold.noun and w.field = withhold.field for update;
  if stood is null or stood = kept.put then
    return kept.id is not null;
  end if;
  if data.type_of(noun, field) = 'jsonb' then
    put := case jsonb_typeof(stood::jsonb) when 'array' then '[]' else '{}' end;
  end if;
  begin
    insert into data.leaving (noun, ids, field, words) values (noun, array[record], field, put);
  exception when others then
    -- too long for the field, or said of another record that may not say the same
    put := '[… ' || right(record::text, 6) || ']';
    begin
      insert into data.leaving (noun, ids, field, words) values (noun, array[record], field, put);
    exception when others then
      return false;
    end;
  end;
  insert into data.withheld as w (noun, record_id, field, person_id, said, put, past)
  values (noun, record, field, data.whose(noun, record), stood, put, data.withhold_past(record, stood, put))
  on conflict on constraint withheld_place do update set said = data.put_back(stood, w.put, w.said), put = excluded.put, past = w.past || excluded.past;
  perform data.leave_standing(noun, record, changed);
  return true;
end
$$;

-- False: it is no file, or its key is gone. The mark is what kernel/cipher.ts knows.
create or replace function data.withhold_key(noun text, record uuid, field text) returns boolean
  language plpgsql security definer set search_path = pg_catalog
as $$
declare
  at record;
  stood text;
begin
  select * into at from data.keys_of(noun);
  if at.keys is null then
    return false;
  end if;
  execute format('select k.sealed from data.%I k where k.%I = $1 for update', at.keys, at.named) into stood using record;
  if stood is null or stood = 'awaits' then
    return stood is not null;
  end if;
  insert into data.withheld (noun, record_id, field, person_id, sealed, put) values (noun, record, field, data.whose(noun, record), stood, 'awaits');
  execute format('update data.%I k set sealed = ''awaits'' where k.%I = $1', at.keys, at.named) using record;
  return true;
end
$$;

-- Rows of a record's history that say the same, and what has just been written down of its taking out, which is nobody's
-- change. [{noun, id, column}]
create or replace function data.withhold_past(record uuid, was text, put text) returns jsonb
  language plpgsql security definer set search_path = pg_catalog
as $$
declare
  one record;
  moved jsonb;
  past jsonb := '[]';
begin
  perform data.forget_own(record, put);
  for one in select * from data.pasts() loop
    execute format('with said as (update data.%I t set %I = $3 where t.%I = $1 and t.%I = $2 returning t.id)
      select coalesce(jsonb_agg(jsonb_build_object(''noun'', %L, ''column'', %L, ''id'', s.id)), ''[]'') from said s', one.noun, one.words, one.named, one.words, one.noun, one.words)
      into moved using record, was, put;
    past := past || moved;
  end loop;
  return past;
end
$$;

-- Nouns that say in words what was done to a record, which they know by its bare identifier.
create or replace function data.pasts() returns table (noun text, named text, words text)
  language sql stable security definer set search_path = pg_catalog
as $$
  select t.noun, t."column", w."column" from register.traces t join register.traces w on w.noun = t.noun and w.how = 'text'
  where t.how = 'record' and t.edge and t.schema = 'data' and t.noun <> 'withheld' and data.falls_with(t.noun, t."column") and data.has_id(t.noun)
    and data.type_of(w.noun, w."column") = 'text' and data.type_of(t.noun, t."column") = 'uuid'
$$;

-- What this very transaction has put into the history.
create or replace function data.forget_own(record uuid, said text) returns void
  language plpgsql security definer set search_path = pg_catalog
as $$
declare
  one record;
begin
  for one in select * from data.pasts() loop
    execute format('delete from data.%I t where t.%I = $1 and t.%I = $2 and (to_jsonb(t)->>''created_at'')::timestamptz = now()', one.noun, one.named, one.words)
      using record, said;
  end loop;
  delete from register.replies r where r.record_id = forget_own.record;
end
$$;

-- What a human has called harmless in the same row stays so.
create or replace function data.leave_standing(noun text, record uuid, changed timestamptz) returns void
  language sql volatile security definer set search_path = pg_catalog
as $$
  update data.findings f set stands_at = clock_timestamp()
  where f.record_id = record and f.noun = leave_standing.noun and f.state = 'harmless' and coalesce(f.stands_at, f.decided_at) >= coalesce(changed, '-infinity')
$$;

create or replace function data.is_open(noun text, record uuid, field text) returns boolean
  language sql stable security definer set search_path = pg_catalog
as $$
  select exists (select from data.findings f where f.record_id = record and f.noun = is_open.noun and f.field = is_open.field and f.state = 'open' and f.kind not in ('mention', 'unread'))
$$;

-- Back into its record, once nothing found in it waits any more. What somebody typed over it meanwhile stands.
create or replace function data.give_back(noun text, record uuid, field text) returns void
  language plpgsql security definer set search_path = pg_catalog
as $$
#variable_conflict use_variable
declare
  kept data.withheld;
  stood text;
  changed timestamptz;
  place jsonb;
begin
  if data.is_open(noun, record, field) then
    return;
  end if;
  delete from data.withheld w where w.record_id = record and w.noun = give_back.noun and w.field = give_back.field returning * into kept;
  if kept.id is null then
    return;
  end if;
  if kept.sealed is not null then
    execute (select format('update data.%I k set sealed = $1 where k.%I = $2', k.keys, k.named) from data.keys_of(noun) k) using kept.sealed, record;
    return;
  end if;
  execute format('select t.%I::text, (to_jsonb(t)->>''updated_at'')::timestamptz from data.%I t where t.id = $1 for update', field, noun) into stood, changed using record;
  if data.put_back(stood, kept.put, kept.said) <> stood then
    begin
      insert into data.leaving (noun, ids, field, words) values (noun, array[record], field, data.put_back(stood, kept.put, kept.said));
    exception when check_violation then
      -- longer than the field with what was typed beside it
      insert into data.leaving (noun, ids, field, words) values (noun, array[record], field, kept.said);
    end;
    perform data.forget_own(record, stood);
    perform data.leave_standing(noun, record, changed);
  end if;
  for place in select * from jsonb_array_elements(kept.past) loop
    execute format('update data.%I t set %I = $1 where t.id = $2 and t.%I = $3', place->>'noun', place->>'column', place->>'column')
      using kept.said, (place->>'id')::uuid, kept.put;
  end loop;
end
$$;

-- What was found and still stands where it was: found by an earlier version, or guarded when it was. {withheld}
create or replace function data.withhold_open(sentence text) returns jsonb
  language plpgsql security definer set search_path = pg_catalog
as $$
declare
  one record;
  n int := 0;
begin
  for one in
    select distinct f.noun, f.record_id, f.field from data.findings f
    where f.state = 'open' and f.kind not in ('mention', 'unread') and (f.field = any (data.text_columns(f.noun)) or data.type_of(f.noun, f.field) is null and exists (select from data.keys_of(f.noun)))
      and not exists (select from data.withheld w where w.record_id = f.record_id and w.noun = f.noun and w.field = f.field) limit 2000
  loop
    n := n + case when data.type_of(one.noun, one.field) is null then data.withhold_key(one.noun, one.record_id, one.field)
      else data.withhold(one.noun, one.record_id, one.field, sentence) end::int;
  end loop;
  return jsonb_build_object('withheld', n);
end
$$;
