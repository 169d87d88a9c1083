-- Contracts: who stands in them, which state follows which, and what they still need.

-- What a row names must be seen by the purpose that names it: a foreign key looks past the fence.
create or replace function data.contract_names() returns trigger language plpgsql security definer
  set search_path = pg_catalog
as $$
declare
  names jsonb := to_jsonb(new);
  was jsonb := case when tg_op = 'UPDATE' then to_jsonb(old) else '{}' end;
  pair text[];
begin
  -- what a foreign key empties is nobody's wish
  if pg_trigger_depth() > 1 then
    return new;
  end if;
  foreach pair slice 1 in array array[
    ['company_id', 'companies', 'COMPANY_NOT_FOUND'], ['contact_id', 'people', 'PERSON_NOT_FOUND'],
    ['technical_id', 'people', 'PERSON_NOT_FOUND'], ['contract_id', 'contracts', 'REFERENCE_UNKNOWN'],
    ['order_id', 'orders', 'REFERENCE_UNKNOWN'], ['quote_id', 'quotes', 'REFERENCE_UNKNOWN'],
    ['deal_id', 'deals', 'REFERENCE_UNKNOWN'], ['product_id', 'products', 'REFERENCE_UNKNOWN'],
    ['site_id', 'addresses', 'REFERENCE_UNKNOWN']]
  loop
    if names->>pair[1] is not null and names->>pair[1] is distinct from was->>pair[1]
      and not data.sees(pair[2], (names->>pair[1])::uuid) then
      raise exception using errcode = 'SEL01', message = pair[3], detail = pair[1];
    end if;
  end loop;
  return new;
end
$$;
create or replace trigger _140_names before insert or update of company_id, contact_id, quote_id, deal_id on data.contracts
  for each row execute function data.contract_names();
create or replace trigger _140_names before insert or update of company_id, contact_id, contract_id, quote_id on data.orders
  for each row execute function data.contract_names();
create or replace trigger _140_names before insert or update of company_id, contract_id, order_id, product_id, technical_id, site_id on data.services
  for each row execute function data.contract_names();
create or replace trigger _140_names before insert or update of company_id, contract_id on data.benefits
  for each row execute function data.contract_names();

-- S a contract, TIL an order, OST what we order (sopimus, tilaus, ostotilaus), each in a series of its own: the number is given as the row comes in, and goes back with it.
create or replace function data.contract_number() returns trigger language plpgsql security definer
  set search_path = pg_catalog
as $$
begin
  new.number := data.next_number(coalesce(tg_argv[1], tg_table_name), tg_argv[0]);
  return new;
end
$$;
create or replace trigger _300_number before insert on data.contracts
  for each row when (new.number = '') execute function data.contract_number('S');
create or replace trigger _300_number before insert on data.orders
  for each row when (new.number = '' and new.kind = 'sale') execute function data.contract_number('TIL');
create or replace trigger _301_number_bought before insert on data.orders
  for each row when (new.number = '' and new.kind = 'purchase') execute function data.contract_number('OST', 'purchases');

-- draft → active → notice → ended. A contract in force has somebody who answers for it, a party and a first day.
create or replace function data.contract_state() returns trigger language plpgsql security definer
  set search_path = pg_catalog
as $$
declare
  missing text;
begin
  if pg_trigger_depth() > 1 then
    return new;
  end if;
  if tg_op = 'UPDATE' and old.state <> new.state and (old.state, new.state) not in
    (('draft', 'active'), ('active', 'notice'), ('active', 'ended'), ('notice', 'active'), ('notice', 'ended')) then
    raise exception using errcode = 'SEL01', message = 'CONTRACT_STATE', detail = 'state';
  end if;
  if new.end_on < new.start_on then
    raise exception using errcode = 'SEL01', message = 'DATES_CROSSED', detail = 'end_on';
  end if;
  if new.state in ('active', 'notice') and new.owner_id is null then
    raise exception using errcode = 'SEL01', message = 'CONTRACT_OWNER_MISSING', detail = 'owner_id';
  end if;
  missing := case
    when new.state in ('active', 'notice') and new.company_id is null then 'company_id'
    when new.state <> 'draft' and new.start_on is null then 'start_on'
    when new.state in ('notice', 'ended') and new.end_on is null then 'end_on'
    when new.state = 'notice' and new.ended_why is null then 'ended_why'
    when new.renewal = 'automatic' and new.end_on is null then 'end_on'
    when new.renewal = 'automatic' and new.renewal_months is null then 'renewal_months'
  end;
  if missing is not null then
    raise exception using errcode = 'SEL01', message = 'VALUE_MISSING', detail = missing;
  end if;
  return new;
