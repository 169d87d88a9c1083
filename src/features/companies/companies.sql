-- Companies and who represents them. An employment opens what the company's roles open; its end closes it.

create or replace function data.ground_employment(person uuid, employment uuid, roles text[], began boolean) returns void
  language sql volatile security definer set search_path = pg_catalog
as $$
  insert into data.grounds (person_id, slot, kind, effect, purposes, actor, ref)
  values (person, 'employment:' || employment,
    case when began then 'employment' else 'employment_ended' end,
    case when began then 'allow' else 'end' end,
    case when began then data.mask_of_positions(roles) else 0 end,
    data.actor(), employment)
$$;

-- Without an id an employment begins: {person, company, role, title, start_on, evidence}; with one it ends: {end_on}, today
-- if not said. Answers which and whose.
create or replace function door.employment(which uuid, given jsonb) returns table (id uuid, person uuid)
  language plpgsql security definer set search_path = pg_catalog
as $$
declare
  held text[];
begin
  if which is not null then
    person := (select e.person_id from data.employments e where e.id = which);
    if person is null then
      raise exception using errcode = 'SEL01', message = 'PERSON_NOT_FOUND';
    end if;
    perform data.meet(person);
    update data.employments e set end_on = coalesce((given->>'end_on')::date, current_date) where e.id = which and e.end_on is null;
    if found then
      perform data.ground_employment(person, which, '{}', false);
    end if;
    id := which;
    return next;
    return;
  end if;
  id := data.new_id();
  person := (given->>'person')::uuid;
  -- Read here as the owner, so asked by hand: a sole trader's company is as hidden as the trader. Locked, and
  -- before the person, as a change of roles does: else that change and this employment would miss each other.
  select c.roles into held from data.companies c
  where c.id = (given->>'company')::uuid and (c.permitted & coalesce(data.bit_of_login(session_user), -1)) <> 0 for share;
  perform data.meet(person);
  if held is null then
    raise exception using errcode = 'SEL01', message = 'COMPANY_NOT_FOUND', detail = 'company_id';
  end if;
  insert into data.employments (id, person_id, company_id, role, title, start_on, evidence)
  values (employment.id, person, (given->>'company')::uuid, coalesce(given->>'role', 'contact'), given->>'title', (given->>'start_on')::date, given->>'evidence');
  perform data.ground_employment(person, id, held, true);
  return next;
end
$$;

-- A prospect that becomes a customer: its people's grounds follow its roles.
create or replace function data.follow_roles() returns trigger language plpgsql security definer
  set search_path = pg_catalog
as $$
declare
  people uuid[];
begin
  perform data.refuse_old_snapshot();
  select array_agg(distinct e.person_id) into people from data.employments e where e.company_id = new.id and e.end_on is null;
  if people is null then
    return null;
  end if;
  perform data.lock_people(people, true);
  insert into data.grounds (person_id, slot, kind, effect, purposes, actor, ref)
  select e.person_id, 'employment:' || e.id, 'employment', 'allow', data.mask_of_positions(new.roles), data.actor(), e.id
  from data.employments e where e.company_id = new.id and e.end_on is null;
  return null;
end
$$;
create or replace trigger _400_follow_roles after update of roles on data.companies
  for each row when (old.roles <> new.roles) execute function data.follow_roles();

-- An address of a sole trader's company is the trader's.
create or replace function data.address_person() returns trigger language plpgsql security definer
  set search_path = pg_catalog
as $$
begin
  -- locked: a company that becomes a trader's at this moment finds the address, or the address the trader
  select c.person_id into new.person_id from data.companies c
  where c.id = new.company_id and (c.permitted & coalesce(data.bit_of_login(session_user), -1)) <> 0 for share;
  if not found then
    raise exception using errcode = 'SEL01', message = 'COMPANY_NOT_FOUND', detail = 'company_id';
  end if;
  return new;
end
$$;
create or replace trigger _150_person before insert on data.addresses
  for each row execute function data.address_person();

create or replace function data.addresses_follow() returns trigger language plpgsql security definer
  set search_path = pg_catalog
as $$
begin
  perform data.refuse_old_snapshot();
  update data.addresses
  set person_id = new.person_id, permitted = case when new.person_id is null then -1 else new.permitted & data.addresses_bits() end
  where company_id = new.id;
  return null;
end
$$;
create or replace trigger _410_addresses_follow after update of person_id on data.companies
  for each row when (old.person_id is distinct from new.person_id) execute function data.addresses_follow();

-- A foreign key looks past the fence: naming a parent would tell which hidden companies exist.
create or replace function data.company_parent() returns trigger language plpgsql security definer
  set search_path = pg_catalog
as $$
begin
  if not exists (
    select from data.companies c where c.id = new.parent_id and (c.permitted & coalesce(data.bit_of_login(session_user), -1)) <> 0
  ) then
    raise exception using errcode = 'SEL01', message = 'COMPANY_NOT_FOUND', detail = 'parent_id';
  end if;
  return new;
end
$$;
create or replace trigger _150_parent_insert before insert on data.companies
  for each row when (new.parent_id is not null) execute function data.company_parent();
create or replace trigger _151_parent_update before update of parent_id on data.companies
  for each row when (new.parent_id is not null and old.parent_id is distinct from new.parent_id) execute function data.company_parent();

-- A company is deleted by hiding it from every purpose, and comes back whole: for a day, and for whoever deleted it.
-- Called by door.remove, both ways; not there is answered as it answers it, for people and companies alike.
-- Refused while somebody represents it, whoever may see them, while it has subsidiaries, and while it is a person.
create or replace function data.hide_company(company uuid, hidden boolean) returns void
  language plpgsql security definer set search_path = pg_catalog
as $$
declare
  found_one data.companies;
begin
  perform data.refuse_old_snapshot();
  -- by the purposes that may delete companies, as the register opens them
  if session_user like 'purpose\_%' and not has_table_privilege(session_user, substr(session_user, 9) || '.companies', 'delete') then
    raise exception using errcode = 'SEL01', message = 'PURPOSE_MISMATCH';
  end if;
  -- locked: an employment that begins at this moment waits, and then finds no company
  select c.* into found_one from data.companies c where c.id = company for update;
  if not hide_company.hidden then
    if found_one.id is null or found_one.removed_by is distinct from data.actor() or found_one.removed_at < now() - interval '1 day' then
      raise exception using errcode = 'SEL01', message = 'PERSON_NOT_FOUND';
    end if;
    update data.companies c set permitted = -1, removed_at = null, removed_by = null where c.id = company;
    update data.addresses a set permitted = -1 where a.company_id = company;
    return;
  end if;
  if found_one.id is null or (found_one.permitted & coalesce(data.bit_of_login(session_user), -1)) = 0 then
    raise exception using errcode = 'SEL01', message = 'PERSON_NOT_FOUND';
  end if;
  if found_one.person_id is not null
    or exists (select from data.employments e where e.company_id = company and (e.end_on is null or e.end_on > current_date))
    or exists (select from data.companies d where d.parent_id = company and d.removed_at is null) then
    raise exception using errcode = 'SEL01', message = 'COMPANY_IN_USE';
  end if;
  update data.companies c set permitted = 0, removed_at = now(), removed_by = data.actor() where c.id = company;
  update data.addresses a set permitted = 0 where a.company_id = company;
end
$$;
