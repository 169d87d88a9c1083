-- Many people at once: those that nothing needs, no law keeps and nobody waits for go together, in one short
-- transaction. All of it is done or none; whoever is more than that is left to be erased one by one.

-- `erasures`: of the queue. `alone`: nouns whose rows make somebody a case of their own. Whom another holds locked is
-- left for the next time. Answers {taken, alone: [erasures]}: whose rows are gone, and who must
-- go one by one.
create or replace function data.take_group(erasures uuid[], alone text[], most int, key bytea) returns jsonb
  language plpgsql security definer set search_path = pg_catalog
as $$
declare
  self text := (select min(t.noun) from register.traces t where t.how = 'self');
  subjects uuid[];
  people uuid[];
  apart uuid[];
  named uuid[];
  counts jsonb;
begin
  select array_agg(e.subject) into subjects from (
    select w.subject from data.erasures w where w.id = any (erasures) and w.state = 'queued' and w.reason not in ('request', 'restored')
    order by w.id for update skip locked) e;
  execute format('select array_agg(p.id) from (select t.id from data.%I t where t.id = any ($1) order by t.id for update skip locked) p', self)
    into people using coalesce(subjects, '{}');
  people := coalesce(people, '{}');
  select coalesce(array_agg(distinct a), '{}') into apart from data.cases_of_their_own(people, alone, most) a;
  people := array(select p from unnest(people) p where p <> all (apart) order by p);
  if cardinality(people) > 0 then
    perform data.await_hand_over(p) from unnest(people) p;
    if key is not null and data.has_refused(people) then
      perform data.remember(array(select p from unnest(people) p where data.has_refused(array[p])), key);
    end if;
    named := data.named_with(people);
    counts := data.take_together(people);
    perform data.forget_named(named, people);
    delete from jobs._private_jobs j where j.locked_at is null and j.payload::text ~ array_to_string(people, '|');
    update data.erasures e set state = 'running', started_at = clock_timestamp(),
      plan = jsonb_build_object('subjects', jsonb_build_array(e.subject), 'needed', '[]'::jsonb, 'holds', '[]'::jsonb, 'broad', '[]'::jsonb, 'nouns', (
        select jsonb_agg(jsonb_build_object('noun', n.key, 'does', 'erase', 'n', n.value)) from jsonb_each(counts->(e.subject::text)) n)),
      found = coalesce(e.found, '{}') || jsonb_build_object('taken', counts->(e.subject::text), 'later', '{}'::jsonb, 'together', true)
    where e.id = any (erasures) and e.subject = any (people) and e.state = 'queued';
    perform door.audit('erasures.take', 'erasures', people, '{}', 'done', jsonb_build_object('n', cardinality(people)));
  end if;
  -- whoever is left out, and not merely locked by somebody, is looked at no second time
  update data.erasures e set found = coalesce(e.found, '{}') || jsonb_build_object('alone', true)
  where e.id = any (erasures) and e.state = 'queued' and e.subject = any (subjects) and (e.subject = any (apart) or not data.is_there(self, e.subject));
  return (select jsonb_build_object('taken', coalesce(jsonb_agg(e.id) filter (where e.state = 'running' and e.found ? 'together'), '[]'),
    'alone', coalesce(jsonb_agg(e.id) filter (where e.state = 'queued' and e.found ? 'alone'), '[]')) from data.erasures e where e.id = any (erasures));
end
$$;

create or replace function data.is_there(noun text, record uuid) returns boolean language plpgsql stable security definer set search_path = pg_catalog
as $$
declare
  there boolean;
begin
  execute format('select exists (select from data.%I t where t.id = $1)', noun) into there using record;
  return there;
end
$$;

-- Whom something needs or a law keeps, who goes with others, of whom evidence stays, who has more than so many rows or
-- any of these nouns: their erasure has more to weigh than rows.
create or replace function data.cases_of_their_own(people uuid[], alone text[], most int) returns setof uuid
  language plpgsql stable security definer set search_path = pg_catalog
as $$
declare
  row record;
  edge record;
