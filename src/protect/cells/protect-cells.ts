import { Solver } from '#solver';
import { type Block, blockOf, PUBLISHED } from './block.ts';
import { Cover } from './cover.ts';
import { DEFAULT_KEY, weights } from './order.ts';
import { type CellRules, judge } from './primary.ts';
import type { CellStructure } from './structure.ts';
import { jointly, type Settled, settle } from './jointly.ts';

export interface CellsRequest {
  readonly structure: CellStructure;
  /** One count per cell of the structure; they add up. */
  readonly values: Int32Array;
  readonly rules: CellRules;
  /** Decides among cells of equal rank. */
  readonly key?: string | Uint8Array;
}

export type CellStatus = 'published' | 'banded' | 'withheld';

export interface ProtectedCells {
  readonly status: readonly CellStatus[];
  readonly bands: ReadonlyMap<number, { readonly low: number; readonly high: number }>;
  /** Private: why. */
  readonly primary: Uint8Array;
  /** Cells for which no pattern was found: not empty means that nothing may leave. */
  readonly hopeless: readonly number[];
  /** Whole-number worlds of all cells that publish the same numbers: the proof, for whoever checks. Made one at a time. */
  readonly worlds: () => Iterable<Int32Array>;
}

/** Solves spent on giving cells back, per block. */
const PRUNING = 1200;

/**
 * Withholds until every unsafe cell, and every small rest, can be anything within its width for all the attacker knows. Known head counts
 * part the indicators: each is protected alone. Secret ones tie them together (algorithms.md 3.10).
 */
export async function protectCells({
  structure,
  values,
  rules,
  key = DEFAULT_KEY,
}: CellsRequest): Promise<ProtectedCells> {
  const solver = await Solver.load();
  const judged = judge(structure, values, rules);
  const weight = weights(structure, key);
  const part = (mine: (block: number) => boolean) => blockOf(structure, values, judged, weight, mine);
  using stack = new DisposableStack();
  const settled =
    rules.headCounts === 'known'
      ? alone(part, structure.indicators.length, solver, stack)
      : jointly(part, structure.indicators.length, solver, stack, PRUNING);
  const status = structure.codes.map((_, c): CellStatus =>
    judged.primary[c] === 1 ? 'withheld' : judged.bands.has(c) ? 'banded' : 'published',
  );
  for (const { block } of settled.covers)
    for (let c = 0; c < block.own; c++) if (block.state[c] !== PUBLISHED) status[block.global[c] ?? 0] = 'withheld';
  const hopeless = settled.covers.flatMap(({ block, pool }) =>
    pool.open().flatMap(({ guarded }) => Array.from(guarded.cells, (c) => block.global[c] ?? 0)),
  );
  return { status, bands: judged.bands, primary: judged.primary, hopeless, worlds: () => together(values, settled) };
}

/** Known head counts: indicators have nothing to do with each other. */
function alone(
  part: (mine: (block: number) => boolean) => Block,
  indicators: number,
  solver: Solver,
  stack: DisposableStack,
): Settled {
  const covers = Array.from({ length: indicators }, (_, q) => stack.use(new Cover(part((b) => b === q + 1), solver)));
  for (const cover of covers) settle(cover, PRUNING);
  return { covers, parts: covers, heads: [new Map()] };
}

/** Worlds of the whole, one scenario after the other: the k-th takes the k-th that each part needs in it, or what is true where nothing else is. */
function* together(values: Int32Array, { parts, heads }: Settled): Generator<Int32Array> {
  const needed = parts.map(({ pool, scenarios }) =>
    Map.groupBy(pool.needed(scenarios), (world) => scenarios.indexOf(world.scenario)),
  );
  for (const [scenario, moved] of heads.entries()) {
    const lists = needed.map((worlds) => worlds.get(scenario) ?? []);
    if (scenario > 0 && lists.some((list) => list.length === 0)) throw new Error('a part has no world of its own');
    const rounds = Math.max(0, ...lists.map((list) => list.length));
    for (let k = 0; k < rounds; k++) {
      const world = values.slice();
      for (const [cell, shift] of moved) world[cell] = (world[cell] ?? 0) + shift;
      lists.forEach((list, i) => {
        const own = list[k] ?? list[0];
        own?.cells.forEach((cell, at) => {
          const c = parts[i]?.block.global[cell] ?? -1;
          world[c] = (world[c] ?? 0) + (own.shifts[at] ?? 0);
        });
      });
      yield world;
    }
  }
}
