-- A consent asked for becomes one when the person confirms it themselves: once, by the token that was sent to them.
-- seen: null looks and changes nothing; else {at, accepted: [index of a wish …], others: [{purpose, topic, channel} …]},
-- where no `accepted` means all. Answers {person, created, consents, address, language, confirmation, form, version};
-- CONFIRMATION_INVALID for forged, used and out of time alike.
create or replace function door.confirm(token_hash text, key bytea, seen jsonb) returns jsonb
  language plpgsql security definer set search_path = pg_catalog
as $$
declare
  asked data.confirmations;
  who uuid;
  wish jsonb;
  yes jsonb;
  no jsonb;
  evidence jsonb;
  made boolean := false;
begin
  if data.actor() <> 'person' then
    raise exception using errcode = 'SEL01', message = 'CONSENT_UNPROVEN';
  end if;
  if seen is null then
    select c.* into asked from data.confirmations c where c.token_hash = confirm.token_hash and c.until > now();
  else
    -- spent by being taken: of two at once only one gets it
    delete from data.confirmations c where c.token_hash = confirm.token_hash and c.until > now() returning * into asked;
  end if;
  if asked.id is null then
    raise exception using errcode = 'SEL01', message = 'CONFIRMATION_INVALID', detail = 'token';
  end if;
  if seen is null then
    return jsonb_build_object('wishes', asked.wishes, 'language', coalesce(asked.proof->>'language', asked.language), 'heard', asked.person_id is not null);
  end if;
  select coalesce(jsonb_agg(w.wish) filter (where w.said), '[]'), coalesce(jsonb_agg(w.wish) filter (where not w.said), '[]') into yes, no
  from (select w.wish, coalesce(seen->'accepted' @> to_jsonb(w.n - 1), true) as said from jsonb_array_elements(asked.wishes) with ordinality w(wish, n)) w;
  evidence := asked.proof || (seen - 'accepted' - 'others') || jsonb_build_object('how', 'double_opt_in', 'asked_at', asked.created_at, 'asked_by', asked.actor);
  who := asked.person_id;
  -- what somebody else typed into a form and is not confirmed was never said; what staff heard was put to this person
  if who is not null then
    for wish in select * from jsonb_array_elements(no) loop
      perform door.ground(who, jsonb_build_object('kind', 'refusal', 'purpose', wish->>'purpose', 'topic', wish->>'topic', 'channel', wish->>'channel', 'via', 'web',
        'proof', evidence || coalesce(wish->'proof', '{}')), key);
    end loop;
  end if;
  if jsonb_array_length(yes) > 0 then
    if who is null then
      perform pg_advisory_xact_lock(hashtextextended(asked.address, 11));   -- two forms of one person, confirmed at once
      -- whoever holds the address is meant; a generic one is nobody's in particular
      select e.person_id into who from data.emails e where e.address = asked.address and e.kind <> 'generic' order by e.created_at limit 1;
    end if;
    if who is null then
      insert into data.people (permitted, given_name, family_name, language, source, informed_at, informed_how)
      values (data.always_mask(), asked.given_name, asked.family_name, asked.language, 'person', asked.created_at, 'form') returning id into who;
      insert into data.emails (person_id, permitted, address, kind, main)
      values (who, data.always_mask() & data.emails_bits(), asked.address, coalesce(asked.proof->>'address_kind', 'private'), true);
      made := true;
    else
      perform data.lock_people(array[who], true);
    end if;
    perform data.come_back(who, asked.address, yes, coalesce(seen->'others', '[]'), evidence, key);
    for wish in select * from jsonb_array_elements(yes) loop
      perform door.ground(who, jsonb_build_object('kind', 'consent', 'purpose', wish->>'purpose', 'topic', wish->>'topic', 'channel', wish->>'channel', 'via', 'web',
        'proof', evidence || coalesce(wish->'proof', '{}')), key);
    end loop;
    insert into data.informings (person_id, kind, edition, language, channel, at, actor, proof)
    values (who, 'collected', (asked.proof->>'notice')::int, asked.language, coalesce(asked.proof->>'via', 'form'), asked.created_at, 'person', jsonb_build_object('form', asked.proof->>'form'));
    update data.people p set informed_at = coalesce(p.informed_at, asked.created_at), informed_how = coalesce(p.informed_how, 'form') where p.id = who and p.informed_at is null;
    if (data.last_word(who, 'informing')).effect = 'block' then
      perform data.say(who, 'informing', 'informed', 'end', 0, null, 'web', null, null, null);
    end if;
  end if;
  return jsonb_build_object('person', who, 'created', made, 'consents', jsonb_array_length(yes), 'address', asked.address, 'language', asked.language,
    'confirmation', asked.id, 'form', asked.proof->>'form', 'version', asked.proof->>'version');
