import type { Progress } from '#core';
import { type Clerk, type HeadLimit, type Order, type Reply, type Shifts, TOGETHER } from './answers.ts';
import { type Block, PUBLISHED } from './block.ts';
import type { Tolls } from './ask.ts';
import type { Cover } from './cover.ts';
import type { Watch } from './pool.ts';
import type { Guarded } from './primary.ts';
import { pseudoRandom } from './pseudo-random.ts';
import type { World } from './world.ts';

/** Other head counts tried for one that must be uncertain, before it is given up. */
const ATTEMPTS = 60;
/** Price per person of a group's change that costs an indicator a cell: one cell takes several people. */
const ABSORBING = 0.2;
/** Scenarios, or sums of an indicator, between two words on how far things are. */
const SAYING = 20;
/** While indicators are covered, the next word comes when no more than this share is open of what was at the last. */
const QUIET = 0.9;

/** What came of it: everything that is withheld, and where the numbers of each part stand in each scenario. */
export interface Settled {
  readonly withheld: readonly number[];
  readonly hopeless: readonly number[];
  /** Per scenario, changes of head counts by cell of the structure; none in the first. */
  readonly heads: readonly Shifts[];
  /** Per part, in the same order of scenarios, its worlds; any with any other part's of the same scenario make up a world of the whole. */
  readonly parts: readonly (readonly (readonly Shifts[])[])[];
}

/**
 * Secret head counts. First the head counts themselves: for every one that is withheld, worlds in which it is another while every indicator
 * still adds up and publishes the same. Then each indicator alone, in any of those worlds: what it changes there is
 * nobody else's business, so that worlds of different indicators with the same head counts are worlds together. No cell is given back at
 * the end: each is what it is in too many scenarios (tried: less than one in two hundred).
 */
export async function jointly(heads: Cover, clerks: readonly Clerk[], progress: Progress): Promise<Settled> {
  const workforces = new Workforces(heads, clerks, progress);
  for (let round = 0; round < TOGETHER && heads.pool.open().length + workforces.open > 0; round++) {
    await workforces.find();
    await workforces.unband();
    workforces.say();
    await workforces.cover();
    await workforces.ask();
    heads.secure();
    await workforces.unband();
    await workforces.all({ kind: 'secure' });
  }
  return workforces.settled();
}

/** Other head counts that everybody could have, each with a world of every indicator. */
class Workforces {
  /** Changes of head counts by cell of the structure; the first is the truth. */
  readonly #heads: Shifts[] = [new Map()];
  readonly #random = pseudoRandom(0x8d1);
  readonly #own: Cover;
  readonly #clerks: readonly Clerk[];
  readonly #progress: Progress;
  /** Per indicator, what its clerk said last. */
  readonly #open: number[];
  readonly #slack: readonly Map<number, number>[];
  /** A group with so many people to spare in withheld cells of an indicator can lose some without withholding more. */
  readonly #ample: number;
  /** Numbers of the head counts in their own block. */
  readonly #local: ReadonlyMap<number, number>;

  constructor(own: Cover, clerks: readonly Clerk[], progress: Progress) {
    this.#progress = progress;
    this.#own = own;
    this.#ample = Math.max(0, ...own.block.guarded.map(({ width }) => width));
    this.#local = new Map(Array.from(own.block.global, (c, i) => [c, i]));
    this.#clerks = clerks;
    // Until a clerk has said how many: its sums have not been looked at.
    this.#open = clerks.map(() => 1);
    this.#slack = clerks.map(() => new Map());
  }

  /** Sums of indicators that are not wide enough. */
  get open(): number {
    return this.#open.reduce((sum, n) => sum + n, 0);
  }

  /** The same of every indicator, side by side. */
  async all(order: Order): Promise<readonly Reply[]> {
    return Promise.all(this.#clerks.map((_, q) => this.#tell(q, order)));
  }

  /** Every indicator in the scenarios that there are, side by side. */
  async cover(): Promise<void> {
    let said = this.open;
    await Promise.all(
      this.#clerks.map(async (_, q) => {
        for (let more = true; more; ) {
          ({ more } = await this.#tell(q, { kind: 'cover', sums: SAYING }));
          // Several clerks answer in the time of one: a word for each tenth of what is open is enough.
          if (more && this.open < said * QUIET) {
            said = this.open;
            this.say();
          }
        }
      }),
    );
    this.say();
  }

