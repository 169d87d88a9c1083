-- What people say and what is decided about it: each an event, written under the person's lock.

-- A hand-over whose process died may still be on its way: until its lease is over nobody is told that it stopped.
-- A living one holds the person's lock, so that who comes here finds it finished.
create or replace function data.await_hand_over(person uuid) returns void language plpgsql volatile
as $$
begin
  -- As a rule nothing is under way to anybody, and nobody's mailboxes need be looked up.
  while exists (select from data.sendings s where s.state = 'handing' and s.lease > clock_timestamp()) loop
    exit when not exists (select from data.sendings s where s.person_id in (select data.sharing_mailbox(person)) and s.state = 'handing' and s.lease > clock_timestamp());
    perform pg_sleep(0.05);
  end loop;
end
$$;

create or replace function data.say(person uuid, slot text, kind text, effect text, purposes bigint, until timestamptz, channel text, ref uuid, reason text, proof jsonb)
  returns bigint language sql volatile
as $$
  insert into data.grounds (person_id, slot, kind, effect, purposes, until, actor, channel, ref, reason, proof)
  values (person, slot, kind, effect, purposes, until, data.actor(), channel, ref, nullif(btrim(reason), ''), proof)
  returning number
$$;

-- The latest event of a slot; null when nothing was ever said.
create or replace function data.last_word(person uuid, slot text) returns data.grounds language sql stable
as $$
  select g from data.grounds g where g.person_id = person and g.slot = last_word.slot order by g.number desc limit 1
$$;

create or replace function data.bit_named(purpose text, field text) returns bigint language plpgsql stable
as $$
declare
  bit bigint := data.bit_of_login(('purpose_' || purpose)::name);
begin
  if bit is null then
    raise exception using errcode = 'SEL01', message = 'PURPOSE_UNKNOWN', detail = field;
  end if;
  return bit;
end
$$;

-- Remembered by address too, so that no import brings the person back into use.
create or replace function data.suppress(person uuid, purposes bigint, key bytea) returns void language sql volatile security definer
  set search_path = pg_catalog
as $$
  insert into data.suppressions (hash, purposes)
  select data.address_hash(a.address, key), suppress.purposes
  from (
    select e.address from data.emails e where e.person_id = person and e.kind <> 'generic'
    union select p.number from data.phones p where p.person_id = person and p.kind <> 'switchboard'
  ) a
  on conflict (hash) do update set purposes = suppressions.purposes | excluded.purposes
$$;

-- Anyone may record anyone's wish. Marketing: absolute, no reason asked. Any other purpose, Art. 21(1): it stands
-- still at once, and a decision is due within the month; with no reason given the person is asked for it once.
-- said: {said_at, heard_by, asked_at, asked_letter} when it was said, who heard it, and the letter that asks why.
drop function if exists door.object(uuid, text, text, text, bytea);
drop function if exists door.object(uuid, text, text, text, bytea, text, date);
create or replace function door.object(person uuid, scope text, channel text, evidence text, key bytea, reason text default null, due date default null, said jsonb default '{}')
  returns bigint language plpgsql security definer set search_path = pg_catalog
as $$
declare
  mask bigint;
  recorded bigint;
  proof jsonb := jsonb_strip_nulls(jsonb_build_object('evidence', nullif(btrim(evidence), ''), 'said_at', said->>'said_at', 'heard_by', nullif(btrim(said->>'heard_by'), ''),
    'asked_at', said->>'asked_at', 'asked_letter', said->>'asked_letter'));
