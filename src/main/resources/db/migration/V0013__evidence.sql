-- What a stopped task leaves behind: the digest that ran, when its stop was decided, and the last that the load balancer
-- said of it while it was unhealthy (a target that drains says so instead).
alter table task_snapshot add column image text not null default '';
alter table task_snapshot add column stopping_at timestamptz;
alter table task_snapshot add column unhealthy_reason text not null default '';

-- The Systems Manager agent of a node: without it nobody can open a session. Null until it was asked for.
alter table node_snapshot add column ssm_online boolean;
alter table node_snapshot add column ssm_seen_at timestamptz;

alter table service_snapshot add column target_group text;

create index task_snapshot_stopped_idx on task_snapshot (environment, created_at desc, id) where status = 'STOPPED';
