-- When a relation with a company, and with the people in it, has come to its end: what the retention of both is reckoned from.

-- A contract of the person's own: a sole trader, or who signed for themselves.
create or replace function data.is_party(person uuid) returns boolean language sql stable security definer set search_path = pg_catalog
as $$
  select exists (select from (select distinct on (g.slot) g.kind, g.effect from data.grounds g
    where g.person_id = person and g.kind in ('contract', 'contract_ended') order by g.slot, g.number desc) l
    where l.kind = 'contract' and l.effect = 'allow')
$$;

-- Of each of these people the last time there was something from both sides: they reached us, we reached them, they
-- answered; else when we got to know them.
create or replace function data.last_contacts(people uuid[]) returns table (id uuid, at timestamptz) language sql stable security definer set search_path = pg_catalog
as $$
  select w.id, max(w.at) from (
    select p.id, coalesce(p.obtained_at, p.created_at) as at from data.people p where p.id = any (people)
    union all select c.person_id, c.at from data.calls c where c.person_id = any (people) and (c.outcome = 'reached' or c.direction = 'in') and c.removed_at is null
    union all select m.person_id, m.starts_at from data.meetings m where m.person_id = any (people) and m.starts_at < now() and m.cancelled_at is null and m.removed_at is null
    union all select a.person_id, m.starts_at from data.attendances a join data.meetings m on m.id = a.meeting_id where a.person_id = any (people) and m.starts_at < now() and m.cancelled_at is null
    union all select l.person_id, l.created_at from data.leads l where l.person_id = any (people) and l.source in ('form', 'mail', 'phone', 'fair')
    union all select c.person_id, c.created_at from data.cases c where c.person_id = any (people)
    union all select q.contact_id, q.answered_at from data.quotes q where q.contact_id = any (people)
    union all select g.person_id, g.at from data.grounds g where g.person_id = any (people) and g.kind = 'consent') w
  group by w.id
$$;

create or replace function data.last_contact(person uuid) returns timestamptz language sql stable security definer set search_path = pg_catalog
as $$
  select l.at from data.last_contacts(array[person]) l
$$;

-- The day the last contract and service of a company ended; null while one lives. Where there has never been one: a year
-- after the last word with any of its people.
create or replace function data.relation_ended(company uuid) returns timestamptz language sql stable security definer set search_path = pg_catalog
as $$
  select case
    when exists (select from data.contracts c where c.company_id = company and c.removed_at is null and c.state <> 'ended' and (c.end_on is null or c.end_on >= current_date)) then null
    when exists (select from data.services s where s.company_id = company and s.removed_at is null and s.state <> 'ended' and (s.end_on is null or s.end_on >= current_date)) then null
    when exists (select from data.orders o where o.company_id = company and o.removed_at is null and (o.state in ('draft', 'confirmed', 'delivering') or o.state = 'delivered' and o.kind = 'sale')) then null
    else coalesce(
      greatest((select max(c.end_on)::timestamptz from data.contracts c where c.company_id = company and c.removed_at is null),
        (select max(s.end_on)::timestamptz from data.services s where s.company_id = company and s.removed_at is null)),
      (select greatest((select max(l.at) from data.last_contacts(array(select e.person_id from data.employments e where e.company_id = company)) l), c.created_at) + interval '1 year'
       from data.companies c where c.id = company))
    end
$$;

-- Somebody of a customer, supplier, partner, reseller or of our group: since they left the role, or the relation ended.
-- Of many at once, so that a company is asked once however many of them are its people.
create or replace function data.contacts_since(people uuid[]) returns table (id uuid, since timestamptz) language sql stable security definer set search_path = pg_catalog
as $$
  with work as materialized (
    select e.person_id, e.end_on, e.company_id from data.employments e join data.companies c on c.id = e.company_id
    where e.person_id = any (people) and c.roles && array['customer', 'supplier', 'partner', 'reseller', 'group_company']),
  relations as materialized (
    select w.company_id, data.relation_ended(w.company_id) as ended
    from (select distinct w.company_id from work w where w.end_on is null or w.end_on >= current_date) w),
  asked as (
    select w.person_id, coalesce(bool_or(r.ended is null or r.ended > now()) filter (where r.company_id is not null), false) as lives,
      greatest(max(r.ended), max(w.end_on)::timestamptz) as since
    from work w left join relations r on r.company_id = w.company_id and (w.end_on is null or w.end_on >= current_date)
    group by w.person_id)
  select p.id, case when not a.lives and a.since is not null and not data.is_party(p.id) then a.since end
  from unnest(people) p (id) left join asked a on a.person_id = p.id
$$;

create or replace function data.contact_since(person uuid) returns timestamptz language sql stable security definer set search_path = pg_catalog
as $$
  select c.since from data.contacts_since(array[person]) c
$$;

-- Anybody else: since the last contact from both sides. Nobody with whom something is open, or who has said yes to letters.
create or replace function data.prospect_since(person uuid) returns timestamptz language sql stable security definer set search_path = pg_catalog
as $$
  select case
    when exists (select from data.employments e join data.companies c on c.id = e.company_id
      where e.person_id = person and c.roles && array['customer', 'supplier', 'partner', 'reseller', 'group_company']) then null
    when data.is_party(person) then null
    when exists (select from data.deals d where d.contact_id = person and d.state = 'open' and d.removed_at is null) then null
    when exists (select from data.leads l where l.person_id = person and l.status in ('new', 'working') and l.removed_at is null) then null
    when exists (select from data.cases c where c.person_id = person and c.state <> 'closed' and c.removed_at is null) then null
    when exists (select from (select distinct on (g.slot) g.kind from data.grounds g where g.person_id = person and g.slot like 'consent%' order by g.slot, g.number desc) l where l.kind = 'consent') then null
    else data.last_contact(person) end
$$;
