-- Requests by the law: recorded by anybody of us, carried out by those who serve people's rights, unsaid by nobody.

create or replace function data.request_number() returns trigger language plpgsql security definer
  set search_path = pg_catalog
as $$
begin
  new.number := data.next_number('requests', 'T');
  return new;
end
$$;
create or replace trigger _110_number before insert on data.requests for each row when (new.number = '')
  execute function data.request_number();

-- What happened to a request stays as it was told. Through a door the caller is another: the eraser and retention pass.
create or replace function data.refuse_step_change() returns trigger language plpgsql security definer
  set search_path = pg_catalog
as $$
begin
  raise exception using errcode = 'SEL01', message = 'REQUEST_STEPS_STAND';
end
$$;
create or replace trigger _100_stands before update or delete on data.request_steps for each row
  when (current_user::text like 'purpose\_%') execute function data.refuse_step_change();
create or replace trigger _100_stands before delete on data.requests for each row
  when (current_user::text like 'purpose\_%') execute function data.refuse_step_change();

-- Made for whoever may be: the person's own mask is taken, as nobody learns from it whether we know them.
create or replace function data.keep_request_digest() returns trigger language plpgsql security definer
  set search_path = pg_catalog
as $$
begin
  if new.person_id is null or new.state not in ('open', 'waiting') then
    delete from data.request_digests where request_id = new.id;
  else
    insert into data.request_digests (request_id, person_id, permitted, received_at, owner_id)
    select new.id, p.id, p.permitted & data.request_digests_bits(), new.received_at, new.owner_id from data.people p where p.id = new.person_id
    on conflict (request_id) do update set person_id = excluded.person_id, permitted = excluded.permitted, owner_id = excluded.owner_id;
  end if;
  return null;
end
$$;
create or replace trigger _500_digest after insert or update of person_id, state, owner_id on data.requests
  for each row execute function data.keep_request_digest();

-- Of what was open before others were told: told as well.
insert into data.request_digests (request_id, person_id, permitted, received_at, owner_id)
select r.id, p.id, p.permitted & data.request_digests_bits(), r.received_at, r.owner_id from data.requests r join data.people p on p.id = r.person_id
where r.state in ('open', 'waiting') on conflict (request_id) do nothing;

-- While somebody waits to see their data, nobody of us deletes any of it by hand. What is due by its rule goes.
create or replace function data.refuse_frozen(person uuid) returns void language plpgsql stable security definer
  set search_path = pg_catalog
as $$
declare
  waiting text;
begin
  select r.number into waiting from data.requests r
  where r.person_id = person and r.frozen_at is not null and r.state in ('open', 'waiting') limit 1;
  if waiting is not null then
    raise exception using errcode = 'SEL01', message = 'FROZEN_BY_REQUEST', detail = waiting;
  end if;
end
$$;
create or replace function data.refuse_frozen_removal() returns trigger language plpgsql security definer
  set search_path = pg_catalog
as $$
begin
  -- asked here, as the trigger's own condition is read anew for every event of any kind
  if session_user::text like 'purpose\_%' and session_user::text <> 'purpose_rights' then
    perform data.refuse_frozen(new.person_id);
  end if;
  return new;
end
$$;
create or replace function data.refuse_frozen_row() returns trigger language plpgsql security definer
  set search_path = pg_catalog
as $$
begin
  perform data.refuse_frozen((to_jsonb(old)->>tg_argv[0])::uuid);
  return case when tg_op = 'DELETE' then old else new end;
end
$$;
create or replace trigger _090_frozen_by_request before insert on data.grounds for each row
  when (new.kind = 'removal') execute function data.refuse_frozen_removal();

-- Who asks, when only an address is known: its one holder. Of a shared mailbox nobody.
create or replace function data.sole_holder(address text) returns uuid language sql stable security definer
  set search_path = pg_catalog
as $$
  select case when count(distinct e.person_id) = 1 then min(e.person_id::text)::uuid end
  from data.emails e where e.address = lower(btrim(sole_holder.address)) and e.kind <> 'generic'
$$;

create or replace function data.main_address(person uuid) returns text language sql stable security definer
  set search_path = pg_catalog
as $$
  select e.address from data.emails e where e.person_id = person and e.kind <> 'generic' order by e.main desc, e.created_at, e.id limit 1
$$;