end
$$;
create or replace trigger _160_state before insert or update on data.contracts
  for each row execute function data.contract_state();

-- Art. 14: whom somebody else named in a contract is told of it within a month, unless they have been told already.
create or replace function data.start_informing(person uuid) returns void language sql volatile security definer
  set search_path = pg_catalog
as $$
  update data.people p set inform_by = now() + interval '1 month'
  where p.id = person and p.source is distinct from 'person' and p.informed_at is null and p.inform_by is null
    and not exists (
      select from data.informings i join register.exemptions x on x.id = (i.proof->>'exemption')::uuid
      where i.person_id = person and i.kind = 'exempt' and x.approved and x.ended_at is null)
$$;

create or replace function data.contact_named() returns trigger language plpgsql security definer
  set search_path = pg_catalog
as $$
begin
  perform data.start_informing(new.contact_id);
  return null;
end
$$;
create or replace trigger _410_contact_insert after insert on data.contracts
  for each row when (new.contact_id is not null) execute function data.contact_named();
create or replace trigger _411_contact_update after update of contact_id on data.contracts
  for each row when (new.contact_id is not null and old.contact_id is distinct from new.contact_id) execute function data.contact_named();

-- Who is named in a contract. The party in person is only who trades in their own name: Art. 6(1)(b) carries nobody
-- who merely represents one. The contract is locked before the person, as its state is.
create or replace function data.involvement_contract() returns trigger language plpgsql security definer
  set search_path = pg_catalog
as $$
declare
  stands data.contracts;
begin
  if pg_trigger_depth() > 1 then
    return new;
  end if;
  if not data.sees('contracts', new.contract_id) then
    raise exception using errcode = 'SEL01', message = 'REFERENCE_UNKNOWN', detail = 'contract_id';
  end if;
  select * into stands from data.contracts c where c.id = new.contract_id for share;
  perform data.meet(new.person_id);
  if new.role = 'party' and not exists (
    select from data.companies c where c.person_id = new.person_id and c.id = stands.company_id) then
    raise exception using errcode = 'SEL01', message = 'BASIS_NOT_PARTY', detail = 'role';
  end if;
  perform data.start_informing(new.person_id);
  return new;
end
$$;
create or replace trigger _140_contract before insert or update of person_id, contract_id, role on data.involvements
  for each row when (new.contract_id is not null) execute function data.involvement_contract();

-- The party's own ground: it begins when the contract is in force and ends with it.
create or replace function data.ground_party(person uuid, contract uuid, stands boolean) returns void language plpgsql security definer
  set search_path = pg_catalog
as $$
declare
  slot text := 'contract:' || contract;
  bits bigint;
begin
  perform data.lock_people(array[person], true);
  if stands = ((data.last_word(person, slot)).effect is not distinct from 'allow') then
    return;
  end if;
  select bit_or(data.bit_of_login(('purpose_' || p)::name)) into bits from unnest(array['contract', 'delivery', 'support', 'incidents']) p;
  perform data.say(person, slot, case when stands then 'contract' else 'contract_ended' end, case when stands then 'allow' else 'end' end,
    case when stands then bits else 0 end, null, 'contract', contract, null, '{}');
end
$$;

create or replace function data.follow_party() returns trigger language plpgsql security definer
  set search_path = pg_catalog
as $$
declare
  party uuid;
  in_force boolean;
