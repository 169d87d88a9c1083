-- Masks follow from grounds, in the same transaction, and from nothing else.

-- The one definition of a mask. Set-returning and without settings, so that it is inlined where it is used.
create or replace function data.masks_of(person uuid) returns table (mask bigint) language sql stable
as $$
  select (coalesce(bit_or(l.purposes) filter (where l.effect = 'allow'), 0)
        & ~coalesce(bit_or(l.purposes) filter (where l.effect = 'block'), 0)) | data.always_mask()
  from (
    select distinct on (g.slot) g.effect, g.purposes
    from data.grounds g
    where g.person_id = person
    order by g.slot, g.number desc
  ) l
$$;

-- Waiting for a lock helps only one who afterwards reads what the other wrote. In a transaction that reads
-- one old snapshot a mask would be made from grounds that have since changed; none of ours is such a one.
create or replace function data.refuse_old_snapshot() returns void language plpgsql security definer
  set search_path = pg_catalog
as $$
begin
  if current_setting('transaction_isolation') in ('repeatable read', 'serializable') then
    raise exception using errcode = '0A000', message = 'grounds are written in read committed transactions only';
  end if;
end
$$;

-- Every write about people begins here: sorted, so that two writers never wait for each other crosswise.
create or replace function data.lock_people(ids uuid[], adds_grounds boolean) returns void language plpgsql security definer
  set search_path = pg_catalog
as $$
begin
  if adds_grounds then
    perform from data.people where id = any (ids) order by id for no key update;
  else
    perform from data.people where id = any (ids) order by id for share;
  end if;
end
$$;

create or replace function data.derive_masks() returns trigger language plpgsql security definer
  set search_path = pg_catalog
  set enable_hashjoin = off   -- a plan cached for a large batch must not scan the table for a single event
  set enable_mergejoin = off
  set enable_nestloop = on
as $$
begin
  perform data.refuse_old_snapshot();
  -- A writer that came here without the lock takes it now, before the grounds are read: the mask is then made
  -- from everybody's. Who came in with this transaction is nobody else's to lock.
  perform from data.people p where p.id in (select person_id from added) and p.xmin <> pg_current_xact_id()::xid
  order by p.id for no key update;
  update data.people p
  set permitted = m.mask
  from (select distinct person_id from added) a cross join lateral data.masks_of(a.person_id) m
  where p.id = a.person_id and p.permitted <> m.mask;
  return null;
end
$$;
create or replace trigger _100_derive_masks after insert on data.grounds
  referencing new table as added for each statement execute function data.derive_masks();

create or replace function data.refuse_mask_by_hand() returns trigger language plpgsql security definer
  set search_path = pg_catalog
as $$
begin
  -- one trigger deep is a plain update; the derivation above comes from two
  if pg_trigger_depth() < 2 then
    raise exception using errcode = 'SEL01', message = 'MASK_IS_DERIVED';
  end if;
  return new;
end
$$;
create or replace trigger _050_mask_is_derived before update of permitted on data.people
  for each row when (old.permitted <> new.permitted) execute function data.refuse_mask_by_hand();

create or replace function data.refuse_ground_change() returns trigger language plpgsql security definer
  set search_path = pg_catalog
as $$
begin
  -- a person's erasure takes the events along (from the foreign key's trigger); nothing else does
  if tg_op = 'DELETE' and pg_trigger_depth() > 1 then
    return old;
  end if;
  raise exception using errcode = 'SEL01', message = 'GROUND_FROZEN';
end
$$;
create or replace trigger _100_frozen before update or delete on data.grounds
  for each row execute function data.refuse_ground_change();
create or replace trigger _200_no_truncate before truncate on data.grounds
  for each statement execute function data.refuse_ground_change();

create or replace function data.new_version() returns trigger language plpgsql security definer
  set search_path = pg_catalog
as $$
begin
  new.version := old.version + 1;
  new.updated_at := now();
  return new;
end
$$;

-- Locks the person and refuses, with one answer, whom the asking purpose does not see.
create or replace function data.meet(person uuid) returns void language plpgsql security definer
  set search_path = pg_catalog
as $$
declare
  mask bigint;
begin
  select permitted into mask from data.people where id = person for no key update;
  if mask is null or (mask & coalesce(data.bit_of_login(session_user), -1)) = 0 then
    raise exception using errcode = 'SEL01', message = 'PERSON_NOT_FOUND';
  end if;
end
$$;

-- The keyed hash under which an address is remembered after its person is gone.
-- stable, as convert_to is: declared more than that, it would not be inlined
create or replace function data.address_hash(address text, key bytea) returns text language sql stable
as $$
  select encode(ext.hmac(convert_to(lower(btrim(address)), 'UTF8'), key, 'sha256'), 'hex')
$$;

