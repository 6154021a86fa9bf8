create table node_snapshot (
    instance_id      text        not null,
    container_instance text      not null,
    name             text        not null,
    type             text        not null,
    architecture     text        not null,
    zone             text        not null,
    state            text        not null,
    agent_connected  boolean     not null,
    cpu_total        integer     not null,
    cpu_free         integer     not null,
    memory_total     integer     not null,
    memory_free      integer     not null,
    seen_at          timestamptz not null,
    constraint node_snapshot_pk primary key (instance_id)
);

create table service_snapshot (
    environment   uuid        not null,
    desired       integer     not null,
    running       integer     not null,
    pending       integer     not null,
    healthy       integer     not null,
    serving       bigint,
    seen_at       timestamptz not null,
    constraint service_snapshot_pk primary key (environment)
);

-- Running tasks and, for 30 days, stopped ones: AWS forgets them within an hour.
create table task_snapshot (
    id              text        not null,
    environment     uuid        not null,
    generation      bigint      not null,
    status          text        not null,
    health          text        not null,
    health_reason   text        not null default '',
    instance_id     text,
    node            text        not null default '',
    host_port       integer,
    created_at      timestamptz not null,
    pull_started_at timestamptz,
    pull_stopped_at timestamptz,
    started_at      timestamptz,
    stopped_at      timestamptz,
    stop_code       text        not null default '',
    stopped_reason  text        not null default '',
    container_reason text       not null default '',
    exit_code       integer,
    last_lines      jsonb,
    seen_at         timestamptz not null,
    constraint task_snapshot_pk primary key (id)
);
create index task_snapshot_environment_idx on task_snapshot (environment, created_at desc);

create table service_event (
    environment uuid        not null,
    id          text        not null,
    at          timestamptz not null,
    text        text        not null,
    constraint service_event_pk primary key (environment, id)
);
create index service_event_at_idx on service_event (environment, at desc);

-- Which parts of the picture could be read, and when.
create table watch_source (
    name    text        not null,
    read_at timestamptz,
    failed_at timestamptz,
    said    text        not null default '',
    constraint watch_source_pk primary key (name)
);

-- "update of" hears that a column was written, not that it changed; what is read again and is the same wakes no page.
create trigger service_snapshot_made_notify after insert on service_snapshot
    for each row execute function row_of_environment_changed();
create trigger service_snapshot_notify after update on service_snapshot for each row
    when ((old.desired, old.running, old.pending, old.healthy, old.serving)
        is distinct from (new.desired, new.running, new.pending, new.healthy, new.serving))
    execute function row_of_environment_changed();
create trigger task_snapshot_made_notify after insert on task_snapshot
    for each row execute function row_of_environment_changed();
create trigger task_snapshot_notify after update on task_snapshot for each row
    when ((old.status, old.health, old.health_reason, old.node, old.started_at, old.stopped_at, old.last_lines)
        is distinct from (new.status, new.health, new.health_reason, new.node, new.started_at, new.stopped_at, new.last_lines))
    execute function row_of_environment_changed();
create trigger service_event_notify after insert on service_event
    for each row execute function row_of_environment_changed();

-- What other rooms' pages may read of the picture.
create view node_room as
    select instance_id, name, type, architecture, zone, state, agent_connected,
           cpu_total, cpu_free, memory_total, memory_free, seen_at
    from node_snapshot;
