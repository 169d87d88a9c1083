-- A code is sent to a mobile number on record by text message too: then it is of the number, and of no request.

alter table data.call_codes alter column request_id drop not null;
comment on table data.call_codes is 'A code for the telephone, read aloud in a call or sent as a text message, for some minutes: its keyed hash, and how often it was tried.';