create or replace function data.note_step(request uuid, kind text, words text, detail jsonb) returns void language sql volatile security definer
  set search_path = pg_catalog
as $$
  insert into data.request_steps (request_id, kind, actor, words, detail) values (request, kind, data.actor(), words, detail)
$$;

-- One door, a rule for each step. `said`:
--   ask        {kinds, channel, language, person, name, address, words, received_at, due_on, confirmed}   by anybody
--   link       {person, name, address, language}   who it is, or where to answer
--   own        {owner}
--   identity   {state: asked | confirmed | failed, at_once, how, due_on}
--   extend     {to, reason}
--   propose    {outcome, ground, reasons, withheld, second}   second: nobody is answered so before another has approved
--   approve    {alone, reason, approval}   approval: an outside approver's word; alone: nobody else may, a day later, with the reason why
--   name       {user, reason}   one of us who has looked would be named to who asks; a second must approve
--   approve_name {step, alone, reason}
--   letter     {kind, hash, language, sent}      answer: this letter answers the request
--   delivered  {how, on, words}
--   told       {recipient, name, how, words}
--   correct    {kind: corrected | disputed, noun, record, field, value, words}   as data.correct_fact says
--   step       {kind, words, detail}   report, corrected, planned, erased, swept, note
--   close      {}
-- Answers the request as it stands: {id, number, due_on}.
create or replace function door.ask_right(step text, request uuid, said jsonb) returns jsonb
  language plpgsql security definer set search_path = pg_catalog
as $$
#variable_conflict use_variable
declare
  r data.requests;
  today date := (now() at time zone 'Europe/Helsinki')::date;
  asked uuid;
  mask bigint := -1;
