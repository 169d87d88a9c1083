-- What was deleted: shown to whoever deleted it, ended when its time is over.

-- The views hide it from everybody. Under the purpose it was made for, and by the one who deleted it.
create or replace function door.trash(who text) returns table (noun text, id uuid, name text, removed_at timestamptz)
  language plpgsql stable security definer set search_path = pg_catalog
as $$
declare
  place text;
  title text;
begin
  for place in
    select r.relname from pg_class r
    where r.relnamespace = 'data'::regnamespace and r.relkind = 'r' and data.is_trash(r.relname) order by 1
  loop
    if not coalesce(has_any_column_privilege(session_user, to_regclass(format('%I.%I', substr(session_user::text, 9), place)), 'insert'), false) then
      continue;
    end if;
    select a.attname into title from pg_attribute a
    where a.attrelid = format('data.%I', place)::regclass and a.attname in ('name', 'title', 'subject', 'number', 'body')
      and has_column_privilege(session_user, format('%I.%I', substr(session_user::text, 9), place), a.attname, 'select')
    order by array_position(array['name', 'title', 'subject', 'number', 'body']::name[], a.attname) limit 1;
    return query execute format('select %L::text, t.id, left(%s, 200), t.removed_at from data.%I t
      where t.removed_by = $1 and t.removed_at > now() - interval ''30 days''%s%s', place,
      case when title is null then 'null::text' else format('t.%I::text', title) end, place,
      (select ' and t.purpose = substr(session_user::text, 9)' from pg_attribute a
        where a.attrelid = format('data.%I', place)::regclass and a.attname = 'purpose' and not a.attisdropped),
      (select ' and (t.permitted & data.bit_of_login(session_user)) <> 0' from pg_attribute a
        where a.attrelid = format('data.%I', place)::regclass and a.attname = 'permitted' and not a.attisdropped))
      using who;
  end loop;
end
$$;

-- Called by door.tick. What cannot go, because something still stands on it, is counted and tried again.
create or replace function data.empty_trash() returns jsonb
  language plpgsql security definer set search_path = pg_catalog
as $$
declare
  place text;
  one data.merges;
  n int;
  emptied int := 0; stuck int := 0; merged int := 0;
begin
  for place in
    select r.relname from pg_class r
    where r.relnamespace = 'data'::regnamespace and r.relkind = 'r' and data.is_trash(r.relname) order by 1
  loop
    begin
      execute format('delete from data.%I where id in (
        select id from data.%I where removed_at < now() - interval ''30 days'' limit 2000)', place, place);
      get diagnostics n = row_count;
      emptied := emptied + n;
    exception when others then
      stuck := stuck + 1;
    end;
  end loop;
  delete from data.changes c where c.actor = 'job:quality' and c.became is null and c.created_at < now() - interval '30 days';
  for one in select * from data.merges m where m.at < now() - interval '1 day' limit 500 loop
    if one.noun = 'people' then
      -- one that somebody brought back in another way stays
      perform data.take_people(array(select p.id from data.people p where p.id in (select (jsonb_array_elements_text(one.others))::uuid)
        and coalesce((select g.effect from data.grounds g where g.person_id = p.id and g.slot = 'removal' order by g.number desc limit 1), '') = 'block'));
    else
      delete from data.companies c where c.id in (select (jsonb_array_elements_text(one.others))::uuid) and c.removed_at is not null;
    end if;
    delete from data.merges m where m.id = one.id;
    merged := merged + 1;
  end loop;
  return jsonb_build_object('emptied', emptied, 'stuck', stuck, 'merged', merged);
end
$$;

-- An address that is typed anew is another one: what bounced was the old.
create or replace function data.address_anew() returns trigger language plpgsql security definer
  set search_path = pg_catalog
as $$
begin
  new.bounced_at := null;
  return new;
end
$$;
create or replace trigger _300_anew before update of address on data.emails
  for each row when (old.address <> new.address and old.bounced_at is not null) execute function data.address_anew();

-- A call that reached somebody else makes the number doubtful, and one that reached the person clears it. Which number:
-- the one that was tapped, else the only one they have.
create or replace function data.number_called() returns trigger language plpgsql security definer
  set search_path = pg_catalog
as $$
declare
  called uuid := coalesce(new.phone_id, (select min(n.id::text)::uuid from data.phones n where n.person_id = new.person_id having count(*) = 1));
begin
  if new.outcome = 'wrong' then
    update data.phones n set wrong_at = now() where n.id = called and n.person_id = new.person_id and n.wrong_at is null;
  elsif new.outcome = 'reached' and new.phone_id is not null then
    update data.phones n set wrong_at = null where n.id = called and n.person_id = new.person_id and n.wrong_at is not null;
  end if;
  return null;
end
$$;
create or replace trigger _440_number_called after insert or update of outcome on data.calls
  for each row when (new.person_id is not null and new.outcome in ('wrong', 'reached')) execute function data.number_called();

-- A number that is typed anew is another one: neither wrong nor refused, unless the gate knows it by its hash.
create or replace function data.number_anew() returns trigger language plpgsql security definer
  set search_path = pg_catalog
as $$
begin
  new.wrong_at := null;
  new.refused_at := null;
  return new;
end
$$;
create or replace trigger _300_anew before update of number on data.phones
  for each row when (old.number <> new.number) execute function data.number_anew();

-- What the night takes is kept for thirty days where it can be brought back from, and then no longer.
create or replace function data.keep_dropped() returns trigger language plpgsql security definer
  set search_path = pg_catalog
as $$
begin
  if data.actor() = 'job:quality' then
    insert into data.changes (of, record_id, person_id, permitted, was, actor, purpose)
    select tg_table_name || '.' || k.name, old.id, old.person_id, p.permitted & data.changes_bits(), to_jsonb(old)->>k.name, data.actor(),
      nullif(substr(session_user::text, 9), '')
    from data.people p, unnest(tg_argv) k (name) where p.id = old.person_id;
  end if;
  return null;
end
$$;
create or replace trigger _450_dropped after delete on data.phones for each row execute function data.keep_dropped('number', 'kind');
create or replace trigger _450_dropped after delete on data.emails for each row execute function data.keep_dropped('address', 'kind');
