-- Intake: the one way a person comes in, one at a time or two thousand at a time.

-- people:    [{id, line, same_as?, given_name, family_name, job_title, language, company?, employment?, role?, title?,
--              objection, owner_id, team}]   ids are made by the caller; same_as: an earlier row of this batch
-- emails:    [{id?, person, address, kind, main}]      phones: [{id?, person, number, kind, main}]
-- companies: [{id, name, business_id, city, street, postcode, country, website, sole_trader}], or [{id, known: true}]
--            where an earlier call answered which company it is
-- notes:     [{person, body}]
-- plan:      {position, source, source_name, informed_at, informed_how, inform_by, match, updates, import, only}
--            match false: always a new person (a form's answer must be the same whoever is hidden)
--            only companies: answers for each of them made, taken (it took the position as a role) or found, its
--              place in the list and its id; nobody comes in
--            only new: rows that match somebody are left for a later call, and not answered
-- Answers one row per person given: what became of it. A match hidden from the asking purpose is never
-- told: the new person is made all the same, and the pair waits for those who may see both.
create or replace function door.intake(people json, emails json, phones json, companies json, notes json, plan json, key bytea)
  returns table (line bigint, outcome text, id uuid)
  language plpgsql security definer set search_path = pg_catalog
  set plan_cache_mode = force_custom_plan
as $$
#variable_conflict use_column
declare
  asking bigint := coalesce(data.bit_of_login(session_user), -1);
  base_mask bigint := data.mask_of_positions(array[plan->>'position']);
  import uuid := (plan->>'import')::uuid;
  only_new boolean := coalesce(plan->>'only' = 'new', false);
  placed record; matched record; suppressed record; made record; mail record; phone record;
  added boolean; lines bigint[]; ids uuid[];
begin
  if base_mask = 0 or (base_mask & asking) = 0 then
    raise exception using errcode = 'SEL01', message = 'POSITION_MISMATCH', detail = 'position';
  end if;
  if import is not null and not exists (
    select from data.imports i where i.id = import and i.purpose is not distinct from data.purpose_of_session()
  ) then
    raise exception using errcode = 'SEL01', message = 'IMPORT_NOT_FOUND';
  end if;
  select * into placed from data.place_companies(companies, plan, asking);
  if plan->>'only' = 'companies' then
    return query select f.place, case when f.id = f.given_id then 'made' when f.id = any (placed.lacking) then 'taken' else 'found' end, f.id
      from unnest(placed.froms, placed.tos) with ordinality as f(given_id, id, place);
    return;
  end if;

  -- read once for all that look an address up
  select array_agg(e.person) as who, array_agg(e.address) as address, array_agg(e.kind) as kind into mail
    from json_to_recordset(emails) as e(person uuid, address text, kind text);
  select array_agg(n.person) as who, array_agg(n.number) as number, array_agg(n.kind) as kind into phone
    from json_to_recordset(phones) as n(person uuid, number text, kind text);
  select * into matched from data.match_people(people, mail.who, mail.address, mail.kind, phone.who, phone.number, phone.kind, plan, asking);
  if matched.seen_to is not null and not only_new then
    perform data.lock_people(matched.seen_to, true);
  end if;
  select * into suppressed from data.suppressed_among(mail.who || phone.who, mail.address || phone.number, key);

  select * into made from data.make_people(people, emails, phones, notes, plan, key, base_mask, placed.froms, placed.tos, placed.opens,
    matched.seen_from, matched.hidden_from, matched.hidden_to, suppressed.who, suppressed.what);
  if placed.traders is not null then
    -- a new company with a sole trader's name is the trader: it shows where the person shows
    update data.companies c set person_id = s.person_id, permitted = p.permitted & data.companies_bits()
    from (
      select distinct on (g.company) g.company, g.id as person_id
      from json_to_recordset(people) as g(id uuid, line bigint, company uuid)
      where g.company = any (placed.traders) and g.id = any (made.ids)
      order by g.company, g.line
    ) s join data.people p on p.id = s.person_id
    where c.id = s.company and c.person_id is null;
  end if;

  return query select m.line, 'created', m.id from unnest(made.lines, made.ids) as m(line, id);
  -- mostly nobody brings any: not for that is every row read once more
  added := strpos(people::text, '"fields"') > 0 and exists (select from json_array_elements(people) as g where g->'fields' is not null);
  if added then
    -- what came in with them goes with them: nothing of it is remembered apart
    perform data.add_fields(people, made.lines, made.ids, 'overwrite', null);
  end if;
  -- rows that are somebody already: fill, add, record what was said; never a second person
  if made.again or (matched.seen_from is not null and not only_new) then
    return query select * from data.add_to_people(people, emails, phones, notes, plan, key, placed.froms, placed.tos,
      matched.seen_from, matched.seen_to);
    if added and coalesce(plan->>'updates', 'fill') in ('fill', 'overwrite') then
      select array_agg(r.line), array_agg(r.record_id) into lines, ids from data.import_rows r
      where r.import_id = import and r.outcome = 'matched' and r.line in (select (g->>'line')::bigint from json_array_elements(people) as g);
      perform data.add_fields(people, lines, ids, coalesce(plan->>'updates', 'fill'), import);
    end if;
  end if;
end
$$;

-- A company's own fields of people just brought in: "fields" of each of them, by line. The purpose must write the column
-- itself; of people who were here before it is remembered what stood there, so that the import is undone whole.
create or replace function data.add_fields(people json, lines bigint[], ids uuid[], updates text, import uuid) returns void
  language plpgsql security definer set search_path = pg_catalog
as $$
declare
  name text;
  place regclass := to_regclass(format('%I.people', data.purpose_of_session()));
begin
  for name in select distinct k from json_array_elements(people) as g, json_object_keys(g->'fields') as k where g->'fields' is not null loop
    if name !~ '^x_[a-z][a-z0-9_]*$' or not coalesce(place is null or has_column_privilege(session_user, place, name, 'update'), false) then
      raise exception using errcode = 'SEL01', message = 'FIELD_READ_ONLY', detail = name;
    end if;
    execute format('with given as (
        select distinct on (t.id) t.id, t.line, (jsonb_populate_record(null::data.people, (g->''fields'')::jsonb)).%1$I as value
        from json_array_elements($1) as g join unnest($2, $3) as t(line, id) on t.line = (g->>''line'')::bigint
        where g->''fields''->>%2$L is not null order by t.id, t.line desc
      ), changed as (
        select p.id, g.line, p.%1$I as old, g.value from given g join data.people p on p.id = g.id
        where p.%1$I is distinct from g.value and (p.%1$I is null or $4 = ''overwrite'')
      ), remembered as (
        insert into data.import_rows (import_id, line, outcome, record_id, code, cells)
        select $5, c.line, ''added'', c.id, %2$L, jsonb_build_object(''old'', c.old, ''new'', c.value) from changed c where $5 is not null
      )
      update data.people p set %1$I = c.value from changed c where p.id = c.id', name, name)
      using people, lines, ids, updates, import;
  end loop;
end
$$;

-- Companies found or made, and what each opens for its people; locked against a change of roles until we are done.
-- By Business ID, else by name where neither side has another ID.
create or replace function data.place_companies(companies json, plan json, asking bigint,
    out froms uuid[], out tos uuid[], out opens bigint[], out traders uuid[], out lacking uuid[])
  language plpgsql security definer set search_path = pg_catalog
  set plan_cache_mode = force_generic_plan  -- planned for each batch it was a twentieth of an import
  set enable_seqscan = off     -- each company is looked up by its index
  set enable_bitmapscan = off
  set enable_nestloop = off    -- and the lists of the batch are joined by hash
  set enable_mergejoin = off
as $$
declare
  role text := plan->>'position';
  import uuid := (plan->>'import')::uuid;
  seen bigint;
begin
  with given as materialized (
    select c.*, coalesce(c.known, false) as is_known
    from rows from (json_to_recordset(companies) as (id uuid, known boolean, name text, business_id text, city text, website text, sole_trader boolean))
      with ordinality as c(id, known, name, business_id, city, website, sole_trader, place)
  ), found as materialized (
    select g.id as given_id, g.place, case when g.is_known then g.id else coalesce(by_id.id, by_name.id) end as company_id
    from given g
    left join lateral (
      select c.id from data.companies c
      where not g.is_known and c.business_id = g.business_id and (c.permitted & asking) <> 0 limit 1) by_id on true
    left join lateral (
      select c.id from data.companies c
      where not g.is_known and by_id.id is null and c.folded = data.fold(g.name) and (c.permitted & asking) <> 0
        and (g.business_id is null or c.business_id is null) limit 1) by_name on true
  ), made as (
    insert into data.companies (id, name, business_id, city, website, roles, source)
    select g.id, g.name, g.business_id, g.city, g.website, array[role], 'intake'
    from given g join found f on f.given_id = g.id where f.company_id is null
  ), noted as (
    insert into data.import_rows (import_id, line, outcome, record_id)
    select import, 0, 'company', f.given_id from found f where f.company_id is null and import is not null
  )
  select array_agg(f.given_id order by f.place), array_agg(coalesce(f.company_id, f.given_id) order by f.place), array_agg(f.given_id) filter (where g.sole_trader and f.company_id is null)
  into froms, tos, traders from found f join given g on g.id = f.given_id;
  if froms is null then
    return;
  end if;

  insert into data.addresses (company_id, kind, street, postcode, city, country)
  select g.id, 'postal', g.street, g.postcode, g.city, g.country
  from json_to_recordset(companies) as g(id uuid, street text, postcode text, city text, country text)
  join unnest(froms, tos) as f(given_id, company_id) on f.given_id = g.id and f.company_id = g.id
  where coalesce(g.street, g.postcode) is not null;

  select count(*), array_agg(c.id) filter (where not c.roles @> array[role]) into seen, lacking
  from data.companies c where c.id = any (tos) and (c.permitted & asking) <> 0;
  if seen < (select count(distinct t) from unnest(tos) as t) then
    raise exception using errcode = 'SEL01', message = 'COMPANY_NOT_FOUND', detail = 'company';
  end if;
  -- an existing company takes the position as one of its roles; its people's grounds follow by trigger
  if lacking is not null then
    perform from data.companies c where c.id = any (lacking) and not c.roles @> array[role] order by c.id for no key update;
    with taking as (
      update data.companies c set roles = c.roles || role
      where c.id = any (lacking) and not c.roles @> array[role]
      returning c.id
    )
    insert into data.import_rows (import_id, line, outcome, record_id, code, cells)
    select import, 0, 'added', t.id, 'roles', to_jsonb(role) from taking t where import is not null;
  end if;
  if plan->>'only' = 'companies' then
    return;
  end if;
  -- roles stand still until we are done: the employments to come rest on them; the same few roles again and again
  with held as materialized (
    select c.id, c.roles from data.companies c where c.id = any (tos) order by c.id for share
  ), opening as materialized (
    select r.roles, data.mask_of_positions(r.roles) as mask from (select distinct h.roles from held h) r
  )
  select array_agg(f.given_id), array_agg(f.company_id), array_agg(o.mask) into froms, tos, opens
  from unnest(froms, tos) as f(given_id, company_id) join held h on h.id = f.company_id join opening o on o.roles = h.roles;
end
$$;

-- Who is somebody already: by e-mail address, else by phone number with the same name.
-- what it is given has changed once, as of those that follow
drop function if exists data.match_people;
create or replace function data.match_people(people json, mail_who uuid[], addresses text[], mail_kinds text[],
    phone_who uuid[], numbers text[], phone_kinds text[], plan json, asking bigint,
    out seen_from uuid[], out seen_to uuid[], out hidden_from uuid[], out hidden_to uuid[])
  language plpgsql security definer set search_path = pg_catalog
  set plan_cache_mode = force_generic_plan
  set enable_hashjoin = off   -- each address is looked up by its index: the tables are read nowhere whole
  set enable_mergejoin = off
  set enable_seqscan = off
as $$
declare
  whos uuid[]; ids uuid[]; seens boolean[];
begin
  if not coalesce((plan->>'match')::boolean, true) then
    return;
  end if;
  select array_agg(b.person), array_agg(b.person_id), array_agg(b.seen) into whos, ids, seens
  from (
    select distinct on (e.person) e.person, h.person_id, (p.permitted & asking) <> 0 as seen
    from unnest(mail_who, addresses, mail_kinds) as e(person, address, kind)
    join data.emails h on h.address = e.address
    join data.people p on p.id = h.person_id
    where e.kind <> 'generic'
    order by e.person, (p.permitted & asking) <> 0 desc, h.created_at
  ) b;
  -- names are read only where a number is known at all
  if exists (
    select from unnest(numbers, phone_kinds) as n(number, kind) join data.phones h on h.number = n.number where n.kind <> 'switchboard'
  ) then
    select whos || b.froms, ids || b.tos, seens || b.told into whos, ids, seens
    from data.match_by_phone(people, phone_who, numbers, phone_kinds, coalesce(whos, '{}'), asking) b;
  end if;
  select array_agg(b.person) filter (where b.seen), array_agg(b.person_id) filter (where b.seen),
    array_agg(b.person) filter (where not b.seen), array_agg(b.person_id) filter (where not b.seen)
  into seen_from, seen_to, hidden_from, hidden_to from unnest(whos, ids, seens) as b(person, person_id, seen);
end
$$;

drop function if exists data.match_by_phone;
create or replace function data.match_by_phone(people json, who uuid[], numbers text[], kinds text[], but uuid[], asking bigint,
    out froms uuid[], out tos uuid[], out told boolean[])
  language plpgsql security definer set search_path = pg_catalog
  set plan_cache_mode = force_custom_plan
as $$
begin
  select array_agg(b.person), array_agg(b.person_id), array_agg(b.seen) into froms, tos, told
  from (
    select distinct on (n.person) n.person, h.person_id, (p.permitted & asking) <> 0 as seen
    from unnest(who, numbers, kinds) as n(person, number, kind)
    join json_to_recordset(people) as g(id uuid, given_name text, family_name text) on g.id = n.person
    join data.phones h on h.number = n.number
    join data.people p on p.id = h.person_id
      and p.folded = data.fold(coalesce(g.given_name, '') || ' ' || coalesce(g.family_name, ''))
    where n.kind <> 'switchboard' and n.person <> all (but)
    order by n.person, (p.permitted & asking) <> 0 desc, h.created_at
  ) b;
end
$$;

-- Addresses and numbers that somebody asked us never to use again, and for what: by their keyed hash.
drop function if exists data.suppressed_among;
create or replace function data.suppressed_among(whos uuid[], addresses text[], key bytea, out who uuid[], out what bigint[])
  language plpgsql security definer set search_path = pg_catalog
  set plan_cache_mode = force_generic_plan
  set enable_hashjoin = off  -- as above
  set enable_mergejoin = off
  set enable_seqscan = off
as $$
begin
  if not exists (select from data.suppressions) then
    return;
  end if;
  select array_agg(x.person), array_agg(x.purposes) into who, what
  from (
    select a.person, bit_or(s.purposes) as purposes
    from unnest(whos, addresses) as a(person, address) join data.suppressions s on s.hash = data.address_hash(a.address, key)
    group by a.person
  ) x;
end
$$;

-- New people with the mask their grounds imply, their parts with their copies, and the grounds themselves, in
-- one statement: the trigger on grounds then finds every mask already as it would have made it.
-- what it answers has changed once: a function is not replaced by one that answers otherwise
drop function if exists data.make_people;
create or replace function data.make_people(people json, emails json, phones json, notes json, plan json, key bytea, base_mask bigint,
    company_from uuid[], company_to uuid[], company_opens bigint[], match_from uuid[], hidden_from uuid[], hidden_to uuid[],
    suppressed_who uuid[], suppressed_what bigint[], out lines bigint[], out ids uuid[], out again boolean)
  language plpgsql security definer set search_path = pg_catalog
  set plan_cache_mode = force_generic_plan  -- under custom plans every check of a foreign key is planned anew: 70 µs a row
  set enable_nestloop = off  -- sets of two thousand, guessed to be a hundred: nested they cost seconds, hashed nothing
  set enable_mergejoin = off -- nor are they sorted for one another
as $$
#variable_conflict use_column
declare
  who text := data.actor();
  import uuid := (plan->>'import')::uuid;
  -- the plan is one text: read here and not for every row
  channel text := plan->>'channel';
  came text := plan->>'source';
  came_from text := plan->>'source_name';
  told_at timestamptz := plan->>'informed_at';
  told_how text := plan->>'informed_how';
  tell_by timestamptz := plan->>'inform_by';
begin
  with taken as (
    select unnest(match_from) as given_id
  ), told as materialized (
    select * from json_to_recordset(people) as g(id uuid, line bigint, same_as uuid, given_name text, family_name text, job_title text,
      language text, company uuid, employment uuid, role text, title text, start_on date, objection boolean, phone_objection boolean, consent jsonb, basis text, owner_id text, team text)
  ), given as materialized (
    select g.*, f.company_id, coalesce(g.employment, data.new_id()) as employment_id,
      coalesce(f.opens, base_mask) as opens
    from told g
    left join unnest(company_from, company_to, company_opens) as f(given_id, company_id, opens) on f.given_id = g.company
    where g.same_as is null and not exists (select from taken t where t.given_id = g.id)
  ), reach_email as materialized (
    select e.* from json_to_recordset(emails) as e(id uuid, person uuid, address text, kind text, main boolean, bounced_at timestamptz) join given g on g.id = e.person
  ), reach_phone as materialized (
    select n.* from json_to_recordset(phones) as n(id uuid, person uuid, number text, kind text, main boolean) join given g on g.id = n.person
  ), suppressed as materialized (
    select * from unnest(suppressed_who, suppressed_what) as s(person, purposes)
  ), masked as materialized (
    select g.*, coalesce(s.purposes, 0) as suppressed,
      case when g.consent->>'grade' in ('full', 'legacy') then data.bit_of_login('purpose_marketing') else 0 end as consented,
      ((g.opens | case when g.consent->>'grade' in ('full', 'legacy') then data.bit_of_login('purpose_marketing') else 0 end)
        & ~(case when g.objection then data.marketing_mask() else 0 end)
        & ~(case when g.phone_objection then data.bit_of_login('purpose_prospecting') else 0 end) & ~coalesce(s.purposes, 0)) | data.always_mask() as mask
    from given g left join suppressed s on s.person = g.id
  ), made as (
    insert into data.people (id, permitted, given_name, family_name, job_title, language, owner_id, team, source, source_name,
      informed_at, informed_how, inform_by)
    select m.id, m.mask, m.given_name, m.family_name, m.job_title, m.language, m.owner_id, m.team, came, came_from,
      told_at, told_how, tell_by
    from masked m
  ), made_emails as (
    insert into data.emails (id, person_id, permitted, address, kind, main, bounced_at)
    select coalesce(e.id, data.new_id()), m.id, m.mask & data.emails_bits(), e.address, e.kind, coalesce(e.main, false), e.bounced_at from reach_email e join masked m on m.id = e.person
  ), made_phones as (
    insert into data.phones (id, person_id, permitted, number, kind, main)
    select coalesce(n.id, data.new_id()), m.id, m.mask & data.phones_bits(), n.number, n.kind, coalesce(n.main, false) from reach_phone n join masked m on m.id = n.person
  ), made_employments as (
    insert into data.employments (id, person_id, permitted, company_id, role, title, start_on)
    select m.employment_id, m.id, m.mask & data.employments_bits(), m.company_id, coalesce(m.role, 'contact'), m.title, m.start_on
    from masked m where m.company_id is not null
  ), made_notes as (
    insert into data.notes (person_id, permitted, body)
    select m.id, m.mask & data.notes_bits(), n.body
    from json_to_recordset(notes) as n(person uuid, body text) join masked m on m.id = n.person
  ), grounded as (
    insert into data.grounds (person_id, slot, kind, effect, purposes, actor, channel, ref, reason, proof)
    select m.id, case when m.company_id is null then 'interest' else 'employment:' || m.employment_id end,
      case when m.company_id is null then 'interest' else 'employment' end, 'allow', m.opens, who, channel,
      case when m.company_id is null then null else m.employment_id end, m.basis, null::jsonb
    from masked m
    union all
    -- a consent found in a file stands as well as its evidence: a mark without a date opens nothing
    select m.id, 'consent:marketing', 'consent', case when m.consented <> 0 then 'allow' else 'end' end, m.consented, who, 'import', null, null, m.consent
    from masked m where m.consent is not null
    union all
    select m.id, 'objection:marketing', 'objection', 'block', data.marketing_mask(), who, coalesce(channel, 'import'), null, null, null
    from masked m where m.objection
    union all
    -- no calls: direct sales stops; newsletters by mail are another question, which nobody answered
    select m.id, 'objection:prospecting', 'objection', 'block', data.bit_of_login('purpose_prospecting'), who, 'phone', null, null, null
    from masked m where m.phone_objection and not coalesce(m.objection, false)
    union all
    select m.id, 'suppression', 'suppression', 'block', m.suppressed, who, null, null, null, null from masked m where m.suppressed <> 0
  ), paired as (
    insert into data.pairs (person_id, other_id, why)
    select m.id, h.person_id, 'address' from masked m join unnest(hidden_from, hidden_to) as h(given_id, person_id) on h.given_id = m.id
  ), remembered as (
    insert into data.suppressions (hash, purposes)
    select distinct data.address_hash(a.address, key), data.marketing_mask()
    from (select person, address from reach_email union all select person, number from reach_phone) a
    join masked m on m.id = a.person where m.objection
    on conflict (hash) do nothing
  ), noted as (
    insert into data.import_rows (import_id, line, outcome, record_id)
    select import, m.line, 'created', m.id from masked m where import is not null
  )
  select array_agg(m.line), array_agg(m.id), (select bool_or(t.same_as is not null) from told t) into lines, ids, again from masked m;
end
$$;
