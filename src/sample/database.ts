import { campaignEnrol, coachingCase } from './base/programme.ts';
import { castOf, type Cast } from './cast.ts';
import { DEMO_EMPLOYERS, type EmployerSpec } from './employer.ts';
import { readSchema, type SchemaTable } from './schema.ts';
import { authEvent, consent, erasureRequest } from './tables/account-records.ts';
import { post, wearableMonth } from './tables/activity.ts';
import { assessment } from './tables/assessment.ts';
import { eligibility } from './tables/eligibility.ts';
import { contract, employer, orgUnit } from './tables/employer.ts';
import { participant } from './tables/participant.ts';
import { screening } from './tables/screening.ts';
import type { Cell, Row, TableRows, World } from './world.ts';
import { moved } from './year.ts';

const TABLES: Readonly<Record<string, TableRows>> = {
  employer,
  contract,
  org_unit: orgUnit,
  eligibility,
  participant,
  auth_event: authEvent,
  consent,
  erasure_request: erasureRequest,
  assessment,
  screening,
  wearable_month: wearableMonth,
  campaign_enrol: openEnrolments,
  coaching_case: openCases,
  post,
};

/** As the view has them: a key, and no team. */
function* openEnrolments(world: World): Iterable<Row> {
  for (const { campaign_id = null, participant_id = null, at = null, completed = null } of campaignEnrol(world))
    yield { enrol_id: `${campaign_id}-${participant_id}`, campaign_id, participant_id, at, completed };
}

/** As the view has them: neither coach nor topic nor outcome. */
function* openCases(world: World): Iterable<Row> {
  for (const { case_id = null, participant_id = null, opened_at = null } of coachingCase(world)) yield { case_id, participant_id, opened_at };
}

export interface DatabaseOptions {
  /** Same seed, same bytes. */
  readonly seed: string;
  /** The three of the demonstration unless given. */
  readonly employers?: readonly EmployerSpec[];
  /** The year to report on; 2025 unless given. */
  readonly year?: number;
  /** Nearly everybody who was there took part in the year before as well, with small changes since. */
  readonly followUp?: boolean;
}

export interface GeneratedTable {
  readonly name: string;
  readonly columns: readonly string[];
  /** Cells in the order of `columns`; made while they are read, so a table is never in memory. May be read again. */
  readonly rows: Iterable<readonly Cell[]>;
}

export const DEMO_SEED = 'tutti-demo-2025';

/** The year in which the generator reckons; other years are the same world moved by whole years. */
export const RECKONED_IN = 2025;

export function worldOf({ seed, employers = DEMO_EMPLOYERS, year = RECKONED_IN, followUp = false }: DatabaseOptions): World {
  function* casts(): Generator<Cast> {
    for (const [i, spec] of employers.entries()) yield castOf(spec, i + 1, seed, followUp);
  }
  return { seed, casts: { [Symbol.iterator]: casts }, yearsLater: year - RECKONED_IN };
}

/** The participant database relation by relation, in the order of `schema/vendor.sql`. */
export function* generateDatabase(options: DatabaseOptions): Generator<GeneratedTable> {
  const world = worldOf(options);
  for (const table of readSchema()) {
    const rowsOf = TABLES[table.name];
    if (rowsOf === undefined) throw new Error(`nothing generates the table ${table.name}`);
    yield {
      name: table.name,
      columns: table.columns.map(({ name }) => name),
      rows: { [Symbol.iterator]: () => cellsOf(table, rowsOf(world), world.yearsLater) },
    };
  }
}

function* cellsOf(table: SchemaTable, rows: Iterable<Row>, yearsLater: number): Generator<readonly Cell[]> {
  for (const row of rows) {
    const names = Object.keys(row);
    if (names.length !== table.columns.length)
      throw new Error(`a row of ${table.name} has ${names.length} of ${table.columns.length} columns`);
    yield table.columns.map(({ name, required }) => {
      const cell = row[name];
      if (cell === undefined || cell === '' || (cell === null && required))
        throw new Error(`a row of ${table.name} has no ${name}`);
      return moved(cell, yearsLater);
    });
  }
}
