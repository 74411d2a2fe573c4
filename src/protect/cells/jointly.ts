import type { Solver } from '#solver';
import { type Block, PUBLISHED } from './block.ts';
import { Cover } from './cover.ts';
import type { Watch } from './pool.ts';
import type { Guarded } from './primary.ts';
import { pseudoRandom } from './pseudo-random.ts';
import type { Tolls } from './shift-model.ts';
import { type Scenario, scenarioOf, type World } from './world.ts';

/** A block of at most so many cells is settled as one: that finds the fewest cells, and takes longest. */
const SMALL = 1500;
/** Other head counts tried for one that must be uncertain, before it is given up. */
const ATTEMPTS = 60;
/** Giving back is dearer where a cell has to be what it is in many scenarios: fewer solves are spent on it. */
const SHARED = 20;
/** Price per person of a group's change that costs an indicator a cell: one cell takes several people. */
const ABSORBING = 0.2;
/** How often sums that one indicator alone cannot hide are looked at with all indicators moving together. */
const TOGETHER = 6;

/** Cells by what a reader would miss most, most first. */
export function mostWanted(block: Block): readonly number[] {
  return Array.from({ length: block.own }, (_, c) => c).sort((a, b) => (block.weight[b] ?? 0) - (block.weight[a] ?? 0));
}

/** One part of the whole that was protected by itself, and where its numbers stand in each scenario. */
export interface Settled {
  /** Everything that withholds. */
  readonly covers: readonly Cover[];
  /** Those whose worlds, in the same scenario, make up worlds of the whole. */
  readonly parts: readonly Cover[];
  /** Changes of head counts in each scenario, by cell of the structure; nothing in the first. */
  readonly heads: readonly ReadonlyMap<number, number>[];
}

/**
 * Secret head counts. First the head counts themselves: for every one that is withheld, worlds in which it is another while every indicator
 * still adds up and publishes the same. Then each indicator alone, in any of those worlds (algorithms.md 3.10): what it changes there is
 * nobody else's business, so that worlds of different indicators with the same head counts are worlds together.
 */
export function jointly(
  part: (mine: (block: number) => boolean) => Block,
  indicators: number,
  solver: Solver,
  stack: DisposableStack,
  pruning: number,
): Settled {
  if (indicators <= 1) {
    const whole = part(() => true);
    if (whole.own <= SMALL) {
      const cover = stack.use(new Cover(whole, solver));
      settle(cover, pruning);
      return { covers: [cover], parts: [cover], heads: [new Map()] };
    }
  }
  const covers = Array.from({ length: indicators }, (_, q) => stack.use(new Cover(part((b) => b === q + 1), solver)));
  const block = headBlock(part, covers);
  const heads = stack.use(new Cover(block, solver));
  const workforces = new Workforces(heads, covers);
  const all = [heads, ...covers];
  const complete = () => {
    for (let round = 0; round < TOGETHER && all.some(({ pool }) => pool.open().length > 0); round++) {
      workforces.find();
      for (const cover of covers) cover.cover();
      workforces.ask();
      for (const cover of all) cover.secure();
    }
  };
  complete();
  workforces.thin();
  for (const cover of covers) if (cover.pool.open().length === 0) cover.prune(mostWanted(cover.block), Math.ceil(pruning / SHARED));
  for (const cover of all) cover.secure();
  complete();
  return { covers: all, parts: covers, heads: workforces.heads };
}

export function settle(cover: Cover, pruning: number): void {
  const complete = () => {
    for (let round = 0; round < TOGETHER && cover.cover().length === 0; round++) {
      cover.secure();
      if (cover.pool.open().length === 0) return true;
    }
    return false;
  };
  if (!complete()) return;
  cover.prune(mostWanted(cover.block), pruning);
  cover.secure();
  complete();
}

