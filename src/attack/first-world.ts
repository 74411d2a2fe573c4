import { fraction, isWhole, type Solver } from '#solver';
import { Around } from './around.ts';
import { adopt, mended, restrict } from './move.ts';
import { Incidence, pseudoRandom } from './neighbourhood.ts';
import { type AttackSystem, type Fact, holds } from './system.ts';

/** A backstop only: what is tried is limited by counts, which are the same on every machine. */
const SECONDS = 120;
/** Prices tried for a world at once, before the whole is asked for in whole numbers; and for head counts. */
const PRICES = 8;
const HEAD_PRICES = 4;
/** Prices differ by up to this share: equal ones would leave the corner, and whether it is whole, to chance. */
const UNEVEN = 0.3;
/** Share of a head count's price that an answer has: head counts are to be whole first. */
const ANSWER = 0.3;
/** Share of the head counts still in fractions that are settled at a time, those nearest to whole numbers first. */
const AT_A_TIME = 0.2;

/**
 * Some world of the system, when the true one is not at hand. Null: none was found, which proves nothing. Where indicators share head counts
 * these come first, in whole numbers for which the linear programme of all answers has a solution; with them each indicator stands alone, and a
 * corner that is not whole is one indicator's affair. What is found lies in the midst of what is possible: from there the search finds other worlds
 * in a fraction of the time that it takes from a corner.
 */
export function firstWorld(system: AttackSystem, incidence: Incidence, solver: Solver): Int32Array | null {
  const indicators = new Set(system.parts?.filter((part) => part > 0));
  return (indicators.size < 2 ? null : headsFirst(system, indicators, incidence, solver)) ?? atOnce(system, incidence, solver);
}

function headsFirst(system: AttackSystem, indicators: ReadonlySet<number>, incidence: Incidence, solver: Solver): Int32Array | null {
  const target = midst(system, incidence, solver);
  if (target === null) return null;
  const random = pseudoRandom(0x4ead);
  for (let i = 0; i < HEAD_PRICES; i++) {
    const world = wholeHeads(system, incidence, solver, target, random);
    if (world !== null && [...indicators].every((part) => answer(system, part, solver, target, world)) && holds(system, world)) return world;
  }
  return null;
}

/** Whole numbers near the middle between a corner with few people and one with many. They add up to nothing yet. Null: the linear programme has no solution. */
function midst(system: AttackSystem, incidence: Incidence, solver: Solver): Int32Array | null {
  const all = everything(system);
  const random = pseudoRandom(0x77);
  using model = solver.model(restrict(system, incidence, new Int32Array(system.unknowns), all), { seconds: SECONDS, presolve: false });
  const corners = [-1, 1].flatMap((direction) => {
    const outcome = model.maximise(Float64Array.from(all, () => direction * (0.5 + random())));
    return outcome.kind === 'optimal' ? [outcome.x] : [];
  });
  return corners.length === 0 ? null : all.map((u) => Math.round(corners.reduce((sum, x) => sum + (x[u] ?? 0), 0) / corners.length));
}

/** Head counts nearest to the target, and nought for every answer. Null: none in whole numbers were found. */
function wholeHeads(system: AttackSystem, incidence: Incidence, solver: Solver, target: Int32Array, random: () => number): Int32Array | null {
  const heads = everything(system).filter((u) => system.parts?.[u] === 0);
  using around = new Around(solver, restrict(system, incidence, new Int32Array(system.unknowns), everything(system)), target);
  const prices = Float64Array.from(target, (_, u) => (1 + UNEVEN * random()) * (system.parts?.[u] === 0 ? 1 : ANSWER));
  // Changes of all unknowns, while some head counts are held.
  const next = () => {
    const outcome = around.nearest((column) => prices[column >> 1] ?? 0);
    return outcome.kind === 'optimal' ? outcome.x : null;
  };
  let x = next();
  for (let share = AT_A_TIME; x !== null; ) {
    const at = x;
    const shift = (u: number) => at[u] ?? 0;
    const open = heads.filter((u) => !isWhole(shift(u))).sort((a, b) => fraction(shift(a)) - fraction(shift(b)));
    const [first] = open;
    if (first === undefined) return target.map((there, u) => (system.parts?.[u] === 0 ? there + Math.round(shift(u)) : 0));
    const several = open.subarray(0, Math.ceil(share * open.length));
    for (const u of several) around.settle(u, Math.round(shift(u)));
    x = next();
    if (x !== null) continue;
    // One at a time, and where it cannot be the nearest whole number it must be the next.
    for (const u of several) around.release(u);
    share /= 2;
    around.settle(first, Math.round(shift(first)));
    x = next();
    if (x !== null) continue;
    around.settle(first, Math.round(shift(first)) > shift(first) ? Math.floor(shift(first)) : Math.ceil(shift(first)));
    x = next();
  }
  return null;
}

