-- Several records of one person become one: parts and grounds move, the others leave.
create or replace function door.merge(keep uuid, others uuid[]) returns int
  language plpgsql security definer set search_path = pg_catalog
as $$
declare
  other uuid;
  moved int := 0;
begin
  others := array(select distinct o from unnest(others) o where o <> keep);
  if cardinality(others) = 0 then
    raise exception using errcode = 'SEL01', message = 'MERGE_NEEDS_TWO';
  end if;
  perform data.lock_people(others || keep, true);
  perform data.meet(keep);
  foreach other in array others loop
    perform data.meet(other);
    update data.people k set
      given_name = coalesce(k.given_name, o.given_name), family_name = coalesce(k.family_name, o.family_name),
      job_title = coalesce(k.job_title, o.job_title), language = coalesce(k.language, o.language),
      informed_at = coalesce(k.informed_at, o.informed_at), informed_how = coalesce(k.informed_how, o.informed_how),
      owner_id = coalesce(k.owner_id, o.owner_id), team = coalesce(k.team, o.team)
    from data.people o where k.id = keep and o.id = other;
    delete from data.emails e where e.person_id = other and exists (select from data.emails k where k.person_id = keep and k.address = e.address);
    delete from data.phones n where n.person_id = other and exists (select from data.phones k where k.person_id = keep and k.number = n.number);
    update data.emails set person_id = keep, main = false where person_id = other;
    update data.phones set person_id = keep, main = false where person_id = other;
    update data.employments set person_id = keep where person_id = other;
    update data.companies set person_id = keep where person_id = other;
    -- what either said or stood on now holds for the one: the latest word of each slot, as it was said
    insert into data.grounds (person_id, slot, kind, effect, purposes, at, until, actor, channel, ref, reason, proof)
    select keep, g.slot, g.kind, g.effect, g.purposes, g.at, g.until, g.actor, g.channel, g.ref, g.reason, g.proof
    from (select distinct on (l.slot) l.* from data.grounds l where l.person_id = other order by l.slot, l.number desc) g
    where g.effect = 'block' or not exists (select from data.grounds k where k.person_id = keep and k.slot = g.slot)
    order by g.number;
    delete from data.people where id = other;
    moved := moved + 1;
  end loop;
  update data.people set version = version where id = keep;
  return moved;
end
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