begin
  if step = 'ask' then
    return data.receive_request(said);
  end if;
  if session_user::text <> 'purpose_rights' then
    raise exception using errcode = 'SEL01', message = 'PURPOSE_MISMATCH';
  end if;
  select * into r from data.requests q where q.id = request for update;
  if r.id is null then
    raise exception using errcode = 'SEL01', message = 'NOT_FOUND';
  end if;
  if r.state = 'closed' and not (step = 'step' and said->>'kind' in ('note', 'swept', 'erased')) then
    raise exception using errcode = 'SEL01', message = 'REQUEST_IS_CLOSED';
  end if;
  case step
  when 'link' then
    asked := (said->>'person')::uuid;
    if asked is not null then
      select p.permitted & data.requests_bits() into mask from data.people p where p.id = asked for share;
      if mask is null then
        raise exception using errcode = 'SEL01', message = 'PERSON_NOT_FOUND';
      end if;
      -- found before, by somebody else's word: who it is has to be settled anew
      update data.requests q set person_id = asked, permitted = mask where q.id = r.id and q.person_id is distinct from asked;
    end if;
    update data.requests q set name = coalesce(said->>'name', q.name),
      address = coalesce(lower(btrim(said->>'address')), q.address, case when 'erase' = any (q.kinds) then data.main_address(asked) end), language = coalesce(said->>'language', q.language)
    where q.id = r.id;
    perform data.note_step(r.id, 'note', null, jsonb_build_object('what', 'who'));
  when 'own' then
    update data.requests q set owner_id = said->>'owner' where q.id = r.id;
  when 'identity' then
    if said->>'state' = 'asked' then
      if r.identity = 'confirmed' then
        raise exception using errcode = 'SEL01', message = 'IDENTITY_PROOF_EXCESSIVE';
      end if;
      -- the clock stands only where it was asked at once
      update data.requests q set identity = 'asked', identity_asked_at = coalesce(q.identity_asked_at, now()), state = case when (said->>'at_once')::boolean then 'waiting' else q.state end
      where q.id = r.id;
      perform data.note_step(r.id, 'identity_asked', null, jsonb_build_object('paused', (said->>'at_once')::boolean));
    elsif said->>'state' = 'confirmed' then
      if coalesce(btrim(said->>'how'), '') = '' then
        raise exception using errcode = 'SEL01', message = 'VALUE_MISSING', detail = 'how';
      end if;
      update data.requests q set identity = 'confirmed', identity_how = said->>'how', identity_at = now(), state = 'open', due_on = greatest(q.due_on, (said->>'due_on')::date)
      where q.id = r.id;
      perform data.note_step(r.id, 'identity_confirmed', null, jsonb_build_object('how', said->>'how', 'due_on', said->>'due_on'));
    else
      update data.requests q set identity = 'failed', identity_at = now(), state = 'open' where q.id = r.id;
      perform data.note_step(r.id, 'note', null, jsonb_build_object('what', 'not_identified'));
    end if;
  when 'extend' then
    if today > r.due_on or r.extended_to is not null then
      raise exception using errcode = 'SEL01', message = 'EXTENSION_TOO_LATE';
    end if;
    if coalesce(btrim(said->>'reason'), '') = '' then
      raise exception using errcode = 'SEL01', message = 'VALUE_MISSING', detail = 'reason';
    end if;
    if (said->>'to')::date <= r.due_on or (said->>'to')::date > r.due_on + 72 then
      raise exception using errcode = 'SEL01', message = 'VALUE_NOT_ALLOWED', detail = 'to';
    end if;
    update data.requests q set extended_to = (said->>'to')::date, extension_reason = said->>'reason' where q.id = r.id;
    perform data.note_step(r.id, 'extended', said->>'reason', jsonb_build_object('to', said->>'to'));
  when 'propose' then
    perform data.propose_answer(r, said);
  when 'approve' then
    perform data.approve_answer(r, said);
  when 'name' then
    perform data.propose_name(r, said);
  when 'approve_name' then
    perform data.approve_name(r, said);
  when 'letter' then
    if (said->>'answer')::boolean then
      if r.outcome is null then
        raise exception using errcode = 'SEL01', message = 'REQUEST_UNDECIDED';
      end if;
      if r.approved_at is null and exists (select from data.request_steps s where s.request_id = r.id and s.kind = 'proposed' and (s.detail->>'second')::boolean
        and not exists (select from data.request_steps l where l.request_id = r.id and l.kind = 'proposed' and l.id > s.id)) then
        raise exception using errcode = 'SEL01', message = 'SECOND_APPROVER_NEEDED';
      end if;
      update data.requests q set answered_at = coalesce(q.answered_at, now()), state = 'answered' where q.id = r.id;
    end if;
    perform data.note_step(r.id, 'letter', null, said);
    if (said->>'sent')::boolean then
      if (said->>'answer')::boolean then
        update data.requests q set delivered_at = coalesce(q.delivered_at, now()) where q.id = r.id;
      end if;
      perform data.note_step(r.id, 'delivered', null, jsonb_build_object('how', 'mail', 'letter', said->>'kind'));
    end if;
  when 'delivered' then
    if r.answered_at is null then
      raise exception using errcode = 'SEL01', message = 'REQUEST_CLOSED_WITHOUT_REPLY';
    end if;
    if (said->>'on')::date > today or (said->>'how' = 'impossible' and coalesce(btrim(said->>'words'), '') = '') then
      raise exception using errcode = 'SEL01', message = 'VALUE_NOT_ALLOWED', detail = case when said->>'how' = 'impossible' then 'words' else 'on' end;
    end if;
    update data.requests q set delivered_at = coalesce(q.delivered_at, now()) where q.id = r.id;
    perform data.note_step(r.id, 'delivered', said->>'words', said - 'words');
  when 'correct' then
    perform data.correct_fact(r, said);
  when 'told' then
    if said->>'how' = 'impossible' and coalesce(btrim(said->>'words'), '') = '' then
      raise exception using errcode = 'SEL01', message = 'VALUE_MISSING', detail = 'words';
    end if;
    perform data.note_step(r.id, 'told', said->>'words', said - 'words');
  when 'step' then
    if said->>'kind' not in ('report', 'corrected', 'planned', 'erased', 'swept', 'note') or said->'detail'->>'what' in ('name_proposed', 'name_approved') then
      raise exception using errcode = 'SEL01', message = 'VALUE_NOT_ALLOWED', detail = 'kind';
    end if;
    perform data.note_step(r.id, said->>'kind', said->>'words', coalesce(said->'detail', '{}'));
  when 'close' then
    perform data.close_request(r, coalesce((said->>'untold')::int, 0));
  else
    raise exception using errcode = 'SEL01', message = 'VALUE_NOT_ALLOWED', detail = 'step';
  end case;
  select * into r from data.requests q where q.id = request;
  return jsonb_build_object('id', r.id, 'number', r.number, 'due_on', r.due_on);
end
$$;

-- Comes in as what was said, of whom it may be: who records it learns nothing of whether we know them.
create or replace function data.receive_request(said jsonb) returns jsonb
  language plpgsql volatile security definer set search_path = pg_catalog
