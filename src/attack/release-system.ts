import { type CountedIndicator, headsOf, type Policy, type Tabulation } from '#core';
import { type AttackedTable, locate, type Located } from './published.ts';
import { type AttackSystem, type Fact, sumOf, type Target } from './system.ts';

/** The employer's view of one indicator of a release: it knows how many people of each kind answered, but not what. */
export interface ReleaseAttack {
  readonly system: AttackSystem;
  /** The printed group that each fact was read from, by its key; null: from the staff list. */
  readonly sources: readonly (string | null)[];
  /** The group each target is about. */
  readonly subjects: readonly string[];
  /** How many people the group of each target has. */
  readonly people: readonly number[];
  readonly truth: Int32Array;
  /** Category counts per atom follow each other: unknown = position of the atom × categories + category. */
  readonly atoms: readonly number[];
  readonly located: readonly Located[];
  /** Of each unknown the people who are the householders of theirs; null where everybody is a household of their own. */
  readonly householders: Int32Array | null;
}

/**
 * Unknowns are the answer counts of every atom (people alike in every dimension); the staff list fixes the atoms' sizes, the tables fix
 * sums of answers. Any whole-number solution is a workforce: same people, other answers, same report (docs/claims/proof.md).
 */
export function releaseAttack(tabulation: Tabulation, indicator: CountedIndicator, tables: readonly AttackedTable[], policy: Policy): ReleaseAttack {
  const width = indicator.categories.length;
  const heads = headsOf(tabulation, indicator.population);
  const atoms = tabulation.codes.map((_, a) => a).filter((a) => (heads[a] ?? 0) > 0);
  const position = new Int32Array(tabulation.codes.length);
  atoms.forEach((a, i) => (position[a] = i));
  const perUnknown = (counts: Int32Array | undefined): Int32Array => Int32Array.from({ length: atoms.length * width }, (_, u) => counts?.[(atoms[Math.floor(u / width)] ?? 0) * width + (u % width)] ?? 0);
  const truth = perUnknown(tabulation.counts[indicator.id]);
  const householders = tabulation.householders === undefined ? null : perUnknown(tabulation.householders.counts[indicator.id]);
  const located = locate(tabulation, indicator, tables);
  const unknownsOf = (list: readonly number[], categories: readonly number[]): Int32Array => {
    const index = new Int32Array(list.length * categories.length);
    let at = 0;
    for (const a of list) for (const c of categories) index[at++] = (position[a] ?? 0) * width + c;
    return index;
  };

  const facts: Fact[] = atoms.map((a, i) => equation(Int32Array.from({ length: width }, (_, c) => i * width + c), heads[a] ?? 0, heads[a] ?? 0));
  const sources: (string | null)[] = facts.map(() => null);
  const stated = new Set<string>();
  const forms = new Map(indicator.forms.map((form) => [form.id, formOf(indicator, form.id)]));
  for (const { table, row, key, atoms: members } of located) {
    if (row.state === 'withheld') continue;
    (forms.get(table.form) ?? formOf(indicator, table.form)).forEach((categories, at) => {
      const cell = row.cells[at];
      if (cell === undefined) throw new Error(`a row of ${table.id} lacks a cell`);
      const [low, high] = typeof cell === 'number' ? [cell, cell] : [cell.low, cell.high];
      const name = `${key}|${row.kind}|${categories.join(',')}|${low}|${high}`;
      if (members.length === 0 || stated.has(name)) return;
      stated.add(name);
      facts.push(equation(unknownsOf(members, categories), low, high));
      sources.push(key);
    });
  }
  const { targets, subjects, people } = targetsOf(indicator, located, policy, unknownsOf, { truth, householders });
  const upper = Float64Array.from(truth, (_, u) => heads[atoms[Math.floor(u / width)] ?? 0] ?? 0);
  const answers = { atom: truth.map((_, u) => Math.floor(u / width)), category: truth.map((_, u) => u % width) };
  return { system: { unknowns: truth.length, lower: new Float64Array(truth.length), upper, facts, targets, answers }, sources, subjects, people, truth, atoms, located, householders };
}

/** Every cell that is unsafe by itself and not printed: of withheld and banded groups, and the finer answers of shown ones. */
function targetsOf(
  indicator: CountedIndicator,
  located: readonly Located[],
  policy: Policy,
  unknownsOf: (atoms: readonly number[], categories: readonly number[]) => Int32Array,
  { truth, householders }: Pick<ReleaseAttack, 'truth' | 'householders'>,
): { targets: Target[]; subjects: string[]; people: number[] } {
  const targets: Target[] = [];
  const subjects: string[] = [];
  const sizes: number[] = [];
  const everyForm = indicator.forms.flatMap((form) => formOf(indicator, form.id));
  const distinct = new Map(everyForm.map((categories) => [categories.join(','), categories]));
  const printed = new Map<string, Set<string>>();
  for (const { table, row, key } of located) {
    const set = printed.get(key) ?? new Set<string>();
    printed.set(key, set);
    if (row.kind === 'group' && row.state === 'shown') for (const categories of formOf(indicator, table.form)) set.add(categories.join(','));
  }
  const least = indicator.sensitive ? policy.minGroupSensitive : policy.minGroup;
  const seen = new Set<string>();
  for (const { row, key, atoms, people } of located) {
    if (row.kind !== 'group' || people === 0 || seen.has(key)) continue;
    seen.add(key);
    const all = householders === null ? null : sumOf(unknownsOf(atoms, indicator.categories.map((_, c) => c)), householders);
    for (const [name, categories] of distinct) {
      if (printed.get(key)?.has(name) === true) continue;
      const index = unknownsOf(atoms, categories);
      const few = householders === null || all === null ? null : { people: all, count: sumOf(index, householders) };
      if (!needsCover({ count: sumOf(index, truth), people, few }, least, indicator.sensitive, policy)) continue;
      targets.push({ index, width: requiredWidth(people, policy), reach: 0 });
      subjects.push(key);
      sizes.push(people);
    }
  }
  return { targets, subjects, people: sizes };
}

/**
 * How far a number about a group must be able to differ: `minCell`, or the group's size where that is less. To people who tell the attacker their own
 * answers (`members`, of whom `inside` are in the group) a report is one about everybody else under a policy whose cells are smaller by as
 * many: a printed cell of `minCell` has that many fewer others in it. Somebody else in the group always stays uncertain.
 */
export function requiredWidth(people: number, policy: Policy, members = 0, inside = 0): number {
  return Math.min(people - inside, Math.max(1, policy.minCell - members));
}

interface Cell {
  readonly count: number;
  readonly people: number;
  /** The same with one person of each household only; null where everybody is a household of their own. */
  readonly few: Omit<Cell, 'few'> | null;
}

function needsCover({ count, people, few }: Cell, least: number, sensitive: boolean, policy: Policy): boolean {
  if (count === 0 && policy.zeros === 'shown') return false;
  const rest = people - count;
  if (few !== null && (few.people < least || few.count < policy.minCell || (rest > 0 && few.people - few.count < policy.minCell))) return true;
  return people < least || count < policy.minCell || (rest > 0 && rest < policy.minCell) || (sensitive && count >= policy.homogeneity * people);
}

export function formOf(indicator: CountedIndicator, id: string): number[][] {
  const form = indicator.forms.find((f) => f.id === id);
  if (form === undefined) throw new Error(`indicator ${indicator.id} has no form ${id}`);
  return form.categories.map((category) => category.of.map((code) => indicator.categories.indexOf(code)));
}

function equation(index: Int32Array, low: number, high: number): Fact {
  return { index, value: new Float64Array(index.length).fill(1), low, high };
}
