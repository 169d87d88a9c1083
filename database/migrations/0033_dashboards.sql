-- The numbers of the last weeks: rows come in nearly in the order of their time, so a small summary of each block is enough.
create index notes_time on data.notes using brin (created_at);
create index calls_time on data.calls using brin (at);
create index meetings_time on data.meetings using brin (starts_at);
create index tasks_time on data.tasks using brin (done_at);
create index cases_time on data.cases using brin (created_at);
