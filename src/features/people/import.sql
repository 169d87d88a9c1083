-- Imports: kept beside the data; whoever began one under a purpose sees it under that purpose.

create or replace function door.begin_import(file_name text, total bigint, plan jsonb) returns uuid
  language sql volatile security definer set search_path = pg_catalog
as $$
  insert into data.imports (file_name, purpose, plan, total, actor)
  values (file_name, data.purpose_of_session(), plan, total, data.actor())
  returning id
$$;

create or replace function door.update_import(import uuid, state text, plan jsonb, counts jsonb, done bigint, total bigint) returns void
  language plpgsql security definer set search_path = pg_catalog
as $$
begin
  update data.imports i set
    state = coalesce(update_import.state, i.state),
    plan = coalesce(update_import.plan, i.plan),
    counts = coalesce(update_import.counts, i.counts),
    done = coalesce(update_import.done, i.done),
    total = coalesce(update_import.total, i.total),
    started_at = case when update_import.state = 'running' then coalesce(i.started_at, now()) else i.started_at end,
    ended_at = case when update_import.state in ('done', 'failed', 'reverted') then now() else i.ended_at end
  where i.id = import and i.purpose is not distinct from data.purpose_of_session();
  if not found then
    raise exception using errcode = 'SEL01', message = 'IMPORT_NOT_FOUND';
  end if;
end
$$;

create or replace function door.imports_of(import uuid) returns setof data.imports
  language sql stable security definer set search_path = pg_catalog
as $$
  select * from data.imports i
  where i.purpose is not distinct from data.purpose_of_session() and (import is null or i.id = import)
  order by i.created_at desc limit 100
$$;

create or replace function door.reject_rows(import uuid, rejected json) returns void
  language sql volatile security definer set search_path = pg_catalog
as $$
  insert into data.import_rows (import_id, line, outcome, code, cells)
  select import, r.line, coalesce(r.outcome, 'rejected'), r.code, r.cells
  from json_to_recordset(rejected) as r(line bigint, outcome text, code text, cells jsonb)
  where exists (select from data.imports i where i.id = import and i.purpose is not distinct from data.purpose_of_session())
$$;

create or replace function door.import_rows_of(import uuid, outcomes text[], after bigint, most int)
  returns table (line bigint, outcome text, record_id uuid, code text, cells jsonb)
  language sql stable security definer set search_path = pg_catalog
as $$
  select r.line, r.outcome, r.record_id, r.code, r.cells from data.import_rows r
  where r.import_id = import and r.outcome = any (outcomes) and r.line > after
    and exists (select from data.imports i where i.id = import and i.purpose is not distinct from data.purpose_of_session())
  order by r.line limit most
$$;

-- Undo in batches: people the import made go, with their parts and grounds; what it added to others goes, and
-- what it wrote over comes back unless somebody has changed it since. A new person whom somebody else has
-- recorded something about stays and is counted. What people said, their objections, stays said.
create or replace function door.revert_import(import uuid, most int)
  returns table (reverted bigint, kept bigint, left_over bigint)
  language plpgsql security definer set search_path = pg_catalog
as $$
declare
  batch uuid[];
  free uuid[];
begin
  if not exists (select from data.imports i where i.id = import and i.purpose is not distinct from data.purpose_of_session()) then
    raise exception using errcode = 'SEL01', message = 'IMPORT_NOT_FOUND';
  end if;
  batch := array(
    select r.record_id from data.import_rows r
    where r.import_id = import and r.outcome = 'created' and r.record_id is not null order by r.line limit most);
  perform data.lock_people(batch, true);
  free := array(
    select p.id from data.people p where p.id = any (batch)
      and not exists (
        select from data.grounds g join data.imports i on i.id = import
        where g.person_id = p.id and g.actor <> i.actor));
  delete from data.people p where p.id = any (free);
  delete from data.import_rows r where r.import_id = import and r.outcome = 'created' and r.record_id = any (batch);
  if cardinality(batch) < most then
    perform data.take_back(import, most);
  end if;
  return query select cardinality(free)::bigint, (cardinality(batch) - cardinality(free))::bigint,
    (select count(*) from data.import_rows r where r.import_id = import and r.outcome in ('created', 'added', 'changed'));
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

-- Before anything is written: which of these addresses are known, hidden or suppressed.
create or replace function door.forecast_import(emails text[], phones text[], key bytea)
  returns table (address text, known boolean, suppressed boolean)
  language sql stable security definer set search_path = pg_catalog
as $$
  select a.address,
    exists (select from data.emails e join data.people p on p.id = e.person_id
      where e.address = a.address and (p.permitted & coalesce(data.bit_of_login(session_user), -1)) <> 0),
    exists (select from data.suppressions s where s.hash = data.address_hash(a.address, key))
  from (select unnest(emails) as address union select unnest(phones)) a
$$;

-- Leftovers of imports older than their rule: rows first, then drafts nobody ran.
create or replace function door.sweep_imports(days int) returns bigint
  language plpgsql security definer set search_path = pg_catalog
as $$
declare
  gone bigint;
begin
  delete from data.import_rows r using data.imports i
  where i.id = r.import_id and coalesce(i.ended_at, i.created_at) < now() - make_interval(days => days);
  get diagnostics gone = row_count;
  delete from data.imports i where i.state = 'draft' and i.created_at < now() - make_interval(days => days);
  return gone;
end
$$;
