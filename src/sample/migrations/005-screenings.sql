-- Biometric screenings, a value a row, each in the unit of the device that measured it.
CREATE TABLE vendor.screening_event (event_id text NOT NULL, employer_id text NOT NULL, org_unit_id text, held_on date NOT NULL, vendor text NOT NULL);
SELECT vendor.tag('vendor.screening_event', 'event_id K, employer_id K, org_unit_id Q, held_on T, vendor O');

CREATE TABLE vendor.screening (
  screening_id text NOT NULL, participant_id text NOT NULL, event_id text, at timestamptz NOT NULL, fasted boolean, pregnant boolean, physician_form boolean NOT NULL,
  lab_accession text
);
SELECT vendor.tag('vendor.screening', 'screening_id K, participant_id K, event_id K, at T, fasted S, pregnant S, physician_form O, lab_accession D');

CREATE TABLE vendor.biometric (screening_id text NOT NULL, code text NOT NULL, value numeric NOT NULL, unit text NOT NULL, device_serial text);
SELECT vendor.tag('vendor.biometric', 'screening_id K, code O, value S, unit O, device_serial D');
