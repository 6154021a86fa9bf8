-- Run before each start of the portal, as the database's master: the portal's own role and database, with the password
-- that it is started with. Changes nothing where all is as it should be.
\set ON_ERROR_STOP on
\getenv password PORTAL_PASSWORD
SELECT 'CREATE ROLE portal LOGIN' WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'portal') \gexec
SELECT format('ALTER ROLE portal LOGIN PASSWORD %L', :'password') \gexec
SELECT format('GRANT portal TO %I', current_user) WHERE NOT pg_has_role('portal', 'USAGE') \gexec
SELECT 'CREATE DATABASE portal OWNER portal' WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = 'portal') \gexec
REVOKE ALL ON DATABASE portal FROM PUBLIC;