/** Other head counts that everybody could have, each with a world of every indicator. */
class Workforces {
  /** Changes of head counts by cell of the structure; the first is the truth. */
  readonly heads: ReadonlyMap<number, number>[] = [new Map()];
  /** The world of the head counts behind each. */
  readonly #worlds: (World | null)[] = [null];
  readonly #random = pseudoRandom(0x8d1);
  readonly #own: Cover;
  readonly #covers: readonly Cover[];
  /** A group with so many people to spare in withheld cells of an indicator can lose some without withholding more. */
  readonly #ample: number;
  /** Numbers of the head counts in their own block. */
  readonly #local: ReadonlyMap<number, number>;

  constructor(own: Cover, covers: readonly Cover[]) {
    this.#own = own;
    this.#ample = Math.max(0, ...own.block.guarded.map(({ width }) => width));
    this.#local = new Map(Array.from(own.block.global, (c, i) => [c, i]));
    this.#covers = covers;
  }

  /** Until every head count is as uncertain as it has to be. */
  find(): void {
    const penalty = new Float64Array(this.#own.block.own);
    this.#own.eachOpen((watch) => {
      for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
        const world = this.#own.cheapest(watch, { tolls: this.#tolls(penalty) });
        if (world === null) return false;
        if (this.#adopt(world)) return true;
        for (const cell of world.cells) penalty[cell] = (penalty[cell] ?? 0) + 1;
      }
      return false;
    });
  }

  /** Looks for head counts in which an indicator can hide what it could not hide in any so far. False: nothing was found, or missing. */
  ask(): boolean {
    let found = false;
    for (const cover of this.#covers) for (const watch of cover.pool.open()) found = this.#askFor(cover, watch) || found;
    return found;
  }

  /** Forgets head counts that nothing rests on. */
  thin(): void {
    for (let s = this.heads.length - 1; s > 0; s--) {
      const parts = this.#covers.map((cover) => ({ cover, worlds: cover.pool.in(cover.scenarios[s]) }));
      const own = this.#worlds[s] ?? null;
      const lost = [...parts, { cover: this.#own, worlds: own === null ? [] : [own] }].flatMap(({ cover, worlds }) => cover.pool.drop(worlds));
      if (lost.length > 0) {
        for (const { cover, worlds } of parts) for (const world of worlds) cover.pool.add(world);
        if (own !== null) this.#own.pool.add(own);
        continue;
      }
      this.heads.splice(s, 1);
      this.#worlds.splice(s, 1);
      for (const { cover } of parts) cover.scenarios.splice(s, 1);
    }
  }

  #askFor(cover: Cover, watch: Watch): boolean {
    const limits: number[] = [];
    const penalty = new Float64Array(this.#own.block.own);
    try {
      for (let attempt = 0; attempt < ATTEMPTS && !watch.covered; attempt++) {
        // Prices a little different each time, after the first: what was proposed in vain is not proposed for ever.
        if (attempt > 0) penalty.forEach((_, cell) => (penalty[cell] = 0.05 * attempt * this.#random()));
        const world = this.#own.within(this.#tolls(penalty));
        if (world === null) return false;
        const scenario = this.#scenarioIn(cover, this.#moved(world));
        const part = cover.raise(watch, scenario);
        if (part === null) {
          const limit = this.#learn(cover, scenario, watch);
          if (limit === null) return false;
          limits.push(limit);
        } else if (this.#adopt(world, new Map([[cover, part]]))) return true;
      }
      return false;
    } finally {
      for (const limit of limits) this.#own.lift(limit);
    }
  }

  #moved(world: World): ReadonlyMap<number, number> {
    const { global } = this.#own.block;
    return new Map(Array.from(world.cells, (cell, i) => [global[cell] ?? -1, world.shifts[i] ?? 0]));
  }

  #scenarioIn({ block }: Cover, moved: ReadonlyMap<number, number>): Scenario {
    return scenarioOf(block, Int32Array.from(block.global.subarray(block.own), (c) => moved.get(c) ?? 0));
  }

  #adopt(world: World, known: ReadonlyMap<Cover, World> = new Map()): boolean {
    const moved = this.#moved(world);
    const absorbed = this.#covers.map((cover) => {
      const given = known.get(cover);
      if (given !== undefined) return given;
      const scenario = this.#scenarioIn(cover, moved);
      const part = cover.absorb(scenario);
      if (part === null) this.#learn(cover, scenario);
      return part;
    });
    if (absorbed.includes(null)) return false;
    absorbed.forEach((part, q) => {
      if (part === null) return;
      this.#covers[q]?.scenarios.push(part.scenario);
      this.#covers[q]?.adopt(part);
    });
    this.#own.adopt(world);
    this.#worlds.push(world);
    this.heads.push(moved);
    return true;
  }

  /** Head counts that an indicator cannot have at all are not proposed again. */
  #learn(cover: Cover, scenario: Scenario, watch?: Watch): number | null {
    const { own, global } = cover.block;
    const obstacle = cover.obstacle(scenario, watch);
    if (obstacle === null) return null;
    const factors = new Map<number, number>();
    obstacle.factors.forEach((factor, i) => {
      const at = this.#local.get(global[own + i] ?? -1);
      if (at !== undefined) factors.set(at, factor);
    });
    return this.#own.limit(factors, obstacle.most);
  }

  /** What it costs the indicators, per person, when a group gains or loses people: nothing where answers that are withheld anyway can take it up. */
  #tolls(penalty: Float64Array): Tolls {
    const up = Float64Array.from(penalty);
    const down = Float64Array.from(penalty);
    for (const { block: answers } of this.#covers) {
      const slack = new Map<number, number>();
      for (let c = 0; c < answers.own; c++) {
        if (answers.state[c] === PUBLISHED || answers.frozen[c] === 1) continue;
        const head = answers.global[answers.head[c] ?? -1] ?? -1;
        slack.set(head, (slack.get(head) ?? 0) + (answers.truth[c] ?? 0) - (answers.least[c] ?? 0));
      }
      for (const [head, at] of this.#local) {
        const free = slack.get(head);
        if (free === undefined) up[at] = (up[at] ?? 0) + ABSORBING;
        if ((free ?? 0) < this.#ample) down[at] = (down[at] ?? 0) + ABSORBING;
      }
    }
    return { up, down };
  }
}