begin
  if tg_table_name = 'contracts' then
    for party in select i.person_id from data.involvements i where i.contract_id = new.id and i.role = 'party' order by 1 loop
      perform data.ground_party(party, new.id, new.state in ('active', 'notice'));
    end loop;
    return null;
  end if;
  if tg_op <> 'INSERT' and old.role = 'party' and old.contract_id is not null
    and (tg_op = 'DELETE' or new.role <> 'party' or new.person_id <> old.person_id)
    and exists (select from data.people p where p.id = old.person_id) then
    perform data.ground_party(old.person_id, old.contract_id, false);
  end if;
  if tg_op <> 'DELETE' and new.role = 'party' and new.contract_id is not null then
    select c.state in ('active', 'notice') into in_force from data.contracts c where c.id = new.contract_id;
    perform data.ground_party(new.person_id, new.contract_id, coalesce(in_force, false));
  end if;
  return null;
end
$$;
create or replace trigger _420_party after update of state on data.contracts
  for each row when (old.state <> new.state) execute function data.follow_party();
create or replace trigger _420_party after insert or delete or update of person_id, role on data.involvements
  for each row execute function data.follow_party();

-- With a contract end what was delivered under it: nothing runs on without an agreement.
create or replace function data.end_with_contract() returns trigger language plpgsql security definer
  set search_path = pg_catalog
as $$
begin
  update data.services s set state = 'ended', end_on = greatest(new.end_on, s.start_on)
  where s.contract_id = new.id and s.state <> 'ended' and (s.end_on is null or s.end_on > new.end_on);
  return null;
end
$$;
create or replace trigger _430_services after update of state on data.contracts
  for each row when (old.state <> 'ended' and new.state = 'ended') execute function data.end_with_contract();

-- ——— what a contract still needs stays, and the refusal says which: names only of what the purpose sees

create or replace function data.refuse_needed(names text[]) returns void language plpgsql stable
  set search_path = pg_catalog
as $$
begin
  if cardinality(names) > 0 then
    raise exception using errcode = 'SEL01', message = 'CONTRACT_NEEDS_IT', hint = array_to_string(array_remove(names[1:5], ''), ', ');
  end if;
end
$$;

create or replace function data.contract_needs() returns trigger language plpgsql security definer
  set search_path = pg_catalog
as $$
declare
  record uuid := case when tg_table_name = 'grounds' then to_jsonb(new)->>'person_id' else to_jsonb(old)->>'id' end;
  names text[];
begin
  if tg_table_name = 'grounds' then
    select array_agg(distinct case when data.sees('contracts', c.id) then c.number || ' ' || c.name else '' end) into names
    from data.involvements i join data.contracts c on c.id = i.contract_id
    where i.person_id = record and i.role in ('party', 'signatory') and c.state in ('active', 'notice') and c.removed_at is null;
  elsif tg_table_name = 'companies' then
    select array_agg(x.name order by x.name) into names from (
      select case when data.sees('contracts', c.id) then c.number || ' ' || c.name else '' end as name
      from data.contracts c where c.company_id = record and c.state in ('active', 'notice') and c.removed_at is null
      union all
      select case when data.sees('services', s.id) then s.name else '' end
      from data.services s where s.company_id = record and s.state <> 'ended' and s.removed_at is null
    ) x;
  elsif tg_table_name = 'products' then
    select array_agg(case when data.sees('services', s.id) then s.name else '' end) into names
    from data.services s where s.product_id = record and s.state <> 'ended' and s.removed_at is null;
  else
    select array_agg(x.name order by x.name) into names from (
      select o.number as name from data.orders o where o.contract_id = record and (o.state in ('confirmed', 'delivering') or o.state = 'delivered' and o.kind = 'sale') and o.removed_at is null
      union all
      select s.name from data.services s where s.contract_id = record and s.state <> 'ended' and s.removed_at is null
    ) x;
  end if;
  perform data.refuse_needed(names);
  return case when tg_op = 'DELETE' then old else new end;
end
$$;
create or replace trigger _130_needed before update of removed_at on data.contracts
  for each row when (old.removed_at is null and new.removed_at is not null) execute function data.contract_needs();
create or replace trigger _130_needed before update of removed_at on data.companies
  for each row when (old.removed_at is null and new.removed_at is not null) execute function data.contract_needs();
create or replace trigger _130_needed before update of removed_at on data.products
  for each row when (old.removed_at is null and new.removed_at is not null) execute function data.contract_needs();
-- Everybody may leave; it is the record of who signed what is in force that is not thrown away.
create or replace trigger _130_needed before insert on data.grounds
  for each row when (new.kind = 'removal') execute function data.contract_needs();