begin
  return query select p from unnest(people) p where cardinality(data.merged_with(p)) > 1;
  if exists (select from data.holds_of(people)) then
    return query select p from unnest(people) p where exists (select from data.holds_of(array[p]));
  end if;
  for row in select * from data.reach_each(people) loop
    if row.noun = any (alone) then
      return query select unnest(row.whose);
    end if;
    return query select row.whose[array_position(row.ids, x.id)] from data.needed_of(row.noun, row.ids) x;
    return query select row.whose[array_position(row.ids, k.id)] from data.kept_of(row.noun, row.ids) k where k.until >= current_date;
    return query select w from unnest(row.whose) w group by w having count(*) > most;
  end loop;
  for edge in select t.noun, t."column" from register.traces t where t.schema = 'data' and t.edge and t.how = 'blank' and t.of is null loop
    return query execute format('select t.%I from data.%I t where t.%I = any ($1)', edge."column", edge.noun, edge."column") using people;
  end loop;
end
$$;

-- Everything of theirs, what stands on others first, they themselves last. {person: {noun: n}}
create or replace function data.take_together(people uuid[]) returns jsonb
  language plpgsql security definer set search_path = pg_catalog
as $$
declare
  row record;
  more jsonb;
  counts jsonb := '[]';
begin
  for row in select * from data.reach_each(people) r order by r.place desc loop
    perform data.end_resting_on(row.ids) where data.opens_grounds(row.noun);
    perform data.take_rows(row.noun, row.ids);
    select jsonb_agg(jsonb_build_array(w.who, row.noun, w.n)) into more from (select x as who, count(*) as n from unnest(row.whose) x group by x) w;
    counts := counts || more;
  end loop;
  return (select jsonb_object_agg(p.who, p.taken) from (
    select c->>0 as who, jsonb_object_agg(c->>1, c->2) as taken from jsonb_array_elements(counts) c group by c->>0) p);
end
$$;

-- The receipt of many: every place is searched anew, and each erasure is told what is left of its own. {done, left}
create or replace function data.end_group(erasures uuid[], words jsonb) returns jsonb
  language plpgsql security definer set search_path = pg_catalog
as $$
declare
  told jsonb;
begin
  with mine as (
    select e.id, e.subject from data.erasures e where e.id = any (erasures) and e.state = 'running' and e.found ? 'together' order by e.id for update
  ), places as (
    select l.who, jsonb_agg(jsonb_build_object('place', l.place, 'n', l.n) order by l.place) as traces
    from data.places_left(array(select m.subject from mine m)) l group by 1
  )
  select jsonb_object_agg(m.id, coalesce(p.traces, '[]') || coalesce(words->(m.id::text), '[]')) into told from mine m left join places p on p.who = m.subject;
  select jsonb_build_object('done', count(*) filter (where x.state <> 'incomplete'), 'left', count(*) filter (where x.state = 'incomplete')) into told from (
    select data.end_erasure(e, jsonb_build_object('words', words is not null, 'traces', told->(e.id::text)))->>'state' as state
    from data.erasures e where told ? e.id::text and e.id = any (erasures)) x;
  return told;
end
$$;

-- Who these people are, of many at once: [{who, noun, said: {column: value}}] of columns that hold words.
create or replace function data.tell_people(people uuid[], wanted jsonb) returns jsonb
  language plpgsql stable security definer set search_path = pg_catalog
as $$
declare
  one record;
  more jsonb;
  told jsonb := '[]';
begin
  for one in
    select t.noun, min(t."column") as person, (
      select string_agg(format('%L, t.%I', a.attname, a.attname), ', ') from pg_attribute a where a.attrelid = format('data.%I', t.noun)::regclass and wanted->t.noun ? a.attname::text) as said
    from register.traces t where t.schema = 'data' and t.edge and t.how in ('self', 'own') and wanted ? t.noun group by t.noun
  loop
    execute format('select coalesce(jsonb_agg(jsonb_build_object(''who'', t.%I, ''noun'', %L, ''said'', jsonb_build_object(%s))), ''[]'') from data.%I t where t.%I = any ($1)',
      one.person, one.noun, one.said, one.noun, one.person) into more using people;
    told := told || more;
  end loop;
  return told;
end
$$;

-- Asks for the erasure of many: whoever waits in the queue already is not asked for again. Answers how many are new.
create or replace function data.queue_many(subjects uuid[], reason text) returns int
  language plpgsql security definer set search_path = pg_catalog
as $$
declare
  n int;
begin
  perform data.lock_people(subjects, true);
  insert into data.erasures (subject, reason, actor) select s, queue_many.reason, data.actor() from unnest(data.not_queued(subjects)) s;
  get diagnostics n = row_count;
  return n;
end
$$;
