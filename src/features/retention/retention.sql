-- What has been kept long enough: found by the clocks of the register, and taken as the eraser takes. No table is named
-- here: a noun declared tomorrow is kept no longer than it says.

create or replace function data.named_by_id(noun text, place text) returns boolean language sql stable security definer set search_path = pg_catalog
as $$
  select exists (select from pg_attribute a where a.attrelid = format('%I.%I', place, noun)::regclass and a.attname = 'id' and not a.attisdropped)
$$;

-- When the time of each row of `rows` began, as something to select `at` from, of people their id too. Of many at once
-- where the clock can.
create or replace function data.clock_over(clock register.clocks, rows text) returns text language sql immutable set search_path = pg_catalog
as $$
  select case when clock.many is null then format('(select %s(%s) as at from %I t)', case when clock.self then 't.id, ' else '' end, clock.starts, rows)
    else format('(select m.id, m.at from %s(array(select t.id from %I t)) m (id, at))', clock.many, rows) end
$$;

-- People whose time is over, of so many after one of them: each clock reads much of its person, and is read once. Whoever
-- has asked that their data is kept and not used is not among them.
create or replace function data.people_overdue(clock register.clocks, length interval, after uuid, most int, out ids uuid[], out next uuid)
  language plpgsql stable security definer set search_path = pg_catalog
as $$
begin
  -- whose clock needs much reading is looked at only when it can have run at all
  execute format('with asked as materialized (select t.* from %1$I.%2$I t where ($2 is null or t.id > $2) and t.created_at + least($1, interval ''6 months'') <= now() order by t.id limit $3)
      select (select array_agg(c.id) from %3$s c where c.at + $1 <= now() and not data.has_restriction(c.id)),
        case when (select count(*) from asked) = $3 then (select max(s.id::text)::uuid from asked s) end', clock.schema, clock.noun, data.clock_over(clock, 'asked'))
    into ids, next using length, after, most;
  ids := coalesce(ids, '{}');
end
$$;

-- Of some rows those that nothing living needs and no law keeps.
create or replace function data.free_of(noun text, ids uuid[]) returns uuid[] language sql stable security definer set search_path = pg_catalog
as $$
  select array(select i from unnest(ids) i
    where i not in (select x.id from data.needed_of(noun, ids) x)
      and i not in (select k.id from data.kept_of(noun, ids) k where k.until >= current_date))
$$;

-- A condition over `t`: not whose person needs them for a claim.
create or replace function data.unless_kept(clock register.clocks) returns text language sql immutable set search_path = pg_catalog
as $$
  select case when clock.person is null then '' else format(' and (t.%I is null or not data.needs_kept(t.%I))', clock.person, clock.person) end
$$;

-- Another purpose's rows that rest on these, their files and their keys go as they go for the eraser.
create or replace function data.retire_rows(clock register.clocks, ids uuid[]) returns bigint language plpgsql security definer set search_path = pg_catalog
as $$
declare
  people uuid[];
begin
  if clock.person is not null then
    execute format('select array_agg(distinct t.%I) from data.%I t where t.id = any ($1) and t.%I is not null', clock.person, clock.noun, clock.person)
      into people using ids;
    perform data.lock_people(coalesce(people, '{}'), false);
  end if;
  return data.take_rows(clock.noun, ids);
end
$$;

-- Rows of a noun whose time is over, the oldest first: not those that something living needs, that a law keeps, or whose
-- person needs them for a claim.
create or replace function data.overdue(noun text, rule text, length interval, most int) returns uuid[]
  language plpgsql stable security definer set search_path = pg_catalog
as $$
declare
  clock register.clocks;
  ids uuid[];
begin
  select * into clock from register.clocks c where c.noun = overdue.noun and c.rule = overdue.rule;
  if clock.noun is null then
    raise exception using errcode = 'SEL01', message = 'RETENTION_RULE_MISSING', detail = 'rule';
  end if;
  if not data.named_by_id(noun, clock.schema) then
    return '{}';
  end if;
  execute format('select array_agg(s.id) from (
      select t.id from %I.%I t where (%s) + $1 <= now()%s order by (%s) limit $2) s', clock.schema, noun, clock.starts,
    data.unless_kept(clock),
    clock.starts)
    into ids using length, most;
  ids := coalesce(ids, '{}');
  if clock.schema <> 'data' then
    return ids;
  end if;
  return data.free_of(noun, ids);
