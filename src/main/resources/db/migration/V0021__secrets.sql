-- Names of secrets, never values: those are in Parameter Store alone.
create table secret (
    environment uuid        not null,
    name        text        not null,
    version     bigint      not null,
    member      uuid        not null,
    changed_by  text        not null,
    changed_at  timestamptz not null,
    removed_at  timestamptz,
    constraint secret_pk primary key (environment, name),
    constraint secret_environment_fk foreign key (environment) references environment (id),
    constraint secret_name check (name ~ '^[A-Z_][A-Z0-9_]{0,127}$')
);
comment on column secret.version is 'of Parameter Store; 0 before the first value is stored';
