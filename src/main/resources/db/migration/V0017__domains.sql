-- What a TXT record of a domain outside the platform must say, so that its owner means this environment and no other.
create table domain_proof (
    environment uuid        not null,
    value       text        not null,
    made_at     timestamptz not null,
    constraint domain_proof_pk primary key (environment),
    constraint domain_proof_environment_fk foreign key (environment) references environment (id),
    constraint domain_proof_unique unique (value)
);

-- How far a domain with a certificate of its own is, as the loop last saw it.
create table domain_state (
    environment           uuid        not null,
    host                  text        not null,
    proven                boolean     not null,
    certificate           text,
    status                text,
    record_name           text,
    record_value          text,
    record_written        boolean     not null,
    attached              boolean     not null,
    requested_at          timestamptz,
    expires_at            timestamptz,
    renewal               text        not null,
    reason                text        not null,
    listener_certificates integer     not null,
    seen_at               timestamptz not null,
    constraint domain_state_pk primary key (environment, host),
    constraint domain_state_environment_fk foreign key (environment) references environment (id),
    constraint domain_state_status check (status in ('ISSUED', 'PENDING', 'FAILED'))
);