begin
  perform data.meet(person);
  if (said->>'said_at')::timestamptz > now() + interval '1 minute' then
    raise exception using errcode = 'SEL01', message = 'VALUE_NOT_ALLOWED', detail = 'said_at';
  end if;
  mask := case when scope = 'marketing' then data.marketing_mask() else data.bit_named(scope, 'scope') end;
  -- Art. 21(2): whoever refuses marketing owes nobody a reason, and none is kept
  if mask & data.marketing_mask() <> 0 and nullif(btrim(reason), '') is not null then
    raise exception using errcode = 'SEL01', message = 'DM_OBJECTION_ABSOLUTE', detail = 'reason';
  end if;
  if scope = 'marketing' then
    recorded := data.say(person, 'objection:marketing', 'objection', 'block', mask, null, channel, null, null, proof);
    perform data.suppress(person, mask, key);
  else
    if mask & (data.storage_mask() | data.always_mask()) <> 0 then
      raise exception using errcode = 'SEL01', message = 'OBJECTION_NOT_OPEN', detail = 'scope';
    end if;
    recorded := data.say(person, 'objection:' || scope, 'objection', 'block', mask, null, channel, null, reason,
      proof || jsonb_strip_nulls(jsonb_build_object('due', case when mask & data.marketing_mask() = 0 then coalesce(due, current_date + 30) end)));
  end if;
  perform data.await_hand_over(person);
  return recorded;
end
$$;

-- A company says no for all that represent it, or takes it back. The company first, so that whoever is joining it
-- has joined or waits; then its people, so that a message of theirs under way is out, or meets the refusal at the gate.
create or replace function door.refuse_company(company uuid, refused boolean) returns timestamptz
  language plpgsql security definer set search_path = pg_catalog
as $$
declare
  people uuid[];
  one uuid;
  stands timestamptz;
begin
  if not exists (select from data.companies c where c.id = company and (c.permitted & coalesce(data.bit_of_login(session_user), -1)) <> 0) then
    raise exception using errcode = 'SEL01', message = 'COMPANY_NOT_FOUND';
  end if;
  update data.companies c set refused_at = case when refused then coalesce(c.refused_at, now()) end where c.id = company returning c.refused_at into stands;
  select array_agg(distinct w.person_id) into people from (
    select e.person_id from data.employments e where e.company_id = company and (e.end_on is null or e.end_on >= current_date)
    union select c.person_id from data.companies c where c.id = company and c.person_id is not null
  ) w;
  perform data.lock_people(coalesce(people, '{}'), true);
  foreach one in array coalesce(people, '{}') loop
    perform data.await_hand_over(one);
  end loop;
  return stands;
end
$$;

-- Every other event about a person: one door, a rule for each kind. `event`:
--   consent, withdrawal, refusal   {purpose, topic, channel, proof}
--   pause {until} · pause_ended · objection_ended {scope, proof}      by the person alone
--   leave, pause {link: hash of the address} · language {language}    by the person alone, through their own link
--   objection_reason {scope, reason} · objection_refusal_proposed {scope, ground, reason} · objection_refused, objection_upheld {scope, reason}
--   number_refused {number, evidence} · number_opened {number}, this by the person alone
--   restriction {ground, review_on, reason} · restriction_told {proof} · restriction_ended {reason}
--   contract, contract_ended {ref, purposes} · hold {act, section, until} · hold_ended · sale {product_group, ref, address, refusal_offered} · sale_ended
-- Answers the number of the event.
create or replace function door.ground(person uuid, event jsonb, key bytea) returns bigint
  language plpgsql security definer set search_path = pg_catalog
as $$
declare
  kind text := event->>'kind';
  proof jsonb := coalesce(event->'proof', '{}');
  channel text := coalesce(event->>'via', event->>'channel');
  -- said by the person through their own link: the portal works for nobody's level, under the purpose of rights
  own boolean := session_user = 'purpose_rights' and data.actor() = 'person';
  recorded bigint;
  slot text;
  bit bigint;
  last data.grounds;
