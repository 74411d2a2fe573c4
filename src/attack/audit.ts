import type { Solver } from '#solver';
import { components } from './components.ts';
import { propagate } from './propagate.ts';
import { search } from './search.ts';
import { type AttackSystem, holds, sumOf } from './system.ts';

/**
 * `safe`: two whole-number worlds exist that differ by the width asked for. `exact`: the attacker knows the number. `short`: proven to
 * lie in a narrower range than asked for. `unresolved`: neither could be shown; counts as unsafe.
 */
export type Verdict = { readonly kind: 'safe' | 'exact' | 'short' | 'unresolved'; readonly low: number; readonly high: number };

export interface Audit {
  readonly verdicts: readonly Verdict[];
  /** Whole worlds, every one checked against every fact. The witnesses of all `safe` verdicts. */
  readonly worlds: readonly Int32Array[];
}

/** Attacks a system. With `truth` (the gate has it) the search starts there; without, a first world is looked for. `seeds` are worlds that
 * the caller knows already: whole, and checked against every fact. */
export function audit(system: AttackSystem, solver: Solver, truth: Int32Array | null, seeds: readonly Int32Array[] = []): Audit {
  if (truth !== null && !holds(system, truth)) throw new Error('the true table does not satisfy the facts drawn from it');
  const { lower, upper } = propagate(system);
  const verdicts: Verdict[] = system.targets.map((target) => {
    const v = sumOf(target.index, lower);
    return { kind: target.width === 0 && v >= target.reach ? 'safe' : 'exact', low: v, high: v };
  });
  const found: { readonly unknowns: Int32Array; readonly worlds: readonly Int32Array[] }[] = [];
  for (const part of components(system, lower, upper)) {
    const local = truth === null ? null : part.unknowns.map((i) => truth[i] ?? 0);
    const { ranges, worlds } = search(part.system, solver, local, seeds.map((seed) => part.unknowns.map((i) => seed[i] ?? 0)));
    found.push({ unknowns: part.unknowns, worlds });
    part.targets.forEach((global, t) => {
      const range = ranges[t];
      const target = system.targets[global];
      if (range === undefined || target === undefined) throw new Error('a target was lost on the way');
      verdicts[global] = judge(range, target.width, target.reach, part.offsets[t] ?? 0);
    });
  }
  return { verdicts, worlds: assemble(truth, lower, upper, found) };
}

function judge(range: { low: number; high: number; outerLow: number; outerHigh: number }, width: number, reach: number, offset: number): Verdict {
  const low = range.low + offset;
  const high = range.high + offset;
  if (range.high - range.low >= width && high >= reach) return { kind: 'safe', low, high };
  const outerLow = range.outerLow + offset;
  const outerHigh = range.outerHigh + offset;
  if (outerHigh === outerLow) return { kind: 'exact', low: outerLow, high: outerHigh };
  if (outerHigh - outerLow < width || outerHigh < reach) return { kind: 'short', low: outerLow, high: outerHigh };
  return { kind: 'unresolved', low, high };
}

/** Parts are independent: the k-th world of the whole takes the k-th world of every part, or its first where it has fewer. */
function assemble(
  truth: Int32Array | null,
  lower: Float64Array,
  upper: Float64Array,
  found: readonly { readonly unknowns: Int32Array; readonly worlds: readonly Int32Array[] }[],
): Int32Array[] {
  const count = Math.max(0, ...found.map((f) => f.worlds.length));
  // An unknown outside every searched part keeps its true value; without the truth only settled unknowns have one.
  const base = truth ?? Int32Array.from(lower, (v, i) => (v === upper[i] ? v : 0));
  return Array.from({ length: count }, (_, k) => {
    const world = base.slice();
    for (const { unknowns, worlds } of found) {
      const part = worlds[k] ?? worlds[0];
      if (part !== undefined) unknowns.forEach((global, i) => (world[global] = part[i] ?? 0));
    }
    return world;
  });
}
