-- The rooms everything else stands in. Runs as seloste_owner; extensions are made by the migrator itself.

create schema data;      -- tables; no login reads it
create schema door;      -- definer functions: the doors in the wall
create schema ledger;    -- append-only


comment on schema data is 'Tables. Purposes see them only through the views of their own schema.';
comment on schema door is 'Owner-owned definer functions for what crosses purposes; each is on the list in compile.ts.';

revoke all on schema data, door, ledger, register from public;
alter default privileges revoke execute on functions from public;

-- Ids: UUID version 7 (RFC 9562), so that new rows stay together in every index.
create function data.new_id() returns uuid language sql volatile parallel safe
  set search_path = pg_catalog
as $$
  select encode(
    set_bit(
      set_bit(
        overlay(uuid_send(gen_random_uuid())
          placing substring(int8send((extract(epoch from clock_timestamp()) * 1000)::bigint) from 3)
          from 1 for 6),
        52, 1),
      53, 1),
    'hex')::uuid
$$;

-- Folding for search: case, Nordic and common European letters. Immutable, so that it may be indexed.
create function data.fold(words text) returns text language sql immutable parallel safe
  set search_path = pg_catalog
as $$
  -- both cases listed: under a C locale lower() knows ASCII only
  select translate(lower(words),
    'åäàáâãæçčćèéêëěìíîïłñńòóôõöøőřšśùúûüůűýÿžźżđðþÅÄÀÁÂÃÆÇČĆÈÉÊËĚÌÍÎÏŁÑŃÒÓÔÕÖØŐŘŠŚÙÚÛÜŮŰÝŸŽŹŻĐÐÞ',
    'aaaaaaaccceeeeeiiiilnnooooooorssuuuuuuyyzzzddtaaaaaaaccceeeeeiiiilnnooooooorssuuuuuuyyzzzddt')
$$;

-- Inlined into views and generated columns, where the caller's own right is asked for: public, but of no
-- use by name to a role without usage on the schema.
grant execute on function data.fold(text), data.new_id() to public;
