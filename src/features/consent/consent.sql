-- A consent asked for becomes one when the person confirms it themselves: once, by the token that was sent to them.
-- Answers {person, created, consents, address}; CONFIRMATION_INVALID for forged, used and out of time alike.
create or replace function door.confirm(token_hash text, key bytea, seen jsonb) returns jsonb
  language plpgsql security definer set search_path = pg_catalog
as $$
declare
  asked data.confirmations;
  who uuid;
  wish jsonb;
  made boolean := false;
  given int := 0;
begin
  if data.actor() <> 'person' then
    raise exception using errcode = 'SEL01', message = 'CONSENT_UNPROVEN';
  end if;
  -- spent by being taken: of two at once only one gets it
  delete from data.confirmations c where c.token_hash = confirm.token_hash and c.until > now() returning * into asked;
  if asked.id is null then
    raise exception using errcode = 'SEL01', message = 'CONFIRMATION_INVALID', detail = 'token';
  end if;
  who := asked.person_id;
  if who is null then
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
  if (data.last_word(who, 'objection:marketing')).effect = 'block' then
    perform door.ground(who, jsonb_build_object('kind', 'objection_ended', 'via', 'web', 'proof', asked.proof || seen), key);
  end if;
  for wish in select * from jsonb_array_elements(asked.wishes) loop
    perform door.ground(who, jsonb_build_object('kind', 'consent', 'purpose', wish->>'purpose', 'topic', wish->>'topic', 'channel', wish->>'channel', 'via', 'web',
      'proof', asked.proof || coalesce(wish->'proof', '{}') || seen || jsonb_build_object('how', 'double_opt_in', 'asked_at', asked.created_at, 'asked_by', asked.actor)), key);
    given := given + 1;
  end loop;
  insert into data.informings (person_id, kind, edition, language, channel, at, actor, proof)
  values (who, 'collected', (asked.proof->>'notice')::int, asked.language, coalesce(asked.proof->>'via', 'form'), asked.created_at, 'person', jsonb_build_object('form', asked.proof->>'form'));
  update data.people p set informed_at = coalesce(p.informed_at, asked.created_at), informed_how = coalesce(p.informed_how, 'form') where p.id = who and p.informed_at is null;
  return jsonb_build_object('person', who, 'created', made, 'consents', given, 'address', asked.address, 'language', asked.language);
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
