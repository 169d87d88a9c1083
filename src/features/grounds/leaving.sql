-- What the ledger of grounds has to say when a person leaves.

-- Who goes with a person: those that a merge of the last day has made one with them, who are hidden and not yet ended.
create or replace function data.merged_with(person uuid) returns uuid[] language sql stable security definer
  set search_path = pg_catalog
as $$
  with recursive one (id) as (
    select person
    union
    select o.id::uuid from data.merges m join one on m.kept = one.id cross join jsonb_array_elements_text(m.others) o (id) where m.noun = 'people'
  )
  select array_agg(id order by id = person desc, id) from one
$$;

-- Laws that keep something of a person, as somebody put them on record: the latest word of each.
create or replace function data.holds_of(people uuid[]) returns table (act text, section text, until date, ref uuid, reason text)
  language sql stable security definer set search_path = pg_catalog
as $$
  select g.proof->>'act', g.proof->>'section', g.until::date, g.ref, g.reason
  from (select distinct on (l.person_id, l.slot) l.* from data.grounds l where l.person_id = any (people) and l.slot like 'hold:%' order by l.person_id, l.slot, l.number desc) g
  where g.effect = 'allow' and (g.until is null or g.until > now())
$$;

-- Whether a person has said no to us, by an objection or by taking a consent back: their addresses are then remembered.
create or replace function data.has_refused(people uuid[]) returns boolean language sql stable security definer
  set search_path = pg_catalog
as $$
  select exists (
    select from (select distinct on (l.person_id, l.slot) l.* from data.grounds l where l.person_id = any (people) order by l.person_id, l.slot, l.number desc) g
    where g.kind = 'withdrawal' or g.slot like 'objection:%' and g.effect = 'block')
$$;

-- From now on the person is there for nothing but their rights; said once.
create or replace function data.leave(person uuid) returns void language plpgsql security definer
  set search_path = pg_catalog
as $$
begin
  if (data.last_word(person, 'erasure')).effect is distinct from 'block' then
    perform data.say(person, 'erasure', 'erasure', 'block', ~data.always_mask(), null, null, null, null, null);
  end if;
end
$$;

-- While somebody is being erased nothing is opened for them any more; what they refuse is still recorded.
create or replace function data.refuse_leaving() returns trigger language plpgsql security definer
  set search_path = pg_catalog
as $$
begin
  if (data.last_word(new.person_id, 'erasure')).effect = 'block' then
    raise exception using errcode = 'SEL01', message = 'ERASURE_UNDER_WAY';
  end if;
  return new;
end
$$;
create or replace trigger _140_leaving before insert on data.grounds
  for each row when (new.kind in ('consent', 'contract', 'hold', 'removal_undone', 'objection_ended')) execute function data.refuse_leaving();

-- What others' grounds rested on and is gone: they end, and say why.
create or replace function data.end_resting_on(gone uuid[]) returns void language sql volatile security definer
  set search_path = pg_catalog
as $$
  insert into data.grounds (person_id, slot, kind, effect, purposes, actor, ref, reason)
  select g.person_id, g.slot, case g.kind when 'employment' then 'employment_ended' when 'contract' then 'contract_ended' else 'ended' end,
    'end', 0, data.actor(), g.ref, 'what it rested on was erased'
  from (
    select distinct on (l.person_id, l.slot) l.* from data.grounds l
    where (l.person_id, l.slot) in (select r.person_id, r.slot from data.grounds r where r.ref = any (gone))
    order by l.person_id, l.slot, l.number desc
  ) g where g.effect = 'allow'
$$;

-- Keyed hashes of where a person could be reached, so that no file brings them back; not of what another who is here
-- may be written to at.
create or replace function data.remember(people uuid[], key bytea) returns void language sql volatile security definer
  set search_path = pg_catalog
as $$
  insert into data.suppressions (hash, purposes)
  select data.address_hash(a.address, key), data.marketing_mask()
  from (
    select e.address from data.emails e where e.person_id = any (people) and e.kind <> 'generic'
      and not exists (select from data.emails o where o.address = e.address and o.person_id <> all (people) and o.permitted & data.marketing_mask() <> 0)
    union
    select n.number from data.phones n where n.person_id = any (people) and n.kind <> 'switchboard'
      and not exists (select from data.phones o where o.number = n.number and o.person_id <> all (people) and o.permitted & data.marketing_mask() <> 0)
  ) a
  on conflict (hash) do update set purposes = suppressions.purposes | excluded.purposes
$$;

-- Who is to be erased without having asked: whom somebody deleted more than a day ago, and for whom nothing has been
-- open but their rights, a law or a claim for as long as the register gives (`since`).
create or replace function data.due_to_leave(since timestamptz) returns table (person uuid, reason text)
  language sql stable security definer set search_path = pg_catalog
as $$
  select g.person_id, 'removed' from data.grounds g
  where g.kind = 'removal' and g.effect = 'block' and g.at < now() - interval '1 day'
    and not exists (select from data.grounds l where l.person_id = g.person_id and l.slot = g.slot and l.number > g.number)
    and not exists (select from data.merges m where m.others ? g.person_id::text)
  union
  select p.id, 'emptied' from data.people p
  where p.permitted & ~(data.storage_mask() | data.always_mask()) = 0 and p.created_at < since
    and not exists (select from data.grounds g where g.person_id = p.id and g.at >= since)
    and not exists (
      select from (select distinct on (l.slot) l.* from data.grounds l where l.person_id = p.id order by l.slot, l.number desc) g
      -- what somebody said, a restriction say, closes and does not empty; what a law holds stays until it is released
      where g.effect = 'allow')
  limit 500
$$;

-- Companies that somebody deleted more than a day ago, and that nothing stands on which is kept for itself.
create or replace function data.ended_companies() returns uuid[] language sql stable security definer
  set search_path = pg_catalog
as $$
  select coalesce(array_agg(c.id), '{}') from data.companies c
  where c.removed_at < now() - interval '1 day' and c.person_id is null
    and not exists (select from data.contracts x where x.company_id = c.id) and not exists (select from data.orders x where x.company_id = c.id)
    and not exists (select from data.quotes x where x.company_id = c.id) and not exists (select from data.services x where x.company_id = c.id)
    and not exists (select from data.merges m where m.others ? c.id::text)
$$;

create or replace function data.take_companies(gone uuid[]) returns bigint language plpgsql security definer
  set search_path = pg_catalog
as $$
begin
  return data.take_rows('companies', gone);
end
$$;

-- Art. 18(1)(b), (c): the person would rather have it kept, or needs it for a claim.
create or replace function data.has_restriction(person uuid) returns boolean language sql stable security definer set search_path = pg_catalog
as $$
  select exists (
    select from (select distinct on (g.slot) g.kind, g.effect from data.grounds g
      where g.person_id = person and g.slot like 'restriction%' order by g.slot, g.number desc) l
    where l.kind = 'restriction' and l.effect = 'block')
$$;

-- The same, or what an act puts on hold.
create or replace function data.needs_kept(person uuid) returns boolean language sql stable security definer set search_path = pg_catalog
as $$
  select data.has_restriction(person) or exists (
    select from (select distinct on (g.slot) g.kind, g.effect from data.grounds g
      where g.person_id = person and g.slot like 'hold%' order by g.slot, g.number desc) l
    where l.kind = 'hold' and l.effect = 'allow')
$$;
