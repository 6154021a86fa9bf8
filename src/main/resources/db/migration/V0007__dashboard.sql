-- How far the rollout of a version is: steps behind it, and the one it is at or failed in.
create view rollout_progress as
    select environment, generation,
           count(*) filter (where state = 'DONE') as done,
           min(number) filter (where state in ('RUNNING', 'FAILED')) as at
    from rollout_step
    group by environment, generation;

-- What was removed, so that its old addresses can say so.
create view removed_environment as
    select environment.id, app.name as app, environment.slug, app.team, environment.removed_at,
           version.author_name as removed_by
    from environment
    join app on app.id = environment.app
    join version on version.environment = environment.id and version.generation = environment.generation
    where environment.removed_at is not null;

-- Names and owners, for numbers beside links.
create view owned_app as
    select name, team from app where removed_at is null;

-- Which applications a member opened lately.
create table app_opened (
    member uuid        not null,
    app    text        not null,
    at     timestamptz not null,
    constraint app_opened_pk primary key (member, app)
);
