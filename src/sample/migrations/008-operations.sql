-- Correspondence, and the record of who looked at what and what was given to whom.
CREATE TABLE vendor.message (message_id text NOT NULL, participant_id text NOT NULL, channel text NOT NULL, subject text NOT NULL, sent_at timestamptz NOT NULL);
SELECT vendor.tag('vendor.message', 'message_id K, participant_id K, channel O, subject F, sent_at T');

CREATE TABLE vendor.support_ticket (ticket_id text NOT NULL, participant_id text NOT NULL, body text NOT NULL, at timestamptz NOT NULL);
SELECT vendor.tag('vendor.support_ticket', 'ticket_id K, participant_id K, body F, at T');

CREATE TABLE vendor.staff_access (access_id text NOT NULL, staff text NOT NULL, participant_id text NOT NULL, purpose text NOT NULL, at timestamptz NOT NULL);
SELECT vendor.tag('vendor.staff_access', 'access_id K, staff D, participant_id K, purpose O, at T');

CREATE TABLE vendor.disclosure_log (
  disclosure_id text NOT NULL, recipient text NOT NULL, report_id text NOT NULL, at timestamptz NOT NULL, basis text NOT NULL, sha256 text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$')
);
SELECT vendor.tag('vendor.disclosure_log', 'disclosure_id K, recipient O, report_id K, at T, basis O, sha256 O');
