-- What the link of a mail may say, for ever: leave, or pause. It may outlive its person. Gone into another record by
-- merging, whoever holds the address now is meant; gone for good, the address alone is remembered. event: what
-- door.ground takes, with {link: keyed hash of the address the mail went to}. Said twice, it is on record once.
create or replace function data.say_by_link(person uuid, event jsonb, key bytea) returns bigint
  language plpgsql volatile security definer set search_path = pg_catalog
as $$
declare
  leaving boolean := event->>'kind' = 'leave';
  address_known text := event->>'link';
  remembered boolean := exists (select from data.suppressions s where s.hash = address_known and s.purposes & data.marketing_mask() = data.marketing_mask());
  -- merged into another, and still here for the day it can be undone: both have said it
  holders uuid[] := array(select p.id from data.people p where p.id = person
    union select m.kept from data.merges m where m.noun = 'people' and m.others ? person::text order by 1);
  holder uuid;
  last data.grounds;
  spoke uuid[] := '{}';
  recorded bigint;
begin
  if holders = '{}' and not (leaving and remembered) then
    -- every address, for no index knows its hash: asked once, and not again once it is remembered
    holders := array(select distinct e.person_id from data.emails e where e.kind <> 'generic' and data.address_hash(e.address, key) = address_known order by 1);
  end if;
  perform data.lock_people(holders, true);
  if leaving then
    insert into data.suppressions as s (hash, purposes) values (address_known, data.marketing_mask())
    on conflict on constraint suppressions_pkey do update set purposes = s.purposes | excluded.purposes;
  end if;
  foreach holder in array holders loop
    last := data.last_word(holder, case when leaving then 'objection:marketing' else 'pause' end);
    if last.effect = 'block' and (leaving or last.until >= (event->>'until')::timestamptz) then
      -- said before; but who hears "done" must not get a message that is still on its way
      perform data.await_hand_over(holder);
      continue;
    end if;
    recorded := case when leaving then door.object(holder, 'marketing', 'web', event->>'evidence', key) else door.ground(holder, event - 'link', key) end;
    spoke := spoke || holder;
  end loop;
  if spoke <> '{}' or (leaving and not remembered) then
    perform door.audit('preferences.' || (event->>'kind'), 'people', spoke, '{grounds}', 'done', jsonb_build_object('by', case when spoke = '{}' then 'address' else 'person' end));
  end if;
  return recorded;
end
$$;

-- Whoever comes back says anew what they want: what they had agreed to before they said no to everything stays ended.
create or replace function data.withdraw_before(person uuid, via text, proof jsonb) returns void
  language sql volatile security definer set search_path = pg_catalog
as $$
  with latest as (
    select distinct on (g.slot) g.* from data.grounds g where g.person_id = withdraw_before.person order by g.slot, g.number desc
  )
  select data.say(person, l.slot, 'withdrawal', 'end', l.purposes, null, via, null, null, withdraw_before.proof || '{"by": "objection"}')
  from latest l
  where l.slot like 'consent:%' and l.effect = 'allow'
    and l.number < (select max(no.number) from latest no where no.slot in ('objection:marketing', 'suppression') and no.effect = 'block')
  order by l.slot
$$;
