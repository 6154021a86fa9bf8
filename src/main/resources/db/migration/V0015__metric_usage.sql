-- How many metrics CloudWatch was asked for, by month (UTC): each is billed.
create table metric_usage (
    month date   primary key check (extract(day from month) = 1),
    asked bigint not null check (asked >= 0)
);
