-- Each write to AWS: the intent before the call, the outcome after it.
create table step_record (
    id          bigint generated always as identity,
    environment uuid        not null,
    generation  bigint      not null,
    operation   text        not null,
    detail      text        not null,
    intended_at timestamptz not null,
    outcome     text,
    outcome_at  timestamptz,
    said        text,
    constraint step_record_pk primary key (id),
    constraint step_record_outcome check (outcome in ('APPLIED', 'RETRY', 'REFUSED', 'UNKNOWN'))
);
create index step_record_environment_idx on step_record (environment, generation, id);

-- The nine steps of a rollout, as the pages show them.
create table rollout_step (
    environment uuid        not null,
    generation  bigint      not null,
    number      smallint    not null,
    state       text        not null,
    message     text        not null,
    arguments   jsonb       not null default '[]',
    started_at  timestamptz,
    ended_at    timestamptz,
    constraint rollout_step_pk primary key (environment, generation, number),
    constraint rollout_step_number check (number between 1 and 9),
    constraint rollout_step_state check (state in ('WAITING', 'RUNNING', 'DONE', 'FAILED'))
);

-- What the last pass saw and waits for.
create table environment_status (
    environment uuid        not null,
    observed_at timestamptz not null,
    settled     boolean     not null,
    waits       jsonb       not null default '[]',
    drifted     integer     not null default 0,
    constraint environment_status_pk primary key (environment)
);

create trigger rollout_step_made_notify after insert on rollout_step
    for each row execute function row_of_environment_changed();
create trigger rollout_step_notify after update on rollout_step for each row
    when (old is distinct from new)
    execute function row_of_environment_changed();
create trigger environment_status_made_notify after insert on environment_status
    for each row execute function row_of_environment_changed();
create trigger environment_status_notify after update on environment_status for each row
    when ((old.settled, old.waits, old.drifted) is distinct from (new.settled, new.waits, new.drifted))
    execute function row_of_environment_changed();
