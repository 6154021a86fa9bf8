-- What an adopted environment's resources are called; null where the names are derived.
alter table environment add column names jsonb;

-- The revision of a version that was registered outside the portal; how it was made where the portal would do otherwise.
alter table version add column revision text;
alter table version add column as_found jsonb;
alter table version drop constraint version_source;
alter table version add constraint version_source
    check (source in ('portal', 'api', 'rollback', 'outside', 'adopted'));

create or replace function version_is_immutable() returns trigger language plpgsql as $$
begin
    if (old.environment, old.generation, old.container_generation, old.intent, old.spec, old.author, old.created_at,
        old.revision, old.as_found)
       is distinct from
       (new.environment, new.generation, new.container_generation, new.intent, new.spec, new.author, new.created_at,
        new.revision, new.as_found)
       or (old.digest is not null and old.digest is distinct from new.digest)
    then
        raise exception 'a version is immutable';
    end if;
    return new;
end $$;

-- Adopted rules keep their numbers, also those below the portal's band.
alter table rule_priority drop constraint rule_priority_band;
alter table rule_priority add constraint rule_priority_band check (priority between 1 and 49999);

-- What the last look around the platform found: services of others, and what has our tag though it is nobody's here.
create table stranger (
    service text        not null,
    made_by text        not null,
    image   text        not null,
    hosts   text        not null,
    reasons text[]      not null,
    seen_at timestamptz not null,
    constraint stranger_pk primary key (service)
);
create table orphan (
    arn         text        not null,
    kind        text        not null,
    name        text        not null,
    app         text        not null,
    environment text        not null,
    since       timestamptz not null,
    asked       boolean     not null default false,
    said        text        not null default '',
    constraint orphan_pk primary key (arn)
);

-- What gets the ownership tags when a service is adopted.
create table adoption (
    environment uuid   not null,
    resources   text[] not null,
    constraint adoption_pk primary key (environment),
    constraint adoption_environment_fk foreign key (environment) references environment (id)
);
