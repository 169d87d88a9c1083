-- Where two must decide and the company has only one, a named outside person may be the second: who was asked, by
-- whom, about what, when, through which link, and what they answered.

create table register.approvals (
  id uuid not null default data.new_id(),
  kind text not null,
  subject jsonb not null,
  name text not null,
  role text not null,
  email text not null,
  language text not null,
  asked_by text not null,
  asked_name text not null,
  asked_at timestamptz not null default clock_timestamp(),
  serial int not null default 1,
  handed text not null,
  handed_at timestamptz not null default clock_timestamp(),
  expires_at timestamptz not null,
  decision text,
  decided_at timestamptz,
  reason text,
  shown text,
  constraint approvals_pkey primary key (id),
  constraint approvals_kind check (kind in ('objection', 'balancing', 'exemption')),
  constraint approvals_handed check (handed in ('mail', 'shown')),
  constraint approvals_decision check (decision in ('approved', 'rejected', 'withdrawn', 'expired')),
  constraint approvals_decided check ((decision is null) = (decided_at is null)),
  -- an answer without its reason, and without what was on the page, proves nothing
  constraint approvals_proof check (decision is null or decision not in ('approved', 'rejected') or (length(btrim(reason)) >= 10 and shown is not null))
);
create unique index approvals_waiting on register.approvals (kind, subject) where decision is null;  -- one link at a time about one thing
comment on table register.approvals is 'Decisions asked of outside approvers. The e-mail address is cut to its domain when the link has ended.';

create function register.refuse_decided_change() returns trigger language plpgsql security definer set search_path = pg_catalog
as $$
begin
  if old.decision is not null then
    raise exception using errcode = 'SEL01', message = 'APPROVAL_LINK_USED';
  end if;
  if new.decision is not null then
    new.email := regexp_replace(old.email, '^.*@', '…@');
    new.decided_at := clock_timestamp();
  end if;
  return new;
end
$$;
create trigger _100_decided before update on register.approvals for each row execute function register.refuse_decided_change();
grant select, insert, update on register.approvals to jobs;
-- no delete by any login: an answer, and a link that got none, stay on record
