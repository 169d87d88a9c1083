-- The register's record of a company is a sole trader's where the company is: the mask is copied from the person.

create or replace function data.trade_person() returns trigger language plpgsql security definer
  set search_path = pg_catalog
as $$
begin
  -- locked: a company that becomes a trader's at this moment finds the record, or the record the trader
  select c.person_id into new.person_id from data.companies c
  where c.id = new.company_id and (c.permitted & coalesce(data.bit_of_login(session_user), -1)) <> 0 for share;
  if not found then
    raise exception using errcode = 'SEL01', message = 'COMPANY_NOT_FOUND', detail = 'company_id';
  end if;
  return new;
end
$$;
create or replace trigger _150_person before insert on data.trade_records
  for each row when (new.company_id is not null) execute function data.trade_person();

create or replace function data.trade_follows() returns trigger language plpgsql security definer
  set search_path = pg_catalog
as $$
begin
  perform data.refuse_old_snapshot();
  update data.trade_records
  set person_id = new.person_id, permitted = case when new.person_id is null then -1 else new.permitted & data.trade_records_bits() end
  where company_id = new.id;
  return null;
end
$$;
create or replace trigger _420_trade_follows after update of person_id on data.companies
  for each row when (old.person_id is distinct from new.person_id) execute function data.trade_follows();
