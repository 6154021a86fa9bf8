-- Workflows that may deploy an environment: by the ids of repository and owner, which never become another's.
create table workflow_trust (
    id                 uuid        not null,
    environment        uuid        not null,
    repository         text        not null,
    repository_id      bigint      not null,
    owner_id           bigint      not null,
    ref                text        not null,
    github_environment text        not null,
    member             uuid        not null,
    added_by           text        not null,
    added_at           timestamptz not null,
    removed_at         timestamptz,
    constraint workflow_trust_pk primary key (id),
    constraint workflow_trust_environment_fk foreign key (environment) references environment (id),
    constraint workflow_trust_where check ((ref = '') <> (github_environment = ''))
);
create index workflow_trust_environment_idx on workflow_trust (environment) where removed_at is null;
create index workflow_trust_repository_idx on workflow_trust (repository_id) where removed_at is null;

-- A request of the API sent twice makes one version: its key names what the first one made.
create table api_request (
    environment uuid        not null,
    caller      bigint      not null,
    key         text        not null,
    asked       text        not null,
    generation  bigint      not null,
    at          timestamptz not null,
    constraint api_request_pk primary key (environment, caller, key),
    constraint api_request_environment_fk foreign key (environment) references environment (id)
);
comment on column api_request.caller is 'the id of the repository';
