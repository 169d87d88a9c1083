-- Meetings tell by their number that an invitation has changed, and what is due is told once.

create or replace function data.meeting_changed() returns trigger language plpgsql security definer
  set search_path = pg_catalog
as $$
begin
  if new.ends_at <= new.starts_at then
    raise exception using errcode = 'SEL01', message = 'MEETING_ENDS_FIRST', detail = 'ends_at';
  end if;
  -- RFC 5546, 2.1.4: a calendar believes the higher number
  if tg_op = 'UPDATE' and old.invited_at is not null
    and (new.title, new.starts_at, new.ends_at, new.whole_day, new.place, new.body, new.cancelled_at)
      is distinct from (old.title, old.starts_at, old.ends_at, old.whole_day, old.place, old.body, old.cancelled_at) then
    new.sequence := old.sequence + 1;
  end if;
  return new;
end
$$;

create or replace trigger _320_meeting before insert or update of title, starts_at, ends_at, whole_day, place, body, cancelled_at on data.meetings
  for each row execute function data.meeting_changed();

create or replace function data.remind_again() returns trigger language plpgsql security definer
  set search_path = pg_catalog
as $$
begin
  new.reminded_at := null;
  return new;
end
$$;

create or replace trigger _330_remind_again before update of remind_at on data.tasks
  for each row when (old.remind_at is distinct from new.remind_at) execute function data.remind_again();
create or replace trigger _330_remind_again before update of remind_at on data.meetings
  for each row when (old.remind_at is distinct from new.remind_at) execute function data.remind_again();

-- That somebody was reminded or invited is no change of the record: who is editing it has seen its latest version.
create or replace function data.keep_version_told() returns trigger language plpgsql security definer
  set search_path = pg_catalog
as $$
declare
  workings text[] := array['reminded_at', 'invited_at', 'version', 'updated_at'];
begin
  if to_jsonb(new) - workings = to_jsonb(old) - workings then
    new.version := old.version;
    new.updated_at := old.updated_at;
  end if;
  return new;
end
$$;

create or replace trigger _910_keep_version before update of reminded_at on data.tasks
  for each row execute function data.keep_version_told();
create or replace trigger _910_keep_version before update of reminded_at, invited_at on data.meetings
  for each row execute function data.keep_version_told();

-- Written where the sending is: an invitation that left is never one that nobody knows of. meeting:ID:SEQUENCE:METHOD
create or replace function data.meeting_invited() returns trigger language plpgsql security definer
  set search_path = pg_catalog
as $$
begin
  update data.meetings m set invited_at = coalesce(m.invited_at, now())
  where m.id = split_part(new.message, ':', 2)::uuid;
  return null;
end
$$;

create or replace trigger _450_meeting_invited after update of state on data.sendings
  for each row when (new.state = 'sent' and new.message like 'meeting:%:request') execute function data.meeting_invited();

-- What is due to be reminded of, told once to whoever has it: ids for the inbox, across all purposes. A task that is
-- done, a meeting that was cancelled and what is hidden by now is passed over, and not looked at again.
create or replace function door.remind() returns table (user_id text, noun text, record_id uuid, purpose text)
  language sql volatile security definer set search_path = pg_catalog
as $$
  with due as (
    select 'tasks' as noun, t.id, t.owner_id, t.purpose, t.done_at is null and t.removed_at is null as open, t.permitted
    from data.tasks t where t.remind_at <= now() and t.reminded_at is null order by t.remind_at limit 1000
  ), meet as (
    select 'meetings' as noun, m.id, m.owner_id, m.purpose, m.cancelled_at is null and m.removed_at is null and m.ends_at > now() as open, m.permitted
    from data.meetings m where m.remind_at <= now() and m.reminded_at is null order by m.remind_at limit 1000
  ), marked_tasks as (
    update data.tasks t set reminded_at = now() from due where t.id = due.id and t.reminded_at is null returning t.id
  ), marked_meetings as (
    update data.meetings m set reminded_at = now() from meet where m.id = meet.id and m.reminded_at is null returning m.id
  ), telling as (
    select d.owner_id, d.noun, d.id, d.purpose
    from (select * from due union all select * from meet) d
    where d.open and d.owner_id is not null
      and d.permitted & data.bit_of_login(('purpose_' || d.purpose)::name) <> 0
      and data.bit_of_login(('purpose_' || d.purpose)::name) & data.asleep_mask() = 0
      and (d.id in (select id from marked_tasks) or d.id in (select id from marked_meetings))
  )
  insert into data.notifications (user_id, from_id, kind, noun, record_id, purpose)
  select owner_id, null, 'reminder', noun, id, purpose from telling
  returning user_id, noun, record_id, purpose
$$;
