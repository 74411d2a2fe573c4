import type { Solver } from '#solver';
import type { Ask, Demand, Lure, Tolls } from './ask.ts';
import { type Block, PUBLISHED, SECONDARY } from './block.ts';
import { Pool, type Watch } from './pool.ts';
import type { Guarded } from './primary.ts';
import { pseudoRandom } from './pseudo-random.ts';
import { type Limit, ShiftModel } from './shift-model.ts';
import { asItIs, type Scenario, type World, wouldShow } from './world.ts';

/** Scenarios in which a sum is looked for, the likeliest first. */
const TRIED = 3;
/** Moving where a sum is still missing is worth at most this much per person: only a choice among what costs nothing. */
const FREE = 0.05;
/** Cells on which few sums hang are looked at first when cells are given back: that is quick, and likelier to succeed. */
const FEW = 12;

/** In a block of more cells than this sums are covered several at once, as long as many are open: a solve takes longer to begin than to end. */
const LARGE = 1500;
/** Sums covered at once, and how many are open for each of them: so few of so many hardly ever meet. */
const AT_ONCE = 8;
const OPEN_FOR_EACH = 40;
/** Simplex iterations that are worth a solve of its own: beyond, each takes longer the more there are. */
const EFFORT = 600;

/** How much less a cell costs that every choice needs whole. */
const PREFERRED = 0.95;

/** Sums are gone through twice, the second time not to be given up soon; `hopeless` ones are left for then. */
interface Look {
  readonly last: boolean;
  readonly hopeless: Set<Watch>;
}

type How = Pick<Ask, 'tolls' | 'last'>;

/** Cells by what a reader would miss most, most first. */
export function mostWanted(block: Block): readonly number[] {
  return Array.from({ length: block.own }, (_, c) => c).sort((a, b) => (block.weight[b] ?? 0) - (block.weight[a] ?? 0));
}

/**
 * Makes every guarded sum of a block wide enough: whole-number worlds that publish the same numbers and lie as far apart as its width.
 * Where there are none, the cheapest change of published cells shows which to withhold.
 */
export class Cover implements Disposable {
  readonly block: Block;
  readonly pool: Pool;
  /** Head counts that other workforces could have; the first is the truth. In each of them this block needs a world. */
  readonly scenarios: Scenario[];
  readonly #model: ShiftModel;
  readonly #random = pseudoRandom(0x51ed);
  /** Where counts are rounded, every change is looked for twice: many cells that move a little, or few that move far. */
  readonly #rounds: boolean;
  #budget = 0;
  /** Where covering was left off. */
  #look: Look | null = null;

