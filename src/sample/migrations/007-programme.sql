-- What people do in the programme: campaigns, coaching, the company-wide area, incentives.
CREATE TABLE vendor.campaign (
  campaign_id text NOT NULL, employer_id text NOT NULL, type text NOT NULL, name_i18n jsonb NOT NULL, starts_on date NOT NULL, ends_on date NOT NULL, CHECK (starts_on <= ends_on)
);
SELECT vendor.tag('vendor.campaign', 'campaign_id K, employer_id K, type O, name_i18n O, starts_on T, ends_on T');

CREATE TABLE vendor.campaign_enrol (campaign_id text NOT NULL, participant_id text NOT NULL, team_id text, at timestamptz NOT NULL, completed boolean NOT NULL);
SELECT vendor.tag('vendor.campaign_enrol', 'campaign_id K, participant_id K, team_id Q, at T, completed O');

CREATE TABLE vendor.campaign_log (campaign_id text NOT NULL, participant_id text NOT NULL, day date NOT NULL, metric text NOT NULL, value numeric NOT NULL, note text);
SELECT vendor.tag('vendor.campaign_log', 'campaign_id K, participant_id K, day T, metric O, value S, note F');

CREATE TABLE vendor.post (
  post_id text NOT NULL, participant_id text NOT NULL, campaign_id text, body text, visible text NOT NULL CHECK (visible IN ('company', 'team')), at timestamptz NOT NULL
);
SELECT vendor.tag('vendor.post', 'post_id K, participant_id K, campaign_id K, body F, visible O, at T');

CREATE TABLE vendor.coach (coach_id text NOT NULL, name text NOT NULL);
SELECT vendor.tag('vendor.coach', 'coach_id K, name D');

CREATE TABLE vendor.coaching_case (
  case_id text NOT NULL, participant_id text NOT NULL, coach_id text NOT NULL, topic text NOT NULL, opened_at timestamptz NOT NULL, closed_at timestamptz, outcome text
);
SELECT vendor.tag('vendor.coaching_case', 'case_id K, participant_id K, coach_id K, topic S, opened_at T, closed_at T, outcome S');

CREATE TABLE vendor.coaching_note (case_id text NOT NULL, at timestamptz NOT NULL, body text NOT NULL);
SELECT vendor.tag('vendor.coaching_note', 'case_id K, at T, body FS');

CREATE TABLE vendor.incentive_ledger (entry_id text NOT NULL, participant_id text NOT NULL, rule text NOT NULL, points integer NOT NULL, at timestamptz NOT NULL);
SELECT vendor.tag('vendor.incentive_ledger', 'entry_id K, participant_id K, rule O, points O, at T');
