-- Imports: kept beside the data; whoever began one under a purpose sees it under that purpose.

-- One step of an import, answered by what came of it. Without an id it begins, by {file, plan}, and answers {id}.
-- With one it is an import of this purpose or none: {forecast: [address], key: hex} looks and writes nothing,
-- {take_back: most} undoes a part, {forget: [id]} is told of records that are undone, and anything else writes down how
-- it stands: {state, plan, counts, done, total}, and {rows: [{line, outcome, record, code, cells}]}: those that were not
-- taken, with their cells, and the records that were made of others.
create or replace function door.import_step(import uuid, step jsonb) returns jsonb
  language plpgsql security definer set search_path = pg_catalog
as $$
declare
  made uuid;
begin
  if import is null then
    insert into data.imports (file_name, purpose, plan, actor)
    values (step->>'file', data.purpose_of_session(), step->'plan', data.actor()) returning id into made;
    return jsonb_build_object('id', made);
  end if;
  if not exists (select from data.imports i where i.id = import and i.purpose is not distinct from data.purpose_of_session()) then
    raise exception using errcode = 'SEL01', message = 'IMPORT_NOT_FOUND';
  end if;
  if step ? 'forecast' then
    return data.forecast_import(array(select jsonb_array_elements_text(step->'forecast')), decode(step->>'key', 'hex'));
  elsif step ? 'take_back' then
    return data.revert_import(import, (step->>'take_back')::int);
  elsif step ? 'forget' then
    delete from data.import_rows r where r.import_id = import and r.outcome = 'created'
      and r.record_id = any (array(select jsonb_array_elements_text(step->'forget'))::uuid[]);
    return '{}';
  end if;
  if step ? 'rows' then
    insert into data.import_rows (import_id, line, outcome, record_id, code, cells)
    select import, r.line, coalesce(r.outcome, 'rejected'), r.record, r.code, r.cells
    from jsonb_to_recordset(step->'rows') as r(line bigint, outcome text, record uuid, code text, cells jsonb);
  end if;
  if step ?| '{state,plan,counts,done,total}' then
    update data.imports i set
      state = coalesce(step->>'state', i.state),
      plan = coalesce(step->'plan', i.plan),
      counts = coalesce(step->'counts', i.counts),
      done = coalesce((step->>'done')::bigint, i.done),
      total = coalesce((step->>'total')::bigint, i.total),
      started_at = case when step->>'state' = 'running' then coalesce(i.started_at, now()) else i.started_at end,
      ended_at = case when step->>'state' in ('done', 'failed', 'reverted') then now() else i.ended_at end
    where i.id = import;
  end if;
  return '{}';
end
$$;

-- The imports of this purpose, newest first, or one of them; with a page of their rows where rows are asked for.
create or replace function door.imports_of(import uuid, outcomes text[] default '{}', after bigint default -1, most int default 0)
  returns table (id uuid, file_name text, purpose text, state text, plan jsonb, counts jsonb, done bigint, total bigint,
    actor text, created_at timestamptz, started_at timestamptz, ended_at timestamptz, rows jsonb)
  language sql stable security definer set search_path = pg_catalog
as $$
  select i.id, i.file_name, i.purpose, i.state, i.plan, i.counts, i.done, i.total, i.actor, i.created_at, i.started_at, i.ended_at,
    case when most > 0 then to_jsonb(array(
      select jsonb_build_object('line', r.line, 'outcome', r.outcome, 'record_id', r.record_id, 'code', r.code, 'cells', r.cells)
      from data.import_rows r where r.import_id = i.id and r.outcome = any (outcomes) and r.line > after
      order by r.line limit most)) end
  from data.imports i
  where i.purpose is not distinct from data.purpose_of_session() and (import is null or i.id = import)
  order by i.created_at desc limit 100
$$;

-- Undo in batches: people the import made go, with their parts and grounds; what it added to others goes, and
-- what it wrote over comes back unless somebody has changed it since. A new person whom somebody else has
-- recorded something about stays and is counted. What people said, their objections, stays said.
create or replace function data.revert_import(import uuid, most int) returns jsonb
  language plpgsql security definer set search_path = pg_catalog
as $$
declare
  batch uuid[];
  free uuid[];
begin
  batch := array(
    select r.record_id from data.import_rows r
    where r.import_id = import and r.outcome = 'created' and r.record_id is not null order by r.line limit most);
  perform data.lock_people(batch, true);
  free := array(
    select p.id from data.people p where p.id = any (batch)
      and not exists (
        select from data.grounds g join data.imports i on i.id = import
        where g.person_id = p.id and g.actor <> i.actor));
  delete from data.import_rows r where r.import_id = import and r.outcome = 'created' and r.record_id = any (batch);
  perform data.take_people(free);
  -- what the eraser has taken along is known by no identifier any more, and there is nothing of it to take back
  delete from data.import_rows r where r.import_id = import and r.outcome in ('created', 'added', 'changed') and r.record_id is null;
  if cardinality(batch) < most then
    perform data.take_back(import, most);
  end if;
  return jsonb_build_object('reverted', cardinality(free), 'kept', cardinality(batch) - cardinality(free), 'left_over',
    (select count(*) from data.import_rows r where r.import_id = import and r.outcome in ('created', 'added', 'changed')));
