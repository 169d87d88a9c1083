-- What shows that a promise is kept stands with what it is about.

alter table data.phones add column refused_at timestamptz;
comment on column data.phones.refused_at is 'Since when no sales call goes to this number; follows from an event of data.grounds in the slot number:ID';
-- no index: it is read with its number

alter table data.phones add column wrong_at timestamptz;
comment on column data.phones.wrong_at is 'Since when the number is known to be somebody else’s: a call that was logged said so';
create index phones_wrong on data.phones (wrong_at) where wrong_at is not null;  -- the list of what may be wrong

alter table data.calls add column phone_id uuid;
comment on column data.calls.phone_id is 'Which of the person’s numbers was called; no foreign key: the call stays when the number goes';

create index changes_dropped on data.changes (created_at) where actor = 'job:quality' and became is null;  -- what the night took, for the days it can be brought back

alter table data.quotes add column trail jsonb;
comment on column data.quotes.trail is 'As it was sent: where the data of its recipient came from, on which basis, and which fields it used; no names';
-- no index: it is read with its quote

alter table data.employments add column evidence text;
comment on column data.employments.evidence is 'What shows that the person represents the company; the choices are the register’s';
-- no index: it is read with its person, and the yearly question goes along people as they came
