-- A quote is a draft until it is sent; what was sent stays as it was seen, and is answered once.

-- The year's next number, T as in tarjous; what is revised keeps its own.
create or replace function data.quote_number() returns trigger language plpgsql security definer
  set search_path = pg_catalog
as $$
begin
  new.number := data.next_number('quotes', 'T');
  return new;
end
$$;
create or replace trigger _300_number before insert on data.quotes for each row when (new.number = '') execute function data.quote_number();

-- Names what the purpose sees, in one currency; sent, it no longer changes.
create or replace function data.quote_guard() returns trigger language plpgsql security definer
  set search_path = pg_catalog
as $$
begin
  -- what a foreign key empties is not somebody's wish, nor is a sum that follows its lines
  if pg_trigger_depth() > 1 then
    return new;
  end if;
  if tg_op = 'UPDATE' and old.state <> 'draft' then
    if (new.number, new.name, new.deal_id, new.company_id, new.contact_id, new.price_list_id, new.currency, new.language, new.valid_until, new.terms, new.net, new.vat, new.gross)
      is distinct from (old.number, old.name, old.deal_id, old.company_id, old.contact_id, old.price_list_id, old.currency, old.language, old.valid_until, old.terms, old.net, old.vat, old.gross) then
      raise exception using errcode = 'SEL01', message = 'DOCUMENT_FIXED';
    end if;
    if new.removed_at is not null and old.removed_at is null and old.state in ('sent', 'accepted') then
      raise exception using errcode = 'SEL01', message = 'QUOTE_IN_FORCE';
    end if;
  end if;
  if new.company_id is null and new.contact_id is null then
    raise exception using errcode = 'SEL01', message = 'QUOTE_OF_NOBODY', detail = 'company_id';
  end if;
  if new.company_id is not null and (tg_op = 'INSERT' or new.company_id is distinct from old.company_id) and not data.sees('companies', new.company_id) then
    raise exception using errcode = 'SEL01', message = 'COMPANY_NOT_FOUND', detail = 'company_id';
  end if;
  if new.contact_id is not null and (tg_op = 'INSERT' or new.contact_id is distinct from old.contact_id) and not data.sees('people', new.contact_id) then
    raise exception using errcode = 'SEL01', message = 'PERSON_NOT_FOUND', detail = 'contact_id';
  end if;
  if new.deal_id is not null and (tg_op = 'INSERT' or new.deal_id is distinct from old.deal_id) and not data.sees('deals', new.deal_id) then
    raise exception using errcode = 'SEL01', message = 'REFERENCE_UNKNOWN', detail = 'deal_id';
  end if;
  if tg_op = 'UPDATE' and new.currency <> old.currency then
    if exists (select from data.lines l where l.quote_id = new.id) then
      raise exception using errcode = 'SEL01', message = 'CURRENCY_OF_LINES', detail = 'currency';
    end if;
    -- another currency, and its usual list
    if new.price_list_id is not distinct from old.price_list_id then
      new.price_list_id := (select l.id from data.price_lists l where l.currency = new.currency and l.usual);
    end if;
  end if;
  if new.price_list_id is not null and new.state = 'draft'
    and new.currency <> (select l.currency from data.price_lists l where l.id = new.price_list_id) then
    raise exception using errcode = 'SEL01', message = 'PRICE_LIST_MIXED', detail = 'price_list_id';
  end if;
  return new;
end
$$;
create or replace trigger _150_guard before insert or update on data.quotes for each row execute function data.quote_guard();

-- Where the recipient's data came from, and on which basis the offer reaches them, as the gate that sends has it. Refused
-- where it may not reach them at all, by whatever way it is handed over.
create or replace function data.quote_trail(person uuid) returns jsonb language plpgsql stable security definer
  set search_path = pg_catalog
as $$
declare
  decision jsonb := data.decide_sending(person, '{"content": "service", "channel": "post"}', null);
begin
  if not (decision->>'allowed')::boolean then
    raise exception using errcode = 'SEL01', message = 'CONTACT_NOT_USABLE', detail = 'contact_id';
  end if;
  return (select jsonb_strip_nulls(jsonb_build_object('source', p.source, 'obtained_at', coalesce(p.obtained_at, p.created_at), 'basis', decision->>'ground',
    'fields', array['people.given_name', 'people.family_name', 'people.language', 'emails.address', 'companies.name', 'addresses.street']))
    from data.people p where p.id = person);
end
$$;

-- Moves a quote on: send, unsend, fix, resend, unresend, answer, withdraw, revise, expire. The state is no column that any purpose writes.
create or replace function door.quote(step text, record uuid, facts jsonb) returns uuid
  language plpgsql security definer set search_path = pg_catalog
as $$
declare
  today date := (now() at time zone 'Europe/Helsinki')::date;
  quote data.quotes;
  made uuid;