end
$$;

-- The part of the undoing that touches people who were here before; when nothing is left of it, the import's
-- own companies and rows.
create or replace function data.take_back(import uuid, most int) returns void
  language plpgsql security definer set search_path = pg_catalog
as $$
declare
  added uuid[];
  people uuid[];
begin
  added := array(select r.record_id from data.import_rows r where r.import_id = import and r.outcome = 'added' limit most);
  perform data.lock_people(array(select e.person_id from data.employments e where e.id = any (added)), true);
  insert into data.grounds (person_id, slot, kind, effect, purposes, actor, ref)
  select e.person_id, 'employment:' || e.id, 'employment_ended', 'end', 0, data.actor(), e.id from data.employments e where e.id = any (added);
  delete from data.employments e where e.id = any (added);
  delete from data.emails e where e.id = any (added);
  delete from data.phones n where n.id = any (added);
  delete from data.notes n where n.id = any (added);
  update data.companies c set roles = array_remove(c.roles, r.cells #>> '{}')
  from data.import_rows r where r.import_id = import and r.code = 'roles' and r.record_id = any (added) and c.id = r.record_id;
  perform data.take_back_fields(import, added);
  delete from data.import_rows r where r.import_id = import and r.outcome = 'added' and r.record_id = any (added);

  people := array(select distinct r.record_id from data.import_rows r where r.import_id = import and r.outcome = 'changed' limit most);
  perform data.lock_people(people, false);
  -- a person changed by several rows: the last first, one a call
  update data.people p set given_name = l.cells #>> '{old,given_name}', family_name = l.cells #>> '{old,family_name}',
    job_title = l.cells #>> '{old,job_title}', language = l.cells #>> '{old,language}'
  from (
    select distinct on (r.record_id) r.record_id, r.cells from data.import_rows r
    where r.import_id = import and r.outcome = 'changed' and r.record_id = any (people) order by r.record_id, r.line desc
  ) l
  where p.id = l.record_id
    and jsonb_build_object('given_name', p.given_name, 'family_name', p.family_name, 'job_title', p.job_title, 'language', p.language) = l.cells->'new';
  delete from data.import_rows r using (
    select distinct on (x.record_id) x.record_id, x.line from data.import_rows x
    where x.import_id = import and x.outcome = 'changed' and x.record_id = any (people) order by x.record_id, x.line desc
  ) l
  where r.import_id = import and r.outcome = 'changed' and r.record_id = l.record_id and r.line = l.line;

  if not exists (select from data.import_rows r where r.import_id = import and r.outcome in ('created', 'added', 'changed')) then
    delete from data.companies c using data.import_rows r
    where r.import_id = import and r.outcome = 'company' and c.id = r.record_id
      and not exists (select from data.employments e where e.company_id = c.id)
      and not exists (select from data.companies d where d.parent_id = c.id);
    delete from data.import_rows r where r.import_id = import;
  end if;
end
$$;

-- A company's own fields as they stood before the import; one that was taken out of use meanwhile has no place to go back to.
create or replace function data.take_back_fields(import uuid, people uuid[]) returns void
  language plpgsql security definer set search_path = pg_catalog
as $$
declare
  name text;
begin
  for name in
    select distinct r.code from data.import_rows r join pg_attribute a on a.attrelid = 'data.people'::regclass and a.attname = r.code and not a.attisdropped
    where r.import_id = import and r.outcome = 'added' and r.record_id = any (people) and r.code like 'x\_%'
  loop
    execute format('update data.people p set %1$I = (jsonb_populate_record(null::data.people, jsonb_build_object(%2$L, r.cells->''old''))).%1$I
      from data.import_rows r where r.import_id = $1 and r.outcome = ''added'' and r.code = %2$L and r.record_id = any ($2) and p.id = r.record_id
        and to_jsonb(p.%1$I) = r.cells->''new''', name, name) using import, people;
  end loop;
end
$$;

-- Before anything is written: which of these addresses are known, hidden or suppressed.
create or replace function data.forecast_import(addresses text[], key bytea) returns jsonb
  language sql stable security definer set search_path = pg_catalog
as $$
  select coalesce(jsonb_agg(jsonb_build_object(
    'address', a.address,
    'known', exists (select from data.emails e join data.people p on p.id = e.person_id
      where e.address = a.address and (p.permitted & coalesce(data.bit_of_login(session_user), -1)) <> 0),
    'suppressed', exists (select from data.suppressions s where s.hash = data.address_hash(a.address, key)))), '[]')
  from (select distinct unnest(addresses) as address) a
$$;

-- The part of intake for rows that match: under the locks intake has taken.
create or replace function data.add_to_people(people json, emails json, phones json, notes json, plan json, key bytea,
    company_from uuid[], company_to uuid[], match_from uuid[], match_to uuid[])
  returns table (line bigint, outcome text, id uuid)
  language plpgsql security definer set search_path = pg_catalog
  set plan_cache_mode = force_custom_plan
as $$
#variable_conflict use_column
declare
  who text := data.actor();
  updates text := coalesce(plan->>'updates', 'fill');
  import uuid := (plan->>'import')::uuid;
  -- columns of the file whose blanks empty our value, when blanks are to count
  cleared text[] := case when plan->>'blanks' = 'clear' then array(select json_array_elements_text(plan->'mapped')) else '{}' end;
  lines bigint[]; froms uuid[]; targets uuid[];
begin
  select array_agg(g.line), array_agg(g.id), array_agg(coalesce(direct.person_id, earlier.person_id, g.same_as))
  into lines, froms, targets
  from json_to_recordset(people) as g(id uuid, line bigint, same_as uuid)
  left join unnest(match_from, match_to) as direct(given_id, person_id) on direct.given_id = g.id and g.same_as is null
  left join unnest(match_from, match_to) as earlier(given_id, person_id) on earlier.given_id = g.same_as
  where case when plan->>'only' = 'new' then g.same_as is not null and earlier.person_id is null
    else g.same_as is not null or direct.person_id is not null end;
  if froms is null then
    return;
  end if;
  -- only of this batch: a row must not speak for a person whom nobody matched, seen or hidden
  if exists (
    select from json_to_recordset(people) as g(same_as uuid)
    where g.same_as is not null and g.same_as not in (select b.id from json_to_recordset(people) as b(id uuid, same_as uuid) where b.same_as is null)
  ) then
    raise exception using errcode = 'SEL01', message = 'INPUT_INVALID', detail = 'same_as';
  end if;
  perform data.lock_people(targets, true);
  -- mostly a few among two thousand: what follows reads these alone
  people := (select json_agg(r) from json_array_elements(people) as r where (r->>'id')::uuid = any (froms));
  emails := (select json_agg(r) from json_array_elements(emails) as r where (r->>'person')::uuid = any (froms));
  phones := (select json_agg(r) from json_array_elements(phones) as r where (r->>'person')::uuid = any (froms));
  notes := (select json_agg(r) from json_array_elements(notes) as r where (r->>'person')::uuid = any (froms));

  if updates in ('fill', 'overwrite') then
    with given as (
      select distinct on (t.person_id) t.person_id, r.*
      from json_to_recordset(people) as r(id uuid, line bigint, given_name text, family_name text, job_title text, language text)
      join unnest(froms, targets) as t(given_id, person_id) on t.given_id = r.id
      order by t.person_id, r.line desc
    ), fresh as (
      select g.person_id, g.line, jsonb_build_object('given_name', p.given_name, 'family_name', p.family_name, 'job_title', p.job_title, 'language', p.language) as old,
        case updates when 'fill' then coalesce(p.given_name, g.given_name) else coalesce(g.given_name, case when 'given_name' = any (cleared) then null else p.given_name end) end as given_name,
        case updates when 'fill' then coalesce(p.family_name, g.family_name) else coalesce(g.family_name, case when 'family_name' = any (cleared) then null else p.family_name end) end as family_name,
        case updates when 'fill' then coalesce(p.job_title, g.job_title) else coalesce(g.job_title, case when 'job_title' = any (cleared) then null else p.job_title end) end as job_title,
        case updates when 'fill' then coalesce(p.language, g.language) else coalesce(g.language, case when 'language' = any (cleared) then null else p.language end) end as language
      from given g join data.people p on p.id = g.person_id
    ), changed as (
      select f.* from fresh f
      where jsonb_build_object('given_name', f.given_name, 'family_name', f.family_name, 'job_title', f.job_title, 'language', f.language) <> f.old
    ), remembered as (
      -- what stood there, so that the import can be undone whole
      insert into data.import_rows (import_id, line, outcome, record_id, cells)
      select import, c.line, 'changed', c.person_id, jsonb_build_object('old', c.old, 'new',
        jsonb_build_object('given_name', c.given_name, 'family_name', c.family_name, 'job_title', c.job_title, 'language', c.language))
      from changed c where import is not null
    )
    update data.people p set given_name = c.given_name, family_name = c.family_name, job_title = c.job_title, language = c.language
    from changed c where p.id = c.person_id;

    with made as (
      insert into data.emails (person_id, permitted, address, kind, main)
      select distinct on (t.person_id, e.address) t.person_id, p.permitted & data.emails_bits(), e.address, e.kind, false
      from json_to_recordset(emails) as e(person uuid, address text, kind text)
      join unnest(froms, targets) as t(given_id, person_id) on t.given_id = e.person
      join data.people p on p.id = t.person_id
      where not exists (select from data.emails h where h.person_id = t.person_id and h.address = e.address)
      returning id
    )
    insert into data.import_rows (import_id, line, outcome, record_id, code) select import, 0, 'added', m.id, 'emails' from made m where import is not null;

    with made as (
      insert into data.phones (person_id, permitted, number, kind, main)
      select distinct on (t.person_id, n.number) t.person_id, p.permitted & data.phones_bits(), n.number, n.kind, false
      from json_to_recordset(phones) as n(person uuid, number text, kind text)
      join unnest(froms, targets) as t(given_id, person_id) on t.given_id = n.person
      join data.people p on p.id = t.person_id
      where not exists (select from data.phones h where h.person_id = t.person_id and h.number = n.number)
      returning id
    )
    insert into data.import_rows (import_id, line, outcome, record_id, code) select import, 0, 'added', m.id, 'phones' from made m where import is not null;

    with made as (
      insert into data.notes (person_id, permitted, body)
      select t.person_id, p.permitted & data.notes_bits(), n.body
      from json_to_recordset(notes) as n(person uuid, body text)
      join unnest(froms, targets) as t(given_id, person_id) on t.given_id = n.person
      join data.people p on p.id = t.person_id
      where not exists (select from data.notes h where h.person_id = t.person_id and h.body = n.body)
      returning id
    )
    insert into data.import_rows (import_id, line, outcome, record_id, code) select import, 0, 'added', m.id, 'notes' from made m where import is not null;

    with new_ones as (
      insert into data.employments (person_id, permitted, company_id, role, title, start_on)
      select distinct on (t.person_id, f.company_id) t.person_id, p.permitted & data.employments_bits(), f.company_id, coalesce(g.role, 'contact'), g.title, g.start_on
      from json_to_recordset(people) as g(id uuid, company uuid, role text, title text, start_on date)
      join unnest(froms, targets) as t(given_id, person_id) on t.given_id = g.id
      join unnest(company_from, company_to) as f(given_id, company_id) on f.given_id = g.company
      join data.people p on p.id = t.person_id
      where not exists (select from data.employments h where h.person_id = t.person_id and h.company_id = f.company_id and h.end_on is null)
      returning id, person_id, company_id
    ), remembered as (
      insert into data.import_rows (import_id, line, outcome, record_id, code) select import, 0, 'added', n.id, 'employments' from new_ones n where import is not null
    )
    insert into data.grounds (person_id, slot, kind, effect, purposes, actor, ref)
    select n.person_id, 'employment:' || n.id, 'employment', 'allow', data.mask_of_positions(c.roles), who, n.id
    from new_ones n join data.companies c on c.id = n.company_id;
  end if;

  -- what the person said counts whatever the rule for values is
  insert into data.grounds (person_id, slot, kind, effect, purposes, actor, channel)
  select distinct t.person_id, 'objection:marketing', 'objection', 'block', data.marketing_mask(), who, coalesce(plan->>'channel', 'import')
  from json_to_recordset(people) as g(id uuid, objection boolean)
  join unnest(froms, targets) as t(given_id, person_id) on t.given_id = g.id
  where g.objection;
  insert into data.grounds (person_id, slot, kind, effect, purposes, actor, channel)
  select distinct t.person_id, 'objection:prospecting', 'objection', 'block', data.bit_of_login('purpose_prospecting'), who, 'phone'
  from json_to_recordset(people) as g(id uuid, phone_objection boolean)
  join unnest(froms, targets) as t(given_id, person_id) on t.given_id = g.id
  where g.phone_objection;
  insert into data.suppressions (hash, purposes)
  select distinct data.address_hash(a.address, key), data.marketing_mask()
  from json_to_recordset(people) as g(id uuid, objection boolean)
  join unnest(froms, targets) as t(given_id, person_id) on t.given_id = g.id
  join lateral (
    select e.address from data.emails e where e.person_id = t.person_id union select n.number from data.phones n where n.person_id = t.person_id
  ) a on true
  where g.objection
  on conflict (hash) do nothing;

  insert into data.import_rows (import_id, line, outcome, record_id)
  select import, m.line, 'matched', m.person_id from unnest(lines, targets) as m(line, person_id) where import is not null;
  return query select m.line, 'matched', m.person_id from unnest(lines, targets) as m(line, person_id);
end
$$;
