import type { Solver } from '#solver';
import { type Block, PUBLISHED, SECONDARY } from './block.ts';
import { pseudoRandom, type Region } from './near.ts';
import { Pool, sumAt, type Watch, type Witness } from './pool.ts';
import { type Demand, findWorld, type Request } from './program.ts';

/** Cells around a sum among which a change is looked for first; then ever more, at last the whole block. */
const FIRST_REGION = 600;
const GROWTH = 4;
/** How many rounds in directions for many sums at once may bring little before each sum is looked at alone. */
const FRUITLESS = 2;

/**
 * Makes every guarded sum of a block wide enough: two whole-number worlds that publish the same numbers and differ by the width. Where
 * they do not exist, the cheapest change of published cells shows which to withhold (algorithms.md 3.11). A cell withheld for others is
 * guarded like them: nobody can tell from its interval why it is withheld.
 */
export class Cover {
  readonly pool = new Pool();
  readonly block: Block;
  readonly #solver: Solver;
  readonly #region: Region;
  readonly #random = pseudoRandom(0x51ed);
  #budget = 0;

  constructor(block: Block, solver: Solver, region: Region) {
    this.block = block;
    this.#solver = solver;
    this.#region = region;
    for (const guarded of block.guarded) this.pool.guard(guarded);
    this.pool.add({ values: block.truth });
    block.state.forEach((state, cell) => {
      if (state === SECONDARY) this.#withhold(cell);
    });
  }

  /** Withholds until every guarded sum is covered; gives back those for which nothing helped. */
  cover(): readonly Watch[] {
    this.#inCrowds();
    const hopeless = new Set<Watch>();
    for (;;) {
      const next = this.pool.open().find((watch) => !hopeless.has(watch));
      if (next === undefined) return [...hopeless].filter((watch) => !watch.covered);
      if (!this.#repair(next)) hopeless.add(next);
    }
  }

  /** Gives back what is no longer needed, in the order given, for at most so many solves (algorithms.md 3.3). */
  prune(order: readonly number[], solves: number): void {
    this.#budget = solves;
    for (const cell of order) if (this.#budget > 0 && this.block.state[cell] === SECONDARY) this.#giveBack(cell);
  }

  /** What changes between worlds was not published, so it is withheld from now on. */
  #adopt(witness: Witness): void {
    const { block } = this;
    this.pool.add(witness);
    for (let c = 0; c < block.own; c++) {
      if (block.state[c] !== PUBLISHED || witness.values[c] === block.truth[c]) continue;
      const band = block.bands.get(c);
      const v = witness.values[c] ?? Number.NaN;
      if (band === undefined || v < band.low || v > band.high) this.#withhold(c);
    }
  }

  #withhold(cell: number): void {
    const { block } = this;
    block.state[cell] = SECONDARY;
    this.pool.guard({ cells: Int32Array.of(cell), width: block.width[cell] ?? 0, reach: 0 });
    // A band is reckoned from its group's head count, which it would give away.
    for (const banded of block.bandsOn.get(cell) ?? []) if (block.state[banded] === PUBLISHED) this.#withhold(banded);
  }

  #inCrowds(): void {
    let fruitless = 0;
    for (let open = this.pool.open(); open.length > 0 && fruitless < FRUITLESS;) {
      const gain = new Map<number, number>();
      for (const { guarded } of open) {
        const direction = this.#random() < 0.5 ? 1 : -1;
        for (const c of guarded.cells) gain.set(c, (gain.get(c) ?? 0) + direction * (0.5 + this.#random()));
      }
      const values = this.#find({ region: this.#withheld(), gain, elastic: false, quick: true });
      if (values !== null) this.pool.add({ values });
      const left = this.pool.open();
      fruitless = left.length < 0.9 * open.length ? 0 : fruitless + 1;
      open = left;
    }
  }

  /** The whole missing width at once; where the range has to grow at both ends for it, a step at one end. */
  #repair(watch: Watch): boolean {
    return this.#move(watch, this.#demands(watch)) || this.#move(watch, this.#steps(watch));
  }

  #move(watch: Watch, demands: readonly Demand[]): boolean {
    const { cells } = watch.guarded;
    for (let limit = FIRST_REGION; ; limit *= GROWTH) {
      const region = this.#region(this.block, cells, limit, () => true);
      let best: { readonly values: Int32Array; readonly cost: number } | null = null;
      for (const demand of demands) {
        const values = this.#find({ region, demand, elastic: true });
        const cost = values === null ? Infinity : this.#cost(values);
        if (values !== null && (best === null || cost < best.cost)) best = { values, cost };
      }
      if (best !== null) {
        this.#adopt({ values: best.values });
        return true;
      }
      if (limit >= this.block.own) return false;
    }
  }

  #steps({ guarded, low, high }: Watch): Demand[] {
    const { cells } = guarded;
    const up = { cells, low: high + 1, high: Infinity };
    return low - 1 < sumAt(cells, this.block.least) ? [up] : [up, { cells, low: -Infinity, high: low - 1 }];
  }

  #find(request: Omit<Request, 'base'>): Int32Array | null {
    return findWorld(this.block, this.#solver, { ...request, base: this.block.truth });
  }

  #demands({
    guarded,
    low,
    high,
  }: Watch): { readonly cells: Int32Array; readonly low: number; readonly high: number }[] {
    const { cells, width, reach } = guarded;
    const up = { cells, low: Math.max(reach, low + width), high: Infinity };
    const down = high - width;
    return down < sumAt(cells, this.block.least) || high < reach ? [up] : [up, { cells, low: -Infinity, high: down }];
  }

  #cost(world: Int32Array): number {
    const { block } = this;
    let cost = 0;
    for (let c = 0; c < block.own; c++)
      if (block.state[c] === PUBLISHED && world[c] !== block.truth[c]) cost += block.weight[c] ?? 0;
    return cost;
  }

  #giveBack(cell: number): void {
    const { block } = this;
    const truth = block.truth[cell];
    if (block.bandsOn.has(cell) || block.bands.has(cell)) return;
    const gone = new Set([...this.pool.witnesses].filter((w) => w.values[cell] !== truth));
    block.state[cell] = PUBLISHED;
    this.pool.release(cell);
    const lost = this.pool.drop(gone);
    if (lost.every((watch) => watch.covered || this.#recover(watch))) return;
    for (const witness of gone) this.pool.add(witness);
    this.#withhold(cell);
  }

  /** Covers a sum again within what is withheld, near by. */
  #recover(watch: Watch): boolean {
    const { cells } = watch.guarded;
    const region = this.#region(this.block, cells, FIRST_REGION, (c) => this.block.state[c] !== PUBLISHED);
    for (const demand of this.#demands(watch)) {
      this.#budget--;
      const values = this.#find({ region, demand, elastic: false, quick: true });
      if (values === null) continue;
      this.pool.add({ values });
      return true;
    }
    return false;
  }

  #withheld(): Int32Array {
    return Int32Array.from({ length: this.block.own }, (_, c) => c).filter((c) => this.block.state[c] !== PUBLISHED);
  }
}
