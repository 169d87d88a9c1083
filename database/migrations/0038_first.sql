-- A field of a company's own can be taken out of use again: hidden at once, its column gone a month later.

alter table register.additions drop constraint additions_kind;
alter table register.additions add constraint additions_kind
  check (kind in ('field', 'withdrawal', 'erasure', 'purpose', 'retention', 'recipient', 'controller'));
