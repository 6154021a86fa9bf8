-- Whoever takes over asks whether a call is still under way.
create index step_record_open_idx on step_record (environment, intended_at) where outcome is null;

-- The outcome of a call that came back when another worker held the environment already.
alter table step_record add column late boolean not null default false;
