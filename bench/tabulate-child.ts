/** Counts once: `tabulate-child.ts bare|tabulate PEOPLE`; prints seconds of wall clock, of processor, and MB more than the table took. */
import type { DimensionDef } from '#config';
import { tabulate } from '#tabulate';
import { advance, begin, dimensionColumn, id, indicatorColumn, join, openVault, sql } from '#vault';
import type { Sql, Vault } from '#vault';
import { indicator, pipeline as smallPipeline } from '../test/source/small-world.ts';

const [what = '', people = '0'] = process.argv.slice(2);

const SIZES: Readonly<Record<string, number>> = { dept: 40, area: 25, age: 6, sex: 3 };
const CATEGORIES = ['a', 'b', 'c', 'missing'];
const INDICATORS = Array.from({ length: 25 }, (_, i) => `i${i}`);

const dimensions: readonly DimensionDef[] = Object.keys(SIZES).map((name) => ({
  id: name,
  label: { en: name },
  total: { en: name },
  column: { table: 'eligibility', column: name },
  kind: { kind: 'values', values: [] },
}));
const indicators = INDICATORS.map((name) =>
  indicator(
    name,
    { kind: 'choice', column: { table: 'assessment', column: name }, values: [] },
    CATEGORIES.slice(0, 3),
  ),
);
const pipeline = smallPipeline({ dimensions, indicators });

await using vault = await openVault({ memoryMB: 4096 });
const raw = await begin(vault, async () => {
  await vault.run(sql`create table raw.seed as select range as i, hash(range) as h from range(${Number(people)})`);
  return [];
});
const staged = await advance(raw, 'staged', async (v) => {
  await v.run(sql`create table staged.seed as from raw.seed`);
  return [];
});
const table = await advance(staged, 'deidentified', async (v) => {
  await people25(v);
  return [];
});

const before = process.resourceUsage();
const start = performance.now();
if (what === 'tabulate') await tabulate(table, pipeline, 'acme');
else await bare(vault);
const wall = (performance.now() - start) / 1000;
const after = process.resourceUsage();
const processor = (after.userCPUTime + after.systemCPUTime - before.userCPUTime - before.systemCPUTime) / 1e6;
process.stdout.write(`${wall} ${processor} ${(after.maxRSS - before.maxRSS) / 1024}\n`);

async function people25(v: Vault): Promise<void> {
  const pick = (codes: readonly string[], salt: number): Sql => {
    const branches = codes.map((code, n) => sql`when ${n} then ${code}`);
    return sql`case ((h >> ${salt}) % ${codes.length})::integer ${join(branches, ' ', sql``)} end`;
  };
  const columns = [
    ...Object.entries(SIZES).map(([name, size], n) => sql`${pick(codesOf(size), 3 * n)} as ${dimensionColumn(name)}`),
    ...INDICATORS.map((name, n) => sql`${pick(CATEGORIES, n + 11)} as ${indicatorColumn(name)}`),
  ];
  await v.run(
    sql`create table deidentified.people as select 'acme' as employer, true as completer, ${join(columns, ', ', sql``)} from staged.seed`,
  );
  await v.run(sql`create table deidentified.employer as select 'acme' as id, 'Acme' as name, 'no' as ended`);
  const codes = Object.entries(SIZES).flatMap(([name, size]) =>
    codesOf(size).map(
      (code, n) =>
        sql`select ${name} as dimension, null::varchar as employer, ${code} as code, null::varchar as parent, ${String(n)} as position, ${code} as en, null::varchar as es, null::varchar as vi`,
    ),
  );
  await v.run(sql`create table deidentified.code as ${join(codes, ' union all ', sql`select 1`)}`);
}

function codesOf(size: number): readonly string[] {
  return Array.from({ length: size }, (_, n) => `c${n}`);
}

/** The fourteen margins of one to three dimensions, rolled up from the finest cells. */
async function bare(v: Vault): Promise<void> {
  const names = Object.keys(SIZES);
  const groups = names.map(dimensionColumn);
  const counts = INDICATORS.flatMap((name) =>
    CATEGORIES.map((code) => ({ as: `${name} ${code}`, count: sql`count_if(${indicatorColumn(name)} = ${code})` })),
  );
  const finest = counts.map(({ as, count }) => sql`${count} as ${id(as)}`);
  const sets = Array.from({ length: 14 }, (_, n) => groups.filter((_group, d) => ((n + 1) >> d) % 2 === 1));
  const sums = counts.map(({ as }) => sql`sum(${id(as)})::bigint`);
  await v.columns(sql`with finest as (select ${join([...groups, ...finest], ', ', sql``)} from deidentified.people group by all)
    select ${join([...groups, ...sums], ', ', sql``)} from finest
    group by grouping sets (${join(
      sets.map((set) => sql`(${join(set, ', ', sql``)})`),
      ', ',
      sql``,
    )})`);
}
