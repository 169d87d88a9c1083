-- The eraser: one person, step by step, each step a short transaction of its own. What has been done stays done, so that
-- whoever comes after a crash goes on where it stopped: what stands on others goes first, and who they are goes last.

-- One door for all of it. `step.do`:
--   plan                      what would be done
--   queue {reason, request}   asks for it; answers {id}, that of one under way where there is one
--   start {reason, request}   the same and begin, together: refused, nothing is left of it
--   begin {id}                refuses what may not be; closes every purpose, keeps what a law keeps, remembers addresses
--   batch {id, most, last}    takes rows, at most so many; {left}. `last`: nouns that tell who it is, and wait
--   finish {id, last}         takes who it is, empties what stays as evidence
--   words {schema, noun, fields, from, since}     what is written in some pages of a table; {next, rows}
--   aside                     tables of the register and of the queue that may hold a word; {tables}
--   stored {noun, after, since, also, most}      what stands outside the database, under a key; {rows}
--   clear {noun, field, at, pattern} takes out what nobody has a view of
--   find {found: [{noun, record, field, ids}]}   places for a human to look at, and whose erasures wait for it
--   unread {noun, field, ids, whole}         what could not be read, for a human to look at
--   tell {subjects, nouns}     who they are
--   many {ids, alone, most}   takes people together whom nothing needs; {taken, alone}
--   receipts {ids, words}     what is left of them, searched anew; {done, left}
--   settle {finding, state, text, reason}    what the human decided
--   traces {id}               what is left, searched anew by identifiers
--   end {id, found}           the receipt
--   release {id}              what a law kept and keeps no longer
--   free {hold, reason}       ends what a section keeps of an erasure before its day; not what its act keeps by itself
--   refused {id, code, what}  why it could not begin
--   sensitive {what, …}       what may not be kept at all: sensitive.sql
--   due {since}               queues who is to leave without having asked, and takes companies that were deleted
create or replace function door.erase(subject uuid, step jsonb, key bytea default null) returns jsonb
  language plpgsql security definer set search_path = pg_catalog
as $$
declare
  one data.erasures;
  queued uuid;
begin
  case step->>'do'
    when 'plan' then return data.plan_erasure(subject);
    when 'queue' then return data.queue_erasure(subject, step->>'reason', (step->>'request')::uuid);
    when 'start' then
      queued := (data.queue_erasure(erase.subject, step->>'reason', (step->>'request')::uuid)->>'id')::uuid;
      select * into one from data.erasures e where e.id = queued for update;
      return jsonb_build_object('id', one.id, 'plan', data.begin_erasure(one, key));
    when 'aside' then return (select jsonb_build_object('tables', jsonb_agg(jsonb_build_object('schema', a.schema, 'noun', a.noun))) from data.aside() a);
    when 'words' then return data.words_in(step->>'schema', step->>'noun', array(select jsonb_array_elements_text(coalesce(step->'fields', '[]'))), (step->>'from')::bigint, (step->>'since')::timestamptz);
    when 'stored' then return data.stored_in(step->>'noun', (step->>'after')::uuid, (step->>'since')::timestamptz,
      array(select jsonb_array_elements_text(coalesce(step->'also', '[]'))::uuid), (step->>'most')::int);
    when 'clear' then return data.clear_words(step->>'noun', step->>'field', array(select jsonb_array_elements_text(step->'at')), step->>'pattern');
    when 'find' then return data.find_mentions(step->'found');
    when 'tell' then return data.tell_people(array(select jsonb_array_elements_text(step->'subjects')::uuid), step->'nouns');
    when 'many' then return data.take_group(array(select jsonb_array_elements_text(step->'ids')::uuid), array(select jsonb_array_elements_text(step->'alone')), (step->>'most')::int, key);
    when 'receipts' then return data.end_group(array(select jsonb_array_elements_text(step->'ids')::uuid), step->'words');
    when 'free' then return data.free_hold((step->>'hold')::uuid, step->>'reason');
    when 'due' then return data.queue_due((step->>'since')::timestamptz);
    when 'mention' then return data.read_mention((step->>'finding')::uuid);
    when 'settle' then return data.settle_mention((step->>'finding')::uuid, step->>'state', step->>'text', step->>'reason');
    when 'unread' then return data.tell_unread(step->>'noun', step->>'field', array(select jsonb_array_elements_text(step->'ids'))::uuid[], (step->>'whole')::timestamptz);
    when 'sensitive' then return data.sensitive_step(step);
    else null;
  end case;
  select * into one from data.erasures e where e.id = (step->>'id')::uuid for update;
  if one.id is null then
    raise exception using errcode = 'SEL01', message = 'NOT_FOUND', detail = 'id';
  end if;
  case step->>'do'
    when 'begin' then return data.begin_erasure(one, key);
    when 'batch' then return data.take_batch(one, coalesce((step->>'most')::int, 500), array(select jsonb_array_elements_text(step->'last')));
    when 'finish' then return data.finish_erasure(one, array(select jsonb_array_elements_text(step->'last')));
    when 'traces' then return data.traces_left(one);
    when 'end' then return data.end_erasure(one, step->'found');
    when 'release' then return data.release_holds(one);
    when 'refused' then
      update data.erasures e set found = coalesce(e.found, '{}') || jsonb_build_object('refused', step - 'do' - 'id' || jsonb_build_object('at', now())) where e.id = one.id;
      return '{}';
    else raise exception using errcode = 'SEL01', message = 'INPUT_INVALID', detail = 'do';
  end case;
