-- A person names the number of their request when they write again: it is of one request.
create unique index requests_number on data.requests (number) where number <> '';
