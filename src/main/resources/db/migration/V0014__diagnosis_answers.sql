-- "Was this right?", asked under each diagnosis. One answer of each member about one cause of one version.
create table diagnosis_answer (
    environment uuid        not null,
    generation  bigint      not null,
    code        text        not null,
    member      uuid        not null,
    correct     boolean     not null,
    said        text        not null,
    at          timestamptz not null,
    constraint diagnosis_answer_pk primary key (environment, generation, code, member)
);
create index diagnosis_answer_at_idx on diagnosis_answer (at desc);
create index task_snapshot_died_idx on task_snapshot (stopped_at desc) where status = 'STOPPED';
