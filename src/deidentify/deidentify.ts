import { followsPeople } from '#config';
import type { Period, Pipeline } from '#config';
import type { Population } from '#core';
import { advance, dimensionColumn, indicatorColumn, indicatorName, join, sql } from '#vault';
import type { Fact, Sql, Table, Vault } from '#vault';
import { coarsen } from './coarsen.ts';
import { writeCodes } from './codes.ts';
import { writeEmployers } from './employers.ts';
import { withHouseholders, writeLargest } from './householders.ts';
import type { Coarsening, DimensionCode } from './leaf.ts';
import { Scorer } from './scoring.ts';
import { zip3Codes } from './zip3.ts';

/**
 * One row a person without any key, date, place or measurement: the employer, a group per dimension, whether the person completed, and a
 * category per indicator. All earlier tables are dropped from the vault when it is done.
 */
export function deidentify(
  staged: Table<'staged'>,
  pipeline: Pipeline,
  period: Period,
  options: { readonly asOf: string },
): Promise<Table<'deidentified'>> {
  return advance(staged, 'deidentified', async (vault) => {
    const names = await writeEmployers(vault, options.asOf);
    const groups = new Map<string, Coarsening & { readonly replaced: number }>();
    for (const dimension of pipeline.report.dimensions)
      groups.set(dimension.id, await coarsen(vault, pipeline, dimension, period));
    await assertRetained(vault, options.asOf);
    const scorer = new Scorer(pipeline.report.indicators, pipeline.people.completed?.table ?? null);
    await writePeople(vault, pipeline, groups, scorer);
    await writeLargest(vault, pipeline);
    await writeCodes(vault, await codesOf(vault, pipeline, groups));
    await assertKnownCodes(vault, pipeline);
    const replaced = [...groups].map(([id, group]) => ({
      what: 'labels that held an identifier',
      where: `dimension ${id}`,
      count: group.replaced,
    }));
    return [
      { what: 'names that held an identifier', where: 'employers', count: names },
      ...replaced,
      ...(await implausible(vault, pipeline, scorer)),
    ];
  });
}

/** Staging has left out employers whose data may no longer be used; that matters enough to look again. */
async function assertRetained(vault: Vault, asOf: string): Promise<void> {
  const row = await vault.one(
    sql`select count(*) as n from staged.people p join staged.employer e on e.id = p.employer where e.usable_until < ${asOf}::date`,
  );
  if (row.int('n') > 0) throw new Error(`${row.int('n')} people of employers whose data may no longer be used`);
}

async function writePeople(
  vault: Vault,
  pipeline: Pipeline,
  groups: ReadonlyMap<string, Coarsening>,
  scorer: Scorer,
): Promise<void> {
  const dimensions = [...groups].map(([id, group]) => sql`${group.expression} as ${dimensionColumn(id)}`);
  // Answers of people who are not counted are not carried on.
  const indicators = pipeline.report.indicators.map(({ id, population }) => {
    const counted = among(population, sql`p.completed`, sql`p.followed`);
    return sql`case when ${counted} then ${scorer.of(id).category} end as ${indicatorColumn(id)}`;
  });
  const joins = [...groups.values()].flatMap((group) => (group.join === null ? [] : [group.join]));
  const followed = followsPeople(pipeline.report) ? [sql`p.followed`] : [];
  const household = pipeline.people.household === undefined ? [] : [sql`p.household`];
  const query = sql`select ${join([sql`p.employer`, ...household, sql`p.completed as completer`, ...followed, ...dimensions, ...indicators], ', ', sql``)}
    from ${scorer.beside(sql`staged.people`)} p ${join(joins, ' ', sql``)}`;
  const named = [...[...groups.keys()].map(dimensionColumn), ...pipeline.report.indicators.map(({ id }) => indicatorColumn(id))];
  // In the order of employers: each is counted by a query of its own, which then need not look at everybody.
  await vault.run(sql`create table deidentified.people as ${withHouseholders(pipeline, query, named)} order by employer`);
  const count = await vault.one(
    sql`select (select count(*) from deidentified.people) as after, (select count(*) from staged.people) as before`,
  );
  if (count.int('after') !== count.int('before')) throw new Error('de-identification changed the number of people');
}

/** Whether somebody belongs to a population, by the marks of having completed and of being followed. */
function among(population: Population, completed: Sql, followed: Sql): Sql {
  switch (population) {
    case 'eligible':
      return sql`true`;
    case 'completers':
      return completed;
    case 'non-completers':
      return sql`not ${completed}`;
    case 'followed':
      return followed;
  }
}

async function codesOf(
  vault: Vault,
  pipeline: Pipeline,
  groups: ReadonlyMap<string, Coarsening>,
): Promise<ReadonlyMap<string, readonly DimensionCode[]>> {
  const codes = new Map<string, readonly DimensionCode[]>();
  for (const { id, kind } of pipeline.report.dimensions) {
    if (kind.kind !== 'zip3') {
      codes.set(id, groups.get(id)?.codes ?? []);
      continue;
    }
    const rows = await vault.rows(
      sql`select distinct employer, ${dimensionColumn(id)} as code from deidentified.people order by all`,
    );
    codes.set(id, zip3Codes(rows.map((row) => ({ employer: row.text('employer'), code: row.text('code') }))));
  }
  return codes;
}

/** The residue check on the people themselves: their groups are codes of the (scanned) lists, and nothing else is text but categories. */
async function assertKnownCodes(vault: Vault, pipeline: Pipeline): Promise<void> {
  for (const { id } of pipeline.report.dimensions) {
    await none(
      vault,
      sql`${dimensionColumn(id)} is null or not exists (select 1 from deidentified.code c
      where c.dimension = ${id} and c.code = ${dimensionColumn(id)} and coalesce(c.employer, p.employer) = p.employer)`,
      `a group of dimension ${id}`,
    );
  }
  for (const { id, categories, population } of pipeline.report.indicators) {
    const known = categories.map((category) => sql`${category.code}`);
    const counted = among(population, sql`completer`, sql`followed`);
    await none(
      vault,
      sql`${counted} and coalesce(${indicatorColumn(id)} not in (${join(known, ', ', sql`''`)}), true)`,
      `a category of indicator ${id}`,
    );
  }
}

async function none(vault: Vault, condition: Sql, what: string): Promise<void> {
  const row = await vault.one(sql`select count(*) as n from deidentified.people p where ${condition}`);
  if (row.int('n') > 0) throw new Error(`${what} is not in its definition, for ${row.int('n')} people`);
}

async function implausible(vault: Vault, pipeline: Pipeline, scorer: Scorer): Promise<readonly Fact[]> {
  const { indicators } = pipeline.report;
  if (indicators.length === 0) return [];
  const counts = indicators.map(
    ({ id }) => sql`count(*) filter (where ${scorer.of(id).implausible}) as ${indicatorColumn(id)}`,
  );
  const row = await vault.one(
    sql`select ${join(counts, ', ', sql``)} from ${scorer.beside(sql`staged.people`)} p where p.completed`,
  );
  return indicators.map(({ id }) => ({
    what: 'implausible answers made missing',
    where: `indicator ${id}`,
    count: row.int(indicatorName(id)),
  }));
}
