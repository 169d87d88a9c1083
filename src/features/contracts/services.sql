-- Services run from a day until a day, two of one licence never at once; of a benefit no more is used than was granted.

create or replace function data.service_runs() returns trigger language plpgsql security definer
  set search_path = pg_catalog
as $$
declare
  today date := (now() at time zone 'Europe/Helsinki')::date;
  other data.services;
begin
  if new.state = 'ended' and new.end_on is null then
    new.end_on := greatest(today, new.start_on);
  end if;
  if new.end_on < new.start_on then
    raise exception using errcode = 'SEL01', message = 'DATES_CROSSED', detail = 'end_on';
  end if;
  if new.end_on < today then
    new.state := 'ended';
  elsif new.state = 'active' and new.start_on > today then
    new.state := 'planned';
  end if;
  if new.licence is null or new.removed_at is not null then
    return new;
  end if;
  perform data.refuse_old_snapshot();
  -- Whoever gives the same licence at this moment waits, and then finds it given.
  perform pg_advisory_xact_lock(hashtext('licence'), hashtext(lower(new.licence)));
  select s.* into other from data.services s
  where lower(s.licence) = lower(new.licence) and s.removed_at is null and s.id <> new.id
    and daterange(s.start_on, s.end_on, '[]') && daterange(new.start_on, new.end_on, '[]')
  limit 1;
  if other.id is not null then
    raise exception using errcode = 'SEL01', message = 'SERVICE_OVERLAPS', detail = 'licence',
      hint = case when data.sees('services', other.id) then
        format('%s %s–%s', other.name, to_char(other.start_on, 'DD.MM.YYYY'), coalesce(to_char(other.end_on, 'DD.MM.YYYY'), '')) end;
  end if;
  return new;
end
$$;
create or replace trigger _160_runs before insert or update of licence, start_on, end_on, state, removed_at on data.services
  for each row execute function data.service_runs();

-- Resold by whoever stood between in the deal that it came of; named by hand, it must be seen.
create or replace function data.service_reseller() returns trigger language plpgsql security definer
  set search_path = pg_catalog
as $$
begin
  if tg_op = 'INSERT' and new.reseller_id is null then
    select d.reseller_id into new.reseller_id from data.deals d
    where d.id = coalesce(
      (select t.deal_id from data.contracts t where t.id = new.contract_id),
      (select q.deal_id from data.orders o join data.quotes q on q.id = o.quote_id where o.id = new.order_id));
  elsif new.reseller_id is not null and not data.sees('companies', new.reseller_id) then
    raise exception using errcode = 'SEL01', message = 'COMPANY_NOT_FOUND', detail = 'reseller_id';
  end if;
  return new;
end
$$;
create or replace trigger _155_reseller before insert or update of reseller_id on data.services
  for each row execute function data.service_reseller();

create or replace function data.service_site() returns trigger language plpgsql security definer
  set search_path = pg_catalog
as $$
begin
  if not exists (select from data.addresses a where a.id = new.site_id and a.company_id = new.company_id) then
    raise exception using errcode = 'SEL01', message = 'REFERENCE_UNKNOWN', detail = 'site_id';
  end if;
  return new;
end
$$;
create or replace trigger _165_site before insert or update of site_id, company_id on data.services
  for each row when (new.site_id is not null) execute function data.service_site();

create or replace function data.benefit_used() returns trigger language plpgsql security definer
  set search_path = pg_catalog
as $$
declare
  held data.benefits;
  used numeric;
begin
  select b.* into held from data.benefits b where b.id = new.benefit_id for no key update;
  select coalesce(sum(u.quantity), 0) into used from data.benefit_uses u where u.benefit_id = new.benefit_id and u.id <> new.id;
  if used + new.quantity > held.granted then
    raise exception using errcode = 'SEL01', message = 'BENEFIT_SPENT', detail = 'quantity',
      hint = format('%s: %s / %s %s', held.name, trim_scale(used), trim_scale(held.granted), held.unit);
  end if;
  if new.used_on < held.granted_on or new.used_on > held.valid_until then
    raise exception using errcode = 'SEL01', message = 'BENEFIT_NOT_VALID', detail = 'used_on', hint = held.name;
  end if;
  return new;
end
$$;
create or replace trigger _150_used before insert or update of benefit_id, quantity, used_on on data.benefit_uses
  for each row execute function data.benefit_used();

create or replace function data.benefit_covers() returns trigger language plpgsql security definer
  set search_path = pg_catalog
as $$
declare
  used numeric;
begin
  select coalesce(sum(u.quantity), 0) into used from data.benefit_uses u where u.benefit_id = new.id;
  if new.granted < used then
    raise exception using errcode = 'SEL01', message = 'BENEFIT_SPENT', detail = 'granted', hint = format('%s: %s %s', new.name, trim_scale(used), new.unit);
  end if;
  return new;
end
$$;
create or replace trigger _150_covers before update of granted on data.benefits
  for each row when (old.granted <> new.granted) execute function data.benefit_covers();

-- Whoever answers for what ends gets a task and a line in the inbox, once for each last day, under the purpose in which
-- they look after the customer or the supplier. facts: {noun, origin, title, told, due, owner_id, team, company_id, contract_id, kind}
create or replace function data.remind_of_end(which uuid, facts jsonb) returns boolean language plpgsql security definer
  set search_path = pg_catalog
as $$
declare
  held text := case when facts->>'kind' = 'supplier' then 'suppliers' else 'relationship' end;
begin
  perform pg_advisory_xact_lock(hashtext('tasks.origin'), hashtext(facts->>'origin'));
  if exists (select from data.tasks t where t.owner_id = facts->>'owner_id' and t.origin = facts->>'origin') then
    return false;
  end if;
  insert into data.tasks (title, told, due_at, owner_id, team, company_id, contract_id, origin, author_id, purpose)
  values (left(facts->>'title', 300), facts->'told', ((facts->>'due')::date + time '12:00') at time zone 'Europe/Helsinki', facts->>'owner_id', facts->>'team',
    (facts->>'company_id')::uuid, (facts->>'contract_id')::uuid, facts->>'origin', null, held);
  insert into data.notifications (user_id, from_id, kind, noun, record_id, purpose)
  values (facts->>'owner_id', null, 'ending', facts->>'noun', which, held);
  return true;
end
$$;