begin
  if event ? 'link' then
    perform data.refuse_others(own);
    return data.say_by_link(person, event, key);
  end if;
  perform data.meet(person);
  case kind
    when 'consent', 'withdrawal', 'refusal' then
      bit := data.bit_named(event->>'purpose', 'purpose');
      if event->>'topic' is null or event->>'channel' is null then
        raise exception using errcode = 'SEL01', message = 'VALUE_MISSING', detail = case when event->>'topic' is null then 'topic' else 'channel' end;
      end if;
      if (event->>'topic' = 'partners') <> (event->>'purpose' = 'partner_offers') then
        raise exception using errcode = 'SEL01', message = 'PURPOSE_MISMATCH', detail = 'topic';
      end if;
      slot := 'consent:' || (event->>'purpose') || ':' || (event->>'topic') || ':' || (event->>'channel');
      if kind = 'consent' then
        perform data.refuse_unproven(proof, own);
        last := data.last_word(person, 'objection:marketing');
        if last.effect = 'block' and not own then
          raise exception using errcode = 'SEL01', message = 'DM_OBJECTED';
        end if;
        -- to be measured is a wish of its own, and opens no purpose
        recorded := data.say(person, slot, 'consent', 'allow', case when event->>'topic' = 'measurement' then 0 else bit end,
          (event->>'until')::timestamptz, event->>'via', null, null, proof);
      else
        last := data.last_word(person, slot);
        -- the withdrawal of what was never given is a refusal: it closes the topic, and takes nobody's position away
        kind := case when kind = 'withdrawal' and last.kind is distinct from 'consent' and last.kind is distinct from 'withdrawal' then 'refusal' else kind end;
        recorded := data.say(person, slot, kind, 'end', case when kind = 'withdrawal' and event->>'topic' <> 'measurement' then bit else 0 end,
          null, event->>'via', null, null, proof);
        perform data.await_hand_over(person);
      end if;

    when 'pause' then
      if (event->>'until')::timestamptz is null or (event->>'until')::timestamptz < now() then
        raise exception using errcode = 'SEL01', message = 'VALUE_NOT_ALLOWED', detail = 'until';
      end if;
      recorded := data.say(person, 'pause', 'pause', 'block', data.marketing_mask(), (event->>'until')::timestamptz, event->>'via', null, null, proof);
      perform data.await_hand_over(person);
    when 'pause_ended' then
      perform data.refuse_others(own);
      recorded := data.say(person, 'pause', 'ended', 'end', 0, null, event->>'via', null, null, proof);

    when 'number_refused', 'number_opened' then
      recorded := data.refuse_number(person, event, own, proof, key);

    -- no event: what language we write to them in; unnamed, nothing but the lock
    when 'language' then
      perform data.refuse_others(own);
      update data.people p set language = event->>'language' where p.id = person and p.language is distinct from coalesce(event->>'language', p.language);

    -- coming back is the person's own act, and takes their addresses off the list of the suppressed
    when 'objection_ended' then
      perform data.refuse_others(own);
      if coalesce(event->>'scope', 'marketing') not in ('marketing', 'prospecting', 'partner_offers') then
        raise exception using errcode = 'SEL01', message = 'OBJECTION_NOT_OPEN', detail = 'scope';
      end if;
      slot := 'objection:' || coalesce(event->>'scope', 'marketing');
      if slot <> 'objection:marketing' then
        return data.say(person, slot, 'objection_ended', 'end', 0, null, event->>'via', null, null, proof);
      end if;
      perform data.withdraw_before(person, event->>'via', proof);
      recorded := data.say(person, slot, 'objection_ended', 'end', 0, null, event->>'via', null, null, proof);
      if (data.last_word(person, 'suppression')).effect = 'block' then
        perform data.say(person, 'suppression', 'ended', 'end', 0, null, event->>'via', null, null, proof);
      end if;
      if (data.last_word(person, 'objection:prospecting')).effect = 'block' and coalesce((proof->>'calls')::boolean, false) then
        perform data.say(person, 'objection:prospecting', 'objection_ended', 'end', 0, null, event->>'via', null, null, proof);
      end if;
      delete from data.suppressions s using (
        select e.address from data.emails e where e.person_id = person union select p.number from data.phones p where p.person_id = person
      ) a where s.hash = data.address_hash(a.address, key);

    when 'objection_reason', 'objection_refusal_proposed', 'objection_refused', 'objection_upheld' then
      recorded := data.decide_objection(person, event, own);

    when 'restriction' then
      if event->>'ground' is null or event->>'ground' not in ('accuracy_contested', 'unlawful', 'claims', 'objection_pending') then
        raise exception using errcode = 'SEL01', message = 'RESTRICTION_GROUND_MISSING', detail = 'ground';
      end if;
      recorded := data.say(person, 'restriction', 'restriction', 'block', ~(data.storage_mask() | data.always_mask()), null, event->>'via', null,
        event->>'reason', proof || jsonb_strip_nulls(jsonb_build_object('ground', event->>'ground', 'review_on', coalesce((event->>'review_on')::date, current_date + 30))));
      perform data.await_hand_over(person);
    when 'restriction_told', 'restriction_ended' then
      last := data.last_word(person, 'restriction');
      if last.effect is distinct from 'block' then
        raise exception using errcode = 'SEL01', message = 'NOT_RESTRICTED';
      end if;
      -- Art. 18(3): told first, and told that it will be lifted
      if kind = 'restriction_ended' and last.kind <> 'restriction_told' then
        raise exception using errcode = 'SEL01', message = 'LIFT_WITHOUT_NOTICE';
      end if;
      if kind = 'restriction_told' and coalesce(proof->>'delivered', '') = '' then
        raise exception using errcode = 'SEL01', message = 'LIFT_WITHOUT_NOTICE', detail = 'proof';
      end if;
      recorded := data.say(person, 'restriction', kind, case kind when 'restriction_told' then 'block' else 'end' end,
        case kind when 'restriction_told' then last.purposes else 0 end, null, event->>'via', null, event->>'reason', last.proof || proof);

    when 'contract' then
      -- Art. 6(1)(b) carries only the party: who signs for a company is not one
      if not exists (select from data.companies c where c.person_id = person) then
        raise exception using errcode = 'SEL01', message = 'BASIS_NOT_PARTY', detail = 'person';
      end if;
      select coalesce(bit_or(data.bit_named(p, 'purposes')), 0) into bit from jsonb_array_elements_text(coalesce(event->'purposes', '["contract", "delivery", "support", "incidents"]')) p;
      recorded := data.say(person, 'contract:' || coalesce(event->>'ref', 'party'), 'contract', 'allow', bit, (event->>'until')::timestamptz, event->>'via',
        (event->>'ref')::uuid, null, proof);
    when 'contract_ended' then
      if (data.last_word(person, 'contract:' || coalesce(event->>'ref', 'party'))).effect is distinct from 'allow' then
        raise exception using errcode = 'SEL01', message = 'NOT_FOUND', detail = 'ref';
      end if;
      recorded := data.say(person, 'contract:' || coalesce(event->>'ref', 'party'), 'contract_ended', 'end', 0, null, event->>'via', (event->>'ref')::uuid, event->>'reason', proof);

    when 'hold' then
      if coalesce(btrim(event->>'act'), '') = '' or coalesce(btrim(event->>'section'), '') = '' then
        raise exception using errcode = 'SEL01', message = 'LEGAL_HOLD_UNCITED', detail = case when coalesce(btrim(event->>'act'), '') = '' then 'act' else 'section' end;
      end if;
      recorded := data.say(person, 'hold:' || coalesce(event->>'ref', event->>'act'), 'hold', 'allow', data.bit_named('statutory', 'purpose'), (event->>'until')::timestamptz,
        event->>'via', (event->>'ref')::uuid, event->>'reason', proof || jsonb_build_object('act', event->>'act', 'section', event->>'section'));
    when 'hold_ended' then
      if (data.last_word(person, 'hold:' || coalesce(event->>'ref', event->>'act'))).effect is distinct from 'allow' then
        raise exception using errcode = 'SEL01', message = 'NOT_FOUND', detail = 'act';
      end if;
      recorded := data.say(person, 'hold:' || coalesce(event->>'ref', event->>'act'), 'hold_ended', 'end', 0, null, event->>'via', (event->>'ref')::uuid, event->>'reason', proof);

    when 'sale' then
      -- 917/2014 § 200.3: an address got from the person in a sale, refusal offered then
      if not exists (select from register.product_groups g where g.id = event->>'product_group' and g.retired_at is null) then
        raise exception using errcode = 'SEL01', message = 'VALUE_NOT_ALLOWED', detail = 'product_group';
      end if;
      if not exists (select from data.emails e where e.id = (event->>'address')::uuid and e.person_id = person) then
        raise exception using errcode = 'SEL01', message = 'SOFT_OPTIN_FAILS', detail = 'address';
      end if;
      if not coalesce((event->>'refusal_offered')::boolean, false) then
        raise exception using errcode = 'SEL01', message = 'SOFT_OPTIN_FAILS', detail = 'refusal_offered';
      end if;
      -- L6.1: who took a consent to our newsletters back is not written to as a customer instead
      if exists (select from data.grounds g where g.person_id = person and g.kind = 'withdrawal' and g.slot like 'consent:marketing:%'
        and g.slot not like 'consent:marketing:measurement:%' and g.number = (data.last_word(person, g.slot)).number) then
        raise exception using errcode = 'SEL01', message = 'BASIS_SWAP_BLOCKED', detail = 'product_group';
      end if;
      recorded := data.say(person, 'sale:' || (event->>'product_group'), 'sale', 'end', 0, null, event->>'via', null, null,
        proof || jsonb_strip_nulls(jsonb_build_object('product_group', event->>'product_group', 'sale', event->>'sale', 'address', event->>'address', 'form', event->>'form')));
    when 'sale_ended' then
      recorded := data.say(person, 'sale:' || (event->>'product_group'), 'sale_ended', 'end', 0, null, event->>'via', null, event->>'reason', proof);
    else
      raise exception using errcode = 'SEL01', message = 'VALUE_NOT_ALLOWED', detail = 'kind';
  end case;
  return recorded;
