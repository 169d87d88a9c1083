-- Orders and their deliveries: what was agreed is not changed afterwards, and never more goes out than was ordered.

-- The states of an order are steps of work, not a field: no purpose writes them but through here.
-- confirm, told (the other side has it in writing), cancel, reopen, invoice (also once more), uninvoice; of what we buy
-- close: the rest does not come
create or replace function door.fulfil(step text, which uuid, facts jsonb) returns boolean
  language plpgsql security definer set search_path = pg_catalog
as $$
declare
  found_one data.orders;
begin
  if step = 'remind' then
    return data.remind_of_end(which, facts);
  end if;
  if step = 'shut' then
    return data.close_contracts(500);
  end if;
  select o.* into found_one from data.orders o where o.id = which and o.removed_at is null for update;
  if found_one.id is null or not data.sees('orders', which) then
    raise exception using errcode = 'SEL01', message = 'NOT_FOUND';
  end if;
  if not (case step
    when 'confirm' then found_one.state = 'draft'
    when 'told' then found_one.state not in ('draft', 'cancelled')
    when 'cancel' then found_one.state in ('draft', 'confirmed')
    when 'reopen' then found_one.state = 'cancelled' or found_one.state = 'delivered' and found_one.kind = 'purchase'
    when 'close' then found_one.state = 'delivering' and found_one.kind = 'purchase'
    when 'invoice' then found_one.state in ('delivered', 'invoiced') and found_one.kind = 'sale'
    when 'uninvoice' then found_one.state = 'invoiced'
    else false end) then
    raise exception using errcode = 'SEL01', message = 'ORDER_STATE', detail = 'state', hint = found_one.number;
  end if;
  if step = 'confirm' and found_one.company_id is null then
    raise exception using errcode = 'SEL01', message = 'VALUE_MISSING', detail = 'company_id';
  end if;
  if step = 'confirm' and not exists (select from data.lines l where l.order_id = which) then
    raise exception using errcode = 'SEL01', message = 'ORDER_EMPTY', detail = 'lines';
  end if;
  if step = 'uninvoice' and found_one.exports > 1 then
    raise exception using errcode = 'SEL01', message = 'ORDER_EXPORTED', detail = 'state', hint = found_one.number;
  end if;
  if step = 'cancel' then
    delete from data.deliveries d where d.order_id = which;
  end if;
  update data.orders o set
    state = case step when 'confirm' then 'confirmed' when 'cancel' then 'cancelled' when 'invoice' then 'invoiced' when 'uninvoice' then 'delivered'
      when 'close' then 'delivered'
      when 'reopen' then case when o.state = 'delivered' then 'delivering' when o.confirmed_at is null then 'draft' else 'confirmed' end else o.state end,
    confirmed_at = case step when 'told' then now() else o.confirmed_at end,
    invoiced_at = case step when 'invoice' then now() when 'uninvoice' then null else o.invoiced_at end,
    exports = case step when 'invoice' then o.exports + 1 when 'uninvoice' then 0 else o.exports end
  where o.id = which;
  return true;
end
$$;

-- What was agreed stays: of a confirmed order neither the customer nor the currency changes, and it is not thrown away.
create or replace function data.order_stands() returns trigger language plpgsql security definer
  set search_path = pg_catalog
as $$
begin
  if pg_trigger_depth() > 1 or old.state = 'draft' then
    return new;
  end if;
  if new.currency <> old.currency or new.company_id is distinct from old.company_id then
    raise exception using errcode = 'SEL01', message = 'ORDER_CONFIRMED', detail = case when new.currency <> old.currency then 'currency' else 'company_id' end;
  end if;
  if new.removed_at is not null and old.removed_at is null and old.state <> 'cancelled' then
    raise exception using errcode = 'SEL01', message = 'ORDER_CONFIRMED', detail = 'state', hint = old.number;
  end if;
  return new;
end
$$;
create or replace trigger _170_stands before update of company_id, currency, removed_at on data.orders
  for each row execute function data.order_stands();

-- A delivery is of an order that is agreed and not yet handed to invoicing; its days follow its state.
create or replace function data.delivery_order() returns trigger language plpgsql security definer
  set search_path = pg_catalog
as $$
declare
  held text;