end
$$;

-- Whoever is queued already stays where they are in the queue; a request that comes later is remembered with it.
create or replace function data.queue_erasure(subject uuid, reason text, request uuid) returns jsonb
  language plpgsql security definer set search_path = pg_catalog
as $$
declare
  queued uuid;
begin
  perform data.lock_people(array[subject], true);
  update data.erasures e set request_id = coalesce(request, e.request_id), reason = case when queue_erasure.request is null then e.reason else queue_erasure.reason end
  where e.subject = queue_erasure.subject and e.state in ('queued', 'running') returning e.id into queued;
  if queued is null then
    insert into data.erasures (subject, reason, request_id, actor) values (subject, reason, request, data.actor()) returning id into queued;
  end if;
  return jsonb_build_object('id', queued);
end
$$;

create or replace function data.begin_erasure(one data.erasures, key bytea) returns jsonb
  language plpgsql security definer set search_path = pg_catalog
as $$
declare
  whole jsonb;
  people uuid[];
  person uuid;
  names text[];
begin
  -- Begun before: its plan is what was found then, and who went with whom.
  if one.state = 'running' then
    return one.plan;
  end if;
  whole := data.plan_erasure(one.subject);
  people := array(select jsonb_array_elements_text(whole->'subjects')::uuid);
  perform data.lock_people(people, true);
  -- Erased once already, before a backup brought them back: what needed them then needs them no more.
  if one.reason <> 'restored' and jsonb_array_length(whole->'needed') > 0 then
    select array_agg(distinct n->>'name') into names from jsonb_array_elements(whole->'needed') n;
    perform data.refuse_needed(names);
  end if;
  if jsonb_array_length(whole->'broad') > 0 then
    raise exception using errcode = 'SEL01', message = 'HOLD_TOO_BROAD',
      hint = (select string_agg(concat_ws(' ', b->>'act', b->>'section'), ', ') from jsonb_array_elements(whole->'broad') b);
  end if;
  perform data.keep_by_law(one.id, people);
  -- Remembered, so that nobody brings them back: where they asked, or have ever said no.
  if key is not null and (one.reason = 'request' or data.has_refused(people)) then
    perform data.remember(people, key);
  end if;
  foreach person in array people loop
    perform data.leave(person);
    perform data.await_hand_over(person);
  end loop;
  update data.erasures e set state = 'running', plan = whole, started_at = clock_timestamp() where e.id = one.id;
  return whole;
