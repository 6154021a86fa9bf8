-- What all portals together may still ask of AWS: a row for each of AWS's token buckets, with the portals' share of its
-- size. Tokens are taken in blocks; what a portal that died had taken comes back by itself, with time.
create table aws_bucket (
    name       text             not null,
    burst      double precision not null,
    per_second double precision not null,
    tokens     double precision not null,
    -- The last block that was taken, for the statement that took it.
    leased     double precision not null,
    filled_at  timestamptz      not null,
    constraint aws_bucket_pk primary key (name)
);
