import { MARKED_COLUMNS } from './canary.ts';
import { KEPT_ELSEWHERE, readItems, UNKNOWN_CHOICE, type Item } from './items.ts';
import { CONVERTED_DECIMALS, readMeasures, SCREENING_COLUMNS, type MeasureItem } from './measures.ts';
import { readSchema, type SchemaTable } from './schema.ts';
import { readDayMeans, VALID_WEAR_MINUTES } from './wear.ts';

/**
 * The views of the schema `reporting`: the relations of `schema/vendor.sql` without identifiers, tokens and free text, made from the
 * vendor's tables. Values become coarser here, at the source, so that nobody downstream holds the finer ones:
 *
 * - a birth date becomes the first of its month: ages at the end of any month, quarter or year stay exact;
 * - the first day of work becomes one of the first days of its month, in the order of the person's rows;
 * - a ZIP code keeps its first three digits, with 00 for the others.
 *
 * Views that leave out rows are security barriers: a function in somebody's query must not see the rows that were left out.
 */
export function reportingSql(): string {
  const open = readSchema().filter(({ name }) => VIEWS[name] !== undefined);
  const views = open.map((table) => {
    const { barrier, select } = viewOf(table);
    return `CREATE VIEW reporting.${table.name}${barrier ? ' WITH (security_barrier)' : ''} AS\n${select};`;
  });
  return [
    ...open.map(({ name }) => `DROP VIEW IF EXISTS reporting.${name};`),
    ...views,
    'GRANT SELECT ON ALL TABLES IN SCHEMA reporting TO tutti_reader;',
    '',
  ].join('\n');
}

/** The relations that have a view, and the columns of each, in order. */
export function reportingColumns(): ReadonlyMap<string, readonly string[]> {
  return new Map(readSchema().flatMap((table) => (VIEWS[table.name] === undefined ? [] : [[table.name, openColumns(table)]])));
}

interface View {
  readonly barrier: boolean;
  readonly select: string;
}

/** Sign-ins and posts hold nothing for a report: they have no view. */
const VIEWS: Readonly<Record<string, (columns: readonly string[]) => View>> = {
  employer: (columns) => plain('employer', columns),
  contract: (columns) => plain('contract', columns),
  // Closed units have nobody in them any more.
  org_unit: (columns) => ({ barrier: true, select: `SELECT ${columns.join(', ')} FROM vendor.org_unit WHERE valid_to IS NULL` }),
  eligibility,
  participant: (columns) => plain('participant', columns),
  consent: (columns) => plain('consent', columns),
  erasure_request: (columns) => plain('erasure_request', columns),
  assessment,
  screening,
  wearable_month: wearableMonth,
  campaign_enrol: (columns) => ({
    barrier: false,
    select: `SELECT ${columns.map((column) => (column === 'enrol_id' ? `campaign_id || '-' || participant_id AS enrol_id` : column)).join(', ')} FROM vendor.campaign_enrol`,
  }),
  coaching_case: (columns) => plain('coaching_case', columns),
};

function viewOf(table: SchemaTable): View {
  const view = VIEWS[table.name];
  if (view === undefined) throw new Error(`${table.name} has no view`);
  return view(openColumns(table));
}

function openColumns({ name, columns }: SchemaTable): readonly string[] {
  return columns.map((column) => column.name).filter((column) => MARKED_COLUMNS[name]?.includes(column) !== true);
}

function plain(table: string, columns: readonly string[]): View {
  return { barrier: false, select: `SELECT ${columns.join(', ')} FROM vendor.${table}` };
}

function eligibility(columns: readonly string[]): View {
  const month = `date_trunc('month', e.hire_on)::date`;
  const coarse: Readonly<Record<string, string>> = {
    dob: `date_trunc('month', e.dob)::date`,
    hire_on: `${month} + least(27, row_number() OVER (PARTITION BY e.employer_id, e.person_no, ${month} ORDER BY e.hire_on, e.elig_id) - 1)::integer`,
    zip5: `left(e.zip5, 3) || '00'`,
  };
  const list = columns.map((column) => (coarse[column] === undefined ? `e.${column}` : `${coarse[column]} AS ${column}`));
  return {
    barrier: true,
    select: `SELECT ${list.join(',\n  ')}
FROM vendor.eligibility e
WHERE e.file_batch_id IN (SELECT DISTINCT ON (b.employer_id) b.file_batch_id FROM vendor.eligibility_batch b ORDER BY b.employer_id, b.received_at DESC)`,
  };
}

