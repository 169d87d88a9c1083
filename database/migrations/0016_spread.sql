-- Indexes that every event pays for are those that a question uses. Nothing asks for grounds by what they rest on.
-- The work lists, the hourly clock and the proofs ask for objections that wait for a decision, and for restrictions:
-- a refusal of marketing, which is most of what people say, is neither.
drop index data.grounds_ref;
drop index data.grounds_work;
create index grounds_undecided on data.grounds (person_id) where kind in ('objection', 'objection_reason', 'objection_refusal_proposed') and proof ? 'due';  -- what a decision is due on
create index grounds_restrictions on data.grounds (number) where kind in ('restriction', 'restriction_told');  -- who is restricted
