-- A clock that answers of many records at once: what they have in common is then read once.
alter table register.clocks add column many text;
comment on column register.clocks.many is 'Function of an array of ids that answers with id and time; null where the expression alone says it.';
