-- Linked devices and their days.
CREATE TABLE vendor.wearable_link (
  link_id text NOT NULL, participant_id text NOT NULL, provider text NOT NULL, provider_user_id text NOT NULL, oauth_token text NOT NULL, device_model text,
  linked_at timestamptz NOT NULL, revoked_at timestamptz
);
SELECT vendor.tag('vendor.wearable_link', 'link_id K, participant_id K, provider O, provider_user_id D, oauth_token D, device_model Q, linked_at T, revoked_at T');

-- One partition a month. Days before or after the partitions that exist go to `wearable_day_other`.
CREATE TABLE vendor.wearable_day (
  link_id text NOT NULL, participant_id text NOT NULL, day date NOT NULL, steps integer, active_min integer, distance_m integer, sleep_min integer, resting_hr integer,
  kcal integer, wear_min integer NOT NULL CHECK (wear_min BETWEEN 0 AND 1440)
) PARTITION BY RANGE (day);
SELECT vendor.tag('vendor.wearable_day', 'link_id K, participant_id K, day T, steps S, active_min S, distance_m S, sleep_min S, resting_hr S, kcal S, wear_min S');
CREATE TABLE vendor.wearable_day_other PARTITION OF vendor.wearable_day DEFAULT;
SELECT vendor.tag('vendor.wearable_day_other',
  'link_id K, participant_id K, day T, steps S, active_min S, distance_m S, sleep_min S, resting_hr S, kcal S, wear_min S');

-- Adds the partitions of one year that are missing. Months must be added before their days arrive.
CREATE FUNCTION vendor.add_wearable_year(year integer) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  first date;
  part text;
BEGIN
  FOR first IN SELECT make_date(year, m, 1) FROM generate_series(1, 12) AS m LOOP
    part := 'wearable_day_' || to_char(first, 'YYYY_MM');
    IF to_regclass('vendor.' || part) IS NULL THEN
      EXECUTE format('CREATE TABLE vendor.%I PARTITION OF vendor.wearable_day FOR VALUES FROM (%L) TO (%L)', part, first, (first + interval '1 month')::date);
      PERFORM vendor.tag(format('vendor.%I', part)::regclass,
        'link_id K, participant_id K, day T, steps S, active_min S, distance_m S, sleep_min S, resting_hr S, kcal S, wear_min S');
    END IF;
  END LOOP;
END $$;
