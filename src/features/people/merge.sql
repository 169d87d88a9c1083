-- Several records of one person or company become one: whatever names the others names the one that stays, and for a
-- day it can be undone. The others are hidden, as what is deleted is; the day over, `door.empty` ends them.

-- Every column that names a record of this table, read from the catalogue: a noun not yet invented is among them.
create or replace function data.names_of(target text) returns table (place text, named text)
  language sql stable security definer set search_path = pg_catalog
as $$
  select r.relname::text, a.attname::text
  from pg_constraint c
  join pg_class r on r.oid = c.conrelid and r.relnamespace = 'data'::regnamespace
  join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
  where c.contype = 'f' and c.confrelid = format('data.%I', target)::regclass and cardinality(c.conkey) = 1
    -- grounds are copied and never moved; a pair is settled by the merge; who is a canary stays one
    and r.relname not in ('grounds', 'pairs', 'twins', 'canaries', 'merges')
  union all
  select r.relname::text, 'record_id'
  from pg_attribute a join pg_class r on r.oid = a.attrelid
  where r.relnamespace = 'data'::regnamespace and r.relkind = 'r' and a.attname = 'record_id' and not a.attisdropped
    and r.relname <> 'import_rows'
  order by 1, 2
$$;

-- Answers which rows went: {"tasks.person_id": [ids]}. One that the other already has as well stays where it is.
create or replace function data.rename_record(target text, was uuid, now_is uuid) returns jsonb
  language plpgsql security definer set search_path = pg_catalog
as $$
declare
  moved jsonb := '{}';
  one record;
  ids uuid[];
  row_id uuid;
  twice text;
begin
  for one in select n.place, n.named from data.names_of(target) n loop
    twice := case one.place
      when 'emails' then ' and not exists (select from data.emails k where k.person_id = $1 and k.address = t.address)'
      when 'phones' then ' and not exists (select from data.phones k where k.person_id = $1 and k.number = t.number)'
      else '' end;
    begin
      execute format('with gone as (update data.%I t set %I = $1 where t.%I = $2%s returning t.id) select array_agg(id) from gone',
        one.place, one.named, one.named, twice) into ids using now_is, was;
    exception when unique_violation then
      ids := '{}';
      for row_id in execute format('select id from data.%I where %I = $1', one.place, one.named) using was loop
        begin
          execute format('update data.%I set %I = $1 where id = $2', one.place, one.named) using now_is, row_id;
          ids := ids || row_id;
        exception when unique_violation then
          null;
        end;
      end loop;
    end;
    if cardinality(ids) > 0 then
      moved := moved || jsonb_build_object(one.place || '.' || one.named, to_jsonb(ids));
    end if;
  end loop;
  return moved;
end
$$;

-- What is kept of a record when it becomes another's: not the machinery, and not where it came from.
create or replace function data.facts_of(target text) returns text[] language sql stable security definer
  set search_path = pg_catalog
as $$
  select array_agg(a.attname::text order by a.attnum) from pg_attribute a
  where a.attrelid = format('data.%I', target)::regclass and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
    and a.attname not in ('id', 'permitted', 'version', 'created_at', 'updated_at', 'removed_at', 'removed_by', 'source',
      'source_name', 'obtained_at', 'inform_by', 'parent_id', 'person_id', 'open_deal', 'serious_case', 'roles', 'refused_at')
$$;

-- With no others, `keep` is the merge to undo.
drop function if exists door.merge(uuid, uuid[]);
create or replace function door.merge(keep uuid, others uuid[]) returns uuid
  language plpgsql security definer set search_path = pg_catalog
as $$
declare
  target text := case when exists (select from data.companies c where c.id = keep) then 'companies' else 'people' end;
  merged uuid := data.new_id();
  other uuid;
  moved jsonb := '{}';
  was jsonb;
  said bigint;
