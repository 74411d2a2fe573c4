import type pg from 'pg';
import type { CatalogColumn, CatalogTable, ColumnRef, Pipeline } from '#config';

/** Rows of each table of the catalog for a number of people; any other table is not read by a report and stays empty. */
const ROWS: Readonly<Record<string, (people: number) => number>> = {
  employer: employersFor,
  contract: employersFor,
  org_unit: (people) => employersFor(people) * UNITS,
  eligibility: (people) => people,
  participant: (people) => people,
  consent: (people) => people,
  erasure_request: (people) => Math.ceil(people / 1000),
  assessment: (people) => people,
  screening: (people) => Math.ceil(people / 2),
  wearable_month: (people) => people,
};
const UNITS = 45;

/** Four thousand people each. */
export function employersFor(people: number): number {
  return Math.max(1, Math.round(people / 4000));
}

const SQL_TYPES = {
  text: 'text',
  integer: 'int4',
  number: 'numeric',
  boolean: 'bool',
  date: 'date',
  timestamp: 'timestamptz',
};

/**
 * Tables in the shape of the catalog, identifying columns included, filled by the server itself: row i belongs to person i. Linking keys are
 * UUIDs, answers are spread evenly over what the report's definitions know, and identifiers are as long as real ones.
 */
export async function fill(client: pg.Client, pipeline: Pipeline, people: number): Promise<void> {
  const values = answersOf(pipeline.report);
  for (const table of pipeline.source.tables) {
    const columns = table.columns.map(
      (column) => `${quoted(column.name)} ${isKey(column) ? 'uuid' : SQL_TYPES[column.type]}`,
    );
    await client.query(
      `create unlogged table ${quoted(table.name)} (${columns.join(', ')}) with (autovacuum_enabled = off)`,
    );
    const rows = ROWS[table.name]?.(people) ?? 0;
    const expressions = table.columns.map(
      (column) => `${expression(table, column, people, values)} as ${quoted(column.name)}`,
    );
    await client.query(
      `insert into ${quoted(table.name)} select ${expressions.join(', ')} from (select i, hashint8(i) & 2147483647 as h from generate_series(1::int8, ${rows}) i) r`,
    );
    await client.query(`vacuum (freeze, analyze) ${quoted(table.name)}`);
  }
}

/** The days of linked devices, spread over the year; one row a person and day. */
export async function fillWearableDays(client: pg.Client, people: number, days: number): Promise<void> {
  await client.query(
    `create unlogged table member (participant_id uuid, employer_id text) with (autovacuum_enabled = off)`,
  );
  await client.query(
    `insert into member select ${uuid('participant_id', 'i')}, 'e1' from generate_series(1, ${people}) i`,
  );
  await client.query(`create unlogged table wearable_day
    (participant_id uuid, on_day date, steps int4, active_minutes int4, sleep_minutes int4, worn_minutes int4) with (autovacuum_enabled = off)`);
  const each = Math.ceil(days / people);
  await client.query(`insert into wearable_day
    select ${uuid('participant_id', 'i')}, date '2025-01-01' + d, (i * 7919 + d * 104729) % 20000, (i * 31 + d * 17) % 180, 300 + (i * 13 + d * 11) % 300, (i * 37 + d * 41) % 1440
      from generate_series(0, ${each - 1}) d, generate_series(1, ${people}) i limit ${days}`);
  await client.query(
    'create view wearable_year as select participant_id, max(on_day) as on_day, avg(steps)::int4 as steps, avg(active_minutes)::int4 as active_minutes, avg(sleep_minutes)::int4 as sleep_minutes, count(*)::int4 as worn_minutes from wearable_day group by participant_id',
  );
  await client.query('vacuum (freeze, analyze) member');
  await client.query('vacuum (freeze, analyze) wearable_day');
}

function isKey(column: CatalogColumn): boolean {
  return column.class === 'key';
}

function expression(
  table: CatalogTable,
  column: CatalogColumn,
  people: number,
  values: ReadonlyMap<string, readonly string[]>,
): string {
  const employers = employersFor(people);
  const shift = `(h / 7 + ${column.name.length * 31 + table.columns.indexOf(column) * 977})`;
  const known = values.get(`${table.name}.${column.name}`);
  if (table.name === 'org_unit') {
    if (column.name === 'employer_id') return `'e' || ((i - 1) / ${UNITS} + 1)`;
    if (column.name === 'org_unit_id') return `'u' || (i - 1) % ${UNITS}`;
    if (column.name === 'parent_id') return 'null';
    if (column.name === 'kind') return `case when (i - 1) % ${UNITS} < 40 then 'department' else 'site' end`;
  }
  if (column.name === 'employer_id')
    return ['employer', 'contract'].includes(table.name) ? `'e' || i` : `'e' || (i % ${employers} + 1)`;
  if (column.name === 'tz') return `'America/Denver'`;
  if (column.name === 'dept_id') return `'u' || ${shift} % 40`;
  if (column.name === 'site_id') return `'u' || 40 + ${shift} % 5`;
  if (column.name === 'zip5') return `lpad((${shift} % 90000 + 501)::text, 5, '0')`;
  if (column.name === 'relationship') return `'employee'`;
  if (['term_on', 'destroy_requested_at', 'revoked_at'].includes(column.name)) return 'null';
  if (column.name === 'kind') return `'terms'`;
  if (column.name === 'dob') return `date '1950-01-01' + (${shift} % 20000)::int`;
  if (column.name === 'end_on') return `date '2030-12-31'`;
  if (column.name === 'hire_on') return `date '2000-01-01' + (${shift} % 8000)::int`;
  if (isKey(column)) return uuid(column.name, 'i');
  if (known !== undefined)
    return `(array[${known.map((value) => `'${value.replaceAll("'", "''")}'`).join(', ')}]::text[])[1 + ${shift} % ${known.length}]`;
  switch (column.type) {
    case 'text':
      return `'${column.name.slice(0, 6)} ' || md5((i * 31)::text)`;
    case 'integer':
      return `(${shift} % 31)::int4`;
    case 'number':
      return `((${shift} % 2000) / 10.0)::numeric(8, 1)`;
    case 'boolean':
      return `${shift} % 2 = 0`;
    case 'date':
      return `date '2025-01-01' + (${shift} % 365)::int`;
    case 'timestamp':
      return column.class === 'consent'
        ? `timestamptz '2024-05-01 08:00:00Z'`
        : `timestamptz '2025-01-02 08:00:00Z' + ${shift} % 31000000 * interval '1 second'`;
  }
}

function uuid(name: string, row: string): string {
  return `md5('${name}' || ${row})::uuid`;
}

/** Texts that indicators and dimensions know, by column. */
function answersOf(report: Pipeline['report']): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, Set<string>>();
  const add = ({ table, column }: ColumnRef, texts: readonly string[]): void => {
    const name = `${table}.${column}`;
    found.set(name, new Set([...(found.get(name) ?? []), ...texts]));
  };
  for (const { column, kind } of report.dimensions)
    if (kind.kind === 'values')
      add(
        column,
        kind.values.flatMap(({ of }) => of),
      );
  for (const { scoring } of report.indicators)
    if (scoring.kind === 'choice')
      add(
        scoring.column,
        scoring.values.flatMap(({ of }) => of),
      );
  const numeric = (texts: ReadonlySet<string>): boolean => [...texts].every((text) => /^(\d+|true|false)$/u.test(text));
  return new Map([...found].filter(([, texts]) => !numeric(texts)).map(([name, texts]) => [name, [...texts]]));
}

export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