as $$
#variable_conflict use_variable
declare
  person uuid := (said->>'person')::uuid;
  received timestamptz := coalesce((said->>'received_at')::timestamptz, now());
  day date := (received at time zone 'Europe/Helsinki')::date;
  due date := (said->>'due_on')::date;
  mask bigint;
  spoken text;
  called text;
  answer_to text;
  made data.requests;
begin
  if received > now() + interval '1 minute' or received < now() - interval '1 year' then
    raise exception using errcode = 'SEL01', message = 'VALUE_NOT_ALLOWED', detail = 'received_at';
  end if;
  if due is null or due < day + 28 or due > day + 40 then
    raise exception using errcode = 'SEL01', message = 'VALUE_NOT_ALLOWED', detail = 'due_on';
  end if;
  person := coalesce(person, data.sole_holder(said->>'address'));
  select p.permitted & data.requests_bits(), p.language into mask, spoken from data.people p where p.id = person for share;
  if mask is null then
    person := null;
  end if;
  -- once they are erased, there is nowhere else to answer to
  if said->'kinds' ? 'erase' then
    select coalesce(said->>'name', nullif(concat_ws(' ', p.given_name, p.family_name), '')), coalesce(said->>'address', data.main_address(p.id)) into called, answer_to
    from data.people p where p.id = person;
  end if;
  insert into data.requests (permitted, kinds, channel, language, person_id, name, address, said, received_at, due_on, frozen_at, identity, identity_how, identity_at)
  values (coalesce(mask, -1), array(select jsonb_array_elements_text(said->'kinds')), said->>'channel', coalesce(said->>'language', spoken, 'fi'), person, coalesce(called, said->>'name'),
    lower(btrim(coalesce(answer_to, said->>'address'))), said->>'words', received, due, case when said->'kinds' ? 'access' then now() end,
    case when said ? 'confirmed' then 'confirmed' else 'unclear' end, said->>'confirmed', case when said ? 'confirmed' then now() end)
  returning * into made;
  perform data.note_step(made.id, 'received', null, jsonb_build_object('channel', made.channel, 'kinds', said->'kinds'));
  return jsonb_build_object('id', made.id, 'number', made.number, 'due_on', made.due_on);
end
$$;

-- What is to be answered. A no, whole or in part, stands on an article and on reasons.
create or replace function data.propose_answer(r data.requests, said jsonb) returns void
  language plpgsql volatile security definer set search_path = pg_catalog
as $$
#variable_conflict use_variable
begin
  if r.answered_at is not null then
    raise exception using errcode = 'SEL01', message = 'REQUEST_IS_ANSWERED';
  end if;
  if said->>'outcome' in ('refused', 'partly') and coalesce(btrim(said->>'ground'), '') = '' then
    raise exception using errcode = 'SEL01', message = 'REFUSAL_INCOMPLETE', detail = 'ground';
  end if;
  if said->>'outcome' in ('refused', 'partly') and length(coalesce(btrim(said->>'reasons'), '')) < 10 then
    raise exception using errcode = 'SEL01', message = 'REFUSAL_INCOMPLETE', detail = 'reasons';
  end if;
  update data.requests q set outcome = said->>'outcome', ground = said->>'ground', reasons = said->>'reasons', approved_by = null, approved_at = null where q.id = r.id;
  perform data.note_step(r.id, 'proposed', said->>'reasons', said - 'reasons');
end
$$;

drop function if exists data.approve_answer(data.requests);
create or replace function data.approve_answer(r data.requests, said jsonb) returns void
  language plpgsql volatile security definer set search_path = pg_catalog
as $$
declare
  proposed data.request_steps;
  asked jsonb;
