import type { ColumnRef, Pipeline } from '#config';
import { id, join, sql } from '#vault';
import type { ColumnKind, Sql, Vault } from '#vault';
import { LANDING } from './landed.ts';
import { equalities } from './needed-columns.ts';
import type { NeededColumn, NeededTable } from './needed-columns.ts';

/**
 * Replaces linking keys by pseudonyms for one run. A pseudonym is drawn by chance (a version 4 UUID), so nothing leads from it back to the
 * number but the register that remembers the pair; registers live in the landing schema, which is dropped before the vault is locked.
 * Columns that are compared with each other share a register. UUID is a type that nothing else in the vault has, so that a pseudonym can be
 * told from a value.
 */
export class LinkingKeys {
  readonly #registerOf: ReadonlyMap<string, Sql>;
  /** The type in which each register that exists keeps its numbers. */
  readonly #types = new Map<Sql, KeyType>();

  constructor(pipeline: Pipeline, tables: readonly NeededTable[]) {
    this.#registerOf = registers([...equalities(pipeline.people), ...alone(tables)]);
  }

  /** The rows of a table (a query whose columns are named as the table's), pseudonyms in place of its linking keys. */
  async replace(vault: Vault, table: NeededTable, rows: Sql, typeOf: (column: NeededColumn) => KeyType): Promise<Sql> {
    const columns: Sql[] = [];
    const lookups: Sql[] = [];
    for (const column of table.columns) {
      const { name } = column;
      if (!column.pseudonym) {
        columns.push(sql`l.${id(name)}`);
        continue;
      }
      const register = this.#registerOf.get(key({ table: table.name, column: name }));
      if (register === undefined) throw new RangeError(`${table.name}.${name} has no register`);
      const type = await this.#settle(vault, register, typeOf(column));
      const number = type === typeOf(column) ? sql`l.${id(name)}` : sql`l.${id(name)}::varchar`;
      await this.#enter(
        vault,
        register,
        sql`select ${number} as number from (${rows}) l where l.${id(name)} is not null`,
      );
      const alias = id(`register of ${name}`);
      columns.push(sql`${alias}.pseudonym as ${id(name)}`);
      lookups.push(sql`left join ${register} ${alias} on ${alias}.number = ${number}`);
    }
    return sql`select ${join(columns, ', ', sql``)} from (${rows}) l ${join(lookups, ' ', sql``)}`;
  }

  /** The register's type once numbers of this type belong to it too: where columns differ, their texts are compared. */
  async #settle(vault: Vault, register: Sql, type: KeyType): Promise<KeyType> {
    const known = this.#types.get(register);
    const settled = known === undefined || known === type ? type : 'varchar';
    if (known === undefined) await vault.run(sql`create table ${register} (number ${KEY_TYPES[type]}, pseudonym uuid)`);
    else if (settled !== known)
      await vault.run(
        sql`create or replace table ${register} as select number::varchar as number, pseudonym from ${register}`,
      );
    this.#types.set(register, settled);
    return settled;
  }

  /** Draws a pseudonym for every number that has none yet; no number stays without. */
  async #enter(vault: Vault, register: Sql, numbers: Sql): Promise<void> {
    await vault.run(sql`insert into ${register} select number, uuid() from (
      select distinct n.number from (${numbers}) n anti join ${register} r on r.number = n.number)`);
  }
}

export const KEY_TYPES = { uuid: sql`uuid`, bigint: sql`bigint`, varchar: sql`varchar` } as const;
/** Numbers are compared in the type that they landed in: most are UUIDs or whole numbers, which are far quicker than their texts. */
export type KeyType = keyof typeof KEY_TYPES;

export function keyTypeOf(kind: ColumnKind): KeyType {
  if (kind === 'uuid') return 'uuid';
  return kind === 'int32' || kind === 'int64' ? 'bigint' : 'varchar';
}

/** Keys that are compared with nothing but themselves, such as a person's number with several rows of the same table. */
function alone(tables: readonly NeededTable[]): readonly (readonly [ColumnRef, ColumnRef])[] {
  return tables.flatMap(({ name, columns }) =>
    columns
      .filter((column) => column.pseudonym)
      .map(
        (column) =>
          [
            { table: name, column: column.name },
            { table: name, column: column.name },
          ] as const,
      ),
  );
}

/** One register for all columns that are compared with each other, directly or through others. */
function registers(pairs: readonly (readonly [ColumnRef, ColumnRef])[]): ReadonlyMap<string, Sql> {
  const groups: Set<string>[] = [];
  for (const [a, b] of pairs) {
    const merged = new Set([key(a), key(b)]);
    for (const group of groups.filter((each) => each.has(key(a)) || each.has(key(b)))) {
      for (const each of group) merged.add(each);
      groups.splice(groups.indexOf(group), 1);
    }
    groups.push(merged);
  }
  return new Map(
    groups.flatMap((group, i) => {
      const register = id(LANDING, `~register ${i}`);
      return [...group].map((each) => [each, register] as const);
    }),
  );
}

function key({ table, column }: ColumnRef): string {
  return `${table}.${column}`;
}