/** Puts answers of one indicator that fit the head counts into the world; false where none were found. */
function answer(system: AttackSystem, part: number, solver: Solver, target: Int32Array, world: Int32Array): boolean {
  const own = everything(system).filter((u) => system.parts?.[u] === part);
  const place = new Map(Array.from(own, (u, i) => [u, i]));
  const facts = system.facts.flatMap(({ index, value, low, high }): Fact[] => {
    const mine = Array.from(index.keys()).filter((k) => place.has(index[k] ?? -1));
    if (mine.length === 0) return [];
    const fixed = index.reduce((sum, u, k) => (place.has(u) ? sum : sum + (value[k] ?? 0) * (world[u] ?? 0)), 0);
    return [{ index: Int32Array.from(mine, (k) => place.get(index[k] ?? -1) ?? -1), value: Float64Array.from(mine, (k) => value[k] ?? 0), low: low - fixed, high: high - fixed }];
  });
  const bounds = (limits: Float64Array) => Float64Array.from(own, (u) => limits[u] ?? 0);
  const alone: AttackSystem = { unknowns: own.length, lower: bounds(system.lower), upper: bounds(system.upper), facts, targets: [], answers: null };
  const incidence = new Incidence(alone);
  const answers = nearby(alone, incidence, solver, own.map((u) => target[u] ?? 0)) ?? atOnce(alone, incidence, solver);
  answers?.forEach((count, i) => (world[own[i] ?? -1] = count));
  return answers !== null;
}

/** The world nearest to a target, if that is whole, or nearly so and made whole. */
function nearby(system: AttackSystem, incidence: Incidence, solver: Solver, target: Int32Array): Int32Array | null {
  const all = everything(system);
  const random = pseudoRandom(0xf125);
  using around = new Around(solver, restrict(system, incidence, new Int32Array(system.unknowns), all), target);
  for (let i = 0; i < PRICES; i++) {
    const prices = Float64Array.from(target, () => 1 + UNEVEN * random());
    const outcome = around.nearest((column) => prices[column >> 1] ?? 0);
    if (outcome.kind !== 'optimal') return null;
    const x = outcome.x.map((shift, u) => (target[u] ?? 0) + shift);
    const world = adopt(system, target, all, x) ?? mended(system, incidence, solver, target, all, new Float64Array(all.length), x);
    if (world !== null) return world;
  }
  return null;
}

/** A corner of the linear programme that is whole, or nearly so and made whole. */
function atOnce(system: AttackSystem, incidence: Incidence, solver: Solver): Int32Array | null {
  const all = everything(system);
  const zero = new Int32Array(system.unknowns);
  const spec = restrict(system, incidence, zero, all);
  const random = pseudoRandom(0xf125);
  for (let i = 0; i < PRICES; i++) {
    const cost = Float64Array.from(all, () => -0.5 - random());
    using model = solver.model(spec, { seconds: SECONDS });
    const relaxed = model.maximise(cost);
    if (relaxed.kind !== 'optimal') return null;
    const world = adopt(system, zero, all, relaxed.x) ?? mended(system, incidence, solver, zero, all, cost, relaxed.x);
    if (world !== null) return world;
  }
  using model = solver.model({ ...spec, integer: new Int32Array(all.length).fill(1) }, { seconds: SECONDS });
  const outcome = model.maximise(new Float64Array(all.length));
  return outcome.kind === 'optimal' ? adopt(system, zero, all, outcome.x) : null;
}

function everything({ unknowns }: AttackSystem): Int32Array {
  return Int32Array.from({ length: unknowns }, (_, u) => u);
}
