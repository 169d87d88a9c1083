-- The objects of reports stand outside the database; and what a person has had corrected is not brought back.

-- With its key gone a report is gone, though its row stays with the request it answered.
create or replace function data.keep_report_object() returns trigger language plpgsql security definer
  set search_path = pg_catalog
as $$
begin
  if tg_op = 'INSERT' then
    insert into register.objects (file_id) values (new.id);
  else
    update register.objects set gone_at = now() where file_id = old.id and gone_at is null;
  end if;
  return null;
end
$$;
create or replace trigger _500_object after insert or delete on data.reports for each row execute function data.keep_report_object();
create or replace trigger _501_object_gone after update of sealed on data.reports
  for each row when (old.sealed is not null and new.sealed is null) execute function data.keep_report_object();

-- What stands for a value that was wrong: of its field alone, and slow to guess. bcrypt reads 72 bytes, so a digest of it.
create or replace function data.refused_value(noun text, field text, value text, salt text) returns text
  language sql stable parallel safe set search_path = pg_catalog
as $$
  select ext.crypt(encode(sha256(convert_to(concat_ws(chr(31), noun, field, data.fold(btrim(regexp_replace(value, '\s+', ' ', 'g')))), 'UTF8')), 'base64'), salt)
$$;

-- Whether somebody has had this value of a row of theirs corrected away.
create or replace function data.is_refused(person uuid, noun text, record uuid, field text, value text) returns boolean
  language sql stable security definer set search_path = pg_catalog
as $$
  select exists (select from data.statements s
    where s.person_id = person and s.noun = is_refused.noun and s.field = is_refused.field and s.kind = 'corrected' and s.refused is not null
      and (record is null or s.record_id is null or s.record_id = record)
      and s.refused = data.refused_value(is_refused.noun, is_refused.field, value, s.refused))
$$;

-- Made by the compiler on every table that names its person. By hand, and from a register, the wrong value is refused;
-- what comes in with others, in a file, is taken without it. Those who serve people's rights are not asked.
create or replace function data.keep_corrected() returns trigger language plpgsql security definer
  set search_path = pg_catalog
as $$
declare
  person uuid := (to_jsonb(new)->>tg_argv[0])::uuid;
  field text;
  became jsonb;
begin
  if person is null then
    return new;
  end if;
  for field in select distinct s.field from data.statements s where s.person_id = person and s.noun = tg_table_name and s.kind = 'corrected' loop
    became := to_jsonb(new);
    if became->>field is distinct from to_jsonb(old)->>field and data.is_refused(person, tg_table_name, new.id, field, became->>field) then
      if tg_argv[1] = 'refuse' then
        raise exception using errcode = 'SEL01', message = 'RECTIFICATION_OVERWRITTEN', detail = field;
      end if;
      new := jsonb_populate_record(new, jsonb_build_object(field, to_jsonb(old)->field));
      perform door.audit('statements.keep', tg_table_name, array[person], array[field], 'refused', '{"code": "RECTIFICATION_OVERWRITTEN"}');
    end if;
  end loop;
  return new;
end
$$;

-- A part of a person that comes in anew, such as an address, may be the one they had corrected away.
create or replace function data.keep_corrected_out() returns trigger language plpgsql security definer
  set search_path = pg_catalog
as $$
declare
  one record;
begin
  for one in execute format('select distinct a.id, a.%I as person, s.field from added a
      join data.statements s on s.person_id = a.%I and s.noun = %L and s.kind = ''corrected'' and s.refused is not null
      where data.is_refused(a.%I, %L, null, s.field, to_jsonb(a)->>s.field)', tg_argv[0], tg_argv[0], tg_table_name, tg_argv[0], tg_table_name)
  loop
    if tg_argv[1] = 'refuse' then
      raise exception using errcode = 'SEL01', message = 'RECTIFICATION_OVERWRITTEN', detail = one.field;
    end if;
    execute format('delete from data.%I where id = $1', tg_table_name) using one.id;
    perform door.audit('statements.keep', tg_table_name, array[one.person], array[one.field], 'refused', '{"code": "RECTIFICATION_OVERWRITTEN"}');
  end loop;
  return null;
end
$$;

-- A fact of the person who asked: written anew with its old value refused from now on, or left with what they say of it.
-- said: {kind: corrected | disputed, noun, record, field, value, words}. Called by door.ask_right. Art. 16.
create or replace function data.correct_fact(r data.requests, said jsonb) returns void
  language plpgsql volatile security definer set search_path = pg_catalog
as $$
declare
  noun text := said->>'noun';
  field text := said->>'field';
  record uuid := (said->>'record')::uuid;
  corrects boolean := said->>'kind' = 'corrected';
  names text;
  was jsonb;
begin
  select t."column" into names from register.traces t where t.noun = correct_fact.said->>'noun' and t.schema = 'data' and t.edge and t.how in ('self', 'own') limit 1;
  if names is null or r.person_id is null then
    raise exception using errcode = 'SEL01', message = 'NOT_FOUND', detail = 'noun';
  end if;
  execute format('select to_jsonb(t) from data.%I t where t.id = $1 and t.%I = $2 for update', noun, names) into was using record, r.person_id;
  if was is null then
    raise exception using errcode = 'SEL01', message = 'NOT_FOUND', detail = 'record';
  end if;
  if not was ? field then
    raise exception using errcode = 'SEL01', message = 'FIELD_UNKNOWN', detail = field;
  end if;
  if corrects and was->field is not distinct from coalesce(said->'value', 'null'::jsonb) then
    raise exception using errcode = 'SEL01', message = 'VALUE_NOT_ALLOWED', detail = 'value';
  end if;
  if not corrects and coalesce(btrim(said->>'words'), '') = '' then
    raise exception using errcode = 'SEL01', message = 'VALUE_MISSING', detail = 'words';
  end if;
  insert into data.statements (person_id, kind, noun, record_id, field, words, refused, request_id)
  values (r.person_id, said->>'kind', noun, record, field, nullif(btrim(said->>'words'), ''),
    case when corrects and was->>field is not null then data.refused_value(noun, field, was->>field, ext.gen_salt('bf', 8)) end, r.id);
  if corrects then
    -- what was refused before is right by now
    delete from data.statements s where s.person_id = r.person_id and s.noun = correct_fact.said->>'noun' and s.field = correct_fact.said->>'field'
      and s.record_id = record and s.kind = 'corrected' and s.refused = data.refused_value(s.noun, s.field, said->>'value', s.refused);
    execute format('update data.%I t set %I = (jsonb_populate_record(null::data.%I, $1)).%I where t.id = $2', noun, field, noun, field)
      using jsonb_build_object(field, said->'value'), record;
  end if;
  perform data.note_step(r.id, 'corrected', null, jsonb_build_object('kind', said->>'kind', 'noun', noun, 'record', record, 'field', field));
end
$$;
