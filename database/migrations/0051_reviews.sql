-- Rules that end in a review: what a human is asked about, one record at a time, and what was answered.
create table register.reviews (
  noun text not null,
  record_id uuid not null,
  rule text not null,
  since timestamptz not null,
  kept_until date,
  by text,
  reason text,
  decided_at timestamptz,
  constraint reviews_pkey primary key (noun, record_id),
  constraint reviews_decided check ((kept_until is null) = (decided_at is null) and (kept_until is null or reason is not null)),
  constraint reviews_reason_length check (length(reason) <= 1000)
);
create index reviews_waiting on register.reviews (since) where kept_until is null;
comment on table register.reviews is 'Records whose time is over and of which a human decides whether they are needed longer; asked about every night.';
