-- Seals: each piece of evidence has its hash beside the ledger, and the ledger an entry with the digest of
-- what was sealed together. An altered row differs from its seal, an altered seal from its entry.

create or replace function data.is_evidence(kind text) returns boolean language sql immutable parallel safe
as $$
  -- what only follows from other records, and is rebuilt from them, is not evidence of anything said
  select kind not in ('employment', 'employment_ended', 'interest', 'ended', 'uninformed', 'informed')
$$;

create or replace function data.seal_of(g data.grounds) returns bytea language sql stable
as $$
  -- times as numbers: text of a time depends on the session
  select sha256(convert_to(jsonb_build_array(g.number, g.person_id, g.slot, g.kind, g.effect, g.purposes, extract(epoch from g.at)::text,
    extract(epoch from g.until)::text, g.actor, g.channel, g.ref, g.reason, g.proof)::text, 'UTF8'))
$$;

-- Evidence that is not as it was sealed: altered, or gone while its person is here; seals that differ from their
-- entry; evidence without a seal. None, or somebody has written past the rules.
create or replace function data.broken_seals() returns table (what text, number bigint)
  language sql stable security definer set search_path = pg_catalog
as $$
  (select 'altered', s.number from ledger.seals s join data.grounds g on g.number = s.number where data.seal_of(g) <> s.seal limit 100)
  union all
  (select 'missing', s.number from ledger.seals s
   where not exists (select from data.grounds g where g.number = s.number) and exists (select from data.people p where p.id = s.person_id) limit 100)
  union all
  (select 'unsealed', g.number from data.grounds g
   where data.is_evidence(g.kind) and not exists (select from ledger.seals s where s.number = g.number) limit 100)
  union all
  (select 'digest', lower(r.numbers) from (
     select e.detail->>'digest' as digest, (e.detail->>'numbers')::int8multirange as numbers
     from ledger.entries e where e.action = 'grounds.seal' and e.detail ? 'digest'
   ) r
   where r.digest is distinct from encode((
     select sha256(string_agg(s.seal, ''::bytea order by s.number)) from unnest(r.numbers) u join ledger.seals s on s.number >= lower(u) and s.number < upper(u)), 'hex')
   limit 100)
$$;

-- Evidence that was there before seals were made is sealed when they come.
with made as (
  insert into ledger.seals (number, person_id, seal)
  select g.number, g.person_id, data.seal_of(g) from data.grounds g
  where data.is_evidence(g.kind) and not exists (select from ledger.seals) returning number, seal
), sealed as (
  select count(*) as n, range_agg(int8range(m.number, m.number + 1)) as numbers, sha256(string_agg(m.seal, ''::bytea order by m.number)) as digest from made m
)
insert into ledger.entries (id, actor, purpose, action, noun, detail, salt)
select data.new_id(), 'operator', 'rights', 'grounds.seal', 'grounds', jsonb_build_object('numbers', s.numbers::text, 'digest', encode(s.digest, 'hex')), ext.gen_random_bytes(16)
from sealed s where s.n > 0;