end
$$;

create or replace function data.refuse_others(own boolean) returns void language plpgsql stable set search_path = pg_catalog
as $$
begin
  if not own then
    raise exception using errcode = 'SEL01', message = 'CONSENT_UNPROVEN', detail = 'proof';
  end if;
end
$$;

-- Art. 7(1): who relies on a consent shows it. By the person's own act: wording, version, language and notice they
-- saw. Said aloud: the script that was read, when, and by whom; weaker, and shown so.
create or replace function data.refuse_unproven(proof jsonb, own boolean) returns void language plpgsql stable set search_path = pg_catalog
as $$
declare
  missing text;
begin
  if proof->>'how' in ('double_opt_in', 'preference_centre') then
    perform data.refuse_others(own);
    select k into missing from unnest(array['wording', 'wording_hash', 'version', 'language', 'notice']) k where coalesce(proof->>k, '') = '' limit 1;
  elsif proof->>'how' = 'oral' then
    select k into missing from unnest(array['script', 'said_at', 'heard_by']) k where coalesce(proof->>k, '') = '' limit 1;
    if missing is null and (proof->>'said_at')::timestamptz > now() + interval '1 minute' then
      missing := 'said_at';
    end if;
  else
    missing := 'how';
  end if;
  if missing is not null then
    raise exception using errcode = 'SEL01', message = 'CONSENT_UNPROVEN', detail = missing;
  end if;
