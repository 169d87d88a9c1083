-- A rule may end in a review instead of an end: each night what has been kept long enough is put before a human, who
-- keeps it for a while longer and says why, or lets it go. No table is named here.

-- Of some rows those whose time is still over, and that nothing living needs and no law keeps.
create or replace function data.still_overdue(noun text, rule text, length interval, asked uuid[]) returns uuid[]
  language plpgsql stable security definer set search_path = pg_catalog
as $$
declare
  clock register.clocks;
  ids uuid[];
begin
  select * into strict clock from register.clocks c where c.noun = still_overdue.noun and c.rule = still_overdue.rule;
  execute format('select array_agg(t.id) from %I.%I t where t.id = any ($2) and (%s) + $1 <= now()%s', clock.schema, noun, clock.starts, data.unless_kept(clock)) into ids using length, asked;
  return data.free_of(noun, coalesce(ids, '{}'));
end
$$;

-- `step.do`:
--   ask {noun, rule, length}                 what is over and not yet decided is put on the list; {waiting}
--   waiting {most}                           the list, the longest over first; {total, items: [{noun, rule, id, since}]}
--   keep {noun, ids, months, reason}         needed so much longer; {done}
--   let_go {noun, rule, length, ids}         goes as it goes for the eraser; {done}
create or replace function data.review_step(step jsonb) returns jsonb
  language plpgsql security definer set search_path = pg_catalog
as $$
declare
  asked uuid[] := array(select jsonb_array_elements_text(coalesce(step->'ids', '[]'))::uuid);
  clock register.clocks;
  ids uuid[];
  n bigint;
begin
  if step->>'do' = 'waiting' then
    return jsonb_build_object('total', (select count(*) from register.reviews r where r.kept_until is null),
      'items', (select coalesce(jsonb_agg(jsonb_build_object('noun', w.noun, 'rule', w.rule, 'id', w.record_id, 'since', w.since) order by w.since, w.record_id), '[]')
        from (select * from register.reviews r where r.kept_until is null order by r.since, r.record_id limit (step->>'most')::int) w));
  end if;
  if step->>'do' = 'keep' then
    update register.reviews r set kept_until = current_date + make_interval(months => (step->>'months')::int), by = data.actor(), reason = step->>'reason', decided_at = clock_timestamp()
    where r.noun = step->>'noun' and r.record_id = any (asked) and r.kept_until is null;
    get diagnostics n = row_count;
    return jsonb_build_object('done', n);
  end if;
  select * into clock from register.clocks c where c.noun = step->>'noun' and c.rule = step->>'rule';
  if clock.noun is null or clock.self then
    raise exception using errcode = 'SEL01', message = 'RETENTION_RULE_MISSING', detail = 'rule';
  end if;
  if step->>'do' = 'ask' then
    -- rows without names of their own are looked at as a whole: when the rule is
    if not data.named_by_id(clock.noun, clock.schema) then
      return jsonb_build_object('waiting', 0);
    end if;
    ids := data.overdue(clock.noun, clock.rule, (step->>'length')::interval, null);
    -- a clock that began anew, a record that is gone, and what was to be kept until today
    delete from register.reviews r where r.noun = clock.noun and r.rule = clock.rule
      and (r.kept_until <= current_date or not exists (select from unnest(ids) i where i = r.record_id));
    execute format('insert into register.reviews (noun, rule, record_id, since)
      select $2, $3, t.id, (%s) + $1 from %I.%I t where t.id = any ($4) on conflict do nothing', clock.starts, clock.schema, clock.noun)
      using (step->>'length')::interval, clock.noun, clock.rule, ids;
    return jsonb_build_object('waiting', (select count(*) from register.reviews r where r.noun = clock.noun and r.rule = clock.rule and r.kept_until is null));
  end if;
  -- only what was asked about, and is over still
  ids := data.still_overdue(clock.noun, clock.rule, (step->>'length')::interval,
    array(select r.record_id from register.reviews r where r.noun = clock.noun and r.rule = clock.rule and r.kept_until is null and r.record_id = any (asked)));
  perform data.retire_rows(clock, ids);
  delete from register.reviews r where r.noun = clock.noun and r.record_id = any (ids);
  return jsonb_build_object('done', cardinality(ids));
end
$$;
