-- Entries come in hundreds to a statement: what has no leaf yet is noted once for all of them.
create or replace function ledger.note_unsealed() returns trigger language plpgsql security definer set search_path = pg_catalog
as $$
begin
  insert into ledger.unsealed (id, at) select id, at from added;
  return null;
end
$$;
drop trigger _300_unsealed on ledger.entries;
create trigger _300_unsealed after insert on ledger.entries referencing new table as added for each statement execute function ledger.note_unsealed();
