-- Intake: the one way a person comes in, one at a time or two thousand at a time.

-- people:    [{id, line, same_as?, given_name, family_name, job_title, language, company?, employment?, role?, title?,
--              objection, owner_id, team}]   ids are made by the caller; same_as: an earlier row of this batch
-- emails:    [{person, address, kind, main}]      phones: [{person, number, kind, main}]
-- companies: [{id, name, business_id, city, street, postcode, country, website, sole_trader}]
-- notes:     [{person, body}]
-- plan:      {position, source, source_name, informed_at, informed_how, inform_by, match, updates, import}
--            match false: always a new person (a form's answer must be the same whoever is hidden)
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
  position text := plan->>'position';
  base_mask bigint := data.mask_of_positions(array[plan->>'position']);
  import uuid := (plan->>'import')::uuid;
  company_from uuid[]; company_to uuid[];
  match_from uuid[]; match_to uuid[]; hidden_from uuid[]; hidden_to uuid[];
  company_opens bigint[];
  suppressed_who uuid[]; suppressed_what bigint[];
  made_lines bigint[]; made_ids uuid[];
begin
  if base_mask = 0 or (base_mask & asking) = 0 then
    raise exception using errcode = 'SEL01', message = 'POSITION_MISMATCH', detail = 'position';
  end if;
  if import is not null and not exists (
    select from data.imports i where i.id = import and i.purpose is not distinct from data.purpose_of_session()
  ) then
    raise exception using errcode = 'SEL01', message = 'IMPORT_NOT_FOUND';
  end if;
  -- 1. companies: by Business ID, else by name where neither side has another ID
  with given as (
    select * from json_to_recordset(companies) as c(id uuid, name text, business_id text, city text, street text, postcode text,
      country text, website text)
  ), found as (
    select g.id as given_id, coalesce(by_id.id, by_name.id) as company_id
    from given g
    left join lateral (select c.id from data.companies c where c.business_id = g.business_id and (c.permitted & asking) <> 0 limit 1) by_id on true
    left join lateral (
      select c.id from data.companies c
      where by_id.id is null and c.folded = data.fold(g.name) and (c.permitted & asking) <> 0
        and (g.business_id is null or c.business_id is null) limit 1) by_name on true
  ), made as (
    insert into data.companies (id, name, business_id, city, website, roles, source)
    select g.id, g.name, g.business_id, g.city, g.website, array[position], 'intake'
    from given g join found f on f.given_id = g.id where f.company_id is null
  ), noted as (
    insert into data.import_rows (import_id, line, outcome, record_id)
    select import, 0, 'company', g.id from given g join found f on f.given_id = g.id where f.company_id is null and import is not null
  )
  select array_agg(given_id), array_agg(coalesce(company_id, given_id)) into company_from, company_to from found;

  insert into data.addresses (company_id, kind, street, postcode, city, country)
  select g.id, 'postal', g.street, g.postcode, g.city, g.country
  from json_to_recordset(companies) as g(id uuid, street text, postcode text, city text, country text)
  join unnest(company_from, company_to) as f(given_id, company_id) on f.given_id = g.id and f.company_id = g.id
  where coalesce(g.street, g.postcode) is not null;

  -- an existing company takes the position as one of its roles; its people's grounds follow by trigger
  if company_from is not null then
    perform from data.companies c where c.id = any (company_to) and not c.roles @> array[position] order by c.id for no key update;
    with taking as (
      update data.companies c set roles = c.roles || position
      where c.id = any (company_to) and not c.roles @> array[position]
      returning c.id
    )
    insert into data.import_rows (import_id, line, outcome, record_id, code, cells)
    select import, 0, 'added', t.id, 'roles', to_jsonb(position) from taking t where import is not null;
    -- the others' roles stand still until we are done: the employments below rest on them
    perform from data.companies c where c.id = any (company_to) and c.xmin <> pg_current_xact_id()::xid order by c.id for share;
  end if;

  -- 2. people: by e-mail address, else by phone number with the same name
  if coalesce((plan->>'match')::boolean, true) then
    with by_email as (
      select distinct on (e.person) e.person, h.person_id, (p.permitted & asking) <> 0 as seen
      from json_to_recordset(emails) as e(person uuid, address text, kind text)
      join data.emails h on h.address = e.address
      join data.people p on p.id = h.person_id
      where e.kind <> 'generic'
      order by e.person, (p.permitted & asking) <> 0 desc, h.created_at
    ), by_phone as (
      select distinct on (n.person) n.person, h.person_id, (p.permitted & asking) <> 0 as seen
      from json_to_recordset(phones) as n(person uuid, number text, kind text)
      join json_to_recordset(people) as g(id uuid, given_name text, family_name text) on g.id = n.person
      join data.phones h on h.number = n.number
      join data.people p on p.id = h.person_id
        and p.folded = data.fold(coalesce(g.given_name, '') || ' ' || coalesce(g.family_name, ''))
      where n.kind <> 'switchboard' and not exists (select from by_email b where b.person = n.person)
      order by n.person, (p.permitted & asking) <> 0 desc, h.created_at
    ), both_ways as (select * from by_email union all select * from by_phone)
    select array_agg(person) filter (where seen), array_agg(person_id) filter (where seen),
      array_agg(person) filter (where not seen), array_agg(person_id) filter (where not seen)
    into match_from, match_to, hidden_from, hidden_to from both_ways;
    if match_to is not null then
      perform data.lock_people(match_to, true);
    end if;
  end if;

  -- 3. new people; what their joins need is looked up here, so that there they are joins of small sets only
  select array_agg(f.given_id), array_agg(f.company_id), array_agg(data.mask_of_positions(c.roles))
  into company_from, company_to, company_opens
  from unnest(company_from, company_to) as f(given_id, company_id) join data.companies c on c.id = f.company_id;
  if exists (select from data.suppressions) then
    select array_agg(x.person), array_agg(x.purposes) into suppressed_who, suppressed_what
    from (
      select a.person, bit_or(s.purposes) as purposes
      from (
        select e.person, e.address from json_to_recordset(emails) as e(person uuid, address text)
        union all
        select n.person, n.number from json_to_recordset(phones) as n(person uuid, number text)
      ) a join data.suppressions s on s.hash = data.address_hash(a.address, key)
      group by a.person
    ) x;
  end if;
  select m.lines, m.ids into made_lines, made_ids
  from data.make_people(people, emails, phones, notes, plan, key, base_mask, company_from, company_to, company_opens,
    match_from, hidden_from, hidden_to, suppressed_who, suppressed_what) m;

  -- a new company with a sole trader's name is the trader: it shows where the person shows
  update data.companies c set person_id = s.person_id, permitted = p.permitted & data.companies_bits()
  from (
    select distinct on (f.company_id) f.company_id, g.id as person_id
    from json_to_recordset(companies) as k(id uuid, sole_trader boolean)
    join unnest(company_from, company_to) as f(given_id, company_id) on f.given_id = k.id
    join json_to_recordset(people) as g(id uuid, line bigint, company uuid) on g.company = k.id
    join unnest(made_ids) as m(id) on m.id = g.id
    where k.sole_trader and f.company_id = k.id
    order by f.company_id, g.line
  ) s join data.people p on p.id = s.person_id
  where c.id = s.company_id and c.person_id is null;

  -- 4. rows that are somebody already: fill, add, record what was said; never a second person
  return query
    select m.line, 'created', m.id from unnest(made_lines, made_ids) as m(line, id)
    union all
    select * from data.add_to_people(people, emails, phones, notes, plan, key, company_from, company_to, match_from, match_to);
end
$$;

-- New people with the mask their grounds imply, their parts with their copies, and the grounds themselves, in
-- one statement: the trigger on grounds then finds every mask already as it would have made it.
create or replace function data.make_people(people json, emails json, phones json, notes json, plan json, key bytea, base_mask bigint,
    company_from uuid[], company_to uuid[], company_opens bigint[], match_from uuid[], hidden_from uuid[], hidden_to uuid[],
    suppressed_who uuid[], suppressed_what bigint[], out lines bigint[], out ids uuid[])
  language plpgsql security definer set search_path = pg_catalog
  set plan_cache_mode = force_generic_plan  -- under custom plans every check of a foreign key is planned anew: 70 µs a row
  set enable_nestloop = off  -- sets of two thousand, guessed to be a hundred: nested they cost seconds, hashed nothing
as $$
#variable_conflict use_column
declare
  who text := data.actor();
  import uuid := (plan->>'import')::uuid;
begin
  with taken as (
    select unnest(match_from) as given_id
  ), given as materialized (
    select g.*, f.company_id, coalesce(g.employment, data.new_id()) as employment_id,
      coalesce(f.opens, base_mask) as opens
    from json_to_recordset(people) as g(id uuid, line bigint, same_as uuid, given_name text, family_name text, job_title text,
      language text, company uuid, employment uuid, role text, title text, start_on date, objection boolean, phone_objection boolean, consent jsonb, basis text, owner_id text, team text)
    left join unnest(company_from, company_to, company_opens) as f(given_id, company_id, opens) on f.given_id = g.company
    where g.same_as is null and not exists (select from taken t where t.given_id = g.id)
  ), reach_email as materialized (
    select e.* from json_to_recordset(emails) as e(person uuid, address text, kind text, main boolean, bounced_at timestamptz) join given g on g.id = e.person
  ), reach_phone as materialized (
    select n.* from json_to_recordset(phones) as n(person uuid, number text, kind text, main boolean) join given g on g.id = n.person
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
    select m.id, m.mask, m.given_name, m.family_name, m.job_title, m.language, m.owner_id, m.team, plan->>'source', plan->>'source_name',
      (plan->>'informed_at')::timestamptz, plan->>'informed_how', (plan->>'inform_by')::timestamptz
    from masked m
  ), made_emails as (
    insert into data.emails (person_id, permitted, address, kind, main, bounced_at)
    select m.id, m.mask & data.emails_bits(), e.address, e.kind, coalesce(e.main, false), e.bounced_at from reach_email e join masked m on m.id = e.person
  ), made_phones as (
    insert into data.phones (person_id, permitted, number, kind, main)
    select m.id, m.mask & data.phones_bits(), n.number, n.kind, coalesce(n.main, false) from reach_phone n join masked m on m.id = n.person
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
      case when m.company_id is null then 'interest' else 'employment' end, 'allow', m.opens, who, plan->>'channel',
      case when m.company_id is null then null else m.employment_id end, m.basis, null::jsonb
    from masked m
    union all
    -- a consent found in a file stands as well as its evidence: a mark without a date opens nothing
    select m.id, 'consent:marketing', 'consent', case when m.consented <> 0 then 'allow' else 'end' end, m.consented, who, 'import', null, null, m.consent
    from masked m where m.consent is not null
    union all
    select m.id, 'objection:marketing', 'objection', 'block', data.marketing_mask(), who, coalesce(plan->>'channel', 'import'), null, null, null
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
  select array_agg(m.line), array_agg(m.id) into lines, ids from masked m;
end
$$;

-- The part of intake for rows that match: under the locks intake has taken.
create or replace function data.add_to_people(people json, emails json, phones json, notes json, plan json, key bytea,
    company_from uuid[], company_to uuid[], match_from uuid[], match_to uuid[])
  returns table (line bigint, outcome text, id uuid)
  language plpgsql security definer set search_path = pg_catalog
  set plan_cache_mode = force_custom_plan
as $$
#variable_conflict use_column
declare
  who text := data.actor();
  updates text := coalesce(plan->>'updates', 'fill');
  import uuid := (plan->>'import')::uuid;
  -- columns of the file whose blanks empty our value, when blanks are to count
  cleared text[] := case when plan->>'blanks' = 'clear' then array(select json_array_elements_text(plan->'mapped')) else '{}' end;
  lines bigint[]; froms uuid[]; targets uuid[];
begin
  select array_agg(g.line), array_agg(g.id), array_agg(coalesce(direct.person_id, earlier.person_id, g.same_as))
  into lines, froms, targets
  from json_to_recordset(people) as g(id uuid, line bigint, same_as uuid)
  left join unnest(match_from, match_to) as direct(given_id, person_id) on direct.given_id = g.id and g.same_as is null
  left join unnest(match_from, match_to) as earlier(given_id, person_id) on earlier.given_id = g.same_as
  where g.same_as is not null or direct.person_id is not null;
  if froms is null then
    return;
  end if;
  -- only of this batch: a row must not speak for a person whom nobody matched, seen or hidden
  if exists (
    select from json_to_recordset(people) as g(same_as uuid)
    where g.same_as is not null and g.same_as not in (select b.id from json_to_recordset(people) as b(id uuid, same_as uuid) where b.same_as is null)
  ) then
    raise exception using errcode = 'SEL01', message = 'INPUT_INVALID', detail = 'same_as';
  end if;
  perform data.lock_people(targets, true);

  if updates in ('fill', 'overwrite') then
    with given as (
      select distinct on (t.person_id) t.person_id, r.*
      from json_to_recordset(people) as r(id uuid, line bigint, given_name text, family_name text, job_title text, language text)
      join unnest(froms, targets) as t(given_id, person_id) on t.given_id = r.id
      order by t.person_id, r.line desc
    ), fresh as (
      select g.person_id, g.line, jsonb_build_object('given_name', p.given_name, 'family_name', p.family_name, 'job_title', p.job_title, 'language', p.language) as old,
        case updates when 'fill' then coalesce(p.given_name, g.given_name) else coalesce(g.given_name, case when 'given_name' = any (cleared) then null else p.given_name end) end as given_name,
        case updates when 'fill' then coalesce(p.family_name, g.family_name) else coalesce(g.family_name, case when 'family_name' = any (cleared) then null else p.family_name end) end as family_name,
        case updates when 'fill' then coalesce(p.job_title, g.job_title) else coalesce(g.job_title, case when 'job_title' = any (cleared) then null else p.job_title end) end as job_title,
        case updates when 'fill' then coalesce(p.language, g.language) else coalesce(g.language, case when 'language' = any (cleared) then null else p.language end) end as language
      from given g join data.people p on p.id = g.person_id
    ), changed as (
      select f.* from fresh f
      where jsonb_build_object('given_name', f.given_name, 'family_name', f.family_name, 'job_title', f.job_title, 'language', f.language) <> f.old
    ), remembered as (
      -- what stood there, so that the import can be undone whole
      insert into data.import_rows (import_id, line, outcome, record_id, cells)
      select import, c.line, 'changed', c.person_id, jsonb_build_object('old', c.old, 'new',
        jsonb_build_object('given_name', c.given_name, 'family_name', c.family_name, 'job_title', c.job_title, 'language', c.language))
      from changed c where import is not null
    )
    update data.people p set given_name = c.given_name, family_name = c.family_name, job_title = c.job_title, language = c.language
    from changed c where p.id = c.person_id;

    with made as (
      insert into data.emails (person_id, permitted, address, kind, main)
      select distinct on (t.person_id, e.address) t.person_id, p.permitted & data.emails_bits(), e.address, e.kind, false
      from json_to_recordset(emails) as e(person uuid, address text, kind text)
      join unnest(froms, targets) as t(given_id, person_id) on t.given_id = e.person
      join data.people p on p.id = t.person_id
      where not exists (select from data.emails h where h.person_id = t.person_id and h.address = e.address)
      returning id
    )
    insert into data.import_rows (import_id, line, outcome, record_id, code) select import, 0, 'added', m.id, 'emails' from made m where import is not null;

    with made as (
      insert into data.phones (person_id, permitted, number, kind, main)
      select distinct on (t.person_id, n.number) t.person_id, p.permitted & data.phones_bits(), n.number, n.kind, false
      from json_to_recordset(phones) as n(person uuid, number text, kind text)
      join unnest(froms, targets) as t(given_id, person_id) on t.given_id = n.person
      join data.people p on p.id = t.person_id
      where not exists (select from data.phones h where h.person_id = t.person_id and h.number = n.number)
      returning id
    )
    insert into data.import_rows (import_id, line, outcome, record_id, code) select import, 0, 'added', m.id, 'phones' from made m where import is not null;

    with made as (
      insert into data.notes (person_id, permitted, body)
      select t.person_id, p.permitted & data.notes_bits(), n.body
      from json_to_recordset(notes) as n(person uuid, body text)
      join unnest(froms, targets) as t(given_id, person_id) on t.given_id = n.person
      join data.people p on p.id = t.person_id
      where not exists (select from data.notes h where h.person_id = t.person_id and h.body = n.body)
      returning id
    )
    insert into data.import_rows (import_id, line, outcome, record_id, code) select import, 0, 'added', m.id, 'notes' from made m where import is not null;

    with new_ones as (
      insert into data.employments (person_id, permitted, company_id, role, title)
      select distinct on (t.person_id, f.company_id) t.person_id, p.permitted & data.employments_bits(), f.company_id, coalesce(g.role, 'contact'), g.title
      from json_to_recordset(people) as g(id uuid, company uuid, role text, title text)
      join unnest(froms, targets) as t(given_id, person_id) on t.given_id = g.id
      join unnest(company_from, company_to) as f(given_id, company_id) on f.given_id = g.company
      join data.people p on p.id = t.person_id
      where not exists (select from data.employments h where h.person_id = t.person_id and h.company_id = f.company_id and h.end_on is null)
      returning id, person_id, company_id
    ), remembered as (
      insert into data.import_rows (import_id, line, outcome, record_id, code) select import, 0, 'added', n.id, 'employments' from new_ones n where import is not null
    )
    insert into data.grounds (person_id, slot, kind, effect, purposes, actor, ref)
    select n.person_id, 'employment:' || n.id, 'employment', 'allow', data.mask_of_positions(c.roles), who, n.id
    from new_ones n join data.companies c on c.id = n.company_id;
  end if;

  -- what the person said counts whatever the rule for values is
  insert into data.grounds (person_id, slot, kind, effect, purposes, actor, channel)
  select distinct t.person_id, 'objection:marketing', 'objection', 'block', data.marketing_mask(), who, coalesce(plan->>'channel', 'import')
  from json_to_recordset(people) as g(id uuid, objection boolean)
  join unnest(froms, targets) as t(given_id, person_id) on t.given_id = g.id
  where g.objection;
  insert into data.grounds (person_id, slot, kind, effect, purposes, actor, channel)
  select distinct t.person_id, 'objection:prospecting', 'objection', 'block', data.bit_of_login('purpose_prospecting'), who, 'phone'
  from json_to_recordset(people) as g(id uuid, phone_objection boolean)
  join unnest(froms, targets) as t(given_id, person_id) on t.given_id = g.id
  where g.phone_objection;
  insert into data.suppressions (hash, purposes)
  select distinct data.address_hash(a.address, key), data.marketing_mask()
  from json_to_recordset(people) as g(id uuid, objection boolean)
  join unnest(froms, targets) as t(given_id, person_id) on t.given_id = g.id
  join lateral (
    select e.address from data.emails e where e.person_id = t.person_id union select n.number from data.phones n where n.person_id = t.person_id
  ) a on true
  where g.objection
  on conflict (hash) do nothing;

  insert into data.import_rows (import_id, line, outcome, record_id)
  select import, m.line, 'matched', m.person_id from unnest(lines, targets) as m(line, person_id) where import is not null;
  return query select m.line, 'matched', m.person_id from unnest(lines, targets) as m(line, person_id);
end
$$;