end
$$;

-- Who had refused everything and now wishes one thing gets that one: the refusal of all goes, and each other topic
-- is refused by itself, so that no older ground carries it again.
create or replace function data.come_back(person uuid, address text, yes jsonb, others jsonb, evidence jsonb, key bytea) returns void
  language plpgsql volatile security definer set search_path = pg_catalog
as $$
declare
  other jsonb;
begin
  if (data.last_word(person, 'objection:marketing')).effect = 'block'
    or exists (select from data.suppressions s where s.hash = data.address_hash(address, key)) then
    perform door.ground(person, jsonb_build_object('kind', 'objection_ended', 'via', 'web',
      'proof', evidence || jsonb_build_object('calls', jsonb_path_exists(yes, '$[*] ? (@.channel == "phone")'))), key);
    for other in select o from jsonb_array_elements(others) o
      where not exists (select from jsonb_array_elements(yes) y where y->>'purpose' = o->>'purpose' and y->>'topic' = o->>'topic' and y->>'channel' = o->>'channel') loop
      perform door.ground(person, jsonb_build_object('kind', 'refusal', 'purpose', other->>'purpose', 'topic', other->>'topic', 'channel', other->>'channel',
        'via', 'web', 'proof', jsonb_build_object('from', 'objection')), key);
    end loop;
  end if;
  if yes @> '[{"purpose": "partner_offers"}]' and (data.last_word(person, 'objection:partner_offers')).effect = 'block' then
    perform data.say(person, 'objection:partner_offers', 'objection_ended', 'end', 0, null, 'web', null, null, evidence);
  end if;
end
$$;

-- Asking: by a form that anybody may fill in, or by staff who heard it. Opens nothing. asked: {token_hash, person,
-- address, given_name, family_name, language, wishes: [{purpose, topic, channel}], proof, days}
create or replace function door.ask_consent(asked jsonb) returns uuid
  language plpgsql security definer set search_path = pg_catalog
as $$
declare
  made uuid;
  who uuid := (asked->>'person')::uuid;
begin
  if who is not null then
    perform data.meet(who);
    if not exists (select from data.emails e where e.person_id = who and e.address = lower(btrim(asked->>'address'))) then
      raise exception using errcode = 'SEL01', message = 'VALUE_NOT_ALLOWED', detail = 'address';
    end if;
  elsif session_user <> 'purpose_rights' or data.actor() <> 'person' then
    raise exception using errcode = 'SEL01', message = 'PERSON_NOT_FOUND';
  end if;
  if coalesce(jsonb_array_length(asked->'wishes'), 0) = 0 then
    raise exception using errcode = 'SEL01', message = 'VALUE_MISSING', detail = 'wishes';
  end if;
  insert into data.confirmations (token_hash, person_id, address, given_name, family_name, language, wishes, proof, actor, until)
  values (asked->>'token_hash', who, lower(btrim(asked->>'address')), nullif(btrim(asked->>'given_name'), ''), nullif(btrim(asked->>'family_name'), ''),
    asked->>'language', asked->'wishes', coalesce(asked->'proof', '{}'), data.actor(), now() + make_interval(days => coalesce((asked->>'days')::int, 7)))
  returning id into made;
  return made;
end
$$;
