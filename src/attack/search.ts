import type { Solver } from '#solver';
import { Exchanges } from './exchange.ts';
import { firstWorld } from './first-world.ts';
import { type Move, move, Relaxation } from './move.ts';
import { Nearby } from './nearby.ts';
import { Incidence, neighbourhood, pseudoRandom } from './neighbourhood.ts';
import { type AttackSystem, sumOf } from './system.ts';

/** What was found about one target: whole-number worlds exist with each of `low` and `high`; outer ends are proven limits. */
export interface Range {
  low: number;
  high: number;
  outerLow: number;
  outerHigh: number;
}

export interface Searched {
  readonly ranges: readonly Range[];
  /** Whole-number worlds, each checked exactly, the first being the true (or first found) one. Empty: no world was found at all. */
  readonly worlds: readonly Int32Array[];
}

/** People who move together in a nearest world: one at a time, and, for what then cannot be done in whole people, two or three. */
const GRAINS = [1, 2, 3] as const;
/** Larger tables are not asked how far each cell can go at all before what is left is tried again: that takes longer than all the rest. */
const BOUNDED_TABLES = 6000;
/** Worlds from which what is left over is tried again. */
const OTHER_BASES = 12;
const BATCH = 40;
const FIRST_LIMIT = 400;
const GROWTH = 4;
const FRUITLESS = 4;
/** Share of crowd rounds in which all answers may change, of few groups only: such models are the slow ones. */
const MANY_ANSWERS = 0.15;
const FEW = 3;
/** Solver calls spent on one system of answers before what is left is reported as unresolved. */
const ANSWER_MOVES = 40;
/** Larger systems of answers are not searched whole: their relaxations are slow and fractional. */
const WHOLE_ANSWERS = 2500;
/** Against rounding: an outer bound is moved outwards by this before it is cut to a whole number. */
const SLACK = 1e-5;

/**
 * Widens what is known to be possible for each target until its width is covered: first many targets at once with random directions
 * in small parts of the system, then each straggler alone in ever larger ones, at last in the whole system, whose relaxation proves
 * the limit. Deterministic.
 */
export function search(system: AttackSystem, solver: Solver, truth: Int32Array | null, seeds: readonly Int32Array[] = []): Searched {
  const incidence = new Incidence(system);
  const base = truth ?? firstWorld(system, incidence, solver);
  if (base === null) return { ranges: system.targets.map((t) => limits(system, t.index)), worlds: [] };
  const hunt = new Hunt(system, incidence, solver, base);
  for (const seed of seeds) hunt.absorb(seed);
  hunt.nearby();
  hunt.relaxed();
  if (system.targets.length > 1) hunt.inCrowds();
  for (const t of hunt.wanting()) hunt.alone(t);
  return { ranges: hunt.ranges, worlds: hunt.worlds };
}

function limits(system: AttackSystem, index: Int32Array): Range {
  return { low: Infinity, high: -Infinity, outerLow: sumOf(index, system.lower), outerHigh: sumOf(index, system.upper) };
}

interface Round {
  readonly own: ReadonlySet<number>;
  readonly grain: number;
}

class Hunt {
  readonly ranges: Range[];
  readonly worlds: Int32Array[] = [];
  readonly #system: AttackSystem;
  readonly #incidence: Incidence;
  readonly #solver: Solver;
  readonly #base: Int32Array;
  readonly #exchanges: Exchanges | null;
  readonly #random = pseudoRandom(0x7a11);
  #moves = 0;

  constructor(system: AttackSystem, incidence: Incidence, solver: Solver, base: Int32Array) {
    this.#system = system;
    this.#incidence = incidence;
    this.#solver = solver;
    this.#base = base;
    this.#exchanges = system.answers === null ? null : new Exchanges(system.answers);
    this.ranges = system.targets.map((t) => limits(system, t.index));
    this.absorb(base);
  }

