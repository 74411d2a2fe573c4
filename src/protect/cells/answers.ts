import type { Solver } from '#solver';
import { type Block, PUBLISHED } from './block.ts';
import { Cover, mostWanted } from './cover.ts';
import { neededShares } from './needs/needs.ts';
import type { Watch } from './pool.ts';
import { type Scenario, scenarioOf, type World } from './world.ts';

/** Changes by cell of the whole structure. */
export type Shifts = ReadonlyMap<number, number>;

/** What can be asked of one indicator's answers. Plain data, so that it can be asked from another thread. */
export type Order =
  /** Protect by itself, head counts as they are, then give cells back for so many solves. `plan`: ask first what every pattern needs. */
  | { readonly kind: 'settle'; readonly solves: number; readonly plan: boolean }
  | { readonly kind: 'secure' }
  /** Covers so many sums, and says whether there are more: whoever waits is told how far things are. */
  | { readonly kind: 'cover'; readonly sums: number }
  /**
   * Is there a world with these head counts? It is kept in mind. With `open`: one that raises that sum, by number of those open when `list` was asked,
   * and with `last` one that is not given up soon.
   */
  | { readonly kind: 'list' }
  | { readonly kind: 'seek'; readonly heads: Shifts; readonly open?: number; readonly last?: boolean }
  /** The world in mind, and its head counts, count from now on. */
  | { readonly kind: 'adopt' }
  /** These head counts are withheld: what would give them away is withheld with them. */
  | { readonly kind: 'unband'; readonly heads: readonly number[] }
  | { readonly kind: 'result' };

/** Head counts that an indicator cannot have: `Σ factor · change ≤ most` of those it can. */
export interface HeadLimit {
  readonly factors: Shifts;
  readonly most: number;
}

export interface Reply {
  /** Sums that are not wide enough yet. */
  readonly open: number;
  /** Covering was left off with sums to go. */
  readonly more: boolean;
  /** Whether a world was found. `needless`: none was sought, or the sum is wide enough by now. */
  readonly found: 'found' | 'none' | 'needless';
  /** Why none was, where that is known. */
  readonly limit: HeadLimit | null;
  /**
   * By head count: how many people may leave the group without another cell being withheld; null where nothing is withheld that could take
   * up one more. Only what is new since the last reply.
   */
  readonly slack: ReadonlyMap<number, number | null>;
  readonly result: Result | null;
}

export interface Result {
  /** Cells of the whole structure. */
  readonly withheld: readonly number[];
  readonly hopeless: readonly number[];
  /** For each scenario the worlds that it needs. */
  readonly worlds: readonly (readonly Shifts[])[];
}

/** Whoever looks after one indicator: here, or in a thread of its own. Orders are carried out one after the other. */
export type Clerk = (order: Order) => Promise<Reply>;

/** How often sums that one indicator alone cannot hide are looked at with all indicators moving together. */
export const TOGETHER = 6;

function settle(cover: Cover, needed: ReadonlyMap<number, number> | null, solves: number): void {
  const complete = () => {
    for (let round = 0; round < TOGETHER; round++) {
      cover.cover();
      if (cover.pool.open().length > 0) return false;
      cover.secure();
      if (cover.pool.open().length === 0) return true;
    }
    return false;
  };
  cover.prefer(needed);
  const found = complete();
  cover.prefer(null);
  if (!found) return;
  cover.prune(mostWanted(cover.block), solves);
  cover.secure();
  complete();
}

/** The answers of one indicator, protected in every scenario of head counts. */
export class Answers implements Disposable {
  readonly #cover: Cover;
  readonly #solver: Solver;
  #told: ReadonlyMap<number, number> = new Map();
  #inMind: World | null = null;
  #listed: readonly Watch[] = [];

  constructor(block: Block, solver: Solver) {
    this.#solver = solver;
    this.#cover = new Cover(block, solver);
  }

