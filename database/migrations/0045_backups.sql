-- What backups, restores and other runs came to is read where runs are shown, and written by whoever repeats them.
grant select, insert on register.receipts to jobs;
create index receipts_restore on register.receipts (at) where kind = 'restore_test';  -- when a restore was last tried
