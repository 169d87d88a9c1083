-- Masks follow from grounds, in the same transaction, and from nothing else.

-- The one definition of a mask. Set-returning and without settings, so that it is inlined where it is used.
-- Legitimate interest (an employment, a position) does not carry on what a withdrawn consent carried, L6.1.
create or replace function data.masks_of(person uuid) returns table (mask bigint) language sql stable
as $$
  select (((coalesce(bit_or(l.purposes) filter (where l.effect = 'allow' and l.kind in ('employment', 'interest')), 0)
          & ~coalesce(bit_or(l.purposes) filter (where l.kind = 'withdrawal'), 0))
        | coalesce(bit_or(l.purposes) filter (where l.effect = 'allow' and l.kind not in ('employment', 'interest')), 0))
        & ~coalesce(bit_or(l.purposes) filter (where l.effect = 'block'), 0)) | data.always_mask()
  from (
    select distinct on (g.slot) g.effect, g.kind, g.purposes
    from data.grounds g
    where g.person_id = person
    order by g.slot, g.number desc
  ) l
$$;

-- Waiting for a lock helps only one who afterwards reads what the other wrote. In a transaction that reads
-- one old snapshot a mask would be made from grounds that have since changed; none of ours is such a one.
create or replace function data.refuse_old_snapshot() returns void language plpgsql
as $$
begin
  if pg_catalog.current_setting('transaction_isolation') in ('repeatable read', 'serializable') then
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

-- Whoever comes to have the same mask is written by the same statements: a whole batch in a few.
create or replace function data.derive_many(said uuid[]) returns void language plpgsql security definer
  set search_path = pg_catalog
  set enable_hashjoin = off   -- one plan for thousands, and none that scans a table
  set enable_mergejoin = off
  set enable_bitmapscan = off
as $$
declare
  mask bigint;
  moved bigint;
  ids uuid[];
