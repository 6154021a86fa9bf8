-- Tokens that the portal gives out itself, each for one environment. Of a token itself only its SHA-256 is kept.
create table api_token (
    id          uuid        not null,
    environment uuid        not null,
    team        text        not null,
    name        text        not null,
    scope       text        not null,
    hash        bytea       not null,
    request_key text        not null,
    member      uuid        not null,
    made_by     text        not null,
    made_at     timestamptz not null,
    expires_at  timestamptz not null,
    used_at     timestamptz,
    revoked_at  timestamptz,
    revoked_by  text,
    constraint api_token_pk primary key (id),
    constraint api_token_environment_fk foreign key (environment) references environment (id),
    constraint api_token_hash_unique unique (hash),
    constraint api_token_request_unique unique (member, request_key),
    constraint api_token_hash_whole check (length(hash) = 32),
    constraint api_token_scope_known check (scope in ('READ', 'DEPLOY')),
    constraint api_token_life check (expires_at > made_at and expires_at <= made_at + interval '2160 hours')
);
create index api_token_environment_idx on api_token (environment, made_at);
comment on column api_token.team is 'who owned the application then: whoever owns it later makes tokens of their own';
comment on column api_token.used_at is 'written at most once a minute';

comment on column api_request.caller is 'the id of the repository, or below zero the number of a token';
