-- The send gate of those who asked, on the notice's own page, to be told of its changes: strangers for the most part.

-- What a refusal, an objection or a restriction of a known person with this address is about:
-- - No marketing goes by this way, whatever is asked: a yes to one thing is not a yes to another (GDPR 7, 21(3)).
-- - An objection to marketing, and the hash that remembers it, close marketing: what somebody asked for themselves, by a
--   word of their own confirmed from this address, is none. A hash that closes more than marketing closes this as well.
-- - A restriction leaves what the person has agreed to (18(2)), and what serves their rights (L18.2, L13.7): being told
--   how their data will be used is both.
-- - Whoever is about to be erased is written to no more.
create or replace function data.decide_subscription(asked data.subscriptions, ask jsonb, key bytea) returns jsonb
  language plpgsql stable security definer set search_path = pg_catalog
as $$
begin
  if asked.id is null or asked.confirmed_at is null or (data.last_word(asked.person_id, 'removal')).effect = 'block' then
    return jsonb_build_object('allowed', false, 'code', 'NOT_FOUND');
  end if;
  if ask->>'content' is distinct from 'service' then
    return jsonb_build_object('allowed', false, 'code', 'DM_NO_GROUND', 'detail', 'subscription');
  end if;
  if exists (select from data.suppressions s where s.hash = data.address_hash(asked.address, key) and s.purposes & ~data.marketing_mask() <> 0) then
    return jsonb_build_object('allowed', false, 'code', 'SUPPRESSED_ADDRESS');
  end if;
  return jsonb_build_object('allowed', true, 'ground', 'subscription', 'since', asked.confirmed_at, 'address', asked.address,
    'language', asked.language, 'requires', '["refusal"]'::jsonb, 'measure', false);
end
$$;

-- The steps of door.gate, for ask->>'subscription'. Whoever leaves waits for a hand-over under way, or comes before it.
create or replace function data.gate_of_subscription(step text, ask jsonb, key bytea) returns jsonb
  language plpgsql security definer set search_path = pg_catalog
as $$
declare
  wanted uuid := (ask->>'subscription')::uuid;
  asked data.subscriptions;
  decision jsonb;
  made uuid;
  ends timestamptz;
begin
  if session_user <> 'purpose_rights' then
    return jsonb_build_object('allowed', false, 'handing', false, 'code', 'NOT_FOUND');
  end if;
  if step in ('sent', 'failed', 'unknown') then
    if step = 'unknown' then
      select s.lease into ends from data.subscription_sendings s where s.id = (ask->>'sending')::uuid;
      perform pg_sleep(least(6, greatest(0, extract(epoch from ends - clock_timestamp()))));
    end if;
    update data.subscription_sendings s set state = step, sent_at = case when step = 'sent' then clock_timestamp() end, lease = null, reply = left(ask->>'reply', 500)
    where s.id = (ask->>'sending')::uuid and s.subscription_id = wanted and s.state = 'handing';
    return jsonb_build_object('done', found);
  end if;
  if step not in ('preview', 'ask', 'hand', 'refused') then
    raise exception using errcode = 'SEL01', message = 'VALUE_NOT_ALLOWED', detail = 'step';
  end if;
  if step <> 'preview' and coalesce(ask->>'message', '') = '' then
    raise exception using errcode = 'SEL01', message = 'VALUE_MISSING', detail = 'message';
  end if;
  if step = 'hand' then
    insert into data.subscription_sendings (id, subscription_id, message, content, allowed, ground, state, lease)
    select (ask->>'sending')::uuid, s.id, ask->>'message', ask->>'content', true, ask->>'ground', 'handing', clock_timestamp() + interval '6 seconds'
    from data.subscriptions s where s.id = wanted
    on conflict (subscription_id, message) where allowed and state <> 'failed' do nothing
    returning id into made;
    return jsonb_build_object('handing', made is not null);
  end if;
  if step = 'ask' then
    perform data.refuse_old_snapshot();
    -- the person before the row, as everybody who writes about people
    perform from data.people p where p.id = (select s.person_id from data.subscriptions s where s.id = wanted) for share;
    perform from data.subscriptions s where s.id = wanted for share;
  end if;
  select * into asked from data.subscriptions s where s.id = wanted;
  if step = 'refused' then
    decision := jsonb_build_object('allowed', false, 'code', left(ask->>'code', 60));
  elsif step = 'ask' and exists (
    select from data.subscription_sendings s where s.subscription_id = wanted and s.message = ask->>'message' and s.allowed and s.state <> 'failed'
  ) then
    return jsonb_build_object('allowed', false, 'code', 'ALREADY_SENT');
  else
    decision := data.decide_subscription(asked, ask, key);
    if step = 'preview' then
      return decision - 'address';
    elsif (decision->>'allowed')::boolean then
      return decision || jsonb_build_object('sending', data.new_id());
    end if;
  end if;
  if asked.id is not null then
    insert into data.subscription_sendings (subscription_id, message, content, allowed, code, state)
    values (asked.id, ask->>'message', ask->>'content', false, decision->>'code', 'refused');
  end if;
  return decision;
end
$$;
