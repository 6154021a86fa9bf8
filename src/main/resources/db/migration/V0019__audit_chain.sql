-- Each deed holds the hash of the one before it in its chain: what is altered or taken out past the portal shows.
-- A chain for each application, so that deeds do not queue behind each other; docs/audit.md says how to check an export.
alter table audit_event
    add column chain    text   not null default '',
    add column place    bigint not null default 0,
    add column previous text   not null default '',
    add column hash     text   not null default '';

-- The last deed of each chain; whoever adds one holds its row until the transaction ends.
create table audit_chain (
    chain text   not null,
    place bigint not null,
    hash  text   not null,
    constraint audit_chain_pk primary key (chain)
);

create function audit_chain_of(app text, environment uuid) returns text language sql immutable as $$
    select coalesce('app/' || app, 'environment/' || environment::text, 'platform')
$$;

create function audit_content(event audit_event) returns jsonb language sql stable as $$
    select jsonb_build_array(
        event.chain, event.place, (extract(epoch from event.at) * 1000000)::bigint, event.actor, event.actor_name,
        event.source, event.address, event.request_id, event.action, event.app, event.environment, event.generation,
        event.detail)
$$;

create function audit_hash(previous text, content jsonb) returns text language sql immutable as $$
    select encode(sha256(convert_to(previous || content::text, 'UTF8')), 'hex')
$$;

create function audit_is_chained() returns trigger language plpgsql as $$
declare
    last audit_chain;
begin
    new.chain := audit_chain_of(new.app, new.environment);
    insert into audit_chain values (new.chain, 0, '') on conflict do nothing;
    select * into last from audit_chain where chain = new.chain for update;
    new.place := last.place + 1;
    new.previous := last.hash;
    new.hash := audit_hash(new.previous, audit_content(new));
    update audit_chain set place = new.place, hash = new.hash where chain = new.chain;
    return new;
end $$;

-- What was written before there were chains.
alter table audit_event disable trigger audit_event_append_only;
do $$
declare
    event audit_event;
    last audit_chain;
begin
    for event in select * from audit_event order by audit_chain_of(app, environment), id loop
        event.chain := audit_chain_of(event.app, event.environment);
        if last.chain is distinct from event.chain then
            if last.chain is not null then
                insert into audit_chain values (last.*);
            end if;
            last := (event.chain, 0, '');
        end if;
        event.place := last.place + 1;
        event.previous := last.hash;
        event.hash := audit_hash(event.previous, audit_content(event));
        last := (event.chain, event.place, event.hash);
        update audit_event
            set chain = event.chain, place = event.place, previous = event.previous, hash = event.hash
            where id = event.id;
    end loop;
    if last.chain is not null then
        insert into audit_chain values (last.*);
    end if;
end $$;
alter table audit_event enable trigger audit_event_append_only;

-- A chain only grows: by one deed at a time.
create function audit_chain_grows() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' and new.chain = old.chain and new.place = old.place + 1 then
        return new;
    end if;
    raise exception 'audit_chain only grows';
end $$;
create trigger audit_chain_grows before update or delete on audit_chain
    for each row execute function audit_chain_grows();
create trigger audit_chain_not_truncated before truncate on audit_chain
    for each statement execute function audit_chain_grows();

create trigger audit_event_chained before insert on audit_event
    for each row execute function audit_is_chained();
create unique index audit_event_chain_key on audit_event (chain, place);
create index audit_event_at_idx on audit_event (at);

-- Where a chain is broken: at a deed that was altered, after one that is missing, or at an end that is no longer there.
create view audit_break as
    select chain, place from (
        select event.chain, event.place, event.previous, event.hash,
            audit_hash(event.previous, audit_content(event)) as computed,
            lag(event.hash, 1, '') over line as hash_before,
            lag(event.place, 1, 0::bigint) over line as place_before
        from audit_event event
        window line as (partition by event.chain order by event.place)) deed
    where hash <> computed or previous <> hash_before or place <> place_before + 1
    union all
    select coalesce(last.chain, ends.chain), greatest(ends.place, last.place)
    from audit_chain last
    full outer join (
        select distinct on (chain) chain, place, hash from audit_event order by chain, place desc) ends
        on ends.chain = last.chain
    where ends.place is distinct from last.place or ends.hash is distinct from last.hash;
