-- What a person was told: which version of the notice, by which channel, when. event: {kind, edition, language, channel, at, proof}
-- kind: collected (Art. 13) · obtained (Art. 14) · changed (a material change announced).
create or replace function door.inform(person uuid, event jsonb) returns uuid
  language plpgsql security definer set search_path = pg_catalog
as $$
declare
  made uuid;
  moment timestamptz := coalesce((event->>'at')::timestamptz, now());
begin
  perform data.meet(person);
  if coalesce(event->>'channel', '') = '' then
    raise exception using errcode = 'SEL01', message = 'VALUE_MISSING', detail = 'channel';
  end if;
  if moment > now() + interval '1 minute' then
    raise exception using errcode = 'SEL01', message = 'VALUE_NOT_ALLOWED', detail = 'at';
  end if;
  insert into data.informings (person_id, kind, edition, language, channel, at, actor, proof)
  values (person, coalesce(event->>'kind', 'obtained'), (event->>'edition')::int, event->>'language', event->>'channel', moment, data.actor(), event->'proof')
  returning id into made;
  update data.people p set informed_at = coalesce(p.informed_at, moment), informed_how = coalesce(p.informed_how, event->>'channel')
  where p.id = person and p.informed_at is null;
  if (data.last_word(person, 'informing')).effect = 'block' then
    perform data.say(person, 'informing', 'informed', 'end', 0, null, event->>'channel', null, null, null);
  end if;
  return made;
end
$$;