begin
  if step = 'expire' then
    update data.quotes q set state = 'expired' where q.state = 'sent' and q.valid_until < today;
    return null;
  end if;
  select * into quote from data.quotes q where q.id = record and q.removed_at is null for no key update;
  if quote.id is null or not data.sees('quotes', record) then
    raise exception using errcode = 'SEL01', message = 'NOT_FOUND';
  end if;
  if step = 'revise' then
    return data.revise_quote(quote);
  end if;
  if step = 'send' then
    if quote.state <> 'draft' then
      raise exception using errcode = 'SEL01', message = 'DOCUMENT_FIXED';
    end if;
    if quote.version <> (facts->>'version')::int then
      raise exception using errcode = 'SEL01', message = 'EDIT_CONFLICT';
    end if;
    if not exists (select from data.lines l where l.quote_id = record) then
      raise exception using errcode = 'SEL01', message = 'QUOTE_EMPTY';
    end if;
    if quote.valid_until is null or quote.valid_until < today then
      raise exception using errcode = 'SEL01', message = 'QUOTE_RUN_OUT', detail = 'valid_until';
    end if;
    if quote.contact_id is null then
      raise exception using errcode = 'SEL01', message = 'VALUE_MISSING', detail = 'contact_id';
    end if;
    update data.quotes q set state = 'sent', sent_at = now(), document_hash = facts->>'hash', trail = data.quote_trail(quote.contact_id) where q.id = record;
    -- one version of a quote is open at a time
    update data.quotes q set state = 'expired'
    where split_part(q.number, '/', 1) = split_part(quote.number, '/', 1) and q.id <> record and q.state = 'sent';
    return record;
  end if;
  if step = 'fix' then
    -- went out before its document was kept: what was sent is kept as it would be drawn
    update data.quotes q set document_hash = facts->>'hash',
      trail = coalesce(q.trail, case when q.contact_id is not null then data.quote_trail(q.contact_id) end) where q.id = record and q.state <> 'draft' and q.document_hash is null;
    return record;
  end if;
  if quote.state <> 'sent' then
    raise exception using errcode = 'SEL01', message =
      case quote.state when 'draft' then 'QUOTE_NOT_SENT' when 'expired' then 'QUOTE_RUN_OUT' else 'QUOTE_ANSWERED' end;
  end if;
  if step = 'unsend' then
    -- the relay did not take it: nobody has seen it
    if quote.sent_at < now() - interval '2 minutes' then
      raise exception using errcode = 'SEL01', message = 'DOCUMENT_FIXED';
    end if;
    update data.quotes q set state = 'draft', sent_at = null, document_hash = null, trail = null where q.id = record;
  elsif step = 'resend' then
    if quote.valid_until < today then
      raise exception using errcode = 'SEL01', message = 'QUOTE_RUN_OUT', detail = 'valid_until';
    end if;
    update data.quotes q set resent_at = clock_timestamp() where q.id = record;
  elsif step = 'unresend' then
    -- the relay did not take it: the link before holds again
    update data.quotes q set resent_at = (facts->>'resent_at')::timestamptz where q.id = record and q.resent_at > now() - interval '2 minutes';
  elsif step = 'withdraw' then
    update data.quotes q set state = 'expired' where q.id = record;
  elsif step = 'answer' then
    if quote.valid_until < today then
      raise exception using errcode = 'SEL01', message = 'QUOTE_RUN_OUT';
    end if;
    if facts->>'answer' not in ('accepted', 'declined') or quote.document_hash is distinct from coalesce(facts->>'hash', quote.document_hash) then
      raise exception using errcode = 'SEL01', message = 'VALUE_NOT_ALLOWED', detail = 'answer';
    end if;
    update data.quotes q set state = facts->>'answer', answered_at = now(), answered_by = facts->>'name', answer_note = nullif(facts->>'note', '')
    where q.id = record;
    if facts->>'answer' = 'accepted' and quote.wins_deal then
      update data.deals d set stage_id = (
        select s.id from data.stages s where s.pipeline_id = d.pipeline_id and s.outcome = 'won' order by s.place, s.created_at limit 1)
      where d.id = quote.deal_id and d.state = 'open' and d.removed_at is null;
    end if;
    if quote.owner_id is not null and quote.owner_id is distinct from data.actor() then
      insert into data.notifications (user_id, from_id, kind, noun, record_id, purpose)
      values (quote.owner_id, null, facts->>'answer', 'quotes', record, 'sales');
    end if;
  else
    raise exception using errcode = 'SEL01', message = 'VALUE_NOT_ALLOWED', detail = 'step';
  end if;
  return record;
end
$$;

-- The same once more as a draft, under the next number of its own: T-2026-0007, T-2026-0007/2. The first one's row is
-- the lock.
create or replace function data.revise_quote(quote data.quotes) returns uuid language plpgsql security definer
  set search_path = pg_catalog
as $$
declare
  root text := split_part(quote.number, '/', 1);
  made uuid;
  further int;
begin
  perform from data.quotes q where q.number = root for no key update;
  select coalesce(max(nullif(split_part(q.number, '/', 2), '')::int), 1) + 1 into further
  from data.quotes q where q.number = root or q.number like replace(root, '_', '\_') || '/%';
  insert into data.quotes (number, name, deal_id, company_id, contact_id, price_list_id, currency, language, terms, valid_until, wins_deal, owner_id, team)
  values (root || '/' || further, quote.name, quote.deal_id, quote.company_id, quote.contact_id, quote.price_list_id, quote.currency,
    quote.language, quote.terms, greatest(quote.valid_until, (now() at time zone 'Europe/Helsinki')::date + 14), quote.wins_deal, quote.owner_id, quote.team)
  returning id into made;
  insert into data.lines (quote_id, place, product_id, name, quantity, unit, price, discount, vat)
  select made, l.place, l.product_id, l.name, l.quantity, l.unit, l.price, l.discount, l.vat
  from data.lines l where l.quote_id = quote.id order by l.place, l.created_at;
  return made;
end
$$;
