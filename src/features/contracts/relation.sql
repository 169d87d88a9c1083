-- When a relation with a company, and with the people in it, has come to its end: what the retention of both is reckoned from.

-- A contract of the person's own: a sole trader, or who signed for themselves.
create or replace function data.is_party(person uuid) returns boolean language sql stable security definer set search_path = pg_catalog
as $$
  select exists (select from (select distinct on (g.slot) g.kind, g.effect from data.grounds g
    where g.person_id = person and g.kind in ('contract', 'contract_ended') order by g.slot, g.number desc) l
    where l.kind = 'contract' and l.effect = 'allow')
$$;

-- The last time there was something from both sides: they reached us, we reached them, they answered; else when we got to know them.
create or replace function data.last_contact(person uuid) returns timestamptz language sql stable security definer set search_path = pg_catalog
as $$
  select greatest(
    (select coalesce(p.obtained_at, p.created_at) from data.people p where p.id = person),
    (select max(c.at) from data.calls c where c.person_id = person and (c.outcome = 'reached' or c.direction = 'in') and c.removed_at is null),
    (select max(m.starts_at) from data.meetings m where m.person_id = person and m.starts_at < now() and m.cancelled_at is null and m.removed_at is null),
    (select max(m.starts_at) from data.attendances a join data.meetings m on m.id = a.meeting_id where a.person_id = person and m.starts_at < now() and m.cancelled_at is null),
    (select max(l.created_at) from data.leads l where l.person_id = person and l.source in ('form', 'mail', 'phone', 'fair')),
    (select max(c.created_at) from data.cases c where c.person_id = person),
    (select max(q.answered_at) from data.quotes q where q.contact_id = person),
    (select max(g.at) from data.grounds g where g.person_id = person and g.kind = 'consent'))
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
      (select nullif(greatest(max(data.last_contact(e.person_id)), min(c.created_at)) + interval '1 year', null)
       from data.companies c left join data.employments e on e.company_id = c.id where c.id = company))
    end
$$;

-- Somebody of a customer, supplier, partner, reseller or of our group: since they left the role, or the relation ended.
create or replace function data.contact_since(person uuid) returns timestamptz language sql stable security definer set search_path = pg_catalog
as $$
  with work as (
    select e.end_on, e.company_id from data.employments e join data.companies c on c.id = e.company_id
    where e.person_id = person and c.roles && array['customer', 'supplier', 'partner', 'reseller', 'group_company']),
  held as (select data.relation_ended(w.company_id) as ended from work w where w.end_on is null or w.end_on >= current_date)
  select case
    when data.is_party(person) then null
    when exists (select from held h where h.ended is null or h.ended > now()) then null
    else greatest((select max(h.ended) from held h), (select max(w.end_on)::timestamptz from work w)) end
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
