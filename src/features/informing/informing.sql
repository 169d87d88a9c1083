-- What a person was told: which version of the notice, by which channel, when. event: {kind, edition, language, channel, at, proof}
-- kind: collected (Art. 13) · obtained (Art. 14) · changed (a material change announced) · exemption_proposed,
-- exempt, exemption_ended (Art. 14(5)). Only the first two end the clock by telling: a letter about a change names no source.
create or replace function door.inform(person uuid, event jsonb) returns uuid
  language plpgsql security definer set search_path = pg_catalog
as $$
declare
  made uuid;
  told text := coalesce(event->>'kind', 'obtained');
  moment timestamptz := coalesce((event->>'at')::timestamptz, now());
begin
  perform data.meet(person);
  if coalesce(event->>'channel', '') = '' then
    raise exception using errcode = 'SEL01', message = 'VALUE_MISSING', detail = 'channel';
  end if;
  if moment > now() + interval '1 minute' then
    raise exception using errcode = 'SEL01', message = 'VALUE_NOT_ALLOWED', detail = 'at';
  end if;
  if told = 'exemption_ended' and not exists (select from register.exemptions x where x.id = (event->'proof'->>'exemption')::uuid and x.ended_at is not null) then
    raise exception using errcode = 'SEL01', message = 'VALUE_MISSING', detail = 'exemption';
  end if;
  if told in ('exemption_proposed', 'exempt') then
    perform data.refuse_unfounded_exemption(person, told, event->'proof');
  end if;
  insert into data.informings (person_id, kind, edition, language, channel, at, actor, proof)
  values (person, told, (event->>'edition')::int, event->>'language', event->>'channel', moment, data.actor(), event->'proof')
  returning id into made;
  if told = 'exempt' then
    -- not informed, and need not be: the clock stops without anyone having been told
    update data.people p set inform_by = null where p.id = person and p.informed_at is null and p.inform_by is not null;
    if (data.last_word(person, 'informing')).effect = 'block' then
      perform data.say(person, 'informing', 'ended', 'end', 0, null, event->>'channel', null, 'exempt, Art. 14(5)', null);
    end if;
  elsif told = 'exemption_ended' then
    -- what excused from telling is over: a month begins, unless another exemption stands
    update data.people p set inform_by = now() + interval '1 month'
    where p.id = person and p.informed_at is null and p.inform_by is null and not exists (
      select from data.informings i join register.exemptions x on x.id = (i.proof->>'exemption')::uuid
      where i.person_id = person and i.kind = 'exempt' and x.approved and x.ended_at is null);
  elsif told in ('collected', 'obtained') then
    update data.people p set informed_at = coalesce(p.informed_at, moment), informed_how = coalesce(p.informed_how, event->>'channel')
    where p.id = person and p.informed_at is null;
    if (data.last_word(person, 'informing')).effect = 'block' then
      perform data.say(person, 'informing', 'informed', 'end', 0, null, event->>'channel', null, null, null);
    end if;
  end if;
  return made;
end
$$;

-- Whoever has an e-mail address can be told: that it takes too much effort is then no reason. And nobody is exempt by
-- one person's word: it takes a decision on record.
create or replace function data.refuse_unfounded_exemption(person uuid, kind text, proof jsonb) returns void
  language plpgsql security definer set search_path = pg_catalog
as $$
declare
  found register.exemptions;
begin
  select * into found from register.exemptions x where x.id = (proof->>'exemption')::uuid;
  if found.id is null or coalesce(not found.approved, false) or (kind = 'exempt' and found.approved is null) then
    raise exception using errcode = 'SEL01', message = 'VALUE_MISSING', detail = 'exemption';
  end if;
  if found.ground = 'disproportionate' and exists (select from data.emails e where e.person_id = person and e.bounced_at is null) then
    raise exception using errcode = 'SEL01', message = 'ART14_EXEMPTION_UNFOUNDED', detail = 'people';
  end if;
end
$$;
