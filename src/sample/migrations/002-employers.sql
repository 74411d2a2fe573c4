-- Clients of the vendor, their contracts and their organisation, which changes over time.
CREATE TABLE vendor.employer (
  employer_id text NOT NULL, legal_name text NOT NULL, parent_id text, merged_on date, country text NOT NULL, naics text, headcount_band text,
  locale text NOT NULL, tz text NOT NULL, report_email text,
  CHECK (merged_on IS NULL OR parent_id IS NOT NULL)
);
SELECT vendor.tag('vendor.employer', 'employer_id K, legal_name O, parent_id K, merged_on T, country O, naics O, headcount_band O, locale O, tz O, report_email D');

-- Names that a client had before: reports of earlier years keep them.
CREATE TABLE vendor.employer_name (
  employer_id text NOT NULL, legal_name text NOT NULL, valid_from date NOT NULL, valid_to date NOT NULL, CHECK (valid_from < valid_to)
);
SELECT vendor.tag('vendor.employer_name', 'employer_id K, legal_name O, valid_from T, valid_to T');

CREATE TABLE vendor.contract (
  contract_id text NOT NULL, employer_id text NOT NULL, sow_no text NOT NULL, start_on date NOT NULL, end_on date NOT NULL,
  retention_months_after integer NOT NULL CHECK (retention_months_after >= 0), destroy_requested_at timestamptz,
  legal_hold boolean NOT NULL DEFAULT false, baa boolean NOT NULL, modules text[] NOT NULL, CHECK (start_on <= end_on)
);
SELECT vendor.tag('vendor.contract', 'contract_id K, employer_id K, sow_no O, start_on T, end_on T, retention_months_after O, destroy_requested_at T,
  legal_hold O, baa O, modules O');

-- A unit that is closed keeps its row, with the day it closed.
CREATE TABLE vendor.org_unit (
  org_unit_id text NOT NULL, employer_id text NOT NULL, parent_id text, kind text NOT NULL CHECK (kind IN ('region', 'site', 'division', 'department')),
  name text NOT NULL, zip5 text, valid_from date NOT NULL, valid_to date, CHECK (valid_from < valid_to)
);
SELECT vendor.tag('vendor.org_unit', 'org_unit_id K, employer_id K, parent_id K, kind O, name O, zip5 Q, valid_from T, valid_to T');