  /** Targets not covered yet and not proven to be out of reach. */
  wanting(): number[] {
    return this.#system.targets.flatMap((target, t) => {
      const range = this.ranges[t];
      if (range === undefined || this.#covered(t)) return [];
      const hopeless = range.outerHigh - range.outerLow < target.width || range.outerHigh < target.reach;
      return hopeless ? [] : [t];
    });
  }

  /**
   * Tables: first the unknowns of each indicator, all else as it is. Then all unknowns, each as little out of the way as its width asks, those
   * that indicators share before others: where one of them has moved, each indicator has new room, and many are covered at once. Of those
   * left over: how far they can go at all, and, if far enough, once more from other worlds, whose corners are others.
   */
  nearby(): void {
    if (this.#exchanges !== null) return;
    const all = this.#everything();
    const parts = this.#parts();
    const shared = all.filter((i) => this.#system.parts?.[i] === 0);
    for (const grain of GRAINS) for (const part of parts) this.#around(this.#base, part, { own: new Set(part), grain });
    // Shared ones by twos first: of the many sums that they stand in, halves are the rule.
    const rounds = [...[2, 1].map((grain) => ({ own: new Set(shared), grain })), ...GRAINS.map((grain) => ({ own: new Set(all), grain }))];
    for (const round of rounds)
      this.#around(this.#base, all, round, (world) => {
        const near = this.#besideShared(world);
        for (const part of parts) this.#around(world, part, { own: new Set(part.filter((i) => near.has(i))), grain: 1 });
      });
    if (this.#system.unknowns <= BOUNDED_TABLES) this.#bounds();
    for (let k = 1; k <= OTHER_BASES && this.wanting().length > 0; k++) {
      const base = this.worlds[this.worlds.length - k];
      if (base !== undefined) for (const grain of GRAINS) this.#around(base, all, { own: new Set(all), grain });
    }
  }

  /** Moves nothing but `columns`, so many people at a time, for targets among `own`. */
  #around(base: Int32Array, columns: Int32Array, { own, grain }: Round, found: (world: Int32Array) => void = () => undefined): void {
    const wanting = this.wanting().filter((t) => this.#index(t).length === 1 && own.has(this.#index(t)[0] ?? -1));
    if (wanting.length === 0) return;
    using worlds = new Nearby(this.#system, this.#incidence, this.#solver, base, columns, grain);
    for (const t of wanting) {
      for (const value of this.#ends(t)) {
        const world = this.#covered(t) ? null : worlds.with(this.#index(t)[0] ?? -1, value);
        if (world === 'none') {
          if (grain === 1 && columns.length === this.#system.unknowns) this.#rule(t, value);
        } else if (world !== null && this.absorb(world)) found(world);
      }
    }
  }

  /** No world has this value, outside those found, or one beyond it. */
  #rule(t: number, value: number): void {
    const range = this.ranges[t];
    if (range === undefined) return;
    if (value > range.high) range.outerHigh = Math.min(range.outerHigh, value - 1);
    else if (value < range.low) range.outerLow = Math.max(range.outerLow, value + 1);
  }

  /** The unknowns of each indicator. */
  #parts(): readonly Int32Array[] {
    const { parts = new Int32Array() } = this.#system;
    return [...new Set(parts)].filter((part) => part > 0).map((part) => this.#everything().filter((i) => parts[i] === part));
  }

  /** Unknowns in a sum with one that the indicators share and that is another in this world: there each of them has new room of its own. */
  #besideShared(world: Int32Array): ReadonlySet<number> {
    const near = new Set<number>();
    world.forEach((v, i) => {
      if (v === this.#base[i] || this.#system.parts?.[i] !== 0) return;
      for (const f of this.#incidence.of(i)) for (const other of this.#system.facts[f]?.index ?? []) near.add(other);
    });
    return near;
  }

  /** What a target would have to be able to be, one or the other, to be wide enough; or as far as it is not proven that it cannot. */
  #ends(t: number): readonly number[] {
    const range = this.ranges[t];
    const target = this.#system.targets[t];
    if (range === undefined || target === undefined) return [];
    const missing = Math.max(target.width - (range.high - range.low), target.reach - range.high);
    const up = Math.min(range.high + missing, range.outerHigh);
    const down = target.reach > range.high ? range.low : Math.max(range.low - missing, range.outerLow);
    return [...(up > range.high ? [up] : []), ...(down < range.low ? [down] : [])];
  }

  /** Answers only, where there are not too many of them. */
  relaxed(): void {
    if (this.#exchanges !== null && this.#system.unknowns <= WHOLE_ANSWERS) this.#bounds();
  }

  /** How far each target can go at all, so that no time is spent on those that cannot go far enough. */
  #bounds(): void {
    using relaxation = new Relaxation(this.#system, this.#incidence, this.#solver, this.#base);
    for (const t of this.wanting()) {
      for (const direction of [1, -1] as const) {
        if (this.wanting().includes(t)) this.#learn(relaxation.best(this.#towards(t, direction)), { t, direction });
      }
    }
  }

  /** Many targets at once, in random directions: each world found usually settles several. */
  inCrowds(): void {
    for (const limit of [FIRST_LIMIT, FIRST_LIMIT * GROWTH]) {
      let fruitless = 0;
      for (let open = this.wanting(); open.length > 0 && fruitless < FRUITLESS; open = this.wanting()) {
        const batch = this.#batch(open);
        const cost = new Float64Array(this.#system.unknowns);
        for (const t of batch) {
          const direction = this.#random() < 0.5 ? 1 : -1;
          for (const i of this.#index(t)) cost[i] = (cost[i] ?? 0) + direction * (0.5 + this.#random());
        }
        fruitless = this.#try(this.#columns(batch, limit), cost) ? 0 : fruitless + 1;
      }
    }
  }

  /**
   * One target in ever larger parts, then in the whole, whose relaxation also proves how far it can go at most. Effort is bounded on
   * purpose: what cannot be shown here is reported as unresolved, which counts as unsafe and costs more cover, never safety.
   */
  alone(t: number): void {
    const size = this.#exchanges?.atoms ?? this.#system.unknowns;
    for (const limit of [FIRST_LIMIT, FIRST_LIMIT * GROWTH]) {
      for (const direction of [1, -1] as const) {
        for (const columns of this.#regions(t, limit)) {
          if (this.#spent() || !this.wanting().includes(t)) return;
          this.#try(columns, this.#towards(t, direction));
        }
      }
      if (limit >= size) break;
    }
    if (this.#exchanges !== null && this.#system.unknowns > WHOLE_ANSWERS) return;
    for (const direction of [1, -1] as const) {
      if (this.wanting().includes(t)) this.#try(this.#everything(), this.#towards(t, direction), { t, direction });
    }
  }

  #spent(): boolean {
    return this.#exchanges !== null && this.#moves >= ANSWER_MOVES;
  }

  #everything(): Int32Array {
    return Int32Array.from({ length: this.#system.unknowns }, (_, i) => i);
  }

  #towards(t: number, direction: 1 | -1): Float64Array {
    const cost = new Float64Array(this.#system.unknowns);
    for (const i of this.#index(t)) cost[i] = direction;
    return cost;
  }

  #index(t: number): Int32Array {
    return this.#system.targets[t]?.index ?? new Int32Array();
  }

  /** A sample of open targets; where unknowns are answers, of targets about the same answer. */
  #batch(open: readonly number[]): number[] {
    const pool = [...open];
    for (let i = 0; i < Math.min(BATCH, pool.length); i++) {
      const j = i + Math.floor(this.#random() * (pool.length - i));
      [pool[i], pool[j]] = [pool[j] ?? 0, pool[i] ?? 0];
    }
    const exchanges = this.#exchanges;
    if (exchanges === null) return pool.slice(0, BATCH);
    const kind = exchanges.categoriesOf(this.#index(pool[0] ?? 0)).join();
    return pool.filter((t) => exchanges.categoriesOf(this.#index(t)).join() === kind).slice(0, BATCH);
  }

  #columns(batch: readonly number[], limit: number): Int32Array {
    const seeds = batch.map((t) => this.#index(t));
    const exchanges = this.#exchanges;
    if (exchanges === null) {
      const flat = seeds.flatMap((index) => [...index]);
      return neighbourhood(this.#system, this.#incidence, flat, Math.max(limit, 2 * flat.length), this.#random);
    }
    const own = exchanges.categoriesOf(seeds[0] ?? new Int32Array());
    const others = exchanges.others(own);
    if (this.#random() < MANY_ANSWERS) return exchanges.columns([...own, ...others], seeds.slice(0, FEW), limit / (1 + others.length), this.#random);
    const pair = [own, others].map((list) => list[Math.floor(this.#random() * list.length)]);
    return exchanges.columns(pair.filter((c) => c !== undefined), seeds, limit, this.#random);
  }

  /** Parts of the system in which one target is tried: exchanges of one of its answers for another, or its neighbourhood. */
  *#regions(t: number, limit: number): Generator<Int32Array> {
    const exchanges = this.#exchanges;
    if (exchanges === null) {
      if (limit < this.#system.unknowns) yield neighbourhood(this.#system, this.#incidence, this.#index(t), limit, this.#random);
      return;
    }
    const own = exchanges.categoriesOf(this.#index(t));
    const others = exchanges.others(own);
    // A very small group is only covered by worlds in which several other answers turn into this one.
    yield exchanges.columns([...own, ...others], [this.#index(t)], limit / (1 + others.length), this.#random);
    for (const other of others) for (const mine of own) yield exchanges.columns([mine, other], [this.#index(t)], limit, this.#random);
  }

  #try(columns: Int32Array, cost: Float64Array, single?: { readonly t: number; readonly direction: 1 | -1 }): boolean {
    this.#moves++;
    return this.#learn(move(this.#system, this.#incidence, this.#solver, this.#base, columns, cost), single);
  }

  #learn({ world, bound }: Move, single?: { readonly t: number; readonly direction: 1 | -1 }): boolean {
    const range = single === undefined ? undefined : this.ranges[single.t];
    if (bound !== null && range !== undefined) {
      if (single?.direction === 1) range.outerHigh = Math.min(range.outerHigh, Math.floor(bound + SLACK));
      else range.outerLow = Math.max(range.outerLow, Math.ceil(-bound - SLACK));
    }
    return world !== null && this.absorb(world);
  }

  #covered(t: number): boolean {
    const range = this.ranges[t];
    const target = this.#system.targets[t];
    return range !== undefined && target !== undefined && range.high - range.low >= target.width && range.high >= target.reach;
  }

  /** Keeps the world if it widens the range of an open target. */
  absorb(world: Int32Array): boolean {
    let news = false;
    for (const [t, target] of this.#system.targets.entries()) {
      const range = this.ranges[t];
      const v = sumOf(target.index, world);
      if (range === undefined || (v >= range.low && v <= range.high)) continue;
      if (!this.#covered(t)) news = true;
      range.low = Math.min(range.low, v);
      range.high = Math.max(range.high, v);
    }
    if (news || this.worlds.length === 0) this.worlds.push(world);
    return news;
  }
}
