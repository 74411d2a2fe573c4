import type { CountedIndicator, Policy, Tabulation } from '#core';
import { Solver, type SolverModel } from '#solver';
import type { AttackedTable } from './published.ts';
import { type ReleaseAttack, releaseAttack } from './release-system.ts';
import type { Fact } from './system.ts';

/** A backstop only: what is tried is limited by counts, which are the same on every machine. */
const SECONDS = 120;
const ITERATIONS = 20_000;
/** Printed groups that are left out by way of trial, each alone; more are not told apart. */
const TRIALS = 24;
/** Below this it is rounding. */
const NOUGHT = 1e-6;

/** The printed groups (by key) that a narrow target's limits rest on, everybody and bands aside; `alone`: those of them whose withholding would do. */
export interface Pinning {
  readonly restsOn: readonly string[];
  readonly alone: readonly string[];
}

/**
 * Why the attacker knows a target too well: the printed groups with multipliers in the linear relaxation's limits. As long as all of them are
 * printed the limits can be worked out from them, the whole and bands, so one has to go, whatever else does. Null where the relaxation
 * does not explain it: where the target is wide enough there, and narrow for want of whole numbers only, or to insiders only.
 */
export function pinningOf(attack: ReleaseAttack, t: number, solver: Solver): Pinning | null {
  const target = attack.system.targets[t];
  if (target === undefined) return null;
  using limits = new Limits(attack, target.index, solver);
  const usual = limits.range();
  if (usual === null || usual.width >= target.width) return null;
  const shown = new Map(attack.located.filter((l) => l.row.kind === 'group' && l.row.state === 'shown').map((l) => [l.key, l.people]));
  const everybody = Math.max(0, ...shown.values());
  // Without the whole there is no report.
  const restsOn = [...usual.restsOn].filter((key) => (shown.get(key) ?? everybody) < everybody).sort();
  return { restsOn, alone: restsOn.length > TRIALS ? [] : restsOn.filter((key) => (limits.without(key) ?? 0) > target.width - NOUGHT) };
}

/**
 * The printed groups one of which has to go for an exposed group (`target`: its number that is too narrow, if that is why), those that would do
 * alone before all others. In the order of their keys: which of them goes must not depend on anybody's answers (attack A25). None where
 * nothing is known.
 */
export async function hangsOn(tabulation: Tabulation, indicator: CountedIndicator, tables: readonly AttackedTable[], policy: Policy, target: number | undefined): Promise<readonly string[]> {
  const pinning = target === undefined ? null : pinningOf(releaseAttack(tabulation, indicator, tables, policy), target, await Solver.load());
  if (pinning === null) return [];
  return pinning.alone.length > 0 ? pinning.alone : pinning.restsOn;
}

/**
 * How far one target can go in the linear relaxation, with all that is printed and without one group's numbers. Remainders are left out: they
 * are what a parent has more than its shown children, and where one of those is withheld, it is in another remainder.
 */
class Limits implements Disposable {
  readonly #facts: readonly (Fact & { readonly source: string | null })[];
  readonly #model: SolverModel;
  readonly #costs: readonly Float64Array[];

  constructor(attack: ReleaseAttack, index: Int32Array, solver: Solver) {
    const remainders = new Set(attack.located.filter((l) => l.row.kind === 'remainder').map((l) => l.key));
    const { unknowns, lower, upper } = attack.system;
    this.#facts = attack.system.facts.flatMap((fact, f) => {
      const source = attack.sources[f] ?? null;
      return source !== null && remainders.has(source) ? [] : [{ ...fact, source }];
    });
    const facts = this.#facts;
    this.#costs = [1, -1].map((direction) => {
      const cost = new Float64Array(unknowns);
      for (const u of index) cost[u] = direction;
      return cost;
    });
    const starts = new Int32Array(facts.length + 1);
    for (const [f, fact] of facts.entries()) starts[f + 1] = (starts[f] ?? 0) + fact.index.length;
    const rowIndex = new Int32Array(starts[facts.length] ?? 0);
    const rowValue = new Float64Array(rowIndex.length);
    for (const [f, fact] of facts.entries()) {
      rowIndex.set(fact.index, starts[f]);
      rowValue.set(fact.value, starts[f]);
    }
    this.#model = solver.model(
      { columns: unknowns, lower, upper, rowStart: starts, rowIndex, rowValue, rowLow: Float64Array.from(facts, (f) => f.low), rowHigh: Float64Array.from(facts, (f) => f.high) },
      { seconds: SECONDS, iterations: ITERATIONS, presolve: false, primal: true },
    );
  }

  /** Null where a limit was not found. */
  range(): { readonly width: number; readonly restsOn: ReadonlySet<string> } | null {
    const restsOn = new Set<string>();
    let width = 0;
    for (const cost of this.#costs) {
      const outcome = this.#model.maximise(cost);
      if (outcome.kind !== 'optimal') return null;
      width += outcome.objective;
      for (const [f, multiplier] of this.#model.multipliers().entries()) {
        const source = this.#facts[f]?.source ?? null;
        if (Math.abs(multiplier) > NOUGHT && source !== null) restsOn.add(source);
      }
    }
    return { width, restsOn };
  }

  without(key: string): number | null {
    const rows = this.#facts.flatMap((fact, f) => (fact.source === key ? [{ f, fact }] : []));
    for (const { f } of rows) this.#model.setRow(f, -Infinity, Infinity);
    const width = this.range()?.width ?? null;
    for (const { f, fact } of rows) this.#model.setRow(f, fact.low, fact.high);
    return width;
  }

  [Symbol.dispose](): void {
    this.#model[Symbol.dispose]();
  }
}