function assessment(columns: readonly string[]): View {
  const items = new Map(readItems().map((item) => [item.column, item]));
  const list = columns.map((column) => {
    const elsewhere = KEPT_ELSEWHERE[column];
    if (elsewhere !== undefined) return `${elsewhere.table}.${elsewhere.column} AS ${column}`;
    return items.has(column) ? `answers.${column}` : `r.${column}`;
  });
  const pivot = [...items.values()].map((item) => `${answerSql(item)} AS ${item.column}`);
  return {
    barrier: false,
    select: `SELECT ${list.join(', ')}
FROM vendor.hra_response r
LEFT JOIN LATERAL (
  SELECT ${pivot.join(',\n    ')}
  FROM vendor.hra_answer a WHERE a.response_id = r.response_id
) answers ON true
LEFT JOIN vendor.productivity ON productivity.response_id = r.response_id
LEFT JOIN vendor.utilisation ON utilisation.response_id = r.response_id AND utilisation.source = 'self'`,
  };
}

/** Numbers are given as they are: a half where a whole number is due must be seen, not rounded. */
function answerSql({ id, kind, codes }: Item): string {
  if (kind === 'number') return `max(a.num) FILTER (WHERE a.item_id = ${id})`;
  const choice = `max(a.choice) FILTER (WHERE a.item_id = ${id})`;
  if (kind === 'yes_no') return `CASE ${choice} WHEN 1 THEN true WHEN 2 THEN false END`;
  const whens = codes.map((code, i) => `WHEN ${i + 1} THEN '${code}'`);
  return `CASE ${choice} ${whens.join(' ')} WHEN ${UNKNOWN_CHOICE.number} THEN '${UNKNOWN_CHOICE.code}' END`;
}

function screening(columns: readonly string[]): View {
  const measures = new Map(readMeasures().map((measure) => [measure.column, measure]));
  const list = columns.map((column) => {
    const measure = measures.get(column);
    if (measure === undefined) {
      if (!SCREENING_COLUMNS.includes(column)) throw new Error(`screening.${column} is kept nowhere`);
      return `s.${column}`;
    }
    return `measured.${column}`;
  });
  const pivot = [...measures.values()].map((measure) => `${measureSql(measure)} AS ${measure.column}`);
  return {
    barrier: false,
    select: `SELECT ${list.join(', ')}
FROM vendor.screening s
LEFT JOIN LATERAL (
  SELECT ${pivot.join(',\n    ')}
  FROM vendor.biometric b WHERE b.screening_id = s.screening_id
) measured ON true`,
  };
}

/** A value in a unit that is not known here is no value. */
function measureSql({ code, unit, other }: MeasureItem): string {
  const converted =
    other === null
      ? ''
      : ` WHEN '${other.unit}' THEN trim_scale(round(b.value * ${other.factor}${other.offset === 0 ? '' : ` + ${other.offset}`}, ${CONVERTED_DECIMALS}))`;
  return `max(CASE b.unit WHEN '${unit}' THEN b.value${converted} END) FILTER (WHERE b.code = '${code}')`;
}

function wearableMonth(columns: readonly string[]): View {
  const means = new Map(readDayMeans().map((mean) => [mean.column, mean]));
  const month = `date_trunc('month', d.day)::date`;
  const valid = `FILTER (WHERE d.wear_min >= ${VALID_WEAR_MINUTES})`;
  const fixed: Readonly<Record<string, string>> = {
    wearable_id: `d.link_id || '-' || to_char(${month}, 'YYYY-MM')`,
    participant_id: 'd.participant_id',
    month,
    valid_days: `count(*) ${valid}`,
  };
  const list = columns.map((column) => {
    const mean = means.get(column);
    const expression = mean === undefined ? fixed[column] : `round(avg(d.${mean.of}) ${valid})`;
    if (expression === undefined) throw new Error(`wearable_month.${column} is kept nowhere`);
    return `${expression} AS ${column}`;
  });
  return {
    barrier: false,
    select: `SELECT ${list.join(',\n  ')}
FROM vendor.wearable_day d
GROUP BY d.link_id, d.participant_id, ${month}`,
  };
}
