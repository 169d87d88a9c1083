-- Whether people were told before a restriction ended is asked of a whole house at once: of a million events it is a few.
create index grounds_freed on data.grounds (person_id) where kind = 'restriction_ended';  -- read by the promises
