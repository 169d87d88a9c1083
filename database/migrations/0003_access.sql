-- Who may come in, with what, and until when (promises P99, P101, P103, P106): our own users, what they
-- were granted and by whom, their credentials, sessions, links, keys, and the failures that lock a door.
--
-- Only the login `auth` reads or writes here; no purpose has a view of these tables, so neither a
-- password hash nor a session can be read from a page of people. No row is ever a plain secret: passwords
-- are argon2id, links and keys are digests, and a session's token opens nothing without the signature
-- that the instance key makes over it.

create schema auth;
comment on schema auth is 'Our own users and their sign-in. The login auth alone reaches it.';
revoke all on schema auth from public;
grant usage on schema auth to auth;

-- A team, so that a level can reach "my team's" records.
create table auth.teams (
  id text constraint teams_pkey primary key,
  name text not null,
  constraint teams_id_plain check (id ~ '^[a-z0-9][a-z0-9-]{0,39}$'),
  constraint teams_name_length check (length(name) between 1 and 100)
);
comment on table auth.teams is 'Teams of our own users. Not about a person.';
grant select, insert, update, delete on auth.teams to auth;

-- A person who works here and was let in by an administrator. There is no other way to become a row.
create table auth.users (
  id uuid default gen_random_uuid() constraint users_pkey primary key,
  name text not null,
  email text not null,
  email_verified boolean not null default false,
  language text not null default 'fi',
  scope text not null default 'own',
  team text,
  created_at timestamptz not null default now(),
  created_by text not null,
  updated_at timestamptz not null default now(),
  left_at timestamptz,
  left_by text,
  constraint users_team_fkey foreign key (team) references auth.teams (id) on delete restrict,
  constraint users_name_length check (length(name) between 1 and 200),
  constraint users_email_folded check (email = lower(email) and length(email) between 3 and 254),
  constraint users_language_known check (language in ('fi', 'sv', 'en')),
  constraint users_scope_known check (scope in ('own', 'team', 'all')),
  constraint users_left_by_someone check ((left_at is null) = (left_by is null))
);
-- Unique on a personal value, against the rule for customers' data: only administrators reach it, and two
-- accounts with one address would make the sign-in ambiguous.
create unique index users_email_key on auth.users (email);
comment on table auth.users is 'Our own users. created_by is the granting administrator, or operator.';
comment on column auth.users.left_at is 'Access ended; the row stays so that the ledger and records keep a name until retention ends.';
grant select, insert, update on auth.users to auth;
-- No delete: a leaver's row goes by the retention run, with the owner's rights.

-- A level held by a user: granted by whom and when, ended by whom and when. Never updated in place, so
-- that "who could do what on that day" has an answer (P100).
create table auth.grants (
  id uuid default gen_random_uuid() constraint grants_pkey primary key,
  user_id uuid not null,
  level text not null,
  granted_at timestamptz not null default now(),
  granted_by text not null,
  ended_at timestamptz,
  ended_by text,
  constraint grants_user_fkey foreign key (user_id) references auth.users (id) on delete cascade,
  -- An administrator cannot grant himself a level, whatever code asks for it.
  constraint grants_not_to_oneself check (granted_by <> user_id::text),
  constraint grants_ended_by_someone check ((ended_at is null) = (ended_by is null))
);
-- One open grant per level; also serves the look-up at every session check.
create unique index grants_open_key on auth.grants (user_id, level) where ended_at is null;
comment on table auth.grants is 'Levels given to users, as facts with who and when.';
grant select, insert on auth.grants to auth;
grant update (ended_at, ended_by) on auth.grants to auth;
-- No delete: a grant that ended is history. No update of who granted.

-- What better-auth calls an account: the secret with which a user signs in.
create table auth.credentials (
  id uuid default gen_random_uuid() constraint credentials_pkey primary key,
  user_id uuid not null,
  account_id text not null,
  provider_id text not null default 'credential',
  password text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint credentials_user_fkey foreign key (user_id) references auth.users (id) on delete cascade,
  constraint credentials_password_argon2id check (password like '$argon2id$%')
);
-- One password per user; found by user at sign-in.
create unique index credentials_user_provider_key on auth.credentials (user_id, provider_id);
comment on table auth.credentials is 'Password hashes (argon2id). Gone the moment the user leaves.';
grant select, insert, update, delete on auth.credentials to auth;
-- No columns for tokens of outside providers: single sign-on is not built.