begin
  select * into proposed from data.request_steps s where s.request_id = r.id and s.kind = 'proposed' order by s.id desc limit 1;
  if proposed.id is null or r.answered_at is not null or r.approved_at is not null or (proposed.detail->>'second')::boolean is not true then
    raise exception using errcode = 'SEL01', message = 'REQUEST_UNDECIDED';
  end if;
  -- What the outside approver has rejected is proposed anew or carried out: nobody passes by their answer.
  asked := jsonb_build_object('request', r.id, 'proposal', proposed.id);
  if exists (select from register.approvals a where a.kind = 'request' and a.subject = asked and a.decision = 'rejected') then
    raise exception using errcode = 'SEL01', message = 'APPROVAL_REJECTED';
  end if;
  if data.actor() like 'approver:%' then
    perform data.spend_approval(said->'approval', 'request', asked);
  end if;
  if proposed.actor = data.actor() and ((said->>'alone')::boolean is not true or proposed.created_at > now() - interval '24 hours' or length(coalesce(btrim(said->>'reason'), '')) < 10) then
    raise exception using errcode = 'SEL01', message = 'SECOND_APPROVER_NEEDED';
  end if;
  update data.requests q set approved_by = data.actor(), approved_at = now() where q.id = r.id;
  perform data.note_step(r.id, 'approved', coalesce(said->>'reason', said->'approval'->>'reason'), jsonb_strip_nulls(jsonb_build_object('alone', proposed.actor = data.actor(), 'approval', said->'approval'->>'id')));
end
$$;

-- C-579/21: a name only where the rights could not be used without it, weighed in writing, and by two.
create or replace function data.propose_name(r data.requests, said jsonb) returns void
  language plpgsql volatile security definer set search_path = pg_catalog
as $$
begin
  if r.answered_at is not null then
    raise exception using errcode = 'SEL01', message = 'REQUEST_IS_ANSWERED';
  end if;
  if not 'access' = any (r.kinds) or coalesce(said->>'user', '') = '' then
    raise exception using errcode = 'SEL01', message = 'VALUE_NOT_ALLOWED', detail = 'user';
  end if;
  if length(coalesce(btrim(said->>'reason'), '')) < 20 then
    raise exception using errcode = 'SEL01', message = 'VALUE_MISSING', detail = 'reason';
  end if;
  perform data.note_step(r.id, 'note', said->>'reason', jsonb_build_object('what', 'name_proposed', 'user', said->>'user'));
end
$$;

create or replace function data.approve_name(r data.requests, said jsonb) returns void
  language plpgsql volatile security definer set search_path = pg_catalog
as $$
declare
  proposed data.request_steps;
begin
  select * into proposed from data.request_steps s
  where s.request_id = r.id and s.id = (said->>'step')::uuid and s.kind = 'note' and s.detail->>'what' = 'name_proposed' and r.answered_at is null
    and not exists (select from data.request_steps d where d.request_id = r.id and d.detail->>'what' = 'name_approved' and d.detail->>'proposal' = s.id::text);
  if proposed.id is null then
    raise exception using errcode = 'SEL01', message = 'NOT_FOUND', detail = 'step';
  end if;
  if proposed.actor = data.actor() and ((said->>'alone')::boolean is not true or proposed.created_at > now() - interval '24 hours' or length(coalesce(btrim(said->>'reason'), '')) < 10) then
    raise exception using errcode = 'SEL01', message = 'SECOND_APPROVER_NEEDED';
  end if;
  perform data.note_step(r.id, 'note', said->>'reason', jsonb_build_object('what', 'name_approved', 'user', proposed.detail->>'user', 'proposal', proposed.id));
end
$$;

-- untold: recipients who have neither been told nor found impossible to tell, counted by whoever asks; never below what is known here.
create or replace function data.close_request(r data.requests, untold int) returns void
  language plpgsql volatile security definer set search_path = pg_catalog
as $$
begin
  if r.outcome is null or r.answered_at is null or r.delivered_at is null then
    raise exception using errcode = 'SEL01', message = 'REQUEST_CLOSED_WITHOUT_REPLY';
  end if;
  if untold > 0 and r.outcome in ('done', 'partly') and r.kinds && array['rectify', 'erase', 'restrict'] then
    raise exception using errcode = 'SEL01', message = 'RECIPIENTS_NOT_TOLD', detail = untold::text;
  end if;
  -- what was promised to go is gone, and was looked for: a receipt, never a word
  if r.outcome in ('done', 'partly') and 'erase' = any (r.kinds)
     and not exists (select from data.erasures e where e.request_id = r.id and e.state in ('done', 'held') and e.swept_at is not null) then
    raise exception using errcode = 'SEL01', message = 'REQUEST_NOT_CARRIED_OUT', detail = 'erase';
  end if;
  update data.requests q set state = 'closed', closed_at = now() where q.id = r.id;
  perform data.note_step(r.id, 'closed', null, jsonb_build_object('outcome', r.outcome));
end
$$;