end
$$;

-- Vouchers by their law, and records that somebody has put under one: copied apart, the fields alone that it names.
create or replace function data.keep_by_law(erasure uuid, people uuid[]) returns void
  language plpgsql security definer set search_path = pg_catalog
as $$
declare
  one record;
begin
  for one in select * from data.reach(people) loop
    insert into data.holds (erasure_id, noun, record_id, said, act, section, until)
    select erasure, one.noun, k.id, k.said, k.act, k.section, k.until from data.kept_of(one.noun, one.ids) k
    where k.until >= current_date
    on conflict do nothing;
    execute format('insert into data.holds (erasure_id, noun, record_id, said, act, section, until)
      select $1, %L, t.id, to_jsonb(t) - ''permitted'' - ''search'' - ''folded'', h.act, h.section, h.until
      from data.holds_of($2) h join data.%I t on t.id = h.ref%s where t.id = any ($3) on conflict do nothing', one.noun, one.noun,
      (select coalesce(string_agg(format(' or t.%I = h.ref', p."column"), ''), '') from register.traces p where p.noun = one.noun and p.edge and p.how = 'part'))
      using erasure, people, one.ids;
  end loop;
end
$$;

create or replace function data.take_batch(one data.erasures, most int, last text[]) returns jsonb
  language plpgsql security definer set search_path = pg_catalog
as $$
declare
  people uuid[] := array(select jsonb_array_elements_text(one.plan->'subjects')::uuid);
  self text[] := array(select distinct t.noun from register.traces t where t.how = 'self');
  row record;
  ids uuid[];
  counts jsonb := coalesce(one.found->'taken', '{}');
  left_over int := most;
begin
  perform data.lock_people(people, true);
  for row in select * from data.reach(people) r where r.noun <> all (last) and r.noun <> all (self) order by r.place desc loop
    ids := row.ids[1:left_over];
    perform data.end_resting_on(ids) where data.opens_grounds(row.noun);
    perform data.take_rows(row.noun, ids);
    counts := counts || jsonb_build_object(row.noun, coalesce((counts->>row.noun)::int, 0) + cardinality(ids));
    left_over := left_over - cardinality(ids);
    exit when left_over <= 0;
  end loop;
  update data.erasures e set found = coalesce(e.found, '{}') || jsonb_build_object('taken', counts) where e.id = one.id;
  return jsonb_build_object('left', left_over <= 0);
end
$$;

-- Rows whose own people may be others, and whose grounds then rest on what goes: read where a foreign key takes them along.
create or replace function data.opens_grounds(noun text) returns boolean language sql stable security definer set search_path = pg_catalog
as $$
  select exists (select from register.traces t where t.of = opens_grounds.noun and t.how = 'part' and t.edge)
$$;

create or replace function data.finish_erasure(one data.erasures, last text[]) returns jsonb
  language plpgsql security definer set search_path = pg_catalog
as $$
declare
  people uuid[] := array(select jsonb_array_elements_text(one.plan->'subjects')::uuid);
  later jsonb := coalesce(one.found->'later', '{}');
  counts jsonb := coalesce(one.found->'taken', '{}');
  named uuid[];
  more uuid[];
  row record;
  ids uuid[];