begin
  if others is null then
    return data.unmerge(keep);
  end if;
  others := array(select distinct o from unnest(others) o where o <> keep order by o);
  if cardinality(others) = 0 then
    raise exception using errcode = 'SEL01', message = 'MERGE_NEEDS_TWO';
  end if;
  if cardinality(others) > 8 then
    raise exception using errcode = 'SEL01', message = 'MERGE_TOO_MANY';
  end if;
  if target = 'companies' then
    perform data.meet_companies(keep || others);
  else
    perform data.lock_people(others || keep, true);
    perform data.meet(keep);
    foreach other in array others loop
      perform data.meet(other);
    end loop;
    delete from data.pairs p where p.person_id = any (others || keep) and p.other_id = any (others || keep);
  end if;
  delete from data.twins t where t.person_id = any (others || keep) and t.other_id = any (others || keep)
    or t.company_id = any (others || keep) and t.other_company_id = any (others || keep);
  execute format('select to_jsonb(t) - ''search'' - ''folded'' from data.%I t where id = $1', target) into was using keep;
  select coalesce(max(g.number), 0) into said from data.grounds g where g.person_id = keep;
  foreach other in array others loop
    execute format('update data.%I k set %s from data.%I o where k.id = $1 and o.id = $2', target,
      (select string_agg(format('%I = coalesce(k.%I, o.%I)', f, f, f), ', ') from unnest(data.facts_of(target)) f), target)
      using keep, other;
    moved := moved || jsonb_build_object(other, data.rename_record(target, other, keep)
      || jsonb_build_object('mains', case when target = 'people' then data.one_main(keep, other) end));
    if target = 'people' then
      perform data.copy_grounds(other, keep, false);
      insert into data.grounds (person_id, slot, kind, effect, purposes, actor)
      values (other, 'removal', 'removal', 'block', ~(data.storage_mask() | data.always_mask()), data.actor());
    else
      perform data.join_company(keep, other);
    end if;
  end loop;
  insert into data.merges (id, noun, kept, others, moved, was, last_ground, actor)
  values (merged, target, keep, to_jsonb(others), moved, was, said, data.actor());
  execute format('update data.%I set version = version where id = $1', target) using keep;
  return merged;
end
$$;

-- The way back, for a day and for whoever merged. A refusal that either record has met by then stays with both.
create or replace function data.unmerge(undone uuid) returns uuid
  language plpgsql security definer set search_path = pg_catalog
as $$
declare
  one data.merges;
  parted uuid[];
  other uuid;
  part text;
  ids jsonb;
begin
  select * into one from data.merges m where m.id = undone for update;
  if one.id is null or one.actor <> data.actor() or one.at < now() - interval '1 day' then
    raise exception using errcode = 'SEL01', message = 'NOT_FOUND';
  end if;
  parted := array(select (jsonb_array_elements_text(one.others))::uuid);
  if one.noun = 'people' then
    perform data.lock_people(parted || one.kept, true);
    perform data.meet(one.kept);
  else
    perform data.meet_companies(array[one.kept]);
  end if;
  foreach other in array parted loop
    if one.noun = 'people' then
      insert into data.grounds (person_id, slot, kind, effect, purposes, actor)
      values (other, 'removal', 'removal_undone', 'end', 0, data.actor());
      perform data.copy_grounds(one.kept, other, true);
    else
      update data.companies c set permitted = -1, removed_at = null, removed_by = null, refused_at = coalesce(c.refused_at, k.refused_at)
      from data.companies k where c.id = other and k.id = one.kept;
    end if;
    for part, ids in select key, value from jsonb_each(one.moved->other::text) where key <> 'mains' loop
      execute format('update data.%I set %I = $1 where id in (select (jsonb_array_elements_text($2))::uuid) and %I = $3',
        split_part(part, '.', 1), split_part(part, '.', 2), split_part(part, '.', 2)) using other, ids, one.kept;
    end loop;
    if one.noun = 'people' then
      update data.emails e set main = true where e.id in (select (jsonb_array_elements_text(one.moved->other::text->'mains'))::uuid);
      update data.phones n set main = true where n.id in (select (jsonb_array_elements_text(one.moved->other::text->'mains'))::uuid);
      -- what was open on the one by the other's word or position closes again
      insert into data.grounds (person_id, slot, kind, effect, purposes, actor, reason)
      select one.kept, g.slot, 'ended', 'end', 0, data.actor(), 'merge undone'
      from (select distinct on (l.slot) l.* from data.grounds l where l.person_id = one.kept order by l.slot, l.number desc) g
      where g.effect = 'allow' and g.slot not in (select l.slot from data.grounds l where l.person_id = one.kept and l.number <= one.last_ground)
        and g.slot in (select l.slot from data.grounds l where l.person_id = other);
    end if;
  end loop;
  -- a field goes back where it still says what one of the others said
  for part in select f from unnest(data.facts_of(one.noun)) f loop
    execute format('update data.%I k set %I = (jsonb_populate_record(null::data.%I, $1)).%I
      where k.id = $2 and k.%I is distinct from (jsonb_populate_record(null::data.%I, $1)).%I
        and exists (select from data.%I o where o.id = any ($3) and o.%I is not distinct from k.%I)',
      one.noun, part, one.noun, part, part, one.noun, part, one.noun, part, part) using one.was, one.kept, parted;
  end loop;
  if one.noun = 'companies' then
    update data.companies c set roles = (jsonb_populate_record(null::data.companies, one.was)).roles where c.id = one.kept;
    perform data.ground_moved(o, one.moved->o::text) from unnest(parted) o;
  end if;
  delete from data.merges m where m.id = undone;
  return one.kept;
