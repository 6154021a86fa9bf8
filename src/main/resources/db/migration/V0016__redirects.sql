-- A host that only sends visitors on has a rule, and so a number, of its own, which stays its own.
alter table rule_priority add column redirect text;
comment on column rule_priority.redirect is 'the host whose redirect has this number; null: a rule of served hosts';
create unique index rule_priority_redirect_unique on rule_priority (environment, redirect) where redirect is not null;
