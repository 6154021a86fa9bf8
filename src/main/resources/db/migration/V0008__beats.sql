-- Pictures are ordered by the poller's beats, taken before AWS is asked: clocks may be set, beats only grow.
create sequence watch_beat;
alter table node_snapshot add column beat bigint not null default 0;
alter table service_snapshot add column beat bigint not null default 0;
alter table task_snapshot add column beat bigint not null default 0;
alter table watch_source add column beat bigint not null default 0;