/** The head counts as a block of their own: what must be uncertain about them, and how small they can be. */
function headBlock(part: (mine: (block: number) => boolean) => Block, covers: readonly Cover[]): Block {
  const block = part((b) => b === 0);
  const local = new Map(Array.from(block.global, (c, i) => [c, i]));
  const least = block.least.slice();
  const reach = new Map<number, number>();
  for (const { block: answers } of covers) {
    const widths = new Map(answers.guarded.flatMap(({ cells, width }) => Array.from(cells, (c) => [c, width] as const)));
    for (const { parent, children } of answers.equations) {
      if (parent < answers.own) continue;
      const head = local.get(answers.global[parent] ?? -1) ?? -1;
      const together = children.reduce((sum, c) => sum + (answers.frozen[c] === 1 ? 0 : (answers.least[c] ?? 0)), 0);
      const wanted = Math.max(0, ...Array.from(children, (c) => widths.get(c) ?? 0));
      least[head] = Math.max(least[head] ?? 0, together);
      if (wanted > 0) reach.set(head, Math.max(reach.get(head) ?? 0, wanted + together));
    }
  }
  const small = new Map(block.guarded.flatMap(({ cells, width }) => Array.from(cells, (c) => [c, width] as const)));
  const guarded = Array.from({ length: block.own }, (_, c) => c).flatMap((c): Guarded[] => {
    const width = small.get(c) ?? 0;
    const high = reach.get(c) ?? 0;
    return width === 0 && high <= (block.truth[c] ?? 0) ? [] : [{ cells: Int32Array.of(c), width, reach: high }];
  });
  return { ...block, least, guarded };
}
