import { headsOf, householdersOf, type Policy, type Tabulation } from '#core';
import type { ReleaseContent, ReleasedRow, ReleasedTable } from '#release';

/**
 * The gate's own look at people of one household (attack A35), by the householders whom the vault counted: no household is larger than the coalitions
 * that the proof withstands, and every printed group and answer has people of as many households as it must have people. Says what is
 * broken as the reason of a refusal with the places; null: nothing. The signed form has no number of households.
 */
export function householdFlaw(content: ReleaseContent, tabulation: Tabulation, policy: Policy): { readonly reason: string; readonly details: readonly string[] } | null {
  const { householders } = tabulation;
  if (householders === undefined) return null;
  if (householders.largest > policy.insiders) return { reason: 'HOUSEHOLD_OF_INSIDERS', details: [`A household of ${householders.largest} is counted, who know each other's answers, and the policy's insiders are ${policy.insiders}. Set insiders to ${householders.largest}, or count employees only. Nothing was sent.`] };
  const populations = ['eligible', 'completers', 'non-completers'] as const;
  if (populations.some((population) => !someOf(householders.heads[population], headsOf(tabulation, population)))) return { reason: 'HOUSEHOLDERS_NOT_PEOPLE', details: [] };
  if (tabulation.indicators.some(({ id }) => !someOf(householders.counts[id] ?? [], tabulation.counts[id] ?? []))) return { reason: 'HOUSEHOLDERS_NOT_PEOPLE', details: [] };
  const completers = householders.heads.completers.reduce((sum, n) => sum + n, 0);
  const tier = completers < policy.minParticipation ? 'active' : completers < policy.minCompleters ? 'participation' : 'full';
  if (RANK[content.tier] > RANK[tier]) return { reason: 'FEW_HOUSEHOLDS', details: [content.tier] };
  const details = content.tables.flatMap((table) => {
    const few = new Few(content, tabulation, policy, table);
    return table.rows.flatMap((row) => (few.has(row) ? [`${table.id} ${row.codes.join(' × ')}`] : []));
  });
  return details.length === 0 ? null : { reason: 'FEW_HOUSEHOLDS', details };
}

/** As many numbers, none of them larger. */
function someOf(few: ArrayLike<number>, all: ArrayLike<number>): boolean {
  return few.length === all.length && Array.from(few).every((n, i) => n <= (all[i] ?? 0));
}

const RANK = { active: 0, participation: 1, full: 2 } as const;

/** Households behind the rows of one table. */
class Few {
  readonly #table: ReleasedTable;
  readonly #least: number;
  readonly #minCell: number;
  readonly #people: readonly number[];
  readonly #heads: readonly number[];
  readonly #answers: Int32Array;
  readonly #width: number;
  /** Of each category of the table's form the places of the answers that it puts together. */
  readonly #form: readonly (readonly number[])[];
  /** Per atom and crossed dimension: the leaf and everything above it. */
  readonly #above: readonly (readonly ReadonlySet<string>[])[];
  readonly #axes: readonly { readonly at: number; readonly parentOf: ReadonlyMap<string, string | null> }[];

  constructor({ dimensions }: ReleaseContent, tabulation: Tabulation, policy: Policy, table: ReleasedTable) {
    const indicator = tabulation.indicators.find(({ id }) => id === table.indicator);
    const form = indicator?.forms.find(({ id }) => id === table.form);
    if (indicator === undefined || form === undefined) throw new Error(`table ${table.id} counts an unknown indicator`);
    this.#table = table;
    this.#least = indicator.sensitive ? policy.minGroupSensitive : policy.minGroup;
    this.#minCell = policy.minCell;
    this.#people = headsOf(tabulation, indicator.population);
    this.#heads = householdersOf(tabulation, indicator.population) ?? [];
    this.#answers = tabulation.householders?.counts[indicator.id] ?? new Int32Array();
    this.#width = indicator.categories.length;
    this.#form = form.categories.map(({ of }) => of.map((code) => indicator.categories.indexOf(code)));
    this.#axes = table.dimensions.map((id) => ({
      at: tabulation.dimensions.findIndex((dimension) => dimension.id === id),
      parentOf: new Map(dimensions.find((dimension) => dimension.id === id)?.codes.map((code) => [code.id, code.parent])),
    }));
    this.#above = tabulation.codes.map((codes) => this.#axes.map(({ at, parentOf }) => lineage(codes[at] ?? '', parentOf)));
  }

  /** Whether a printed row speaks of people of too few households. */
  has(row: ReleasedRow): boolean {
    if (row.state === 'withheld' || row.base === 0) return false;
    const atoms = this.#atomsOf(row);
    if (sum(atoms, (a) => this.#people[a] ?? 0) !== row.base) return true;
    if (sum(atoms, (a) => this.#heads[a] ?? 0) < this.#least) return true;
    // The rest without an answer is made of others, each of which is asked for as many. A band says of no answer by how many it was given.
    if (row.state === 'banded') return false;
    return this.#form.some((places, at) => {
      const own = sum(atoms, (a) => sum(places, (c) => this.#answers[a * this.#width + c] ?? 0));
      return (row.cells[at] ?? 0) > 0 && own < this.#minCell;
    });
  }

  /** A remainder is its parent less the children that stand in the table with exact numbers. */
  #atomsOf({ codes, kind }: ReleasedRow): readonly number[] {
    const all = this.#people.map((_, a) => a);
    const inside = (wanted: readonly string[]) => (a: number): boolean => wanted.every((code, i) => this.#above[a]?.[i]?.has(code) === true);
    if (kind === 'group') return all.filter(inside(codes));
    const whole = codes.map((code) => (code.startsWith('~') ? code.slice(1) : code));
    const along = codes.findIndex((code) => code.startsWith('~'));
    const isChild = (row: ReleasedRow): boolean => row.codes.every((code, i) => (i === along ? this.#axes[i]?.parentOf.get(code) : code) === whole[i]);
    const shown = this.#table.rows.filter((row) => row.kind === 'group' && row.state === 'shown' && isChild(row));
    return all.filter(inside(whole)).filter((a) => !shown.some((row) => inside(row.codes)(a)));
  }
}

function lineage(leaf: string, parentOf: ReadonlyMap<string, string | null>): ReadonlySet<string> {
  const own = new Set<string>();
  for (let code: string | null | undefined = leaf; code != null && !own.has(code); code = parentOf.get(code)) own.add(code);
  return own;
}

function sum(places: readonly number[], value: (place: number) => number): number {
  return places.reduce((total, place) => total + value(place), 0);
}