  /** How far things are, for whoever waits. */
  say(): void {
    this.#progress.step(
      `open: ${this.#own.pool.open().length} head counts, ${this.open} sums of ${this.#clerks.length} indicators; ${this.#heads.length} scenarios`,
    );
  }

  /** Until every head count is as uncertain as it has to be. */
  async find(): Promise<void> {
    const penalty = new Float64Array(this.#own.block.own);
    const given = new Set<Watch>();
    for (let watch = this.#own.nextOpen(given); watch !== undefined; watch = this.#own.nextOpen(given))
      if (!(await this.#findFor(watch, penalty))) given.add(watch);
  }

  /** Looks for head counts in which an indicator can hide what it could not hide in any so far. */
  async ask(): Promise<void> {
    for (const q of this.#clerks.keys()) {
      const { open } = await this.#tell(q, { kind: 'list' });
      for (let sum = 0; sum < open; sum++) await this.#askFor(q, sum);
    }
  }

  /** No indicator says by an interval of alike answers what is withheld. */
  async unband(): Promise<void> {
    await this.all({ kind: 'unband', heads: this.#withheld() });
  }

  async settled(): Promise<Settled> {
    const { block, pool } = this.#own;
    const cells = (locals: readonly number[]) => locals.map((c) => block.global[c] ?? -1);
    const results = (await this.all({ kind: 'result' })).flatMap(({ result }) => result ?? []);
    return {
      withheld: [...this.#withheld(), ...results.flatMap(({ withheld }) => withheld)],
      hopeless: [...cells(pool.open().flatMap(({ guarded }) => [...guarded.cells])), ...results.flatMap(({ hopeless }) => hopeless)],
      heads: this.#heads,
      parts: results.map(({ worlds }) => worlds),
    };
  }

  #withheld(): readonly number[] {
    const { own, state, global } = this.#own.block;
    return Array.from(global.subarray(0, own)).filter((_, c) => state[c] !== PUBLISHED);
  }

  async #tell(q: number, order: Order): Promise<Reply> {
    const clerk = this.#clerks[q];
    if (clerk === undefined) throw new Error('an unknown indicator');
    const reply = await clerk(order);
    this.#open[q] = reply.open;
    for (const [head, free] of reply.slack)
      if (free === null) this.#slack[q]?.delete(head);
      else this.#slack[q]?.set(head, free);
    return reply;
  }

  async #findFor(watch: Watch, penalty: Float64Array): Promise<boolean> {
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const world = this.#own.cheapest(watch, { tolls: this.#tolls(penalty) });
      if (world === null) return false;
      if (await this.#adopt(world)) return true;
      for (const cell of world.cells) penalty[cell] = (penalty[cell] ?? 0) + 1;
    }
    return false;
  }

  async #askFor(q: number, sum: number): Promise<void> {
    const limits: number[] = [];
    const penalty = new Float64Array(this.#own.block.own);
    // Nothing says that there is no world with the head counts proposed, only none was found: it is looked for longer from then on.
    let last = false;
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      // Prices a little different each time, after the first: what was proposed in vain is not proposed for ever.
      if (attempt > 0) penalty.forEach((_, cell) => (penalty[cell] = 0.05 * attempt * this.#random()));
      const world = this.#own.within(this.#tolls(penalty));
      if (world === null) break;
      const { found, limit } = await this.#tell(q, { kind: 'seek', heads: this.#moved(world), open: sum, last });
      if (found === 'needless') break;
      if (found === 'found') {
        if (await this.#adopt(world, q)) break;
      } else if (limit === null) last = true;
      else limits.push(this.#learn(limit));
    }
    for (const limit of limits) this.#own.lift(limit);
  }

  #moved(world: World): Shifts {
    const { global } = this.#own.block;
    return new Map(Array.from(world.cells, (cell, i) => [global[cell] ?? -1, world.shifts[i] ?? 0]));
  }

  /** Takes other head counts on if every indicator has a world with them; `known` has one in mind already. */
  async #adopt(world: World, known?: number): Promise<boolean> {
    const heads = this.#moved(world);
    const replies = await Promise.all(
      this.#clerks.flatMap((_, q) => (q === known ? [] : [this.#tell(q, { kind: 'seek', heads })])),
    );
    // Head counts that an indicator cannot have at all are not proposed again.
    for (const { limit } of replies) if (limit !== null) this.#learn(limit);
    if (replies.some(({ found }) => found === 'none')) return false;
    await this.all({ kind: 'adopt' });
    this.#own.adopt(world);
    this.#heads.push(heads);
    if (this.#heads.length % SAYING === 0) this.say();
    return true;
  }

  #learn({ factors, most }: HeadLimit): number {
    const own = new Map<number, number>();
    for (const [cell, factor] of factors) {
      const at = this.#local.get(cell);
      if (at !== undefined) own.set(at, factor);
    }
    return this.#own.limit(own, most);
  }

  /** What it costs the indicators, per person, when a group gains or loses people: nothing where answers that are withheld anyway can take it up. */
  #tolls(penalty: Float64Array): Tolls {
    const up = Float64Array.from(penalty);
    const down = Float64Array.from(penalty);
    for (const slack of this.#slack)
      for (const [head, at] of this.#local) {
        const free = slack.get(head);
        if (free === undefined) up[at] = (up[at] ?? 0) + ABSORBING;
        if ((free ?? 0) < this.#ample) down[at] = (down[at] ?? 0) + ABSORBING;
      }
    return { up, down };
  }
}

/**
 * The head counts as a block of their own: what must be uncertain about them, and how small they can be. That they are printed rounded is left out
 * of it, which asks for a few more cells (743 in place of some 720, of 8,855, when it was tried) and makes the search end: with head counts that may be a little
 * different everywhere, a certificate that some cannot be had excludes next to nothing.
 */
export function headBlock(block: Block, indicators: readonly Block[]): Block {
  const local = new Map(Array.from(block.global, (c, i) => [c, i]));
  const least = block.least.slice();
  const reach = new Map<number, number>();
  for (const answers of indicators) {
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
  return { ...block, least, guarded, bands: new Map() };
}
