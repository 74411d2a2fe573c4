import { sql } from './sql.ts';
import type { Vault } from './vault.ts';

/** How far rows about people have come. Each step leaves only its own schema in the vault. */
export const STAGES = ['raw', 'staged', 'deidentified'] as const;
export type Stage = (typeof STAGES)[number];

/** Something an operator may know about the data: a name from the definitions and a number of rows or people. */
export interface Fact {
  readonly what: string;
  readonly where: string;
  readonly count: number;
}

// Set once by the class below: the way to make and to spend a table never leaves this file.
let mint: <S extends Stage>(vault: Vault, stage: S, facts: readonly Fact[]) => StageTable<S>;
let spend: (table: StageTable<Stage>) => void;

/**
 * The capability to read the vault at a stage. A stage that has been left cannot be read again: `advance` spends the earlier
 * table, and checks that the vault holds nothing of an earlier stage any more. A cast or a copy has no `#vault` and throws.
 */
class StageTable<S extends Stage> {
  readonly #vault: Vault;
  readonly #stage: S;
  readonly #facts: readonly Fact[];
  #spent = false;

  static {
    mint = (vault, stage, facts) => new StageTable(vault, stage, facts);
    spend = (table) => {
      table.#spent = true;
    };
  }

  private constructor(vault: Vault, stage: S, facts: readonly Fact[]) {
    this.#vault = vault;
    this.#stage = stage;
    this.#facts = Object.freeze([...facts]);
  }

  get stage(): S {
    return this.#stage;
  }

  /** Counts collected on the way here; never a row's value. */
  get facts(): readonly Fact[] {
    return this.#facts;
  }

  get vault(): Vault {
    if (this.#spent) throw new Error(`the ${this.#stage} table was left behind`);
    return this.#vault;
  }
}

export type Table<S extends Stage> = StageTable<S>;

/** Starts the way: `load` fills the schema `raw`; afterwards the vault is locked, whatever the caller does. */
export async function begin(vault: Vault, load: () => Promise<readonly Fact[]>): Promise<Table<'raw'>> {
  await assertEmpty(vault, STAGES);
  await vault.run(sql`create schema if not exists raw`);
  const facts = await load();
  await vault.lock();
  await assertOnly(vault, 'raw');
  return mint(vault, 'raw', facts);
}

export type Next<S extends Stage> = S extends 'raw' ? 'staged' : S extends 'staged' ? 'deidentified' : never;

/** One step on: `work` builds the next schema; everything of the earlier stage is then dropped, and that is checked. */
export async function advance<S extends 'raw' | 'staged'>(
  from: Table<S>,
  to: Next<S>,
  work: (vault: Vault) => Promise<readonly Fact[]>,
): Promise<Table<Next<S>>> {
  const { vault } = from;
  if (STAGES.indexOf(to) !== STAGES.indexOf(from.stage) + 1)
    throw new Error(`a ${from.stage} table cannot become ${to}`);
  if (!vault.locked) throw new Error('the vault is not locked');
  spend(from);
  await vault.run(to === 'staged' ? sql`create schema staged` : sql`create schema deidentified`);
  const facts = await work(vault);
  await vault.run(from.stage === 'raw' ? sql`drop schema raw cascade` : sql`drop schema staged cascade`);
  await assertOnly(vault, to);
  return mint(vault, to, [...from.facts, ...facts]);
}

async function assertOnly(vault: Vault, stage: Stage): Promise<void> {
  const rows = await vault.rows(sql`select distinct table_schema as name from information_schema.tables`);
  const others = rows.map((row) => row.text('name')).filter((name) => name !== stage);
  if (others.length > 0) throw new Error(`tables of ${others.join(', ')} are left in the vault at stage ${stage}`);
}

async function assertEmpty(vault: Vault, stages: readonly Stage[]): Promise<void> {
  const row = await vault.one(sql`select count(*) as n from information_schema.tables`);
  if (row.int('n') > 0)
    throw new Error(`the vault is used for one run only: it already holds tables of ${stages.join(', ')}`);
}
