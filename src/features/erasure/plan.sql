-- What an erasure would do, noun by noun, before anything is done: what goes, what is emptied, what a law keeps and
-- until when, and what may not go because something that lives needs it.

-- The last day of a voucher: the calendar year in which its financial year ended, and so many years after it.
create or replace function data.kept_until(day date, years int) returns date language sql stable security definer
  set search_path = pg_catalog
as $$
  select make_date(extract(year from day)::int + years + case when to_char(day, 'MM-DD') > coalesce((
    select s.value->>'year_end' from register.settings s where s.name = 'company_facts' order by s.at desc limit 1), '12-31') then 1 else 0 end, 12, 31)
$$;

create or replace function data.count_held(noun text, named text, ids uuid[]) returns bigint language plpgsql stable security definer
  set search_path = pg_catalog
as $$
declare
  n bigint;
begin
  execute format('select count(*) from data.%I t where t.%I = any ($1)', noun, named) into n using ids;
  return n;
end
$$;

-- Rows that stay as evidence and name these people, or stand on one that does.
create or replace function data.blanks(noun text, people uuid[]) returns uuid[] language plpgsql stable security definer
  set search_path = pg_catalog
as $$
declare
  ids uuid[] := '{}';
  more uuid[];
  edge record;
begin
  for edge in select t."column", t.of from register.traces t where t.noun = blanks.noun and t.edge and t.how = 'blank' loop
    execute format('select array_agg(t.id) from data.%I t where t.%I = any ($1)', noun, edge."column")
      into more using case when edge.of is null then people else data.blanks(edge.of, people) end;
    ids := ids || coalesce(more, '{}');
  end loop;
  return array(select distinct i from unnest(ids) i);
end
$$;

-- {subjects, nouns: [{noun, does: erase | blank | clear, n, kept, act, section, until, later}], needed: [{noun, id, name}],
-- holds: [{act, section, until, ref, found}], broad: [{act, section}]}
create or replace function data.plan_erasure(subject uuid) returns jsonb
  language plpgsql stable security definer set search_path = pg_catalog
as $$
declare
  people uuid[] := data.merged_with(subject);
  nouns jsonb := '[]';
  needed jsonb := '[]';
  holds jsonb := '[]';
  all_ids uuid[] := '{}';
  one record;
  law record;
  n bigint;
  ids uuid[];
begin
  for one in select * from data.reach(people) loop
    all_ids := all_ids || one.ids;
    select count(*) as n, min(k.act) as act, min(k.section) as section, max(k.until) as until into law from data.kept_of(one.noun, one.ids) k where k.until >= current_date;
    nouns := nouns || jsonb_strip_nulls(jsonb_build_object('noun', one.noun, 'does', 'erase', 'n', cardinality(one.ids),
      'kept', nullif(law.n, 0), 'act', law.act, 'section', law.section, 'until', law.until));
    select needed || coalesce(jsonb_agg(jsonb_build_object('noun', one.noun, 'id', x.id, 'name', x.name)), '[]') into needed from data.needed_of(one.noun, one.ids) x;
  end loop;
  for one in
    select t.noun, t."column", t.how from register.traces t where t.schema = 'data' and t.edge
      and (t.how in ('own', 'names') or t.how = 'record' and data.falls_with(t.noun, t."column")) order by t.how desc, t.noun
  loop
    -- what has ids and is their own was counted above
    continue when one.how = 'own' and data.has_id(one.noun);
    n := data.count_held(one.noun, one."column", case one.how when 'record' then all_ids else people end);
    continue when n = 0;
    nouns := nouns || jsonb_build_object('noun', one.noun, 'does', case when one.how = 'names' and not data.is_part(one.noun, one."column") then 'clear' else 'erase' end, 'n', n);
  end loop;
  for one in select distinct t.noun from register.traces t where t.how = 'blank' and t.edge order by 1 loop
    ids := data.blanks(one.noun, people);
    continue when cardinality(ids) = 0;
    select count(*) into n from data.needed_of(one.noun, ids);
    nouns := nouns || jsonb_strip_nulls(jsonb_build_object('noun', one.noun, 'does', 'blank', 'n', cardinality(ids), 'later', nullif(n, 0)));
  end loop;
  select coalesce(jsonb_agg(jsonb_strip_nulls(jsonb_build_object('act', h.act, 'section', h.section, 'until', h.until, 'ref', h.ref, 'reason', h.reason,
    'found', h.ref is not null and h.ref = any (all_ids)))), '[]') into holds from data.holds_of(people) h;
  return jsonb_build_object('subjects', to_jsonb(people), 'nouns', nouns, 'needed', needed, 'holds', holds,
    -- an act that keeps vouchers keeps no more than these; any other must name the record it keeps
    'broad', (select coalesce(jsonb_agg(h), '[]') from jsonb_array_elements(holds) h where not h ? 'ref' and not data.keeps_vouchers(h->>'act')));
end
$$;

create or replace function data.has_id(noun text) returns boolean language sql stable security definer set search_path = pg_catalog
as $$
  select exists (select from pg_attribute a where a.attrelid = format('data.%I', noun)::regclass and a.attname = 'id' and not a.attisdropped)
$$;

-- Whether a row is nothing without the record it names by a bare identifier.
create or replace function data.falls_with(noun text, named text) returns boolean language sql stable security definer set search_path = pg_catalog
as $$
  select a.attnotnull and a.atttypid = 'uuid'::regtype
  from pg_attribute a where a.attrelid = format('data.%I', noun)::regclass and a.attname = named
$$;