  carryOut(order: Order): Reply {
    let found: Reply['found'] = 'needless';
    let limit: HeadLimit | null = null;
    let result: Result | null = null;
    let more = false;
    switch (order.kind) {
      case 'settle':
        settle(this.#cover, order.plan ? neededShares(this.#cover.block, this.#solver) : null, order.solves);
        break;
      case 'cover':
        more = !this.#cover.cover(order.sums);
        break;
      case 'secure':
        this.#cover.secure();
        break;
      case 'list':
        this.#listed = this.#cover.pool.open();
        break;
      case 'seek': {
        const watch = order.open === undefined ? undefined : this.#listed[order.open];
        if (watch?.covered === true) break;
        limit = this.#seek(order.heads, watch, order.last ?? false);
        found = this.#inMind === null ? 'none' : 'found';
        break;
      }
      case 'adopt':
        this.#adopt();
        break;
      case 'unband':
        this.#unband(new Set(order.heads));
        break;
      case 'result':
        result = this.#result();
        break;
    }
    return { open: this.#cover.pool.open().length, more, found, limit, slack: this.#news(), result };
  }

  #seek(heads: Shifts, watch: Watch | undefined, last: boolean): HeadLimit | null {
    const { block } = this.#cover;
    const scenario = scenarioOf(block, Int32Array.from(block.global.subarray(block.own), (c) => heads.get(c) ?? 0));
    this.#inMind = watch === undefined ? this.#cover.absorb(scenario) : this.#cover.raise(watch, scenario, last);
    return this.#inMind === null ? this.#obstacle(scenario, watch) : null;
  }

  #obstacle(scenario: Scenario, watch: Watch | undefined): HeadLimit | null {
    const obstacle = this.#cover.obstacle(scenario, watch);
    if (obstacle === null) return null;
    const { own, global } = this.#cover.block;
    return { factors: new Map(Array.from(obstacle.factors, (factor, i) => [global[own + i] ?? -1, factor])), most: obstacle.most };
  }

  #adopt(): void {
    if (this.#inMind === null) throw new Error('no world in mind');
    this.#cover.scenarios.push(this.#inMind.scenario);
    this.#cover.adopt(this.#inMind);
    this.#inMind = null;
  }

  #unband(heads: ReadonlySet<number>): void {
    const { bandsOn, global } = this.#cover.block;
    for (const head of bandsOn.keys()) if (heads.has(global[head] ?? -1)) this.#cover.unband(head);
    this.#cover.secure();
  }

  #news(): ReadonlyMap<number, number | null> {
    const { own, state, frozen, global, head, truth, least } = this.#cover.block;
    const slack = new Map<number, number>();
    for (let c = 0; c < own; c++) {
      if (state[c] === PUBLISHED || frozen[c] === 1) continue;
      const group = global[head[c] ?? -1] ?? -1;
      slack.set(group, (slack.get(group) ?? 0) + (truth[c] ?? 0) - (least[c] ?? 0));
    }
    const news = new Map<number, number | null>();
    for (const [group, free] of slack) if (this.#told.get(group) !== free) news.set(group, free);
    for (const group of this.#told.keys()) if (!slack.has(group)) news.set(group, null);
    this.#told = slack;
    return news;
  }

  #result(): Result {
    const { block, pool, scenarios } = this.#cover;
    const cells = (locals: Iterable<number>) => Array.from(locals, (c) => block.global[c] ?? -1);
    const needed = Map.groupBy(pool.needed(scenarios), (world) => scenarios.indexOf(world.scenario));
    return {
      withheld: cells(Array.from({ length: block.own }, (_, c) => c).filter((c) => block.state[c] !== PUBLISHED)),
      hopeless: cells(pool.open().flatMap(({ guarded }) => [...guarded.cells])),
      worlds: scenarios.map((_, s) =>
        (needed.get(s) ?? []).map((world) => new Map(Array.from(world.cells, (c, i) => [block.global[c] ?? -1, world.shifts[i] ?? 0]))),
      ),
    };
  }

  [Symbol.dispose](): void {
    this.#cover[Symbol.dispose]();
  }
}
