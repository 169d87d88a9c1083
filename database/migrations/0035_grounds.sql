-- One person's word is written at the speed of one person's rows.

-- ——— which nouns hold something about whom: a mask is spread to those alone
create table register.held (
  person_id uuid not null,
  noun text not null,
  constraint held_person foreign key (person_id) references data.people (id) on delete cascade
);
create index held_person on register.held (person_id, noun);  -- where a person's mask goes
comment on table register.held is 'Noted with the first row that a noun has about a person; outlives the row, goes with the person.';
-- no unique key: two who note the same at once would wait for each other; told twice it is as true

-- ——— what a row must be, in one function a table
-- A statement that changes a row prepares every check of its table anew, also when it touches none of the columns:
-- of a mask's way through four tables that was a sixth. A call is prepared in a moment, and what it runs is kept.
-- In plpgsql, as SQL would be inlined and prepared each time. What is not known passes, as in a check.
create function data.fits_person(given_name text, family_name text, job_title text, language text, source text, source_name text, informed_how text)
  returns boolean language plpgsql immutable parallel safe
as $$
begin
  return (pg_catalog.length(given_name) <= 200 and pg_catalog.length(family_name) <= 200 and pg_catalog.length(job_title) <= 200
    and language in ('fi', 'sv', 'en') and source in ('person', 'company', 'register', 'elsewhere')
    and pg_catalog.length(source_name) <= 300 and pg_catalog.length(informed_how) <= 300) is not false;
end
$$;
alter table data.people
  drop constraint people_given_name_length, drop constraint people_family_name_length, drop constraint people_job_title_length,
  drop constraint people_language, drop constraint people_source, drop constraint people_source_name_length, drop constraint people_informed_how_length,
  add constraint people_fits check (data.fits_person(given_name, family_name, job_title, language, source, source_name, informed_how));

create function data.fits_email(address text, kind text) returns boolean language plpgsql immutable parallel safe
as $$
begin
  return (pg_catalog.length(address) <= 254 and address = pg_catalog.lower(pg_catalog.btrim(address)) and pg_catalog.strpos(address, '@') > 1
    and kind in ('named_work', 'generic', 'private', 'sole_trader')) is not false;
end
$$;
alter table data.emails
  drop constraint emails_address, drop constraint emails_kind,
  add constraint emails_fits check (data.fits_email(address, kind));

create function data.fits_phone(number text, kind text) returns boolean language plpgsql immutable parallel safe
as $$
begin
  return (number ~ '^\+[0-9]{5,15}$' and kind in ('mobile', 'work', 'switchboard', 'private')) is not false;
end
$$;
alter table data.phones
  drop constraint phones_number, drop constraint phones_kind,
  add constraint phones_fits check (data.fits_phone(number, kind));

create function data.fits_employment(role text, title text, duty_areas text[], duty_source text, start_on date, end_on date)
  returns boolean language plpgsql immutable parallel safe
as $$
begin
  return (role in ('contact', 'decision_maker', 'signatory', 'technical', 'billing', 'owner') and pg_catalog.length(title) <= 200
    and duty_areas <@ array['management', 'purchasing', 'workshop', 'parts', 'finance', 'it', 'sales']
    and duty_source in ('person', 'company', 'public', 'title') and end_on >= start_on) is not false;
end
$$;
alter table data.employments
  drop constraint employments_role, drop constraint employments_title_length, drop constraint employments_duty_areas,
  drop constraint employments_duty_source, drop constraint employments_dates,
  add constraint employments_fits check (data.fits_employment(role, title, duty_areas, duty_source, start_on, end_on));

-- A check asks as whoever writes; nobody enters the schema, and by name they are of no use.
grant execute on function data.fits_person(text, text, text, text, text, text, text), data.fits_email(text, text), data.fits_phone(text, text),
  data.fits_employment(text, text, text[], text, date, date) to public;