-- Anyone may record anyone's wish. Marketing: absolute, no reason asked, remembered by address too.
create or replace function door.object(person uuid, scope text, channel text, evidence text, key bytea) returns bigint
  language plpgsql security definer set search_path = pg_catalog
as $$
declare
  mask bigint;
  recorded bigint;
begin
  perform data.meet(person);
  if scope = 'marketing' then
    mask := data.marketing_mask();
  else
    mask := data.bit_of_login(('purpose_' || scope)::name);
    if mask is null then
      raise exception using errcode = 'SEL01', message = 'PURPOSE_UNKNOWN', detail = 'scope';
    end if;
    if mask & (data.storage_mask() | data.always_mask()) <> 0 then
      raise exception using errcode = 'SEL01', message = 'OBJECTION_NOT_OPEN', detail = 'scope';
    end if;
  end if;
  insert into data.grounds (person_id, slot, kind, effect, purposes, actor, channel, reason)
  values (person, 'objection:' || scope, 'objection', 'block', mask, data.actor(), channel, evidence)
  returning number into recorded;
  if scope = 'marketing' then
    insert into data.suppressions (hash, purposes)
    select data.address_hash(a.address, key), mask
    from (
      select e.address from data.emails e where e.person_id = person
      union select p.number from data.phones p where p.person_id = person
    ) a
    on conflict (hash) do nothing;
  end if;
  return recorded;
end
$$;

-- Art. 18: everything but storage and the person's own rights stands still.
create or replace function door.restrict(person uuid, channel text, evidence text) returns bigint
  language plpgsql security definer set search_path = pg_catalog
as $$
declare
  recorded bigint;
begin
  perform data.meet(person);
  insert into data.grounds (person_id, slot, kind, effect, purposes, actor, channel, reason)
  values (person, 'restriction', 'restriction', 'block', ~(data.storage_mask() | data.always_mask()), data.actor(), channel, evidence)
  returning number into recorded;
  return recorded;
end
$$;

-- Delete hides at once; the eraser follows. Undo is an event of its own.
create or replace function door.remove(person uuid) returns bigint
  language plpgsql security definer set search_path = pg_catalog
as $$
declare
  recorded bigint;
begin
  perform data.meet(person);
  insert into data.grounds (person_id, slot, kind, effect, purposes, actor, ref)
  values (person, 'removal', 'removal', 'block', ~(data.storage_mask() | data.always_mask()), data.actor(), null)
  returning number into recorded;
  return recorded;
end
$$;

-- Only the one who removed may undo it, and only within a day: to anyone else the person is not there.
create or replace function door.restore(person uuid) returns bigint
  language plpgsql security definer set search_path = pg_catalog
as $$
declare
  last record;
  recorded bigint;
begin
  perform data.lock_people(array[person], true);
  select g.effect, g.actor, g.at into last from data.grounds g
  where g.person_id = person and g.slot = 'removal' order by g.number desc limit 1;
  if last is null or last.effect <> 'block' or last.actor <> data.actor() or last.at < now() - interval '1 day' then
    raise exception using errcode = 'SEL01', message = 'PERSON_NOT_FOUND';
  end if;
  insert into data.grounds (person_id, slot, kind, effect, purposes, actor)
  values (person, 'removal', 'removal_undone', 'end', 0, data.actor())
  returning number into recorded;
  return recorded;
end
$$;

-- The ground-on-record panel: the latest event of each slot, without what a person's own words may hold.
create or replace function door.grounds_of(person uuid)
  returns table (slot text, kind text, effect text, purposes bigint, at timestamptz, until timestamptz, by text, channel text, ref uuid)
  language plpgsql stable security definer set search_path = pg_catalog
as $$
begin
  if not exists (select from data.people p where p.id = person and (p.permitted & coalesce(data.bit_of_login(session_user), -1)) <> 0) then
    raise exception using errcode = 'SEL01', message = 'PERSON_NOT_FOUND';
  end if;
  return query
    select distinct on (g.slot) g.slot, g.kind, g.effect, g.purposes, g.at, g.until, g.actor, g.channel, g.ref
    from data.grounds g where g.person_id = person order by g.slot, g.number desc;
end
$$;

-- Masks that differ from what the grounds imply: none, or a defect. Asserted nightly and by verify.
create or replace function door.stale_masks() returns table (noun text, stale bigint)
  language sql stable security definer set search_path = pg_catalog
as $$
  select 'people', count(*) from data.people p cross join lateral data.masks_of(p.id) m where p.permitted <> m.mask
$$;

-- How many people a purpose may use: a number, for planning a change of the register.
create or replace function door.count_permitted(purpose text) returns bigint
  language sql stable security definer set search_path = pg_catalog
as $$
  select count(*) from data.people p where (p.permitted & data.bit_of_login(('purpose_' || purpose)::name)) <> 0
$$;
