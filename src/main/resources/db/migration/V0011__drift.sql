-- What the loop may put right by itself where something was changed outside the portal.
alter table environment add column policy text not null default 'OBSERVE_ONLY'
    constraint environment_policy check (policy in ('SYNC', 'UPSERT_ONLY', 'OBSERVE_ONLY'));

-- What AWS holds otherwise than was asked, since when; "about" tells several of a kind apart.
create table drift (
    environment uuid        not null,
    setting     text        not null,
    about       text        not null,
    wanted      text        not null,
    found       text        not null,
    since       timestamptz not null,
    constraint drift_pk primary key (environment, setting, about)
);
create trigger drift_notify after insert or update or delete on drift
    for each row execute function row_of_environment_changed();
