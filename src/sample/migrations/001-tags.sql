-- Every column of the vendor's tables carries a tag as its comment: what it is, and so who may read it. `vendor.tag` takes the columns of
-- one table with their tags, and refuses a table of which a column is left out: a column without a tag cannot come into being here.
CREATE SCHEMA vendor;
REVOKE ALL ON SCHEMA vendor FROM PUBLIC;

CREATE FUNCTION vendor.tag(target regclass, tags text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  meanings constant jsonb := '{"K": "key", "D": "direct identifier", "Q": "quasi-identifier", "S": "sensitive", "F": "free text", "C": "consent",
    "T": "timing", "O": "operational"}';
  pair text;
  name text;
  letters text;
  meaning text;
  untagged text;
BEGIN
  FOREACH pair IN ARRAY regexp_split_to_array(btrim(tags), '\s*,\s*') LOOP
    name := split_part(pair, ' ', 1);
    letters := split_part(pair, ' ', 2);
    SELECT string_agg(meanings ->> letter, ' and ' ORDER BY at) INTO meaning
      FROM regexp_split_to_table(letters, '') WITH ORDINALITY AS l (letter, at) WHERE meanings ? letter;
    IF letters = '' OR meaning IS NULL OR array_length(string_to_array(meaning, ' and '), 1) <> length(letters) THEN
      RAISE EXCEPTION 'column % of % has no tag of K, D, Q, S, F, C, T, O', name, target;
    END IF;
    EXECUTE format('COMMENT ON COLUMN %s.%I IS %L', target, name, letters || ': ' || meaning);
  END LOOP;
  SELECT string_agg(a.attname, ', ') INTO untagged
    FROM pg_attribute a WHERE a.attrelid = target AND a.attnum > 0 AND NOT a.attisdropped AND col_description(target, a.attnum) IS NULL;
  IF untagged IS NOT NULL THEN
    RAISE EXCEPTION 'columns of % have no tag: %', target, untagged;
  END IF;
END $$;
