import type { Pipeline } from '#config';
import type { Tabulation } from '#core';
import { sql } from '#vault';
import type { Table, Vault } from '#vault';
import { atoms, countFinest } from './atoms.ts';
import { dimensionsOf } from './dimensions.ts';
import { assertOnlyGroups } from './only-groups.ts';
import { assertSound } from './sound.ts';
import type { CountedDimension } from './tree.ts';

/** What leaves the vault for one employer: counts, and the names of the groups that were counted. */
export interface Counted {
  readonly tabulation: Tabulation;
  readonly dimensions: readonly CountedDimension[];
}

export interface Employer {
  readonly id: string;
  readonly name: string;
  /** Its data may no longer be used: nothing of its people is left in the vault. */
  readonly ended: boolean;
}

/** All employers of the source, by id. */
export async function employersOf(table: Table<'deidentified'>, pipeline: Pipeline): Promise<readonly Employer[]> {
  await assertOnlyGroups(table.vault, pipeline);
  const rows = await table.vault.rows(
    sql`select id, name, ended = 'yes' as ended from deidentified.employer order by id`,
  );
  return Object.freeze(
    rows.map((row) => Object.freeze({ id: row.text('id'), name: row.text('name'), ended: row.boolean('ended') })),
  );
}

/** Counts the people of one employer: the only place where rows become numbers. */
export async function tabulate(table: Table<'deidentified'>, pipeline: Pipeline, employerId: string): Promise<Counted> {
  await assertOnlyGroups(table.vault, pipeline);
  const known = await table.vault.one(
    sql`select count(*) as n from deidentified.employer where id = ${employerId} and ended = 'no'`,
  );
  if (known.int('n') !== 1)
    throw new RangeError(
      'counts were asked for an employer that is not in the source, or whose data may no longer be used',
    );
  const counted = await countFinest(table.vault, pipeline, employerId);
  const inUse = pipeline.report.dimensions.map((_, d) => new Set(counted.texts(d)));
  const dimensions = await dimensionsOf(table.vault, pipeline, employerId, inUse);
  const tabulation = atoms(counted, pipeline, dimensions, await largestHousehold(table.vault, pipeline, employerId));
  assertSound(tabulation);
  return Object.freeze({
    tabulation,
    dimensions: Object.freeze(dimensions.map(({ id, label, codes }) => Object.freeze({ id, label, codes }))),
  });
}

/** The most people of one household; 0 where there is nobody, null where everybody is a household of their own. */
async function largestHousehold(vault: Vault, pipeline: Pipeline, employer: string): Promise<number | null> {
  if (pipeline.people.household === undefined) return null;
  const row = await vault.one(sql`select coalesce(max(largest), 0)::integer as largest from deidentified.household where employer = ${employer}`);
  return row.int('largest');
}
