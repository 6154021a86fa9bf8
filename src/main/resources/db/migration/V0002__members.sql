-- Who has signed in, known by issuer and subject; what the membership source last said of them.
create table team (
    slug text not null,
    name text not null,
    constraint team_pk primary key (slug)
);

create table member (
    id              uuid        not null,
    issuer          text        not null,
    subject         text        not null,
    name            text        not null,
    platform_admin  boolean     not null,
    first_signed_at timestamptz not null,
    last_signed_at  timestamptz not null,
    -- When the source last answered; what it said is kept when it does not.
    read_at         timestamptz not null,
    constraint member_pk primary key (id),
    constraint member_subject_unique unique (issuer, subject)
);

create table membership (
    member_id uuid not null,
    team      text not null,
    role      text not null,
    constraint membership_pk primary key (member_id, team),
    constraint membership_member_fk foreign key (member_id) references member (id) on delete cascade,
    constraint membership_team_fk foreign key (team) references team (slug),
    constraint membership_role_known check (role in ('VIEWER', 'DEVELOPER', 'MAINTAINER'))
);
create index membership_team_idx on membership (team);

-- The tokens by which the claim is read again, sealed with a key that is not in this database.
create table sign_in_token (
    member_id  uuid        not null,
    sealed     bytea       not null,
    changed_at timestamptz not null,
    constraint sign_in_token_pk primary key (member_id),
    constraint sign_in_token_member_fk foreign key (member_id) references member (id) on delete cascade
);