end
$$;

-- `step.do`:
--   count {noun, rule, length, most, after}  due now, in 30 days, in a year; not running; by month of the coming year;
--                                          of people, of so many after one. {…, next}
--   take {noun, rule, length, most, after}   takes so many at most; of so many people after one, those are queued for
--                                          the eraser. {taken, more, next}
--   ask, waiting, keep, let_go            rules that end in a review: reviews.sql
create or replace function door.retire(step jsonb) returns jsonb
  language plpgsql security definer set search_path = pg_catalog
as $$
declare
  clock register.clocks;
  ids uuid[];
  after uuid;
  n bigint;
  said jsonb;
begin
  if step->>'do' in ('ask', 'waiting', 'keep', 'let_go') then
    return data.review_step(step);
  end if;
  select * into clock from register.clocks c where c.noun = step->>'noun' and c.rule = step->>'rule';
  if clock.noun is null then
    raise exception using errcode = 'SEL01', message = 'RETENTION_RULE_MISSING', detail = 'rule';
  end if;
  if step->>'do' = 'count' then
    -- a clock may read much: of each row it is read once
    execute format($q$with r as (select t.* from %2$I.%3$I t%4$s), s as materialized (select c.at + $1 as at from %1$s c)
      select jsonb_build_object('total', count(*), 'due', count(*) filter (where s.at <= now()),
        'soon', count(*) filter (where s.at > now() and s.at <= now() + interval '30 days'),
        'year', count(*) filter (where s.at > now() and s.at <= now() + interval '1 year'),
        'waiting', count(*) filter (where s.at is null), 'next', %5$s,
        'months', (select coalesce(jsonb_object_agg(m.month, m.n), '{}') from (
          select to_char(s.at, 'YYYY-MM') as month, count(*) as n from s
          where s.at > now() and s.at <= now() + interval '1 year' group by 1) m)) from s$q$, data.clock_over(clock, 'r'), clock.schema, clock.noun,
        case when clock.self then ' where ($2 is null or t.id > $2) order by t.id limit $3' else '' end,
        case when clock.self then '(select case when count(*) = $3 then max(r.id::text) end from r)' else 'null::text' end)
      into said using (step->>'length')::interval, (step->>'after')::uuid, (step->>'most')::int;
    return said;
  end if;
  if step->>'do' <> 'take' then
    raise exception using errcode = 'SEL01', message = 'INPUT_INVALID', detail = 'do';
  end if;
  -- Its rows have no names of their own: they go where they stand.
  if not data.named_by_id(clock.noun, clock.schema) then
    execute format('delete from %1$I.%2$I t where t.ctid = any (array(select t.ctid from %1$I.%2$I t where (%3$s) + $1 <= now() limit $2))',
      clock.schema, clock.noun, clock.starts) using (step->>'length')::interval, (step->>'most')::int;
    get diagnostics n = row_count;
    return jsonb_build_object('taken', n, 'more', n >= (step->>'most')::int);
  end if;
  if clock.self then
    select o.ids, o.next into ids, after from data.people_overdue(clock, (step->>'length')::interval, (step->>'after')::uuid, (step->>'most')::int) o;
    -- one who waits in the queue already is not counted again
    return jsonb_build_object('taken', data.queue_many(ids, 'retention'), 'more', after is not null, 'next', after);
  end if;
  ids := data.overdue(clock.noun, clock.rule, (step->>'length')::interval, (step->>'most')::int);
  if cardinality(ids) = 0 then
    return jsonb_build_object('taken', 0, 'more', false);
  end if;
  if clock.schema = 'data' then
    n := data.retire_rows(clock, ids);
  else
    execute format('delete from %I.%I t where t.id = any ($1)', clock.schema, clock.noun) using ids;
    get diagnostics n = row_count;
  end if;
  return jsonb_build_object('taken', cardinality(ids), 'with_parts', n, 'more', cardinality(ids) >= (step->>'most')::int);
end
$$;