end
$$;

-- One address is the main one: answers which of those that came stop being it.
create or replace function data.one_main(keep uuid, other uuid) returns jsonb
  language sql volatile security definer set search_path = pg_catalog
as $$
  with e as (
    update data.emails set main = false where person_id = keep and main and id <> (
      select f.id from data.emails f where f.person_id = keep and f.main order by f.created_at, f.id limit 1) returning id
  ), n as (
    update data.phones set main = false where person_id = keep and main and id <> (
      select f.id from data.phones f where f.person_id = keep and f.main order by f.created_at, f.id limit 1) returning id
  )
  select coalesce(jsonb_agg(id), '[]') from (select id from e union all select id from n) both_of_them
$$;

-- What was said to one holds for the other: the latest word of each slot, as it was said; the stricter wins.
create or replace function data.copy_grounds(from_whom uuid, to_whom uuid, refusals boolean) returns void
  language sql volatile security definer set search_path = pg_catalog
as $$
  insert into data.grounds (person_id, slot, kind, effect, purposes, at, until, actor, channel, ref, reason, proof)
  select to_whom, g.slot, g.kind, g.effect, g.purposes, g.at, g.until, g.actor, g.channel, g.ref, g.reason, g.proof
  from (select distinct on (l.slot) l.* from data.grounds l where l.person_id = from_whom order by l.slot, l.number desc) g
  where g.slot <> 'removal' and (
    g.effect = 'block' or not refusals and not exists (select from data.grounds k where k.person_id = to_whom and k.slot = g.slot))
  order by g.number
$$;

-- Locked, and asked by hand: a hidden company is not there. A sole trader is merged as the person they are.
create or replace function data.meet_companies(ids uuid[]) returns void
  language plpgsql security definer set search_path = pg_catalog
as $$
declare
  met int;
begin
  if session_user like 'purpose\_%' and not has_table_privilege(session_user, substr(session_user, 9) || '.companies', 'delete') then
    raise exception using errcode = 'SEL01', message = 'PURPOSE_MISMATCH';
  end if;
  perform from data.companies c where c.id = any (ids) order by c.id for update;
  select count(*) into met from data.companies c
  where c.id = any (ids) and (c.permitted & coalesce(data.bit_of_login(session_user), -1)) <> 0;
  if met < (select count(distinct i) from unnest(ids) i) then
    raise exception using errcode = 'SEL01', message = 'COMPANY_NOT_FOUND';
  end if;
  if exists (select from data.companies c where c.id = any (ids) and c.person_id is not null) then
    raise exception using errcode = 'SEL01', message = 'MERGE_TRADER';
  end if;
end
$$;

create or replace function data.join_company(keep uuid, other uuid) returns void
  language plpgsql security definer set search_path = pg_catalog
as $$
begin
  update data.companies c set parent_id = null where c.id = keep and c.parent_id = keep;
  -- roles of both: the grounds of everybody who represents it follow
  update data.companies k set
    roles = array(select distinct r from unnest(k.roles || o.roles) r order by r),
    refused_at = least(k.refused_at, o.refused_at)
  from data.companies o where k.id = keep and o.id = other;
  insert into data.grounds (person_id, slot, kind, effect, purposes, actor, ref)
  select e.person_id, 'employment:' || e.id, 'employment', 'allow', data.mask_of_positions(k.roles), data.actor(), e.id
  from data.employments e join data.companies k on k.id = e.company_id where k.id = keep and e.end_on is null;
  update data.companies c set permitted = 0, removed_at = now(), removed_by = data.actor() where c.id = other;
  update data.addresses a set permitted = 0 where a.company_id = other;
end
$$;

-- An employment that went back opens what its own company's roles open.
create or replace function data.ground_moved(company uuid, moved jsonb) returns void
  language sql volatile security definer set search_path = pg_catalog
as $$
  insert into data.grounds (person_id, slot, kind, effect, purposes, actor, ref)
  select e.person_id, 'employment:' || e.id, 'employment', 'allow', data.mask_of_positions(c.roles), data.actor(), e.id
  from data.employments e join data.companies c on c.id = e.company_id
  where c.id = company and e.end_on is null and e.id in (select (jsonb_array_elements_text(moved->'employments.company_id'))::uuid)
$$;

-- A leaver's work goes to another in one action, whatever purposes it stands under.
create or replace function door.hand_over(leaver text, heir text) returns bigint
  language plpgsql security definer set search_path = pg_catalog
as $$
declare
  handed bigint;
  n bigint;
begin
  update data.people set owner_id = heir where owner_id = leaver;
  get diagnostics handed = row_count;
  update data.companies set owner_id = heir where owner_id = leaver;
  get diagnostics n = row_count;
  return handed + n;
end
$$;
