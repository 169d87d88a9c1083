-- Cases are support's. What others may know of one is kept beside it: open or waiting, about what, since when, with whom.

create or replace function data.case_number() returns trigger language plpgsql security definer
  set search_path = pg_catalog
as $$
begin
  if tg_op = 'INSERT' then
    new.number := data.next_number('cases', 'A');
  end if;
  -- reopened, it is not closed: the two never disagree, whatever writes
  new.closed_at := case when new.state = 'closed' then coalesce(new.closed_at, now()) end;
  return new;
end
$$;
create or replace trigger _110_number before insert or update of state on data.cases for each row execute function data.case_number();

create or replace function data.keep_digest() returns trigger language plpgsql security definer
  set search_path = pg_catalog
as $$
begin
  if new.state = 'closed' or new.removed_at is not null then
    delete from data.case_digests where case_id = new.id;
  else
    update data.case_digests d set person_id = new.person_id, company_id = new.company_id, topic = new.topic,
      severity = new.severity, state = new.state, owner_id = new.owner_id
    where d.case_id = new.id;
    if not found then
      insert into data.case_digests (case_id, person_id, company_id, topic, severity, state, opened_at, owner_id)
      values (new.id, new.person_id, new.company_id, new.topic, new.severity, new.state, new.created_at, new.owner_id);
    end if;
  end if;
  perform data.flag_company(new.company_id);
  if tg_op = 'UPDATE' and old.company_id is distinct from new.company_id then
    perform data.flag_company(old.company_id);
  end if;
  return null;
end
$$;
create or replace trigger _500_digest after insert or update of person_id, company_id, topic, severity, state, owner_id, removed_at
  on data.cases for each row execute function data.keep_digest();

-- All that prospecting and marketing learn: yes or no, about the company. Its row is locked first, so that of two
-- cases closed at once the second sees what the first left.
create or replace function data.flag_company(company uuid) returns void language plpgsql security definer
  set search_path = pg_catalog
as $$
declare
  serious boolean;
begin
  if company is null then
    return;
  end if;
  perform from data.companies where id = company for no key update;
  serious := exists (select from data.cases c
    where c.company_id = company and c.severity = 'serious' and c.state <> 'closed' and c.removed_at is null);
  update data.companies set serious_case = serious where id = company and serious_case <> serious;
end
$$;
