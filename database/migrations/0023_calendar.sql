-- The calendar: a meeting has a length, and each user says whether they are reminded by mail.

alter table data.meetings add constraint meetings_length check (ends_at > starts_at);

-- my day looks for what is a user's own and open
create index deals_quiet on data.deals (owner_id, active_at) where state = 'open' and removed_at is null;
create index case_digests_open on data.case_digests (opened_at) where state <> 'closed';

alter table auth.users
  add column feed_serial int not null default 0,
  add column feed_since timestamptz,
  add column remind_mail boolean not null default false,
  add column digest_hour int,
  add column digest_on date,
  add column signature text,
  add constraint users_digest_hour check (digest_hour between 0 and 23),
  add constraint users_signature_length check (length(signature) <= 1000);
comment on column auth.users.feed_serial is 'Of the addresses of the calendar feed the latest; those before it open nothing. Empty feed_since: none does.';
comment on column auth.users.digest_hour is 'The hour in Helsinki at which the day comes by mail; empty: it does not.';