begin
  -- Who came in with this transaction is nobody else's to lock.
  perform from data.people p where p.id = any (said) and p.xmin <> pg_current_xact_id()::xid
  order by p.id for no key update;
  for mask, moved, ids in
    select m.mask, bit_or(p.permitted # m.mask), array_agg(p.id)
    from data.people p cross join lateral data.masks_of(p.id) m
    where p.id = any (said) and p.permitted <> m.mask
    group by m.mask
  loop
    update data.people p set permitted = mask where p.id = any (ids);
    perform data.spread_mask(ids, mask, moved);
  end loop;
end
$$;

-- That a noun holds something about a person is noted once, with the first row: whoever spreads a mask then asks one
-- table instead of every one. The row came in with the person locked, and the note with the row: who holds the
-- person's lock against both sees either both or none. It stays when the row goes, and goes with the person.
create or replace function data.hold() returns trigger language plpgsql security definer
  set search_path = pg_catalog
as $$
begin
  if not exists (select from register.held h where h.person_id = new.person_id and h.noun = tg_table_name) then
    insert into register.held (person_id, noun) values (new.person_id, tg_table_name);
  end if;
  return null;
end
$$;

-- Before masks were spread by the statement that derives them, each person's row did so. It goes in the transaction
-- in which the statement begins to: nobody's event falls between the two.
drop trigger if exists _300_spread_mask on data.people;
drop function if exists data.spread_mask();

create or replace function data.refuse_mask_by_hand() returns trigger language plpgsql security definer
  set search_path = pg_catalog
as $$
begin
  raise exception using errcode = 'SEL01', message = 'MASK_IS_DERIVED';
end
$$;
-- A plain update stands in no trigger; the derivation above does.
create or replace trigger _050_mask_is_derived before update of permitted on data.people
  for each row when (old.permitted <> new.permitted and pg_trigger_depth() = 0) execute function data.refuse_mask_by_hand();

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

-- Locks the person and refuses, with one answer, whom the asking purpose does not see. Like all that doors alone call
-- for each event, it has no rights or path of its own to set up: it runs with those of the door.
create or replace function data.meet(person uuid) returns void language plpgsql
as $$
begin
  perform from data.people p where p.id = person and (p.permitted & coalesce(data.bit_of_login(session_user), -1)) <> 0 for no key update;
  if not found then
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

-- Delete hides at once; the eraser follows. Undo is an event of its own: only the one who removed may undo it, and
-- only within a day. To anyone else the person is not there.
drop function if exists door.remove(uuid);
create or replace function door.remove(person uuid, back boolean default false) returns bigint
  language plpgsql security definer set search_path = pg_catalog
as $$
declare
  last record;
  recorded bigint;
begin
  -- a company goes the same way, by a rule of its own: companies.sql
  if exists (select from data.companies c where c.id = person) then
    perform data.hide_company(person, not back);
    return null;
  end if;
  if not back then
    perform data.meet(person);
    insert into data.grounds (person_id, slot, kind, effect, purposes, actor, ref)
    values (person, 'removal', 'removal', 'block', ~(data.storage_mask() | data.always_mask()), data.actor(), null)
    returning number into recorded;
    return recorded;
  end if;
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

-- The ground-on-record panel: the latest event of each slot, with its proof; a person's own words only to those
-- who serve the person's rights.
drop function if exists door.grounds_of(uuid);
create or replace function door.grounds_of(person uuid, past boolean default false)
  returns table (number bigint, slot text, kind text, effect text, purposes bigint, at timestamptz, until timestamptz, by text, channel text, ref uuid, reason text, proof jsonb)
  language plpgsql stable security definer set search_path = pg_catalog
as $$
declare
  serves boolean := coalesce(data.bit_of_login(session_user), -1) & (data.always_mask()) <> 0;
begin
  if not exists (select from data.people p where p.id = person and (p.permitted & coalesce(data.bit_of_login(session_user), -1)) <> 0) then
    raise exception using errcode = 'SEL01', message = 'PERSON_NOT_FOUND';
  end if;
  return query
    select g.number, g.slot, g.kind, g.effect, g.purposes, g.at, g.until, g.actor, g.channel, g.ref,
      case when serves then g.reason end, case when serves then g.proof else g.proof - 'evidence' end
    from data.grounds g
    where g.person_id = person
      and (past or not exists (select from data.grounds l where l.person_id = person and l.slot = g.slot and l.number > g.number))
    order by g.number desc;
end
$$;

-- Masks that differ from what the grounds imply, and rows that a mask would not reach: none, or a defect. Asserted
-- nightly and by verify.
create or replace function data.stale_masks() returns table (noun text, stale bigint)
  language sql stable security definer set search_path = pg_catalog
as $$
  select 'people', count(*) from data.people p cross join lateral data.masks_of(p.id) m where p.permitted <> m.mask
  union all
  select u.noun, u.missing from data.unheld() u where u.missing > 0
$$;

-- How many people a purpose may use: a number, for planning a change of the register.
create or replace function door.count_permitted(purpose text) returns bigint
  language sql stable security definer set search_path = pg_catalog
as $$
  select count(*) from data.people p where (p.permitted & data.bit_of_login(('purpose_' || purpose)::name)) <> 0
$$;

-- What follows from grounds, masks and seals, in one trigger, which knows how many were said: of one, as a rule, each
-- thing is written by the shortest way.
create or replace function data.follow_grounds() returns trigger language plpgsql security definer
  set search_path = pg_catalog
  set plan_cache_mode = force_generic_plan   -- planned with a session's first event, and not with its first five
as $$
declare
  said uuid;
  stood bigint;
  mask bigint;
  held text[];
  stamp ledger.seals;
begin
  if current_setting('transaction_isolation') <> 'read committed' then
    perform data.refuse_old_snapshot();
  end if;
  -- A writer that came here without the lock takes it now, before the grounds are read: the mask is then made
  -- from everybody's.
  select p.id, p.permitted into said, stood
  from (select array_agg(a.person_id) as ids from added a) one join data.people p on p.id = one.ids[1] and cardinality(one.ids) = 1
  for no key update of p;
  if said is not null then
    select m.mask into mask from data.masks_of(said) m;
    -- what is said again, or of no open purpose, moves nothing
    if stood <> mask then
      held := data.set_mask(said, mask);
      if held is not null then
        perform data.spread_further(array[said], mask, stood # mask, held);
      end if;
    end if;
    insert into ledger.seals (number, person_id, seal)
    select a.number, a.person_id, data.seal_of(a.*::data.grounds) from added a where data.is_evidence(a.kind)
    returning seals.* into stamp;
    if found then
      insert into ledger.entries (id, actor, purpose, action, noun, detail, salt)
      values (data.new_id(), data.actor(), coalesce(data.purpose_of_session(), 'rights'), 'grounds.seal', 'grounds',
        jsonb_build_object('numbers', int8multirange(int8range(stamp.number, stamp.number + 1))::text, 'digest', encode(sha256(stamp.seal), 'hex')), ext.gen_random_bytes(16));
    end if;
    return null;
  end if;
  perform data.derive_many((select array_agg(a.person_id) from added a));
  with made as (
    insert into ledger.seals (number, person_id, seal)
    select a.number, a.person_id, data.seal_of(a.*::data.grounds) from added a where data.is_evidence(a.kind)
    returning number, seal
  ), sealed as (
    select range_agg(int8range(m.number, m.number + 1)) as numbers, sha256(string_agg(m.seal, ''::bytea order by m.number)) as digest from made m
  )
  insert into ledger.entries (id, actor, purpose, action, noun, detail, salt)
  select data.new_id(), data.actor(), coalesce(data.purpose_of_session(), 'rights'), 'grounds.seal', 'grounds',
    jsonb_build_object('numbers', s.numbers::text, 'digest', encode(s.digest, 'hex')), ext.gen_random_bytes(16)
  from sealed s where s.digest is not null;
  return null;
end
$$;
create or replace trigger _100_follow after insert on data.grounds
  referencing new table as added for each statement execute function data.follow_grounds();
drop trigger if exists _100_derive_masks on data.grounds;
drop trigger if exists _200_seal on data.grounds;
drop function if exists data.derive_masks();
drop function if exists data.seal_grounds();

-- What is not as it must be: masks that differ from their grounds, counted by noun; or evidence that differs from
-- its seals, by number. Each is asked for by itself: masks are recomputed over everybody.
create or replace function door.examine(subject text) returns table (what text, number bigint)
  language plpgsql stable security definer set search_path = pg_catalog
as $$
begin
  if subject = 'masks' then
    return query select m.noun, m.stale from data.stale_masks() m;
  elsif subject = 'seals' then
    return query select s.what, s.number from data.broken_seals() s;
  else
    raise exception using errcode = 'SEL01', message = 'INPUT_INVALID', detail = 'subject';
  end if;
end
$$;

-- ——— time ends grounds, and says why. Called each hour; per person, in small steps.

create or replace function door.tick(day date) returns jsonb
  language plpgsql security definer set search_path = pg_catalog
as $$
declare
  due record;
  expired int := 0; upheld int := 0; locked int := 0; swept int := 0;
begin
  for due in
    select g.person_id, g.slot, g.number, g.kind from data.grounds g
    where g.until < now() and g.effect in ('allow', 'block') and g.kind not in ('restriction', 'restriction_told')
      and not exists (select from data.grounds l where l.person_id = g.person_id and l.slot = g.slot and l.number > g.number)
    order by g.person_id limit 2000
  loop
    perform data.lock_people(array[due.person_id], true);
    -- read again under the lock: somebody may have spoken since
    insert into data.grounds (person_id, slot, kind, effect, purposes, actor, reason)
    select due.person_id, due.slot, 'ended', 'end', 0, 'clock', 'time is over: ' || due.kind
    where not exists (select from data.grounds l where l.person_id = due.person_id and l.slot = due.slot and l.number > due.number);
    expired := expired + 1;
  end loop;
  -- Art. 21(1), 12(3): undecided within its month, the objection stands
  for due in
    select g.person_id, g.slot, g.number, g.purposes from data.grounds g
    where g.kind in ('objection', 'objection_reason', 'objection_refusal_proposed') and g.proof ? 'due' and (g.proof->>'due')::date < day
      and not exists (select from data.grounds l where l.person_id = g.person_id and l.slot = g.slot and l.number > g.number)
    order by g.person_id limit 2000
  loop
    perform data.lock_people(array[due.person_id], true);
    insert into data.grounds (person_id, slot, kind, effect, purposes, actor, reason, proof)
    select due.person_id, due.slot, 'objection_upheld', 'block', due.purposes, 'clock', 'no decision within the month', jsonb_build_object('by', 'time')
    where not exists (select from data.grounds l where l.person_id = due.person_id and l.slot = due.slot and l.number > due.number);
    upheld := upheld + 1;
  end loop;
  -- Art. 14(3): not told within the month, not used
  for due in
    select p.id from data.people p
    where p.inform_by is not null and p.informed_at is null and p.inform_by::date <= day
      and coalesce((select g.kind from data.grounds g where g.person_id = p.id and g.slot = 'informing' order by g.number desc limit 1), '') <> 'uninformed'
    order by p.id limit 2000
  loop
    perform data.lock_people(array[due.id], true);
    insert into data.grounds (person_id, slot, kind, effect, purposes, actor, reason)
    select due.id, 'informing', 'uninformed', 'block', ~(data.storage_mask() | data.always_mask()), 'clock', 'not informed in time'
    from data.people p where p.id = due.id and p.informed_at is null;
    locked := locked + 1;
  end loop;
  delete from data.confirmations where until < now();
  get diagnostics swept = row_count;
  update data.sendings set state = 'unknown' where state = 'handing' and lease < clock_timestamp() - interval '1 minute';
  return jsonb_build_object('expired', expired, 'upheld', upheld, 'locked', locked, 'swept', swept) || data.empty_trash();
end
$$;
