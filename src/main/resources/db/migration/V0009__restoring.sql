-- After a version failed, the loop brings back what was live before it, once.
alter table environment add column restoring boolean not null default false;
