-- Numbers across purposes: how many and how much, a month or a week each. No column about anybody, and no owner: it is
-- the business that is measured and not who works in it. Who wants the rows opens a list, under a purpose of their own.
create or replace function door.overview() returns jsonb
  language plpgsql stable security definer set search_path = pg_catalog
as $$
declare
  today date := (now() at time zone 'Europe/Helsinki')::date;
  month date := date_trunc('month', today)::date;
  week date := date_trunc('week', today)::date;
  months date[] := array(select generate_series(month - interval '11 months', month, interval '1 month')::date);
  ahead date[] := array(select generate_series(month, month + interval '11 months', interval '1 month')::date);
  weeks date[] := array(select generate_series(week - 11 * 7, week, interval '1 week')::date);
begin
  return jsonb_build_object(
    'pipeline', (select coalesce(jsonb_agg(row_to_json(r) order by r.pipeline_place, r.place), '[]') from (
      select p.id as pipeline_id, p.name as pipeline, p.place as pipeline_place, s.id as stage_id, s.name as stage, s.place,
        count(d.id)::int as count, coalesce(sum(data.in_euros(d.value, d.currency, today)), 0)::text as value
      from data.stages s join data.pipelines p on p.id = s.pipeline_id and not p.archived
      left join data.deals d on d.stage_id = s.id and d.state = 'open' and d.removed_at is null
      where s.outcome = 'open' group by p.id, s.id) r),
    'won', (select jsonb_agg(row_to_json(r) order by r.month) from (
      select to_char(m, 'YYYY-MM') as month, count(d.id) filter (where d.state = 'won')::int as won,
        count(d.id) filter (where d.state = 'lost')::int as lost,
        coalesce(sum(data.in_euros(d.value, d.currency, (d.closed_at at time zone 'Europe/Helsinki')::date)) filter (where d.state = 'won'), 0)::text as value
      from unnest(months) m left join data.deals d on d.closed_at >= m::timestamp at time zone 'Europe/Helsinki'
        and d.closed_at < (m + interval '1 month') at time zone 'Europe/Helsinki' and d.removed_at is null
      group by m) r),
    'leads', (select jsonb_agg(row_to_json(r) order by r.month) from (
      select to_char(m, 'YYYY-MM') as month, count(l.id)::int as count, count(l.id) filter (where l.status = 'converted')::int as converted
      from unnest(months) m left join data.leads l on l.created_at >= m::timestamp at time zone 'Europe/Helsinki'
        and l.created_at < (m + interval '1 month') at time zone 'Europe/Helsinki' and l.removed_at is null
      group by m) r),
    -- of fewer than five colleagues a week's work is somebody's own
    'activity', (select coalesce(jsonb_agg(row_to_json(r) order by r.week), '[]') from (
      select w as week,
        (select count(*)::int from data.notes n where n.created_at >= w and n.created_at < w + 7 and n.removed_at is null) as notes,
        (select count(*)::int from data.calls c where c.at >= w and c.at < w + 7 and c.removed_at is null) as calls,
        (select count(*)::int from data.meetings t where t.starts_at >= w and t.starts_at < w + 7 and t.removed_at is null and t.cancelled_at is null) as meetings,
        (select count(*)::int from data.tasks t where t.done_at >= w and t.done_at < w + 7 and t.removed_at is null) as tasks
      from unnest(weeks) w where (select count(*) from auth.users u where u.left_at is null) >= 5) r),
    'renewals', (select jsonb_agg(row_to_json(r) order by r.month) from (
      select to_char(m, 'YYYY-MM') as month, count(c.id)::int as count, coalesce(sum(data.in_euros(c.value, c.currency, today)), 0)::text as value
      from unnest(ahead) m left join data.contracts c on c.end_on >= m and c.end_on < m + interval '1 month'
        and c.state in ('active', 'notice') and c.kind in ('customer', 'reseller') and c.removed_at is null
      group by m) r),
    'services', (select coalesce(jsonb_agg(row_to_json(r) order by r.count desc, r.name), '[]') from (
      select coalesce(p.name, s.name) as name, count(*)::int as count
      from data.services s left join data.products p on p.id = s.product_id
      where s.state = 'active' and s.start_on <= today and (s.end_on is null or s.end_on >= today) and s.removed_at is null
      -- a service named by hand may carry a name: it is counted by it only where many are called the same
      group by 1 having bool_or(p.id is not null) or count(*) >= 5 order by 2 desc limit 10) r),
    'service_base', (select jsonb_agg(row_to_json(r) order by r.month) from (
      select to_char(m, 'YYYY-MM') as month,
        count(s.id) filter (where s.start_on >= m)::int as started,
        count(s.id) filter (where s.end_on >= m and s.end_on < m + interval '1 month')::int as ended,
        count(s.id) filter (where s.end_on is null or s.end_on >= m + interval '1 month')::int as running
      from unnest(months) m left join data.services s on s.start_on < m + interval '1 month'
        and (s.end_on is null or s.end_on >= m) and s.state <> 'planned' and s.removed_at is null
      group by m) r),
    'cases', (select jsonb_agg(row_to_json(r) order by r.week) from (
      select w as week,
        (select count(*)::int from data.cases c where c.created_at >= w and c.created_at < w + 7 and c.removed_at is null) as opened,
        (select count(*)::int from data.cases c where c.closed_at >= w and c.closed_at < w + 7 and c.removed_at is null) as closed
      from unnest(weeks) w) r),
    'open_cases', (select count(*)::int from data.case_digests));
end
$$;

-- At the rate of the day or the last one before it; nothing where there is none.
create or replace function data.in_euros(amount numeric, currency text, day date) returns numeric language sql stable
  set search_path = pg_catalog
as $$
  select case when currency = 'EUR' then amount else round(amount / (
    select r.rate from data.rates r where r.currency = in_euros.currency and r.rate_on <= day order by r.rate_on desc limit 1), 2) end
$$;
