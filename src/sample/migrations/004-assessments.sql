-- Health assessments, an answer a row. Item texts stand in `hra_item` in every language of the form.
CREATE TABLE vendor.hra_def (hra_version text NOT NULL, title_i18n jsonb NOT NULL, valid_from date NOT NULL, valid_to date);
SELECT vendor.tag('vendor.hra_def', 'hra_version K, title_i18n O, valid_from T, valid_to T');

-- `options` numbers the codes of a choice. `sensitivity`: usual; sensitive (larger groups); never (in no report, whatever its group).
CREATE TABLE vendor.hra_item (
  item_id smallint NOT NULL, hra_version text NOT NULL, code text NOT NULL, text_i18n jsonb NOT NULL, type text NOT NULL, options jsonb, sensitivity text NOT NULL,
  CHECK (type IN ('number', 'choice', 'choices', 'yes_no', 'text')), CHECK (sensitivity IN ('usual', 'sensitive', 'never'))
);
SELECT vendor.tag('vendor.hra_item', 'item_id K, hra_version K, code O, text_i18n O, type O, options O, sensitivity O');

CREATE TABLE vendor.hra_response (
  response_id text NOT NULL, participant_id text NOT NULL, hra_version text NOT NULL, started_at timestamptz NOT NULL, completed_at timestamptz,
  mode text NOT NULL CHECK (mode IN ('web', 'paper', 'phone')), lang text NOT NULL
);
SELECT vendor.tag('vendor.hra_response', 'response_id K, participant_id K, hra_version K, started_at T, completed_at T, mode O, lang Q');

CREATE TABLE vendor.hra_answer (response_id text NOT NULL, item_id smallint NOT NULL, num numeric, choice smallint, choices smallint[], text text);
SELECT vendor.tag('vendor.hra_answer', 'response_id K, item_id K, num S, choice S, choices S, text F');

CREATE TABLE vendor.hra_score (response_id text NOT NULL, code text NOT NULL, value numeric NOT NULL, band text, algo_version text NOT NULL);
SELECT vendor.tag('vendor.hra_score', 'response_id K, code O, value S, band S, algo_version O');

CREATE TABLE vendor.productivity (response_id text NOT NULL, hours_missed numeric, hours_worked numeric, presenteeism smallint);
SELECT vendor.tag('vendor.productivity', 'response_id K, hours_missed S, hours_worked S, presenteeism S');

-- Use of care: `self` as stated in an assessment, `claims` from a health plan.
CREATE TABLE vendor.utilisation (
  utilisation_id text NOT NULL, participant_id text NOT NULL, response_id text, period text NOT NULL, er_visits smallint, hosp_nights smallint, pcp_visit boolean,
  source text NOT NULL, CHECK (source IN ('self', 'claims')), CHECK ((source = 'self') = (response_id IS NOT NULL))
);
SELECT vendor.tag('vendor.utilisation', 'utilisation_id K, participant_id K, response_id K, period T, er_visits S, hosp_nights S, pcp_visit S, source O');

CREATE TABLE vendor.condition (participant_id text NOT NULL, code text NOT NULL, self_reported boolean NOT NULL, onset_year smallint);
SELECT vendor.tag('vendor.condition', 'participant_id K, code S, self_reported O, onset_year QS');

CREATE TABLE vendor.medication (medication_id text NOT NULL, participant_id text NOT NULL, name text NOT NULL, started_on date);
SELECT vendor.tag('vendor.medication', 'medication_id K, participant_id K, name SF, started_on T');