begin
  perform data.lock_people(people, true);
  -- All are found before any is emptied: what stands on one that names nobody any more could not be.
  for row in
    select b.noun, array_agg(b.id) filter (where b.id is not null) as ids from (
      select t.noun, t.place, i.id from (select distinct noun, place from register.traces where how = 'blank' and edge) t left join lateral unnest(data.blanks(t.noun, people)) i (id) on true
    ) b group by b.noun, b.place order by b.place
  loop
    ids := coalesce(row.ids, '{}');
    -- What stands on a row that is still being answered waits with it.
    select coalesce(array_agg(w), '{}') into more from data.parts_of(row.noun, later) w;
    ids := array(select i from unnest(ids) i where i <> all (more));
    continue when cardinality(ids) = 0 and cardinality(more) = 0;
    more := more || data.blank_rows(row.noun, ids);
    counts := counts || jsonb_build_object(row.noun, cardinality(ids));
    if cardinality(more) > 0 then
      later := later || jsonb_build_object(row.noun, to_jsonb(more));
    end if;
  end loop;
  named := data.named_with(people);
  for row in select * from data.reach(people) r where r.noun = any (last) order by r.place desc loop
    perform data.take_rows(row.noun, row.ids);
    counts := counts || jsonb_build_object(row.noun, cardinality(row.ids));
  end loop;
  for row in select distinct t.noun from register.traces t where t.how = 'self' loop
    perform data.take_rows(row.noun, people);
    counts := counts || jsonb_build_object(row.noun, cardinality(people));
  end loop;
  perform data.forget_named(named, people);
  delete from jobs._private_jobs j where exists (select from unnest(people) p where j.payload::text like '%' || p || '%') and j.locked_at is null;
  update data.erasures e set found = coalesce(e.found, '{}') || jsonb_build_object('taken', counts, 'later', later) where e.id = one.id;
  return jsonb_build_object('done', true);
end
$$;

create or replace function data.parts_of(noun text, parents jsonb) returns setof uuid language plpgsql stable security definer set search_path = pg_catalog
as $$
declare
  edge record;
begin
  for edge in select t."column", t.of from register.traces t where t.noun = parts_of.noun and t.edge and t.how = 'blank' and t.of is not null and parents ? t.of loop
    return query execute format('select t.id from data.%I t where t.%I = any ($1)', noun, edge."column")
      using array(select jsonb_array_elements_text(parents->edge.of)::uuid);
  end loop;
end
$$;

-- Rows of others that name any of them.
drop function if exists data.named_with(uuid[]);
create or replace function data.named_with(people uuid[]) returns uuid[]
  language plpgsql stable security definer set search_path = pg_catalog
as $$
declare
  edge record;
  more uuid[];
  named uuid[] := '{}';
begin
  for edge in select t.noun, t."column" from register.traces t where t.how = 'names' and t.edge loop
    execute format('select array_agg(t.id) from data.%I t where t.%I = any ($1)', edge.noun, edge."column") into more using people;
    named := named || coalesce(more, '{}');
  end loop;
  return named;
end
$$;

-- That somebody's row named this person is history too: what the foreign key's clearing has just written down, and before.
create or replace function data.forget_named(named uuid[], people uuid[]) returns void
  language plpgsql security definer set search_path = pg_catalog
as $$
declare
  one record;
begin
  for one in
    select t.noun, t."column", string_agg(format('t.%I = any ($2::text[])', w."column"), ' or ') as said
    from register.traces t join register.traces w on w.noun = t.noun and w.how = 'text'
    join pg_attribute a on a.attrelid = format('data.%I', w.noun)::regclass and a.attname = w."column" and a.atttypid = 'text'::regtype
    where t.how = 'record' and t.edge and data.falls_with(t.noun, t."column") group by 1, 2
  loop
    execute format('delete from data.%I t where t.%I = any ($1) and (%s)', one.noun, one."column", one.said) using named, people;
  end loop;
end
$$;

create or replace function data.end_erasure(one data.erasures, said jsonb) returns jsonb
  language plpgsql security definer set search_path = pg_catalog
as $$
declare
  comes_to text;
  still_open int;
