-- Deals stand in a stage, and the stage says whether they are open, won or lost: whatever writes, the two agree.

-- Whether the purpose at hand sees a record. A foreign key looks past the fence: naming what is hidden would tell that
-- it is there.
create or replace function data.sees(noun text, record uuid) returns boolean language plpgsql stable security definer
  set search_path = pg_catalog
as $$
declare
  place text := format('%I.%I', substr(session_user::text, 9), noun);
  found boolean;
begin
  if session_user not like 'purpose\_%' then
    return true;
  end if;
  if to_regclass(place) is null then
    return false;
  end if;
  execute format('select true from %s where id = $1', place) into found using record;
  return found is true;
end
$$;

create or replace function data.deal_stage() returns trigger language plpgsql security definer
  set search_path = pg_catalog
as $$
declare
  stands data.stages;
  as_was text := 'open';
begin
  if tg_op = 'UPDATE' then
    -- Moved to another pipeline without a stage, or out of a stage that is being taken away: the first one there.
    if new.pipeline_id is distinct from old.pipeline_id and new.stage_id is not distinct from old.stage_id then
      new.stage_id := null;
    else
      as_was := old.state;
    end if;
  end if;
  if new.pipeline_id is null and new.stage_id is null then
    select p.id into new.pipeline_id from data.pipelines p where not p.archived order by p.place, p.created_at limit 1;
  end if;
  if new.stage_id is null then
    select s.id into new.stage_id from data.stages s
    where s.pipeline_id = new.pipeline_id and s.outcome in (as_was, 'open')
    order by s.outcome <> as_was, s.place, s.created_at limit 1;
    if new.stage_id is null then
      raise exception using errcode = 'SEL01', message = 'PIPELINE_EMPTY', detail = 'pipeline_id';
    end if;
  end if;
  -- Locked: a stage whose outcome is being changed, or which is being taken away, finds the deal, or the deal finds it gone.
  select s.* into stands from data.stages s where s.id = new.stage_id for share;
  if stands.id is null then
    raise exception using errcode = 'SEL01', message = 'REFERENCE_UNKNOWN', detail = 'stage_id';
  end if;
  if new.pipeline_id is null then
    new.pipeline_id := stands.pipeline_id;
  elsif new.pipeline_id <> stands.pipeline_id then
    raise exception using errcode = 'SEL01', message = 'STAGE_ELSEWHERE', detail = 'stage_id';
  end if;
  if (tg_op = 'INSERT' or new.pipeline_id is distinct from old.pipeline_id)
    and (select p.archived from data.pipelines p where p.id = new.pipeline_id) then
    raise exception using errcode = 'SEL01', message = 'PIPELINE_ARCHIVED', detail = 'pipeline_id';
  end if;
  new.state := stands.outcome;
  if new.state <> 'lost' then
    new.lost_why := null;
  elsif new.lost_why is null then
    raise exception using errcode = 'SEL01', message = 'LOST_WHY_MISSING', detail = 'lost_why';
  end if;
  if new.state = 'open' then
    new.closed_at := null;
  elsif tg_op = 'INSERT' then
    new.closed_at := coalesce(new.closed_at, now());
  else
    new.closed_at := case when old.state = new.state then old.closed_at else now() end;
  end if;
  if tg_op = 'UPDATE' and new.stage_id is distinct from old.stage_id then
    new.stage_since := now();
    new.active_at := now();
  end if;
  return new;
end
$$;
create or replace trigger _150_stage_insert before insert on data.deals for each row execute function data.deal_stage();
create or replace trigger _151_stage_update before update of pipeline_id, stage_id, state, lost_why, closed_at on data.deals
  for each row execute function data.deal_stage();

-- Where a card stands among its stage's is said by the board, in `seloste.ranks` of its transaction: {id: rank}. It is no
-- field that people write, and nothing of it is kept as history. In another stage it begins without a place.
create or replace function data.deal_rank() returns trigger language plpgsql security definer
  set search_path = pg_catalog
as $$
declare
  given text := (nullif(current_setting('seloste.ranks', true), '')::jsonb)->>new.id::text;
begin
  if given is not null then
    new.rank := given::int;
  elsif new.stage_id is distinct from old.stage_id then
    new.rank := null;
  end if;
  return new;
end
$$;
create or replace trigger _155_rank before update of stage_id on data.deals for each row execute function data.deal_rank();

-- A deal stands on a company or a contact, whom the purpose sees when it names them; hidden afterwards, they stay.
create or replace function data.deal_names() returns trigger language plpgsql security definer
  set search_path = pg_catalog
as $$
begin
  -- what a foreign key empties is not somebody's wish
  if new.company_id is null and new.contact_id is null and pg_trigger_depth() = 1 then
    raise exception using errcode = 'SEL01', message = 'DEAL_OF_NOBODY', detail = 'company_id';
  end if;
  if new.company_id is not null and (tg_op = 'INSERT' or new.company_id is distinct from old.company_id) and not data.sees('companies', new.company_id) then
    raise exception using errcode = 'SEL01', message = 'COMPANY_NOT_FOUND', detail = 'company_id';
  end if;
  if new.reseller_id is not null and (tg_op = 'INSERT' or new.reseller_id is distinct from old.reseller_id) and not data.sees('companies', new.reseller_id) then
    raise exception using errcode = 'SEL01', message = 'COMPANY_NOT_FOUND', detail = 'reseller_id';
  end if;
  if new.contact_id is not null and (tg_op = 'INSERT' or new.contact_id is distinct from old.contact_id) and not data.sees('people', new.contact_id) then
    raise exception using errcode = 'SEL01', message = 'PERSON_NOT_FOUND', detail = 'contact_id';
  end if;
  return new;
