-- What is written stands at the company too; a deal stays fresh by it; who follows a deal hears of its stage.

-- The company of the deal, the contract or the person at the time: a company's timeline is then one walk along an index,
-- and what was said stays with the company when the person goes to another.
create or replace function data.stand_at_company() returns trigger language plpgsql security definer
  set search_path = pg_catalog
as $$
begin
  new.company_id := coalesce(
    (select d.company_id from data.deals d where d.id = new.deal_id),
    (select c.company_id from data.contracts c where c.id = new.contract_id),
    (select e.company_id from data.employments e
     where e.person_id = new.person_id and (e.end_on is null or e.end_on >= current_date)
     order by e.created_at desc, e.id desc limit 1));
  return new;
end
$$;

create or replace trigger _300_company before insert or update of person_id, deal_id, contract_id on data.notes
  for each row when (new.company_id is null) execute function data.stand_at_company();
create or replace trigger _300_company before insert or update of person_id, deal_id, contract_id on data.tasks
  for each row when (new.company_id is null) execute function data.stand_at_company();
create or replace trigger _300_company before insert or update of person_id, deal_id, contract_id on data.calls
  for each row when (new.company_id is null) execute function data.stand_at_company();
create or replace trigger _300_company before insert or update of person_id, deal_id, contract_id on data.meetings
  for each row when (new.company_id is null) execute function data.stand_at_company();

-- Whoever comes in with notes has the employment a moment later, or in the same statement.
create or replace function data.bring_to_company() returns trigger language plpgsql security definer
  set search_path = pg_catalog
as $$
begin
  update data.notes t set company_id = a.company_id from added a
  where t.person_id = a.person_id and t.company_id is null and (a.end_on is null or a.end_on >= current_date);
  update data.tasks t set company_id = a.company_id from added a
  where t.person_id = a.person_id and t.company_id is null and (a.end_on is null or a.end_on >= current_date);
  update data.calls t set company_id = a.company_id from added a
  where t.person_id = a.person_id and t.company_id is null and (a.end_on is null or a.end_on >= current_date);
  update data.meetings t set company_id = a.company_id from added a
  where t.person_id = a.person_id and t.company_id is null and (a.end_on is null or a.end_on >= current_date);
  return null;
end
$$;

create or replace trigger _420_bring_to_company after insert on data.employments
  referencing new table as added for each statement execute function data.bring_to_company();

-- What happens about a deal keeps it from growing stale.
create or replace function data.touch_deal() returns trigger language plpgsql security definer
  set search_path = pg_catalog
as $$
begin
  update data.deals set active_at = now() where id = new.deal_id and active_at < now();
  return null;
end
$$;

create or replace trigger _430_touch_deal after insert on data.notes
  for each row when (new.deal_id is not null) execute function data.touch_deal();
create or replace trigger _430_touch_deal after insert or update of done_at on data.tasks
  for each row when (new.deal_id is not null) execute function data.touch_deal();
create or replace trigger _430_touch_deal after insert on data.calls
  for each row when (new.deal_id is not null) execute function data.touch_deal();
create or replace trigger _430_touch_deal after insert on data.meetings
  for each row when (new.deal_id is not null) execute function data.touch_deal();

-- Freshness is no change of the deal: who is editing it meanwhile has seen its latest version.
create or replace function data.keep_version() returns trigger language plpgsql security definer
  set search_path = pg_catalog
as $$
declare
  -- a generated column has no value yet
  own text[] := array['active_at', 'version', 'updated_at', 'folded'];
begin
  if to_jsonb(new) - own = to_jsonb(old) - own then
    new.version := old.version;
    new.updated_at := old.updated_at;
  end if;
  return new;
end
$$;

create or replace trigger _900_keep_version before update of active_at on data.deals
  for each row execute function data.keep_version();

-- Ids and no text; one unread line a record is enough.
create or replace function data.tell_followers() returns trigger language plpgsql security definer
  set search_path = pg_catalog
as $$
begin
  insert into data.notifications (user_id, from_id, kind, noun, record_id, purpose)
  select distinct f.user_id, data.actor(), 'followed', tg_table_name, new.id, coalesce(data.purpose_of_session(), f.purpose)
  from data.follows f
  where f.record_id = new.id and f.kind = 'follow' and f.user_id <> data.actor()
    and not exists (select from data.notifications n
      where n.user_id = f.user_id and n.record_id = new.id and n.kind = 'followed' and n.read_at is null);
  return null;
end
$$;

create or replace trigger _440_tell_followers after update of stage_id on data.deals
  for each row when (old.stage_id is distinct from new.stage_id) execute function data.tell_followers();

-- Who changes the title of a task has written it: it is theirs then, in the language they wrote.
create or replace function data.task_written() returns trigger language plpgsql security definer
  set search_path = pg_catalog
as $$
begin
  new.told := null;
  return new;
end
$$;

create or replace trigger _210_written before update of title on data.tasks
  for each row when (old.title is distinct from new.title) execute function data.task_written();
