-- A letter's state is what became of its sending; what has gone is not written anew.

create or replace function data.letter_sending() returns trigger language plpgsql security definer
  set search_path = pg_catalog
as $$
begin
  update data.letters l set state = new.state, sending_id = new.id, sent_at = coalesce(new.sent_at, l.sent_at, now())
  where l.id = split_part(new.message, ':', 2)::uuid and l.person_id = new.person_id;
  return null;
end
$$;

create or replace trigger _460_letter after insert or update of state on data.sendings
  for each row when (new.message like 'letter:%' and new.state <> 'refused') execute function data.letter_sending();

create or replace function data.letter_gone() returns trigger language plpgsql security definer
  set search_path = pg_catalog
as $$
begin
  raise exception using errcode = 'SEL01', message = 'LETTER_SENT';
end
$$;

create or replace trigger _350_gone before update of subject, body, content, topic, product_group, address_id on data.letters
  for each row when (old.state not in ('draft', 'failed')) execute function data.letter_gone();
-- a person who goes takes their letters along: only what is asked for by itself is refused
create or replace trigger _351_gone before delete on data.letters
  for each row when (old.state not in ('draft', 'failed') and session_user::text like 'purpose\_%' and pg_trigger_depth() = 0)
  execute function data.letter_gone();

create or replace trigger _300_company before insert on data.letters
  for each row when (new.company_id is null) execute function data.stand_at_company();

-- What a letter took along is kept as it went: with the letter, until that goes.
create or replace function data.letter_file() returns trigger language plpgsql security definer
  set search_path = pg_catalog
as $$
begin
  if exists (select from data.letters l where l.id = old.letter_id and l.state not in ('draft', 'failed')) then
    raise exception using errcode = 'SEL01', message = 'LETTER_SENT';
  end if;
  return new;
end
$$;
create or replace trigger _350_letter before update of removed_at, letter_id, name on data.files
  for each row when (old.letter_id is not null and old.removed_at is null) execute function data.letter_file();
