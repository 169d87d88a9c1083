-- A list has prices in one currency, and one list of a currency is the usual one.

create or replace function data.price_list() returns trigger language plpgsql security definer
  set search_path = pg_catalog
as $$
begin
  if tg_op = 'UPDATE' and new.currency <> old.currency and exists (select from data.prices p where p.price_list_id = new.id) then
    raise exception using errcode = 'SEL01', message = 'PRICE_LIST_MIXED', detail = 'currency';
  end if;
  if new.usual then
    update data.price_lists l set usual = false where l.currency = new.currency and l.usual and l.id <> new.id;
  end if;
  return new;
end
$$;
create or replace trigger _150_list before insert or update of currency, usual on data.price_lists
  for each row execute function data.price_list();

-- Locked: a list whose currency is being changed finds the price, or the price finds it changed.
create or replace function data.price_of_list() returns trigger language plpgsql security definer
  set search_path = pg_catalog
as $$
begin
  perform from data.price_lists l where l.id = new.price_list_id for share;
  if exists (select from data.prices p where p.price_list_id = new.price_list_id and p.product_id = new.product_id
    and p.from_quantity = new.from_quantity and p.id <> new.id) then
    raise exception using errcode = 'SEL01', message = 'PRICE_TWICE', detail = 'from_quantity';
  end if;
  return new;
end
$$;
create or replace trigger _150_step before insert or update of price_list_id, product_id, from_quantity on data.prices
  for each row execute function data.price_of_list();

create or replace function data.product_code() returns trigger language plpgsql security definer
  set search_path = pg_catalog
as $$
begin
  -- one after the other: two at once would not see each other
  perform pg_advisory_xact_lock(hashtext('products.code'));
  if new.removed_at is null and exists (select from data.products p where lower(p.code) = lower(new.code) and p.removed_at is null and p.id <> new.id) then
    raise exception using errcode = 'SEL01', message = 'PRODUCT_CODE_TAKEN', detail = 'code';
  end if;
  return new;
end
$$;
create or replace trigger _150_code before insert or update of code, removed_at on data.products
  for each row when (new.code is not null) execute function data.product_code();
