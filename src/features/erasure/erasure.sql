-- Where a person is and how they leave, noun by noun as register.traces says: no table is named here but those that
-- tell of erasures themselves.

-- The rows that are a person's as a whole: their own, what stands on it, and what stands on that. What another person
-- is named in as well is that person's, unless it is a part of the row that goes. `upto`: of this noun, and what it
-- stands on, alone. Of a table without ids nothing is answered: its rows go with the row they belong to.
create or replace function data.reach(subjects uuid[], upto text default null) returns table (noun text, place int, ids uuid[])
  language plpgsql stable security definer set search_path = pg_catalog
as $$
declare
  one record;
  edge record;
  found jsonb := '{}';
  parents uuid[];
  more uuid[];
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
    for edge in select t."column", t.how, t.of from register.traces t where t.noun = one.noun and t.edge and t.how in ('self', 'own', 'part') loop
      parents := case edge.how when 'part' then array(select jsonb_array_elements_text(coalesce(found->edge.of, '[]'))::uuid) else subjects end;
      continue when cardinality(parents) = 0;
      execute format('select array_agg(t.id) from data.%I t where t.%I = any ($1)%s', one.noun, edge."column",
        case when edge.how = 'part' and one.person is not null and not data.is_part(one.noun, edge."column") then format(' and t.%I is null', one.person) else '' end)
        into more using parents;
      ids := ids || coalesce(more, '{}');
    end loop;
    continue when cardinality(ids) = 0;
    ids := array(select distinct i from unnest(ids) i order by i);
    found := found || jsonb_build_object(one.noun, to_jsonb(ids));
    noun := one.noun;
    place := one.place;
    return next;
  end loop;
end
$$;

-- Whether a row falls with the one this column names, by the foreign key itself.
create or replace function data.is_part(noun text, named text) returns boolean language sql stable security definer
  set search_path = pg_catalog
as $$
  select coalesce(bool_or(c.confdeltype = 'c'), false) from pg_constraint c
  join pg_attribute a on a.attrelid = c.conrelid and a.attnum = any (c.conkey)
  where c.contype = 'f' and c.conrelid = format('data.%I', is_part.noun)::regclass and a.attname = is_part.named
$$;