end
$$;

-- An outside approver's word is spent in the transaction of what it approves: one link, one decision, about that one
-- thing. approval: {id, serial, reason, shown}.
create or replace function data.spend_approval(approval jsonb, kind text, subject jsonb) returns void
  language plpgsql volatile security definer set search_path = pg_catalog
as $$
begin
  update register.approvals a set decision = 'approved', reason = approval->>'reason', shown = approval->>'shown'
  where 'approver:' || a.id = data.actor() and a.serial = (approval->>'serial')::int and a.kind = spend_approval.kind and a.subject = spend_approval.subject
    and a.decision is null and a.expires_at > clock_timestamp();
  if not found then
    raise exception using errcode = 'SEL01', message = 'APPROVAL_LINK_USED';
  end if;
end
$$;

-- Art. 21(1): refused only on a ground of the law, in writing, by two; until then, and by default, it stands.
create or replace function data.decide_objection(person uuid, event jsonb, own boolean) returns bigint
  language plpgsql volatile security definer set search_path = pg_catalog
as $$
declare
  scope text := event->>'scope';
  kind text := event->>'kind';
  last data.grounds := data.last_word(person, 'objection:' || (event->>'scope'));
  bit bigint := data.bit_named(event->>'scope', 'scope');
  asked jsonb := jsonb_build_object('person', person, 'scope', event->>'scope', 'number', last.number);
