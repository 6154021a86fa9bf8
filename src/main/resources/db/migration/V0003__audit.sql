-- Who did what: append-only, written in the transaction of the deed.
create table audit_event (
    id          bigint generated always as identity,
    at          timestamptz not null,
    actor       uuid,
    actor_name  text        not null,
    source      text        not null,
    address     text,
    request_id  text,
    action      text        not null,
    app         text,
    environment uuid,
    generation  bigint,
    detail      text        not null default '',
    constraint audit_event_pk primary key (id),
    constraint audit_event_source check (source in ('portal', 'api', 'loop'))
);
create index audit_event_environment_idx on audit_event (environment, id desc);
create index audit_event_app_idx on audit_event (app, id desc);

create function audit_is_append_only() returns trigger language plpgsql as $$
begin
    raise exception 'audit_event is append-only';
end $$;
create trigger audit_event_append_only before update or delete on audit_event
    for each row execute function audit_is_append_only();
create trigger audit_event_not_truncated before truncate on audit_event
    for each statement execute function audit_is_append_only();
