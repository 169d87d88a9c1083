-- The rooms everything else stands in. Runs as seloste_owner; extensions are made by the migrator itself.

create schema data;      -- tables; no login reads it
create schema door;      -- definer functions: the doors in the wall
create schema ledger;    -- append-only


comment on schema data is 'Tables. Purposes see them only through the views of their own schema.';
comment on schema door is 'Owner-owned definer functions for what crosses purposes; each is on the list in compile.ts.';

revoke all on schema data, door, ledger, register from public;
alter default privileges revoke execute on functions from public;

-- Ids: UUID version 7 (RFC 9562), so that new rows stay together in every index. Neither this nor the next
-- function pins a search_path, which would cost ten times the function: every name in them is qualified.
create function data.new_id() returns uuid language sql volatile parallel safe
as $$
  select pg_catalog.encode(
    pg_catalog.set_bit(
      pg_catalog.set_bit(
        pg_catalog.overlay(pg_catalog.uuid_send(pg_catalog.gen_random_uuid()),
          pg_catalog.substring(pg_catalog.int8send((extract(epoch from pg_catalog.clock_timestamp()) * 1000)::bigint), 3),
          1, 6),
        52, 1),
      53, 1),
    'hex')::uuid
$$;

-- Folding for search: case, and the marks of European letters. Immutable, so that it may be indexed.
create function data.fold(words text) returns text language plpgsql immutable parallel safe
as $$
declare
  plain text;
begin
  -- letters that need nothing are most of them
  if pg_catalog.octet_length(words) = pg_catalog.length(words) then
    return pg_catalog.lower(words);
  end if;
  -- both cases listed: under a C locale lower() knows ASCII only
  plain := pg_catalog.translate(pg_catalog.lower(words),
    'åäàáâãæçčćèéêëěìíîïłñńòóôõöøőřšśùúûüůűýÿžźżđðþÅÄÀÁÂÃÆÇČĆÈÉÊËĚÌÍÎÏŁÑŃÒÓÔÕÖØŐŘŠŚÙÚÛÜŮŰÝŸŽŹŻĐÐÞ',
    'aaaaaaaccceeeeeiiiilnnooooooorssuuuuuuyyzzzddtaaaaaaaccceeeeeiiiilnnooooooorssuuuuuuyyzzzddt');
  if pg_catalog.octet_length(plain) = pg_catalog.length(plain) then
    return plain;
  end if;
  -- what is not on the list is taken apart, and its marks dropped
  return pg_catalog.regexp_replace(pg_catalog.normalize(plain, 'NFD'), '[\u0300-\u036F]+', '', 'g');
end
$$;

-- Inlined into views and generated columns, where the caller's own right is asked for: public, but of no
-- use by name to a role without usage on the schema.
grant execute on function data.fold(text), data.new_id() to public;