end
$$;
create or replace trigger _160_names_insert before insert on data.deals for each row execute function data.deal_names();
create or replace trigger _161_names_update before update of company_id, contact_id, reseller_id on data.deals
  for each row execute function data.deal_names();

-- companies.open_deal: true while an open deal of the company stands.
create or replace function data.keep_open_deal() returns trigger language plpgsql security definer
  set search_path = pg_catalog
as $$
declare
  touched uuid[] := array_remove(array[case when tg_op <> 'INSERT' then old.company_id end, case when tg_op <> 'DELETE' then new.company_id end], null);
begin
  perform data.refuse_old_snapshot();
  -- Locked before it is looked: of two deals of a company the later one sees what the earlier has done.
  perform from data.companies c where c.id = any (touched) order by c.id for no key update;
  update data.companies c set open_deal = stands.open
  from (
    select t.id, exists (select from data.deals d where d.company_id = t.id and d.state = 'open' and d.removed_at is null) as open
    from unnest(touched) as t(id)
  ) stands
  where c.id = stands.id and c.open_deal <> stands.open;
  return null;
end
$$;
create or replace trigger _410_open_deal_insert after insert on data.deals
  for each row when (new.company_id is not null and new.state = 'open') execute function data.keep_open_deal();
create or replace trigger _411_open_deal_update after update on data.deals
  for each row when (old.company_id is distinct from new.company_id or old.state <> new.state or old.removed_at is distinct from new.removed_at)
  execute function data.keep_open_deal();
create or replace trigger _412_open_deal_delete after delete on data.deals
  for each row when (old.company_id is not null) execute function data.keep_open_deal();

-- A stage with deals keeps its place in the pipeline and its outcome; those in the trash go with it to the next one.
create or replace function data.stage_in_use() returns trigger language plpgsql security definer
  set search_path = pg_catalog
as $$
begin
  -- a pipeline that goes takes its stages along
  if pg_trigger_depth() > 1 and tg_op = 'DELETE' then
    return old;
  end if;
  if exists (select from data.deals d where d.stage_id = old.id and d.removed_at is null) then
    raise exception using errcode = 'SEL01', message = 'STAGE_IN_USE', detail = 'id';
  end if;
  if not exists (select from data.stages s where s.pipeline_id = old.pipeline_id and s.outcome = old.outcome and s.id <> old.id) then
    raise exception using errcode = 'SEL01', message = 'STAGE_LAST', detail = 'outcome';
  end if;
  return case when tg_op = 'DELETE' then old else new end;
end
$$;
create or replace trigger _150_in_use_delete before delete on data.stages for each row execute function data.stage_in_use();
create or replace trigger _151_in_use_update before update of outcome, pipeline_id on data.stages
  for each row when (old.outcome <> new.outcome or old.pipeline_id <> new.pipeline_id) execute function data.stage_in_use();

-- A lead became a deal when it names one, and says why when it was dropped.
create or replace function data.lead_status() returns trigger language plpgsql security definer
  set search_path = pg_catalog
as $$
begin
  if new.company_id is not null and (tg_op = 'INSERT' or new.company_id is distinct from old.company_id) and not data.sees('companies', new.company_id) then
    raise exception using errcode = 'SEL01', message = 'COMPANY_NOT_FOUND', detail = 'company_id';
  end if;
  -- a deal that is erased leaves its lead as it was
  if pg_trigger_depth() > 1 then
    return new;
  end if;
  if tg_op = 'UPDATE' and old.status = 'converted' and new.status = 'converted' and new.deal_id is distinct from old.deal_id then
    raise exception using errcode = 'SEL01', message = 'LEAD_CONVERTED', detail = 'deal_id';
  end if;
  if new.status = 'converted' and (new.deal_id is null or not data.sees('deals', new.deal_id)) then
    raise exception using errcode = 'SEL01', message = 'LEAD_WITHOUT_DEAL', detail = 'status';
  end if;
  if new.status <> 'converted' then
    new.deal_id := null;
  end if;
  if new.status <> 'dropped' then
    new.dropped_why := null;
  elsif new.dropped_why is null then
    raise exception using errcode = 'SEL01', message = 'VALUE_MISSING', detail = 'dropped_why';
  end if;
  return new;
end
$$;
create or replace trigger _150_status_insert before insert on data.leads for each row execute function data.lead_status();
create or replace trigger _151_status_update before update of status, deal_id, dropped_why, company_id on data.leads
  for each row execute function data.lead_status();

-- Somebody is involved in a deal that the purpose sees.
create or replace function data.involvement_deal() returns trigger language plpgsql security definer
  set search_path = pg_catalog
as $$
begin
  if not data.sees('deals', new.deal_id) then
    raise exception using errcode = 'SEL01', message = 'NOT_FOUND', detail = 'deal_id';
  end if;
  return new;
end
$$;
create or replace trigger _150_deal before insert on data.involvements
  for each row when (new.deal_id is not null) execute function data.involvement_deal();

-- One rate of a currency a day. Whoever adds the same at this moment waits, and then finds it.
create or replace function data.rate_once() returns trigger language plpgsql security definer
  set search_path = pg_catalog
as $$
begin
  perform pg_advisory_xact_lock(hashtext('rates'), hashtext(new.currency || new.rate_on));
  if exists (select from data.rates r where r.currency = new.currency and r.rate_on = new.rate_on and r.id <> new.id) then
    raise exception using errcode = 'SEL01', message = 'RATE_EXISTS', detail = 'rate_on';
  end if;
  return new;
end
$$;
create or replace trigger _150_once before insert or update of currency, rate_on on data.rates
  for each row execute function data.rate_once();
