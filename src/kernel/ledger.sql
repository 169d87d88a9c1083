-- Who is asking. The purpose is the login's and cannot be forged; the actor is a setting of the session and
-- could be, by one who injects SQL inside that purpose. Without settings of their own both are inlined.
create or replace function data.actor() returns text language sql stable
as $$
  select coalesce(nullif(current_setting('seloste.actor', true), ''), session_user)
$$;

create or replace function data.purpose_of_session() returns text language sql stable
as $$
  select case when session_user like 'purpose\_%' then substring(session_user from 9) end
$$;

-- A change and its entry are one transaction: an acknowledged change is on record, whatever happens next.
create or replace function door.audit(action text, noun text, ids uuid[], fields text[], outcome text, detail jsonb) returns void
  language sql volatile security definer set search_path = pg_catalog
as $$
  insert into ledger.entries (id, actor, purpose, action, noun, ids, fields, outcome, detail, salt)
  values (data.new_id(), data.actor(), data.purpose_of_session(), action, noun, coalesce(ids, '{}'), coalesce(fields, '{}'),
    coalesce(outcome, 'done'), coalesce(detail, '{}'), ext.gen_random_bytes(16))
$$;

-- An Idempotency-Key is claimed in the transaction of the work itself: done once, whatever crashes. Claimed a second
-- time there, with the record that came of the same request, it remembers it for whoever asks again.
create or replace function door.claim(key text, request text, record uuid default null) returns table (fresh boolean, same boolean, record_id uuid)
  language plpgsql security definer set search_path = pg_catalog
as $$
begin
  if record is not null then
    return query update register.replies r set record_id = record
      where r.actor = data.actor() and r.key = claim.key and r.request = claim.request returning false, true, r.record_id;
    return;
  end if;
  insert into register.replies (actor, key, request) values (data.actor(), claim.key, claim.request) on conflict do nothing;
  if found then
    return query select true, true, null::uuid;
  else
    return query select false, r.request = claim.request, r.record_id from register.replies r
      where r.actor = data.actor() and r.key = claim.key;
  end if;
end
$$;

-- Months are opened ahead by the migrator and by the nightly job. A statement trigger on the whole does not
-- reach a month that is truncated by its own name, so each has its own.
create or replace function ledger.open_months(ahead int) returns void language plpgsql security definer set search_path = pg_catalog
as $$
declare
  month date := date_trunc('month', now())::date;
  name text;
begin
  for i in 0..ahead loop
    name := 'entries_' || to_char(month, 'YYYY_MM');
    if to_regclass('ledger.' || name) is null then
      execute format('create table ledger.%I partition of ledger.entries for values from (%L) to (%L)', name, month, (month + interval '1 month')::date);
    end if;
    month := (month + interval '1 month')::date;
  end loop;
  for name in
    select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
    where i.inhparent = 'ledger.entries'::regclass
      and not exists (select from pg_trigger t where t.tgrelid = c.oid and t.tgname = '_200_no_truncate')
  loop
    execute format('create trigger _200_no_truncate before truncate on ledger.%I for each statement execute function ledger.refuse_change()', name);
  end loop;
end
$$;
select ledger.open_months(18);

-- Whole months that have been kept long enough go with their table. Leaves and signatures stay: the chain says that
-- entries were there, and no more. Answers how many went.
create or replace function ledger.end_months(length interval) returns int language plpgsql security definer
  set search_path = pg_catalog set lock_timeout = '2s'
as $$
declare
  name text;
  n bigint;
  gone bigint := 0;
begin
  for name in
    select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
    where i.inhparent = 'ledger.entries'::regclass and c.relname ~ '^entries_[0-9]{4}_[0-9]{2}$'
      and to_date(substr(c.relname, 9), 'YYYY_MM') + interval '1 month' <= now() - length
  loop
    execute format('select count(*) from ledger.%I', name) into n;
    execute format('drop table ledger.%I', name);
    gone := gone + n;
  end loop;
  return gone;
end
$$;
grant execute on function ledger.end_months(interval) to ledger;