begin
  if scope = 'marketing' or bit & data.marketing_mask() <> 0 then
    raise exception using errcode = 'SEL01', message = 'DM_OBJECTION_ABSOLUTE', detail = 'scope';
  end if;
  if last.kind is null or last.kind not in ('objection', 'objection_reason', 'objection_refusal_proposed') then
    raise exception using errcode = 'SEL01', message = 'OBJECTION_NOT_OPEN', detail = 'scope';
  end if;
  if kind = 'objection_reason' then
    return data.say(person, last.slot, kind, 'block', bit, null, event->>'via', null, event->>'reason', last.proof);
  end if;
  if session_user <> 'purpose_rights' then
    raise exception using errcode = 'SEL01', message = 'PURPOSE_MISMATCH';
  end if;
  if kind = 'objection_upheld' then
    return data.say(person, last.slot, kind, 'block', bit, null, event->>'via', null, event->>'reason', last.proof || coalesce(event->'proof', '{}'));
  end if;
  if kind = 'objection_refusal_proposed' then
    if coalesce(event->>'ground', '') not in ('compelling_grounds', 'legal_claims') or length(btrim(coalesce(event->>'reason', ''))) < 20 then
      raise exception using errcode = 'SEL01', message = 'REFUSAL_INCOMPLETE',
        detail = case when coalesce(event->>'ground', '') not in ('compelling_grounds', 'legal_claims') then 'ground' else 'reason' end;
    end if;
    return data.say(person, last.slot, kind, 'block', bit, null, event->>'via', null, event->>'reason',
      last.proof || jsonb_build_object('ground', event->>'ground', 'proposed_by', data.actor(), 'proposed_at', now()));
  end if;
  if last.kind <> 'objection_refusal_proposed' then
    raise exception using errcode = 'SEL01', message = 'REFUSAL_INCOMPLETE', detail = 'ground';
  end if;
  -- What the outside approver has rejected is proposed anew or upheld: nobody passes by their answer.
  if exists (select from register.approvals a where a.kind = 'objection' and a.subject = asked and a.decision = 'rejected') then
    raise exception using errcode = 'SEL01', message = 'APPROVAL_REJECTED';
  end if;
  if data.actor() like 'approver:%' then
    perform data.spend_approval(event->'approval', 'objection', asked);
  end if;
  -- The second person; alone one waits a day and says why nobody else could be asked.
  if last.actor = data.actor() and not (coalesce((event->>'alone')::boolean, false) and last.at < now() - interval '24 hours' and length(btrim(coalesce(event->>'reason', ''))) >= 20) then
    raise exception using errcode = 'SEL01', message = 'SECOND_APPROVER_NEEDED';
  end if;
  return data.say(person, last.slot, 'objection_refused', 'end', 0, null, event->>'via', null, last.reason,
    last.proof || coalesce(event->'proof', '{}') || jsonb_strip_nulls(jsonb_build_object('approved_by', data.actor(), 'alone', case when last.actor = data.actor() then event->>'reason' end)));
end
$$;