  constructor(block: Block, solver: Solver, guarded: readonly Guarded[] = block.guarded) {
    this.block = block;
    this.#rounds = block.bands.values().some(({ rounded }) => rounded);
    this.scenarios = [asItIs(block)];
    this.pool = new Pool(block.truth);
    this.#model = new ShiftModel(
      block,
      solver,
      block.guarded.filter(({ cells }) => cells.length > 1).map(({ cells }) => cells),
    );
    for (const sum of guarded) this.pool.guard(sum);
  }

  /** From now on cells are taken first that are likely to be needed anyway; shares by local number, null for none. */
  prefer(shares: ReadonlyMap<number, number> | null): void {
    const { weight } = this.block;
    this.#model.prices = shares === null ? weight : weight.map((w, cell) => w * (1 - PREFERRED * (shares.get(cell) ?? 0)));
  }

  /** Why no world of a scenario covers the sum, or none exists at all. */
  obstacle(scenario: Scenario, watch?: Watch): Limit | null {
    const [up] = watch === undefined ? [] : this.#demands(watch);
    return this.#model.obstacle(scenario, up);
  }

  limit(factors: ReadonlyMap<number, number>, most: number): number {
    return this.#model.limit(factors, most);
  }

  lift(limit: number): void {
    this.#model.lift(limit);
  }

  /**
   * Withholds until every guarded sum is covered or nothing helps it, or until so many sums have been looked at. False: there are more, and the next
   * call goes on where this one ended; what is withheld does not depend on how often it is called.
   */
  cover(sums = Infinity): boolean {
    if (this.#look === null) this.#coverSeveral();
    let look = this.#look ?? { last: false, hopeless: new Set<Watch>() };
    for (let left = sums; ; left--) {
      const watch = this.nextOpen(look.hopeless);
      if (watch === undefined) {
        if (look.last) break;
        look = { last: true, hopeless: new Set() };
      } else if (left <= 0) {
        this.#look = look;
        return false;
      } else {
        const world = this.cheapest(watch, { last: look.last });
        if (world === null) look.hopeless.add(watch);
        else this.adopt(world);
      }
    }
    this.#look = null;
    return true;
  }

  nextOpen(given: ReadonlySet<Watch>): Watch | undefined {
    return this.pool.open().find((watch) => !given.has(watch));
  }

  /**
   * The world that covers the sum and has the fewest published cells changed, in any scenario that is likely to. Where the range has to
   * grow at both ends for it, a step at one end.
   */
  cheapest(watch: Watch, how: How = {}): World | null {
    return this.#best(watch, this.#demands(watch), how) ?? this.#best(watch, this.#steps(watch), how);
  }

  /** The world of one scenario that raises the sum far enough, with the fewest published cells changed. */
  raise(watch: Watch, scenario: Scenario, last: boolean): World | null {
    const [demand] = this.#demands(watch);
    return demand === undefined ? null : this.#model.find({ scenario, demand, hard: false, last });
  }

  /** The cheapest world within the limits, if there are any that the truth breaks. */
  within(tolls: Tolls): World | null {
    const [scenario] = this.scenarios;
    return scenario === undefined ? null : this.#model.find({ scenario, hard: false, tolls });
  }

  /** Some world in a scenario, with the fewest published cells changed; null where none was found. */
  absorb(scenario: Scenario): World | null {
    const lures = this.pool.open().flatMap((watch): Lure[] => {
      const [cell] = watch.guarded.cells;
      if (cell === undefined || watch.guarded.cells.length > 1 || this.#gained(watch, scenario) <= 0) return [];
      return [{ cell, shift: watch.up + this.#missing(watch), bonus: FREE * this.#random() }];
    });
    return this.#model.find({ scenario, lures, hard: false }) ?? this.#model.find({ scenario, hard: false });
  }

  /** Gives back what is no longer needed where head counts are what they are, in the order given, for at most so many solves. */
  prune(order: readonly number[], solves: number): void {
    this.#budget = solves;
    for (const hanging of [FEW, Infinity])
      for (const cell of order) {
        if (this.#budget <= 0) return;
        if (this.block.state[cell] === SECONDARY) this.#giveBack(cell, hanging);
      }
  }

  /** A cell withheld for others is as uncertain as they are: nobody can tell from its limits why it is withheld. */
  secure(): void {
    const { own, state, width } = this.block;
    for (let c = 0; c < own; c++)
      if (state[c] === SECONDARY) this.pool.guard({ cells: Int32Array.of(c), width: width[c] ?? 0, reach: 0 });
  }

  /** What changes between worlds must not be published. */
  adopt(world: World): void {
    this.pool.add(world);
    world.cells.forEach((cell, i) => {
      if (wouldShow(this.block, cell, world.shifts[i] ?? 0)) this.withhold(cell);
    });
  }

  withhold(cell: number): void {
    this.block.state[cell] = SECONDARY;
    this.unband(cell);
  }

  /** A band is reckoned from its group's head count, which it would give away: it is withheld with it, and then its cell is as unsafe as any. */
  unband(head: number): void {
    for (const banded of this.block.bandsOn.get(head) ?? []) if (this.block.state[banded] === PUBLISHED) this.withhold(banded);
  }

  /** Covers single cells, several by one world, while so many are open that those taken lie far from each other. */
  #coverSeveral(): void {
    const [scenario, ...others] = this.scenarios;
    if (scenario === undefined || others.length > 0 || this.block.own <= LARGE) return;
    const alone = new Set<Watch>();
    let most = 2;
    for (;;) {
      const open = this.pool.open().filter((watch) => watch.guarded.cells.length === 1 && !alone.has(watch));
      const some = Math.min(most, Math.floor(open.length / OPEN_FOR_EACH));
      if (some < 2) return;
      const watches = Array.from({ length: some }, (_, i) => open[Math.floor((i * open.length) / some)]).filter((watch) => watch !== undefined);
      const [demand, ...also] = watches.flatMap((watch) => this.#demands(watch).slice(0, 1));
      const world = demand === undefined ? null : this.#model.find({ scenario, demand, also, hard: false });
      most = Math.max(2, Math.min(AT_ONCE, Math.floor((EFFORT * some) / Math.max(1, this.#model.effort))));
      if (world !== null) this.adopt(world);
      for (const watch of watches) if (!watch.covered) alone.add(watch);
    }
  }

  #gained({ guarded }: Watch, { given }: Scenario): number {
    const head = this.block.head[guarded.cells[0] ?? -1] ?? -1;
    return head < this.block.own ? 0 : (given[head - this.block.own] ?? 0);
  }

  #missing({ guarded, up, down, truth }: Watch): number {
    return Math.max(guarded.width - up - down, guarded.reach - truth - up, 0);
  }

  #best(watch: Watch, demands: readonly Demand[], how: How): World | null {
    let best: { readonly world: World; readonly cost: number } | null = null;
    for (const scenario of this.#likely(watch)) {
      for (const demand of demands) {
        const from = this.#nearest(watch, demand, scenario);
        for (const plain of this.#rounds ? [false, true] : [false]) {
          const world = this.#model.find({ scenario, demand, ...(from === null ? {} : { from }), hard: false, plain, ...how });
          const cost = world === null ? Infinity : this.#cost(world, how.tolls);
          if (world !== null && (best === null || cost < best.cost)) best = { world, cost };
          if (cost === 0) break;
        }
        if (best?.cost === 0) break;
      }
      if (best?.cost === 0) break;
    }
    return best?.world ?? null;
  }

  /**
   * Where a change begins. In other head counts than the true ones the truth is no world, and a known one is not far from many; with one scenario only, the way
   * from the truth is as short, and a world found for another sum leads away from it.
   */
  #nearest(watch: Watch, { shift }: Demand, scenario: Scenario): World | null {
    return this.scenarios.length > 1 ? this.pool.nearest(watch, shift, scenario) : null;
  }

  /** Where the group has gained most people first; the truth where the group is large enough for the width by itself. */
  #likely(watch: Watch): readonly Scenario[] {
    const [truth, ...others] = this.scenarios;
    if (truth === undefined) return [];
    const gaining = others
      .map((scenario) => ({ scenario, gained: this.#gained(watch, scenario) }))
      .filter(({ gained }) => gained > 0)
      .sort((a, b) => b.gained - a.gained)
      .map(({ scenario }) => scenario);
    return [truth, ...gaining].slice(0, TRIED);
  }

  #demands(watch: Watch): Demand[] {
    const { cells, reach } = watch.guarded;
    const missing = this.#missing(watch);
    const up = { cells, shift: watch.up + missing };
    const down = { cells, shift: -(watch.down + missing) };
    const floor = cells.reduce((sum, cell) => sum + (this.block.least[cell] ?? 0), 0);
    return watch.truth + down.shift < floor || watch.truth + watch.up < reach ? [up] : [up, down];
  }

  #steps({ guarded, truth, up, down }: Watch): Demand[] {
    const { cells } = guarded;
    const floor = cells.reduce((sum, cell) => sum + (this.block.least[cell] ?? 0), 0);
    const rise = { cells, shift: up + 1 };
    return truth - down - 1 < floor ? [rise] : [rise, { cells, shift: -(down + 1) }];
  }

  #cost({ cells, shifts }: World, tolls?: Tolls): number {
    let cost = 0;
    cells.forEach((cell, i) => {
      const shift = shifts[i] ?? 0;
      cost += shift > 0 ? shift * (tolls?.up[cell] ?? 0) : -shift * (tolls?.down[cell] ?? 0);
      if (wouldShow(this.block, cell, shifts[i] ?? 0)) cost += this.#model.prices[cell] ?? 0;
    });
    return cost;
  }

  #giveBack(cell: number, hanging: number): void {
    const { block } = this;
    if (block.bandsOn.has(cell) || block.bands.get(cell)?.rounded === false) return;
    const guarded = this.pool.release(cell);
    block.state[cell] = PUBLISHED;
    const gone = this.pool.moving(cell).flatMap(([world, shift]) => (wouldShow(block, cell, shift) ? [world] : []));
    const lost = this.pool.drop(gone);
    if (lost.length <= hanging && lost.every((watch) => watch.covered || this.#recover(watch))) return;
    block.state[cell] = SECONDARY;
    if (guarded) this.pool.guard({ cells: Int32Array.of(cell), width: block.width[cell] ?? 0, reach: 0 });
    for (const world of gone) this.pool.add(world);
  }

  /** Covers a sum again within what is withheld. */
  #recover(watch: Watch): boolean {
    for (const scenario of this.#likely(watch))
      for (const demand of this.#demands(watch)) {
        this.#budget--;
        const world = this.#model.find({ scenario, demand, hard: true });
        if (world === null) continue;
        this.pool.add(world);
        return true;
      }
    return false;
  }

  [Symbol.dispose](): void {
    this.#model[Symbol.dispose]();
  }
}
