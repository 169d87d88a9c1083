-- Where a person is and how they leave, noun by noun as register.traces says: no table is named here but those that
-- tell of erasures themselves.

-- The rows that are a person's as a whole: their own, what stands on it, and what stands on that. What another person
-- is named in as well is that person's, unless it is a part of the row that goes. `upto`: of this noun, and what it
-- stands on, alone. Of a table without ids nothing is answered: its rows go with the row they belong to.
-- `whose`: of each row, which of the subjects it is of.
create or replace function data.reach_each(subjects uuid[], upto text default null) returns table (noun text, place int, ids uuid[], whose uuid[])
  language plpgsql stable security definer set search_path = pg_catalog
as $$
declare
  one record;
  edge record;
  found jsonb := '{}';
  parents uuid[];
  theirs uuid[];
  more uuid[];
  of_whom uuid[];
begin
  for one in
    with recursive wanted (noun) as (
      select distinct t.noun from register.traces t where t.edge and (upto is null or t.noun = upto)
      union select t.of from register.traces t join wanted w on w.noun = t.noun where t.edge and t.of is not null
    )
    select t.noun, t.place,
      exists (select from pg_attribute a where a.attrelid = format('data.%I', t.noun)::regclass and a.attname = 'id' and not a.attisdropped) as has_id,
      max(t."column") filter (where t.how = 'own') as person
    from register.traces t join wanted w on w.noun = t.noun
    where t.edge and t.schema = 'data' and t.how in ('self', 'own', 'part')
    group by t.noun, t.place order by t.place, t.noun
  loop
    continue when not one.has_id;
    ids := '{}';
    whose := '{}';
    for edge in select t."column", t.how, t.of from register.traces t where t.noun = one.noun and t.edge and t.how in ('self', 'own', 'part') loop
      if edge.how <> 'part' then
        execute format('select array_agg(t.id), array_agg(t.%I) from data.%I t where t.%I = any ($1)', edge."column", one.noun, edge."column")
          into more, of_whom using subjects;
      else
        continue when not found ? edge.of;
        parents := array(select jsonb_array_elements_text(found->edge.of->'ids')::uuid);
        theirs := array(select jsonb_array_elements_text(found->edge.of->'whose')::uuid);
        execute format('select array_agg(t.id), array_agg(p.w) from unnest($1, $2) p (id, w) join data.%I t on t.%I = p.id%s', one.noun, edge."column",
          case when one.person is not null and not data.is_part(one.noun, edge."column") then format(' and t.%I is null', one.person) else '' end)
          into more, of_whom using parents, theirs;
      end if;
      ids := ids || coalesce(more, '{}');
      whose := whose || coalesce(of_whom, '{}');
    end loop;
    continue when cardinality(ids) = 0;
    select array_agg(d.i order by d.i), array_agg(d.w order by d.i) into ids, whose
    from (select distinct on (x.i) x.i, x.w from unnest(ids, whose) with ordinality x (i, w, n) order by x.i, x.n) d;
    found := found || jsonb_build_object(one.noun, jsonb_build_object('ids', to_jsonb(ids), 'whose', to_jsonb(whose)));
    noun := one.noun;
    place := one.place;
    return next;
  end loop;
end
$$;

create or replace function data.reach(subjects uuid[], upto text default null) returns table (noun text, place int, ids uuid[])
  language sql stable security definer set search_path = pg_catalog
as $$
  select r.noun, r.place, r.ids from data.reach_each(subjects, upto) r
$$;

-- Whether a row falls with the one this column names, by the foreign key itself.
create or replace function data.is_part(noun text, named text) returns boolean language sql stable security definer
  set search_path = pg_catalog
as $$
  select coalesce(bool_or(c.confdeltype = 'c'), false) from pg_constraint c
  join pg_attribute a on a.attrelid = c.conrelid and a.attnum = any (c.conkey)
  where c.contype = 'f' and c.conrelid = format('data.%I', is_part.noun)::regclass and a.attname = is_part.named
$$;