begin
  select count(*) into still_open from data.findings f where f.kind = 'mention' and f.state = 'open' and f.record_id is not null
    and f.id in (select jsonb_array_elements_text(coalesce(one.found->'mentions', '[]'))::uuid);
  comes_to := case
    when jsonb_array_length(coalesce(said->'traces', '[]')) > 0 or still_open > 0 then 'incomplete'
    when exists (select from data.holds h where h.erasure_id = one.id) or coalesce(one.found->'later', '{}') <> '{}' then 'held'
    else 'done' end;
  update data.erasures e set state = comes_to, swept_at = clock_timestamp(), found = coalesce(e.found, '{}') || said || jsonb_build_object('open', still_open),
    done_at = coalesce(e.done_at, clock_timestamp()) where e.id = one.id;
  return jsonb_build_object('state', comes_to, 'open', still_open);
end
$$;

-- What has run out, or waited for an answer that is given: taken, emptied, and the erasure looked at again.
create or replace function data.release_holds(one data.erasures) returns jsonb
  language plpgsql security definer set search_path = pg_catalog
as $$
declare
  later jsonb := '{}';
  more uuid[];
  noun text;
  ids jsonb;
begin
  delete from data.holds h where h.erasure_id = one.id and h.until < current_date;
  for noun, ids in select key, value from jsonb_each(coalesce(one.found->'later', '{}')) order by (select min(t.place) from register.traces t where t.noun = key) loop
    select coalesce(array_agg(w), '{}') into more from data.parts_of(noun, later) w;
    more := more || data.blank_rows(noun, array(select i::uuid from jsonb_array_elements_text(ids) i where i::uuid <> all (more)));
    if cardinality(more) > 0 then
      later := later || jsonb_build_object(noun, to_jsonb(more));
    end if;
  end loop;
  update data.erasures e set found = coalesce(e.found, '{}') || jsonb_build_object('later', later) where e.id = one.id;
  return jsonb_build_object('later', later);
end
$$;

-- Everything of one erasure that the same section keeps is let go together, and the erasure remembers by whom and why.
drop function if exists data.free_hold(uuid);
create or replace function data.free_hold(hold uuid, why text) returns jsonb
  language plpgsql security definer set search_path = pg_catalog
as $$
declare
  one data.holds;
  n bigint;
begin
  select * into one from data.holds h where h.id = hold for update;
  if one.id is null then
    raise exception using errcode = 'SEL01', message = 'NOT_FOUND', detail = 'hold';
  end if;
  if data.keeps_vouchers(one.act) and one.until >= current_date then
    raise exception using errcode = 'SEL01', message = 'HOLD_NOT_EXPIRED', hint = concat_ws(' ', one.until, one.act, one.section);
  end if;
  if coalesce(length(btrim(why)), 0) < 10 then
    raise exception using errcode = 'SEL01', message = 'INPUT_INVALID', detail = 'reason';
  end if;
  update data.holds h set until = current_date - 1 where h.erasure_id = one.erasure_id and h.act = one.act and h.section = one.section;
  get diagnostics n = row_count;
  update data.erasures e set found = coalesce(e.found, '{}') || jsonb_build_object('released', coalesce(e.found->'released', '[]') || jsonb_build_object(
    'act', one.act, 'section', one.section, 'until', one.until, 'n', n, 'by', data.actor(), 'at', clock_timestamp(), 'reason', btrim(why)))
  where e.id = one.erasure_id;
  return jsonb_build_object('erasure', one.erasure_id, 'subject', (select e.subject from data.erasures e where e.id = one.erasure_id));
end
$$;

create or replace function data.queue_due(since timestamptz) returns jsonb
  language plpgsql security definer set search_path = pg_catalog
as $$
declare
  due record;
  queued int := 0;
  companies uuid[] := data.ended_companies();
begin
  for due in select d.person, d.reason from data.due_to_leave(since) d
    where not exists (select from data.erasures e where e.subject = d.person and e.state in ('queued', 'running')) loop
    perform data.queue_erasure(due.person, due.reason, null);
    queued := queued + 1;
  end loop;
  if cardinality(companies) > 0 then
    perform data.take_companies(companies);
  end if;
  return jsonb_build_object('queued', queued, 'businesses', cardinality(companies));
end
$$;
