-- A no to sales calls to one number alone.

-- The hash of a number that is not to be called, apart from that of an address that is not to be used at all.
create or replace function data.number_hash(number text, key bytea) returns text language sql stable set search_path = pg_catalog
as $$
  select data.address_hash('call:' || number, key)
$$;

-- No sales calls to this number of a person's, or again, which only they say. Its other ways stay as they are. Said
-- twice, it is on record once; a number that comes back is known by its hash, but a switchboard is not one's own.
create or replace function data.refuse_number(person uuid, event jsonb, own boolean, proof jsonb, key bytea) returns bigint
  language plpgsql volatile security definer set search_path = pg_catalog
as $$
declare
  bit bigint := data.bit_of_login(session_user);
  phone data.phones;
  last data.grounds := data.last_word(person, 'number:' || (event->>'number'));
begin
  select * into phone from data.phones n where n.id = (event->>'number')::uuid and n.person_id = person and (bit is null or n.permitted & bit <> 0);
  if phone.id is null then
    raise exception using errcode = 'SEL01', message = 'VALUE_NOT_ALLOWED', detail = 'number';
  end if;
  if event->>'kind' = 'number_opened' then
    perform data.refuse_others(own);
    update data.phones n set refused_at = null where n.person_id = person and n.number = phone.number and n.refused_at is not null;
    delete from data.suppressions s where s.hash = data.number_hash(phone.number, key);
    return data.say(person, 'number:' || phone.id, 'ended', 'end', 0, null, event->>'via', phone.id, null, proof);
  end if;
  update data.phones n set refused_at = now() where n.person_id = person and n.number = phone.number and n.refused_at is null;
  if phone.kind <> 'switchboard' then
    insert into data.suppressions (hash, purposes) values (data.number_hash(phone.number, key), data.marketing_mask())
    on conflict (hash) do update set purposes = suppressions.purposes | excluded.purposes;
  end if;
  if last.effect = 'block' then
    return last.number;
  end if;
  return data.say(person, 'number:' || phone.id, 'refusal', 'block', 0, null, event->>'via', phone.id, null,
    proof || jsonb_strip_nulls(jsonb_build_object('evidence', nullif(btrim(event->>'evidence'), ''))));
end
$$;
