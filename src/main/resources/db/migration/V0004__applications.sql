create table app (
    id         uuid        not null,
    name       text        not null,
    team       text        not null,
    created_at timestamptz not null,
    created_by uuid        not null,
    removed_at timestamptz,
    constraint app_pk primary key (id)
);
create unique index app_name_unique on app (name) where removed_at is null;

create table environment (
    id                  uuid        not null,
    app                 uuid        not null,
    slug                text        not null,
    gateway             text        not null,
    service_name        text        not null,
    generation          bigint      not null,
    observed_generation bigint      not null default 0,
    intent              text        not null,
    keep_logs           boolean     not null default false,
    created_at          timestamptz not null,
    removed_at          timestamptz,
    constraint environment_pk primary key (id),
    constraint environment_app_fk foreign key (app) references app (id),
    constraint environment_intent check (intent in ('RUN', 'PAUSE', 'REMOVE')),
    constraint environment_observed check (observed_generation <= generation)
);
create unique index environment_slug_unique on environment (app, slug) where removed_at is null;

-- A version is what was asked, once: only its resolved digest and how it ended are written later, each once.
create table version (
    environment          uuid        not null,
    generation           bigint      not null,
    container_generation bigint      not null,
    intent               text        not null,
    spec                 jsonb       not null,
    author               uuid        not null,
    author_name          text        not null,
    reason               text        not null,
    source               text        not null,
    created_at           timestamptz not null,
    digest               text,
    cancelled_at         timestamptz,
    state                text        not null,
    finished_at          timestamptz,
    problem_code         text,
    problem_values       jsonb,
    problem_said         text,
    constraint version_pk primary key (environment, generation),
    constraint version_environment_fk foreign key (environment) references environment (id),
    constraint version_state check (state in ('RUNNING', 'LIVE', 'FAILED', 'SUPERSEDED')),
    constraint version_source check (source in ('portal', 'api', 'rollback')),
    constraint version_container check (container_generation <= generation)
);

create function version_is_immutable() returns trigger language plpgsql as $$
begin
    if (old.environment, old.generation, old.container_generation, old.intent, old.spec, old.author, old.created_at)
       is distinct from
       (new.environment, new.generation, new.container_generation, new.intent, new.spec, new.author, new.created_at)
       or (old.digest is not null and old.digest is distinct from new.digest)
    then
        raise exception 'a version is immutable';
    end if;
    return new;
end $$;
create trigger version_immutable before update on version
    for each row execute function version_is_immutable();

-- One row a host name, in its normal form. A released one rests before another team may take it.
create table host (
    name              text        not null,
    environment       uuid        not null,
    team              text        not null,
    claimed_at        timestamptz not null,
    released_at       timestamptz,
    quarantined_until timestamptz,
    constraint host_unique primary key (name),
    constraint host_environment_fk foreign key (environment) references environment (id)
);
create index host_environment_idx on host (environment);

-- The lowest number wins on a listener, so a number is allocated once: 3000-39999 for exact hosts.
create table rule_priority (
    gateway     text    not null,
    priority    integer not null,
    environment uuid,
    constraint rule_priority_unique primary key (gateway, priority),
    constraint rule_priority_environment_fk foreign key (environment) references environment (id),
    constraint rule_priority_band check (priority between 3000 and 39999)
);
create index rule_priority_environment_idx on rule_priority (environment);
comment on column rule_priority.environment is 'null: a stranger was found on this number, it is passed over';

-- A form sent twice makes one thing: its key names what the first one made.
create table request_key (
    key         text        not null,
    member      uuid        not null,
    environment uuid        not null,
    at          timestamptz not null,
    constraint request_key_pk primary key (key)
);

create table platform_manifest (
    one      boolean     not null default true,
    document text        not null,
    read_at  timestamptz not null,
    constraint platform_manifest_pk primary key (one),
    constraint platform_manifest_one check (one)
);

-- Open pages hear of a change by the id of what changed; PostgreSQL folds equal notices of one transaction.
create function notify_environment(environment uuid) returns void language sql as $$
    select pg_notify('portal_changed', 'env:' || environment), pg_notify('portal_changed', 'apps')
$$;
create function environment_changed() returns trigger language plpgsql as $$
begin
    perform notify_environment(coalesce(new.id, old.id));
    return null;
end $$;
create function row_of_environment_changed() returns trigger language plpgsql as $$
begin
    perform notify_environment(coalesce(new.environment, old.environment));
    return null;
end $$;
create trigger environment_notify after insert or update on environment
    for each row execute function environment_changed();
create trigger version_notify after insert or update on version
    for each row execute function row_of_environment_changed();
