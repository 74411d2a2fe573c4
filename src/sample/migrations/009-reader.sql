-- The role that the pipeline reads with. It can log in (once it has a password: ALTER ROLE tutti_reader PASSWORD '…'), read, and nothing else; it
-- inherits from no other role. It has no grant on any table: the schema `reporting` holds all that it may select from, and is filled with views later.
DO $$
BEGIN
  -- Roles belong to the whole server: another database may have made it, or be making it now.
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'tutti_reader') THEN
    CREATE ROLE tutti_reader LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS NOINHERIT CONNECTION LIMIT 8;
    ALTER ROLE tutti_reader SET default_transaction_read_only = on;
    ALTER ROLE tutti_reader SET statement_timeout = '15min';
    ALTER ROLE tutti_reader SET lock_timeout = '10s';
    ALTER ROLE tutti_reader SET idle_in_transaction_session_timeout = '15min';
    ALTER ROLE tutti_reader SET search_path = reporting;
  END IF;
EXCEPTION WHEN duplicate_object OR unique_violation THEN
  NULL;
END $$;
CREATE SCHEMA reporting;
REVOKE ALL ON SCHEMA reporting FROM PUBLIC;
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA reporting TO tutti_reader;
