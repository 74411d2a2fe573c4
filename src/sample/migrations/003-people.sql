-- Who is entitled, who has an account, and what they agreed to.

-- Employers send the whole staff file every month; the last one received counts.
CREATE TABLE vendor.eligibility_batch (
  file_batch_id text NOT NULL, employer_id text NOT NULL, received_at timestamptz NOT NULL, file_rows integer NOT NULL
);
SELECT vendor.tag('vendor.eligibility_batch', 'file_batch_id K, employer_id K, received_at T, file_rows O');

CREATE TABLE vendor.eligibility (
  elig_id text NOT NULL, file_batch_id text NOT NULL, employer_id text NOT NULL, person_no text NOT NULL, employee_no text NOT NULL, ssn_last4 text,
  first_name text NOT NULL, last_name text NOT NULL, work_email text, dob date, sex text, relationship text NOT NULL, hire_on date, term_on date,
  dept_id text, site_id text, zip5 text, job_class text, union_member boolean, salary_band text,
  CHECK (relationship IN ('employee', 'spouse', 'dependent'))
);
SELECT vendor.tag('vendor.eligibility', 'elig_id K, file_batch_id K, employer_id K, person_no K, employee_no D, ssn_last4 D, first_name D, last_name D,
  work_email D, dob D, sex Q, relationship Q, hire_on TQ, term_on T, dept_id Q, site_id Q, zip5 Q, job_class Q, union_member Q, salary_band Q');

CREATE TABLE vendor.participant (
  participant_id text NOT NULL, elig_id text NOT NULL, email text NOT NULL, first_name text NOT NULL, last_name text NOT NULL, display_name text, dob date,
  sex_at_birth text, gender_identity text, ethnicity text, preferred_lang text, mobile text, mobile_carrier text, address_line text, city text, state text,
  zip5 text, created_at timestamptz NOT NULL, last_login_at timestamptz, status text NOT NULL, photo_url text,
  CHECK (status IN ('active', 'closed', 'duplicate'))
);
SELECT vendor.tag('vendor.participant', 'participant_id K, elig_id K, email D, first_name D, last_name D, display_name D, dob D, sex_at_birth Q,
  gender_identity QS, ethnicity QS, preferred_lang Q, mobile D, mobile_carrier Q, address_line D, city Q, state Q, zip5 Q, created_at T, last_login_at T,
  status O, photo_url D');

CREATE TABLE vendor.auth_event (
  event_id text NOT NULL, participant_id text NOT NULL, at timestamptz NOT NULL, ip inet, user_agent text, browser text, device_model text, os text, session_id text
);
SELECT vendor.tag('vendor.auth_event', 'event_id K, participant_id K, at T, ip D, user_agent Q, browser Q, device_model Q, os Q, session_id D');

CREATE TABLE vendor.device_token (
  token_id text NOT NULL, participant_id text NOT NULL, push_token text NOT NULL, advertising_id text, model text
);
SELECT vendor.tag('vendor.device_token', 'token_id K, participant_id K, push_token D, advertising_id D, model Q');

CREATE TABLE vendor.consent (
  consent_id text NOT NULL, participant_id text NOT NULL, kind text NOT NULL, granted boolean NOT NULL, at timestamptz NOT NULL, version text NOT NULL,
  source text NOT NULL, revoked_at timestamptz,
  CHECK (kind IN ('terms', 'hra_to_coach', 'wearable', 'research', 'marketing', 'spouse_auth', 'incentive_feed')), CHECK (revoked_at > at)
);
SELECT vendor.tag('vendor.consent', 'consent_id K, participant_id K, kind C, granted C, at T, version C, source O, revoked_at T');

CREATE TABLE vendor.erasure_request (
  request_id text NOT NULL, participant_id text NOT NULL, received_at timestamptz NOT NULL, verified_at timestamptz, due_at timestamptz NOT NULL,
  scope text NOT NULL CHECK (scope = 'account'), completed_at timestamptz, evidence jsonb
);
SELECT vendor.tag('vendor.erasure_request', 'request_id K, participant_id K, received_at T, verified_at T, due_at T, scope O, completed_at T, evidence O');