create table auth.sessions (
  id uuid default gen_random_uuid() constraint sessions_pkey primary key,
  token text not null,
  user_id uuid not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  expires_at timestamptz not null,
  ip_address text,
  user_agent text,
  constraint sessions_user_fkey foreign key (user_id) references auth.users (id) on delete cascade
);
-- Found by token at the session check.
create unique index sessions_token_key on auth.sessions (token);
-- Listed and ended by user.
create index sessions_user_id_idx on auth.sessions (user_id);
comment on column auth.sessions.updated_at is 'Last seen, to the nearest five minutes: a read must not write every time.';
comment on column auth.sessions.expires_at is 'The absolute end, seven days after sign-in; twelve idle hours end it sooner.';
grant select, insert, update, delete on auth.sessions to auth;

-- An invitation or a forgotten password: a link that works once.
create table auth.links (
  id uuid default gen_random_uuid() constraint links_pkey primary key,
  user_id uuid not null,
  kind text not null,
  -- Null while it is only asked for: no relay, so an administrator makes the link by hand.
  token_digest bytea,
  created_at timestamptz not null default now(),
  created_by text not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  ended_at timestamptz,
  constraint links_user_fkey foreign key (user_id) references auth.users (id) on delete cascade,
  constraint links_kind_known check (kind in ('invitation', 'reset')),
  constraint links_digest_sha256 check (octet_length(token_digest) = 32)
);
-- Found by digest when the link is opened.
create unique index links_token_digest_key on auth.links (token_digest);
-- At most one open link per user: a new one ends the old.
create unique index links_open_key on auth.links (user_id) where used_at is null and ended_at is null;
comment on table auth.links is 'Single-use links to set a password; digests only, the token is shown once.';
grant select, insert, update, delete on auth.links to auth;

-- A key for a machine: made for one recipient and one purpose.
create table auth.keys (
  id uuid default gen_random_uuid() constraint keys_pkey primary key,
  name text not null,
  recipient text not null,
  purpose text not null,
  writes boolean not null default false,
  digest bytea not null,
  created_at timestamptz not null default now(),
  created_by text not null,
  expires_at timestamptz not null,
  ended_at timestamptz,
  ended_by text,
  constraint keys_name_length check (length(name) between 1 and 100),
  constraint keys_recipient_length check (length(recipient) between 1 and 200),
  constraint keys_digest_sha256 check (octet_length(digest) = 32),
  constraint keys_ended_by_someone check ((ended_at is null) = (ended_by is null))
);
-- Found by digest at every call.
create unique index keys_digest_key on auth.keys (digest);
-- A leaver's keys are ended together.
create index keys_created_by_idx on auth.keys (created_by) where ended_at is null;
comment on table auth.keys is 'API keys by digest. The purpose of a key never changes: make another.';
grant select, insert on auth.keys to auth;
grant update (ended_at, ended_by) on auth.keys to auth;
-- No delete and no update of purpose, recipient or expiry: what a key could do stays known.

-- Failed sign-ins in a row, per account and per network address. The key is a keyed hash: what people
-- type into the wrong box is often a password.
create table auth.failures (
  kind text not null,
  key bytea not null,
  count integer not null default 0,
  locks integer not null default 0,
  last_at timestamptz not null default now(),
  not_before timestamptz not null default '-infinity',
  constraint failures_pkey primary key (kind, key),
  constraint failures_kind_known check (kind in ('account', 'address'))
);
-- The nightly sweep of rows nobody has touched for a day.
create index failures_last_at_idx on auth.failures (last_at);
comment on table auth.failures is 'Counts that survive a restart; rows older than a day are swept.';
grant select, insert, update, delete on auth.failures to auth;
