-- The send gate: may this reach this person, by this channel, with this content, now? One function for every channel.

create or replace function register.setting(name text) returns jsonb language sql stable set search_path = pg_catalog
as $$
  select s.value from register.settings s where s.name = setting.name order by s.at desc limit 1
$$;

-- Why all marketing stands still: the code everybody is answered; null while it goes.
create or replace function register.stopped_by() returns text language sql stable set search_path = pg_catalog
as $$
  select case when (s.value->>'stopped')::boolean then coalesce(s.value->>'why', 'CANARY_HIT') end from (select register.setting('sending_stopped') as value) s
$$;

-- A stop stands beside every person's lock. So it waits for the claims that are being written, and a claim written
-- after it sees it: whoever stops then finds in data.sendings all that may still leave.
create or replace function register.stop_between_claims() returns trigger language plpgsql security definer set search_path = pg_catalog
as $$
begin
  perform pg_advisory_xact_lock(hashtext('sending_stopped'));
  return new;
end
$$;
create or replace trigger _100_stop_between_claims before insert on register.settings
  for each row when (new.name = 'sending_stopped') execute function register.stop_between_claims();

-- Where the balancing test of a purpose stands: unsigned, negative, in_force, review_due (90 days of inward use), lapsed.
create or replace function register.balance_of(purpose text, day date) returns text language sql stable set search_path = pg_catalog
as $$
  select coalesce((
    select case when t.outcome = 'negative' then 'negative' when t.review_on >= day then 'in_force'
      when t.review_on + 90 >= day then 'review_due' else 'lapsed' end
    from register.balancing_tests t where t.purpose = balance_of.purpose and t.signed_at is not null order by t.signed_at desc limit 1),
    -- an installation older than the tests: overdue, and not yet missing
    case when (register.setting('balancing_grace') #>> '{}')::date >= day then 'review_due' else 'unsigned' end)
$$;

-- The duty areas of a person today with how we know: of the areas an offer concerns, the best known one.
create or replace function data.duty_for(person uuid, product_group text, day date) returns jsonb language sql stable security definer
  set search_path = pg_catalog
as $$
  select jsonb_build_object('area', a.area, 'source', a.source, 'duty', d.id, 'grade', case a.source when 'title' then 'weak' else 'confirmed' end)
  from (
    select unnest(e.duty_areas) as area, coalesce(e.duty_source, 'title') as source, e.id
    from data.employments e join data.companies c on c.id = e.company_id and c.person_id is null  -- a sole trader's firm is no legal person
    where e.person_id = person and (e.end_on is null or e.end_on >= day) and (e.start_on is null or e.start_on <= day)
    union all
    -- a title speaks only through a mapping that somebody has confirmed
    select t.area, 'title', e.id
    from data.employments e join data.people p on p.id = e.person_id
    join data.companies c on c.id = e.company_id and c.person_id is null
    join register.title_duties t on t.title = data.fold(coalesce(e.title, p.job_title))
    where e.person_id = person and (e.end_on is null or e.end_on >= day) and e.duty_areas = '{}'
  ) a
  join register.duties d on d.area = a.area and d.product_group = duty_for.product_group and d.ended_at is null and d.until >= day
  where a.source <> 'title' or (not coalesce((register.setting('duties_confirmed_only'))::boolean, false)
    and exists (select from data.employments e join data.people p on p.id = e.person_id join register.title_duties t
      on t.title = data.fold(coalesce(e.title, p.job_title)) and t.area = a.area where e.id = a.id))
  order by a.source = 'title', d.approved_at desc limit 1
$$;

-- A firm that is its owner: no legal person stands between, whatever its address is called.
create or replace function data.is_sole_trader_alone(person uuid, day date) returns boolean language sql stable security definer
  set search_path = pg_catalog
as $$
  select exists (select from data.companies c where c.person_id = person)
    and not exists (select from data.employments e join data.companies c on c.id = e.company_id and c.person_id is null
      where e.person_id = person and (e.end_on is null or e.end_on >= day) and (e.start_on is null or e.start_on <= day))
$$;

-- The decision, without lock or trace. ask: {content, channel, topic, product_group, address}. Answers
-- {allowed, ground | code, detail, since, address, address_id, language, source, requires, measure}. Source: 917/2014 §§ 200–203, GDPR 21(2)–(3).
create or replace function data.decide_sending(person uuid, ask jsonb, key bytea) returns jsonb
  language plpgsql stable security definer set search_path = pg_catalog
as $$
declare
  content text := ask->>'content';
  channel text := ask->>'channel';
  topic text := ask->>'topic';
  today date := (now() at time zone 'Europe/Helsinki')::date;
  purpose text := coalesce(data.purpose_of_session(), ask->>'purpose', 'rights');
  who data.people;
  mail data.emails;
  phone data.phones;
  reach text; reach_id uuid; reach_kind text;
  word data.grounds;
  told data.grounds;
  electronic boolean := ask->>'channel' in ('email', 'text');
  duty jsonb; sale data.grounds;
  balanced text;
  needs text[] := '{}';
  answer jsonb;
  topic_purpose text := case when ask->>'topic' = 'partners' then 'partner_offers' else 'marketing' end;
begin
  if channel is null or channel not in ('email', 'text', 'phone', 'post') then
    raise exception using errcode = 'SEL01', message = 'VALUE_NOT_ALLOWED', detail = 'channel';
  end if;
  if content is null or content not in ('service', 'marketing', 'rights') then
    raise exception using errcode = 'SEL01', message = 'VALUE_NOT_ALLOWED', detail = 'content';
  end if;
  if content = 'marketing' and (topic is null or topic not in ('products', 'events', 'activities', 'partners')) then
    raise exception using errcode = 'SEL01', message = 'VALUE_NOT_ALLOWED', detail = 'topic';
  end if;
  select * into who from data.people p where p.id = person;
  if who.id is null then
    return jsonb_build_object('allowed', false, 'code', 'PERSON_NOT_FOUND');
  end if;

  -- what stands before everything
  word := data.last_word(person, 'removal');
  if word.effect = 'block' and content <> 'rights' then
    return jsonb_build_object('allowed', false, 'code', 'PERSON_NOT_FOUND');
  end if;
  word := data.last_word(person, 'restriction');
  if word.effect = 'block' and content <> 'rights' then
    return jsonb_build_object('allowed', false, 'code', 'RECORD_RESTRICTED', 'since', word.at);
  end if;
  word := data.last_word(person, 'informing');
  if word.effect = 'block' and content <> 'rights' then
    return jsonb_build_object('allowed', false, 'code', 'ART14_NOTICE_DUE', 'since', word.at);
  end if;

  -- the address: the one named, else the main one of the channel
  if channel = 'email' then
    select * into mail from data.emails e where e.person_id = person and (ask->>'address' is null or e.id = (ask->>'address')::uuid) and e.bounced_at is null
    order by e.main desc, e.created_at limit 1;
    reach := mail.address; reach_id := mail.id; reach_kind := mail.kind;
  elsif channel in ('text', 'phone') then
    select * into phone from data.phones n where n.person_id = person and (ask->>'address' is null or n.id = (ask->>'address')::uuid)
      and (channel <> 'text' or n.kind in ('mobile', 'private'))
    -- whom no number was named for is called at one they have not refused
    order by channel = 'phone' and content = 'marketing' and n.refused_at is not null, n.main desc, n.created_at limit 1;
    reach := phone.number; reach_id := phone.id; reach_kind := phone.kind;
  else
    reach := 'post';
  end if;
  if reach is null then
    return jsonb_build_object('allowed', false, 'code', 'ADDRESS_MISSING', 'detail', channel);
  end if;
  answer := jsonb_strip_nulls(jsonb_build_object('address', case when channel <> 'post' then reach end, 'address_id', reach_id, 'address_kind', reach_kind, 'language', coalesce(who.language, 'fi')));

  if content = 'rights' then
    return answer || jsonb_build_object('allowed', true, 'ground', 'legal_obligation', 'requires', '[]'::jsonb, 'measure', false);
  end if;

  if content = 'service' then
    if who.permitted & coalesce(data.bit_of_login(('purpose_' || purpose)::name), 0) = 0 or data.bit_of_login(('purpose_' || purpose)::name) & data.marketing_mask() <> 0 then
      return jsonb_build_object('allowed', false, 'code', 'PURPOSE_MISMATCH', 'detail', purpose);
    end if;
    if data.bit_of_login(('purpose_' || purpose)::name) & data.asleep_mask() <> 0 then
      return jsonb_build_object('allowed', false, 'code', 'PURPOSE_ASLEEP', 'detail', purpose);
    end if;
    return answer || jsonb_build_object('allowed', true, 'measure', false, 'requires', '[]'::jsonb,
      'ground', case when exists (select from data.grounds g where g.person_id = person and g.kind = 'contract' and g.effect = 'allow'
        and g.number = (data.last_word(person, g.slot)).number) then 'contract' else 'legitimate_interest' end);
  end if;

  -- direct marketing: what was said comes before what may be argued
  if register.stopped_by() is not null then
    return jsonb_build_object('allowed', false, 'code', register.stopped_by());
  end if;
  word := data.last_word(person, 'objection:marketing');
  if word.effect = 'block' then
    return jsonb_build_object('allowed', false, 'code', 'DM_OBJECTED', 'since', word.at);
  end if;
  word := data.last_word(person, 'objection:' || topic_purpose);
  if word.effect = 'block' then
    return jsonb_build_object('allowed', false, 'code', 'DM_OBJECTED', 'since', word.at);
  end if;
  if channel = 'phone' then
    word := data.last_word(person, 'objection:prospecting');
    if word.effect = 'block' then
      return jsonb_build_object('allowed', false, 'code', 'DM_OBJECTED', 'since', word.at);
    end if;
  end if;
  -- one number alone; known by its hash too, when it was taken away and came back
  if channel = 'phone' and (phone.refused_at is not null
    or exists (select from data.suppressions s where s.hash = data.number_hash(reach, key) and s.purposes & data.marketing_mask() <> 0)) then
    return jsonb_build_object('allowed', false, 'code', 'NUMBER_REFUSED', 'since', phone.refused_at);
  end if;
  word := data.last_word(person, 'pause');
  if word.effect = 'block' then
    return jsonb_build_object('allowed', false, 'code', 'DM_PAUSED', 'since', word.at, 'until', word.until);
  end if;
  if channel <> 'post' and exists (select from data.suppressions s where s.hash = data.address_hash(reach, key) and s.purposes & data.marketing_mask() <> 0) then
    return jsonb_build_object('allowed', false, 'code', 'SUPPRESSED_ADDRESS');
  end if;
  if exists (
    select from data.employments e join data.companies c on c.id = e.company_id
    where e.person_id = person and (e.end_on is null or e.end_on >= today) and c.refused_at is not null
    union all select from data.companies c where c.person_id = person and c.refused_at is not null
  ) then
    return jsonb_build_object('allowed', false, 'code', 'COMPANY_REFUSED');
  end if;
  if data.bit_of_login(('purpose_' || topic_purpose)::name) & data.asleep_mask() <> 0 then
    return jsonb_build_object('allowed', false, 'code', 'PURPOSE_ASLEEP', 'detail', topic_purpose);
  end if;
  if who.source in ('register', 'elsewhere') and coalesce(who.source_name, '') = '' then
    return jsonb_build_object('allowed', false, 'code', 'SOURCE_UNKNOWN');
  end if;
  -- the first message tells where the address came from, and of the right to refuse
  if who.informed_at is null then
    needs := array['source', 'notice'];
  end if;
  needs := needs || 'refusal'::text;
  answer := answer || jsonb_build_object('requires', to_jsonb(needs),
    'source', jsonb_strip_nulls(jsonb_build_object('kind', who.source, 'name', who.source_name, 'at', who.obtained_at)),
    'measure', coalesce((data.last_word(person, 'consent:marketing:measurement:' || channel)).effect = 'allow', false));

  word := data.last_word(person, 'consent:' || topic_purpose || ':' || topic || ':' || channel);
  if word.number is null and topic = 'products' and channel = 'email' then
    word := data.last_word(person, 'consent:marketing');   -- a newsletter's consent that came in a file
  end if;
  if word.effect = 'allow' then
    if word.until < now() then
      return jsonb_build_object('allowed', false, 'code', 'CONSENT_AGED', 'since', word.at);
    end if;
    return answer || jsonb_build_object('allowed', true, 'ground', 'consent', 'since', word.at, 'number', word.number);
  end if;
  if word.kind in ('withdrawal', 'refusal') then
    return jsonb_build_object('allowed', false, 'code', 'CONSENT_WITHDRAWN', 'since', word.at);
  end if;
  if topic = 'partners' then
    return jsonb_build_object('allowed', false, 'code', 'DM_NO_GROUND', 'detail', 'partners');
  end if;

  -- without consent: an existing customer, else legitimate interest and the rules of the channel
  if who.permitted & (data.bit_of_login('purpose_marketing') | case when electronic then 0 else data.bit_of_login('purpose_prospecting') end) = 0 then
    return jsonb_build_object('allowed', false, 'code', 'DM_NO_GROUND');
  end if;
  if electronic then
    -- where these conditions are met no other basis is examined (C-654/23): so before the balancing test
    select g.* into sale from data.grounds g
    join register.product_groups own on own.id = ask->>'product_group' and own.retired_at is null
    where g.person_id = person and g.kind = 'sale' and (g.proof->>'address')::uuid = reach_id
      and (g.proof->>'product_group' = own.id or g.proof->>'product_group' = any (own.similar_to))
      and g.number = (data.last_word(person, g.slot)).number
      -- ends when the relation does
      and who.permitted & (data.bit_of_login('purpose_relationship') | data.bit_of_login('purpose_contract')) <> 0
    order by g.number desc limit 1;
    if sale.number is not null then
      return answer || jsonb_build_object('allowed', true, 'ground', 'existing_customer', 'since', sale.at, 'number', sale.number);
    end if;
  end if;
  -- whoever may be called for prospecting alone stands on the test of prospecting
  balanced := case when who.permitted & data.bit_of_login('purpose_marketing') <> 0 then 'marketing' else 'prospecting' end;
  if register.balance_of(balanced, today) <> 'in_force' then
    return jsonb_build_object('allowed', false, 'code', 'LIA_MISSING_OR_EXPIRED', 'detail', balanced);
  end if;
  if not electronic then
    return answer || jsonb_build_object('allowed', true, 'ground', 'legitimate_interest');
  end if;
  if reach_kind in ('generic', 'switchboard') and not data.is_sole_trader_alone(person, today) then
    return answer || jsonb_build_object('allowed', true, 'ground', 'company_address');
  end if;
  if reach_kind in ('named_work', 'work') or (reach_kind = 'mobile' and exists (select from data.employments e where e.person_id = person and (e.end_on is null or e.end_on >= today))) then
    duty := data.duty_for(person, ask->>'product_group', today);
    if duty is not null then
      return answer || jsonb_build_object('allowed', true, 'ground', 'work_duties', 'duty', duty);
    end if;
  end if;
  if exists (select from data.grounds g where g.person_id = person and g.kind = 'sale') then
    return jsonb_build_object('allowed', false, 'code', 'SOFT_OPTIN_FAILS');
  end if;
  if reach_kind in ('named_work', 'work') and not data.is_sole_trader_alone(person, today) then
    return jsonb_build_object('allowed', false, 'code', 'WORK_RELEVANCE_UNKNOWN', 'detail', coalesce(ask->>'product_group', 'product_group'));
  end if;
  return jsonb_build_object('allowed', false, 'code', 'DM_NO_GROUND');
end
$$;

-- Whom a purpose cannot see it is told nothing about, but for one thing: those it once might use, and may no more.
-- Then it hears why, and no address: whoever keeps a list made earlier must learn what became of the people on it.
create or replace function data.is_told_of(person uuid) returns boolean language sql stable security definer set search_path = pg_catalog
as $$
  select data.bit_of_login(session_user) is null or exists (
    select from data.grounds g where g.person_id = person and g.effect = 'allow' and g.purposes & data.bit_of_login(session_user) <> 0)
$$;

-- A person and whoever shares a mailbox of theirs: twice the same human, as a rule, and one refusal stops both.
create or replace function data.sharing_mailbox(person uuid) returns setof uuid language sql stable security definer set search_path = pg_catalog
as $$
  select person
  union select b.person_id from data.emails a join data.emails b on b.address = a.address
  where a.person_id = person and a.kind <> 'generic' and b.kind <> 'generic'
$$;

-- The gate. step: ask = decide now, under the person's lock, and keep a refusal; preview = decide only;
-- hand = write, outside the lock's transaction, that the hand-over begins; sent | failed | unknown = what became of it;
-- refused = what was written is not fit to be sent. Whoever hands over keeps the transaction of `ask` open until
-- `sent`: a withdrawal waits for it, or comes before it.
create or replace function door.gate(step text, person uuid, ask jsonb, key bytea) returns jsonb
  language plpgsql security definer set search_path = pg_catalog
as $$
declare
  bit bigint := data.bit_of_login(session_user);
  decision jsonb;
  seen boolean;
  made uuid;
  ends timestamptz;
begin
  if ask ? 'subscription' then
    return data.gate_of_subscription(step, ask, key);
  end if;
  if step in ('sent', 'failed', 'unknown') then
    if step = 'unknown' then
      -- what was cut off may still be under way: nobody is told that it stopped before the lease is over
      select s.lease into ends from data.sendings s where s.id = (ask->>'sending')::uuid;
      perform pg_sleep(least(6, greatest(0, extract(epoch from ends - clock_timestamp()))));
    end if;
    update data.sendings s set state = step, sent_at = case when step = 'sent' then clock_timestamp() end, lease = null, reply = left(ask->>'reply', 500)
    where s.id = (ask->>'sending')::uuid and s.person_id = person and s.purpose is not distinct from data.purpose_of_session() and s.state = 'handing';
    return jsonb_build_object('done', found);
  end if;
  if step not in ('preview', 'ask', 'hand', 'refused') then
    raise exception using errcode = 'SEL01', message = 'VALUE_NOT_ALLOWED', detail = 'step';
  end if;
  if step <> 'preview' and coalesce(ask->>'message', '') = '' then
    raise exception using errcode = 'SEL01', message = 'VALUE_MISSING', detail = 'message';
  end if;
  if step = 'ask' then
    -- waiting helps only one who then reads what the other wrote
    perform data.refuse_old_snapshot();
    perform from data.people where id in (select data.sharing_mailbox(person)) order by id for share;
  end if;
  select bit is null or p.permitted & bit <> 0 into seen from data.people p where p.id = person;
  if seen is null or (not seen and (step in ('hand', 'refused') or not data.is_told_of(person))) then
    return jsonb_build_object('allowed', false, 'handing', false, 'code', 'PERSON_NOT_FOUND');
  end if;

  if step = 'hand' then
    if ask->>'content' = 'marketing' then
      -- read again, now: the decision was made before the message was written
      perform pg_advisory_xact_lock_shared(hashtext('sending_stopped'));
      if register.stopped_by() is not null then
        return jsonb_build_object('handing', false, 'code', register.stopped_by());
      end if;
    end if;
    insert into data.sendings (id, person_id, purpose, message, channel, content, topic, product_group, address_id, allowed, ground, state, lease)
    values ((ask->>'sending')::uuid, person, data.purpose_of_session(), ask->>'message', ask->>'channel', ask->>'content', ask->>'topic', ask->>'product_group',
      (ask->>'address_id')::uuid, true, ask->>'ground', 'handing', clock_timestamp() + interval '6 seconds')
    on conflict (message, person_id) where allowed and state <> 'failed' do nothing
    returning id into made;
    return jsonb_build_object('handing', made is not null);
  end if;

  if step = 'refused' then
    decision := jsonb_build_object('allowed', false, 'code', left(ask->>'code', 60));
  else
    if step = 'ask' and exists (select from data.sendings s where s.message = ask->>'message' and s.person_id = person and s.allowed and s.state <> 'failed') then
      return jsonb_build_object('allowed', false, 'code', 'ALREADY_SENT');
    end if;
    decision := data.decide_sending(person, ask, key);
    if (decision->>'allowed')::boolean and not seen then
      decision := jsonb_build_object('allowed', false, 'code', 'PURPOSE_MISMATCH', 'detail', data.purpose_of_session());
    end if;
    -- a test person who has objected, and yet all gates stand open: something is broken, and nothing more leaves
    if (decision->>'allowed')::boolean and ask->>'content' = 'marketing' and exists (select from data.canaries c where c.person_id = person) then
      decision := jsonb_build_object('allowed', false, 'code', 'CANARY_HIT');
      if step = 'ask' then
        insert into register.settings (name, value, by, at)
        values ('sending_stopped', jsonb_build_object('stopped', true, 'why', 'CANARY_HIT', 'message', ask->>'message'), 'gate', clock_timestamp())
        on conflict do nothing;
      end if;
    end if;
    if step = 'preview' then
      -- whether, and not whereto: an address is for its purpose's own columns to show
      return decision - 'address' - 'address_id' - 'source';
    elsif (decision->>'allowed')::boolean then
      return decision || jsonb_build_object('sending', data.new_id());
    end if;
  end if;
  insert into data.sendings (person_id, purpose, message, channel, content, topic, product_group, allowed, code, state)
  values (person, data.purpose_of_session(), ask->>'message', ask->>'channel', ask->>'content', ask->>'topic', ask->>'product_group', false, decision->>'code', 'refused');
  return decision;
end
$$;
