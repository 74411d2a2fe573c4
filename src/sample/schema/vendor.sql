-- The relations in which a wellness vendor's database is read: CSV and Parquet folders hold them, the views of the schema `reporting` give
-- them (docs/vendor-database.md). This file is the one list of their columns: names, types and order. Every column is classified in
-- pipelines/catalogs/vendor.yaml; identifiers of every kind that the vendor's policy names are here on purpose.
-- A text answer of `assessment` stands on a line of its own and lists its codes after `--`: the database keeps the number of the code.
CREATE TABLE employer (
  employer_id text PRIMARY KEY, legal_name text NOT NULL, country text NOT NULL, tz text NOT NULL, locale text NOT NULL, report_email text
);
CREATE TABLE contract (
  contract_id text PRIMARY KEY, employer_id text NOT NULL, sow_no text NOT NULL, start_on date NOT NULL, end_on date NOT NULL,
  retention_months_after integer NOT NULL, destroy_requested_at timestamptz
);
CREATE TABLE org_unit (
  org_unit_id text PRIMARY KEY, employer_id text NOT NULL, parent_id text, kind text NOT NULL, name text NOT NULL
);
CREATE TABLE eligibility (
  elig_id text PRIMARY KEY, employer_id text NOT NULL, person_no text NOT NULL, employee_no text NOT NULL, ssn_last4 text,
  first_name text NOT NULL, last_name text NOT NULL, work_email text, dob date, sex text, relationship text NOT NULL,
  hire_on date, term_on date, dept_id text, site_id text, zip5 text
);
CREATE TABLE participant (
  participant_id text PRIMARY KEY, elig_id text NOT NULL, first_name text NOT NULL, last_name text NOT NULL, email text NOT NULL,
  mobile text, mobile_carrier text, photo_url text, preferred_lang text, created_at timestamptz NOT NULL, status text NOT NULL
);
CREATE TABLE auth_event (
  event_id text PRIMARY KEY, participant_id text NOT NULL, at timestamptz NOT NULL, ip text, user_agent text, browser text,
  device_model text, os text, session_id text
);
CREATE TABLE consent (
  consent_id text PRIMARY KEY, participant_id text NOT NULL, kind text NOT NULL, granted boolean NOT NULL, at timestamptz NOT NULL, revoked_at timestamptz
);
CREATE TABLE erasure_request (
  request_id text PRIMARY KEY, participant_id text NOT NULL, received_at timestamptz NOT NULL, completed_at timestamptz
);
-- One row per started health assessment; completed_at is null while it is unfinished.
CREATE TABLE assessment (
  response_id text PRIMARY KEY, participant_id text NOT NULL, started_at timestamptz NOT NULL, completed_at timestamptz,
  smoked_100 boolean,             -- 100 cigarettes in life
  smokes_now text,                -- every_day, some_days, not_at_all
  ecig_use text,                  -- every_day, some_days, rarely, former, never
  smokeless_now text,             -- every_day, some_days, not_at_all
  general_health text,            -- excellent, very_good, good, fair, poor
  physical_bad_days integer,      -- 0 to 30, of the past 30
  mental_bad_days integer,        -- 0 to 30
  sleep_hours numeric,      -- hours a night
  moderate_minutes_week integer, vigorous_minutes_week integer,
  strength_days integer,          -- 0 to 7, of a week
  drinks_week integer,
  audit_frequency integer, audit_amount integer, audit_six integer,   -- 0 to 4 each (AUDIT-C)
  binge_occasions integer,        -- past 30 days; 5 drinks and more (men), 4 and more (women)
  fruit_veg_servings integer,     -- a day
  phq_interest integer, phq_depressed integer, phq_sleep integer, phq_energy integer,             -- 0 to 3 each (PHQ-8);
  phq_appetite integer, phq_failure integer, phq_concentration integer, phq_moving integer,       -- the ninth item is not here
  gad_nervous integer, gad_control integer, gad_worry integer, gad_relax integer,                 -- 0 to 3 each (GAD-7)
  gad_restless integer, gad_irritable integer, gad_afraid integer,
  stress_level text,              -- low, moderate, high
  life_satisfaction integer, life_in_5_years integer,   -- 0 to 10 each (Cantril ladder)
  job_satisfaction integer,       -- 0 to 10
  hours_missed numeric, hours_worked numeric, presenteeism integer,   -- WPAI: past 7 days, past 7 days, 0 to 10
  activity_impairment integer,    -- WPAI, 0 to 10
  own_performance integer,        -- HPQ, 0 (worst) to 10 (top), past 4 weeks
  bp_medicine boolean, glucose_medicine boolean,
  checkup_within_year boolean, flu_vaccine boolean, er_visits integer, hospital_nights integer,   -- past 12 months
  readiness_activity text,        -- precontemplation, contemplation, preparation, action, maintenance
  readiness_eating text,          -- precontemplation, contemplation, preparation, action, maintenance
  readiness_stress text,          -- precontemplation, contemplation, preparation, action, maintenance
  readiness_tobacco text,         -- precontemplation, contemplation, preparation, action, maintenance, does_not_use
  comments text                   -- free text
);
CREATE TABLE screening (
  screening_id text PRIMARY KEY, participant_id text NOT NULL, at timestamptz NOT NULL, height_cm numeric, weight_kg numeric,
  pregnant boolean, fasted boolean,                                   -- fasted: 8 hours and more
  waist_cm numeric, systolic integer, diastolic integer,              -- the first reading
  systolic_2 integer, diastolic_2 integer, systolic_3 integer, diastolic_3 integer,
  total_cholesterol integer, ldl integer, hdl integer, triglycerides integer, glucose_fasting integer,   -- mg/dL
  a1c numeric,                                                        -- %, NGSP
  device_serial text
);
-- One row per participant, month and linked device: means over valid days only.
CREATE TABLE wearable_month (
  wearable_id text PRIMARY KEY, participant_id text NOT NULL, month date NOT NULL, valid_days integer NOT NULL, mean_steps integer,
  mean_active_minutes integer, mean_sleep_minutes integer, provider_user_id text, device_model text
);
-- One row per campaign that somebody joined.
CREATE TABLE campaign_enrol (
  enrol_id text PRIMARY KEY, campaign_id text NOT NULL, participant_id text NOT NULL, at timestamptz NOT NULL, completed boolean NOT NULL
);
-- That somebody began with a coach, and when; what about stays with the coach.
CREATE TABLE coaching_case (
  case_id text PRIMARY KEY, participant_id text NOT NULL, opened_at timestamptz NOT NULL
);
CREATE TABLE post (
  post_id text PRIMARY KEY, participant_id text NOT NULL, at timestamptz NOT NULL, visible text NOT NULL, body text
);