begin
  if pg_trigger_depth() > 1 then
    return case when tg_op = 'DELETE' then old else new end;
  end if;
  if tg_op <> 'DELETE' and (new.order_id is null or not data.sees('orders', new.order_id)) then
    raise exception using errcode = 'SEL01', message = 'REFERENCE_UNKNOWN', detail = 'order_id';
  end if;
  if tg_op = 'UPDATE' and new.order_id is distinct from old.order_id then
    raise exception using errcode = 'SEL01', message = 'VALUE_NOT_ALLOWED', detail = 'order_id';
  end if;
  -- Locked: of two deliveries at once the later sees what the earlier took.
  select o.state into held from data.orders o where o.id = case when tg_op = 'DELETE' then old.order_id else new.order_id end for no key update;
  if held not in ('confirmed', 'delivering', 'delivered') then
    raise exception using errcode = 'SEL01', message = 'ORDER_NOT_OPEN', detail = 'order_id';
  end if;
  if tg_op = 'DELETE' then
    return old;
  end if;
  if new.state <> 'planned' then
    new.sent_on := coalesce(new.sent_on, new.received_on, (now() at time zone 'Europe/Helsinki')::date);
  end if;
  if new.state = 'received' then
    new.received_on := coalesce(new.received_on, greatest(new.sent_on, (now() at time zone 'Europe/Helsinki')::date));
  end if;
  if new.received_on < new.sent_on then
    raise exception using errcode = 'SEL01', message = 'DATES_CROSSED', detail = 'received_on';
  end if;
  return new;
end
$$;
create or replace trigger _150_order before insert or update or delete on data.deliveries
  for each row execute function data.delivery_order();

create or replace function data.delivery_line() returns trigger language plpgsql security definer
  set search_path = pg_catalog
as $$
declare
  ordered data.lines;
  taken numeric;
begin
  select l.* into ordered from data.deliveries d join data.orders o on o.id = d.order_id join data.lines l on l.order_id = o.id
  where d.id = new.delivery_id and l.id = new.line_id for no key update of o;
  if ordered.id is null then
    raise exception using errcode = 'SEL01', message = 'REFERENCE_UNKNOWN', detail = 'line_id';
  end if;
  select coalesce(sum(x.quantity), 0) into taken from data.delivery_lines x where x.line_id = new.line_id and x.id <> new.id;
  if taken + new.quantity > ordered.quantity then
    raise exception using errcode = 'SEL01', message = 'DELIVERY_TOO_MUCH', detail = 'quantity',
      hint = format('%s: %s / %s %s', ordered.name, trim_scale(taken + new.quantity), trim_scale(ordered.quantity), ordered.unit);
  end if;
  return new;
end
$$;
create or replace trigger _150_line before insert or update of delivery_id, line_id, quantity on data.delivery_lines
  for each row execute function data.delivery_line();

-- delivering: something is on its way; delivered: all of it has been received.
create or replace function data.follow_deliveries() returns trigger language plpgsql security definer
  set search_path = pg_catalog
as $$
declare
  gone jsonb := case when tg_op = 'INSERT' then to_jsonb(new) else to_jsonb(old) end;
  which uuid := (gone->>'order_id')::uuid;
begin
  if tg_table_name = 'delivery_lines' then
    select d.order_id into which from data.deliveries d where d.id = (gone->>'delivery_id')::uuid;
  end if;
  update data.orders o set state = stands.state
  from (
    select case when bool_and(x.received >= x.quantity) then 'delivered' when sum(x.sent) > 0 then 'delivering' else 'confirmed' end as state
    from (
      select l.quantity, coalesce(sum(y.quantity) filter (where d.state = 'received'), 0) as received,
        coalesce(sum(y.quantity) filter (where d.state <> 'planned'), 0) as sent
      from data.lines l left join data.delivery_lines y on y.line_id = l.id left join data.deliveries d on d.id = y.delivery_id
      where l.order_id = which and l.quantity > 0 group by l.id
    ) x
  ) stands
  where o.id = which and o.state in ('confirmed', 'delivering', 'delivered') and o.state <> stands.state;
  return null;
end
$$;
create or replace trigger _410_order after update of state or delete on data.deliveries
  for each row execute function data.follow_deliveries();
create or replace trigger _410_order after insert or delete or update of quantity on data.delivery_lines
  for each row execute function data.follow_deliveries();
