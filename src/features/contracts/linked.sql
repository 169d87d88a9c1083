-- The purpose of contracts is open for who a contract is about. A position opens it, so that one can be made; where
-- none comes within half a year, or the last ended a year ago, it closes, and the next contract, order or service opens it.

-- Companies with something agreed that runs, or that ended within the year.
create or replace function data.agreed_with() returns table (company_id uuid) language sql stable
as $$
  select c.company_id from data.contracts c where c.removed_at is null and (c.state <> 'ended' or c.end_on is null or c.end_on > current_date - 365)
  union select s.company_id from data.services s where s.removed_at is null and (s.state <> 'ended' or s.end_on is null or s.end_on > current_date - 365)
  union select o.company_id from data.orders o where o.removed_at is null and o.state <> 'cancelled'
    and (o.state <> 'invoiced' or o.ordered_on is null or o.ordered_on > current_date - 365)
$$;

-- Who stands under the purpose by their position alone, longer than it takes to agree on something.
create or replace function data.without_contract(most int) returns uuid[] language sql stable security definer
  set search_path = pg_catalog
as $$
  with agreed as materialized (select a.company_id from data.agreed_with() a where a.company_id is not null),
  people as (
    select p.id from data.people p
    where p.permitted & data.bit_of_login('purpose_contract') <> 0 and p.created_at < now() - interval '6 months'
      and not exists (select from data.employments e join agreed a on a.company_id = e.company_id where e.person_id = p.id and e.end_on is null)
      and not exists (select from agreed a join data.companies c on c.id = a.company_id where c.person_id = p.id)
      and not exists (select from data.involvements i join data.contracts c on c.id = i.contract_id where i.person_id = p.id and c.removed_at is null
        and (c.state <> 'ended' or c.end_on is null or c.end_on > current_date - 365))
  )
  select array_agg(l.id) from (
    select p.id from people p
    where not exists (select from data.grounds g where g.person_id = p.id and g.effect = 'allow'
        and g.purposes & data.bit_of_login('purpose_contract') <> 0
        -- a contract of their own carries by itself; a position said anew has its half year again
        and (g.kind not in ('employment', 'interest') or g.at >= now() - interval '6 months')
        and g.number = (data.last_word(p.id, g.slot)).number)
    order by p.id limit most) l
$$;

-- Says the same positions again without the purpose of contracts. Answers whether there was anybody.
create or replace function data.close_contracts(most int) returns boolean language plpgsql volatile security definer
  set search_path = pg_catalog
as $$
declare
  bit bigint := data.bit_of_login('purpose_contract');
  late uuid[];
begin
  perform data.refuse_old_snapshot();
  late := data.without_contract(most);
  if late is null then
    return false;
  end if;
  perform data.lock_people(late, true);
  insert into data.grounds (person_id, slot, kind, effect, purposes, actor, ref, proof)
  select l.person_id, l.slot, l.kind, 'allow', l.purposes & ~bit, 'clock', l.ref, coalesce(l.proof, '{}') || '{"closed": "contract"}'
  from (select distinct on (g.person_id, g.slot) g.* from data.grounds g where g.person_id = any (late)
    order by g.person_id, g.slot, g.number desc) l
  where l.effect = 'allow' and l.kind in ('employment', 'interest') and l.purposes & bit <> 0;
  return true;
end
$$;

-- And again with it, for whoever represents the company, or is named.
create or replace function data.open_contracts() returns trigger language plpgsql security definer
  set search_path = pg_catalog
as $$
declare
  bit bigint := data.bit_of_login('purpose_contract');
  row_is jsonb := to_jsonb(new);
  people uuid[];
begin
  select array_agg(distinct w.person_id) into people from (
    select e.person_id from data.employments e where e.company_id = (row_is->>'company_id')::uuid and e.end_on is null
    union select c.person_id from data.companies c where c.id = (row_is->>'company_id')::uuid and c.person_id is not null
    union select (row_is->>'person_id')::uuid where row_is->>'person_id' is not null
  ) w where exists (select from data.grounds g where g.person_id = w.person_id and g.kind in ('employment', 'interest') and g.effect = 'allow'
    and g.proof->>'closed' = 'contract' and g.number = (data.last_word(w.person_id, g.slot)).number);
  if people is null then
    return null;
  end if;
  perform data.lock_people(people, true);
  insert into data.grounds (person_id, slot, kind, effect, purposes, actor, ref, proof)
  select l.person_id, l.slot, l.kind, 'allow', l.purposes | bit, data.actor(), l.ref, nullif(l.proof - 'closed', '{}')
  from (select distinct on (g.person_id, g.slot) g.* from data.grounds g where g.person_id = any (people)
    order by g.person_id, g.slot, g.number desc) l
  where l.effect = 'allow' and l.kind in ('employment', 'interest') and l.proof->>'closed' = 'contract';
  return null;
end
$$;
create or replace trigger _440_open_contracts after insert or update of company_id, state on data.contracts
  for each row when (new.company_id is not null and new.removed_at is null) execute function data.open_contracts();
create or replace trigger _440_open_contracts after insert or update of company_id on data.orders
  for each row when (new.company_id is not null and new.removed_at is null) execute function data.open_contracts();
create or replace trigger _440_open_contracts after insert or update of company_id on data.services
  for each row when (new.company_id is not null and new.removed_at is null) execute function data.open_contracts();
create or replace trigger _440_open_contracts after insert on data.involvements
  for each row when (new.contract_id is not null) execute function data.open_contracts();
