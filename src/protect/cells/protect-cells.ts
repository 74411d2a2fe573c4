import { Solver } from '#solver';
import { type Block, blockOf, PUBLISHED } from './block.ts';
import { Cover } from './cover.ts';
import { expansions, type Sparse } from './expansion.ts';
import { protectLinearly } from './linear.ts';
import { near, nearGroups, type Region } from './near.ts';
import { DEFAULT_KEY, weights } from './order.ts';
import { type CellRules, judge } from './primary.ts';
import type { CellStructure } from './structure.ts';

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

/** Solves spent on giving cells back. */
const PRUNING = 1500;

/**
 * Withholds until every withheld cell, and every small rest, can be anything within its width for all the attacker knows. Secret head counts
 * tie all indicators together: they are protected as one. Known ones part them: each indicator is protected alone (algorithms.md 3.10).
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
  const expand = expansions(structure);
  const part = (mine: (block: number) => boolean) => blockOf(structure, values, judged, weight, mine);
  const covers =
    rules.headCounts === 'known'
      ? structure.indicators.map((_, q) =>
          settle(
            part((block) => block === q + 1),
            null,
            solver,
            near,
          ),
        )
      : [
          settle(
            part(() => true),
            expand,
            solver,
            structure.indicators.length > 1 ? wholeGroups(structure) : near,
          ),
        ];

  const status = structure.codes.map((_, c): CellStatus =>
    judged.primary[c] === 1 ? 'withheld' : judged.bands.has(c) ? 'banded' : 'published',
  );
  for (const { block } of covers)
    for (let c = 0; c < block.own; c++) if (block.state[c] !== PUBLISHED) status[block.global[c] ?? 0] = 'withheld';
  const hopeless = covers.flatMap(({ block, pool }) =>
    pool.open().flatMap(({ guarded }) => Array.from(guarded.cells, (c) => block.global[c] ?? 0)),
  );
  return { status, bands: judged.bands, primary: judged.primary, hopeless, worlds: () => together(values, covers) };
}

/** With `expand` first so that no unsafe sum follows from equations alone, then until every withheld cell is wide enough; at last what is not needed comes back. */
function settle(block: Block, expand: ((cell: number) => Sparse) | null, solver: Solver, region: Region): Cover {
  const mostWanted = Array.from({ length: block.own }, (_, c) => c).sort(
    (a, b) => (block.weight[b] ?? 0) - (block.weight[a] ?? 0),
  );
  if (expand !== null) protectLinearly(block, expand, mostWanted);
  const cover = new Cover(block, solver, region);
  if (cover.cover().length === 0) cover.prune(mostWanted, PRUNING);
  return cover;
}

function wholeGroups(structure: CellStructure): Region {
  const members = Map.groupBy(structure.head.keys(), (cell) => structure.head[cell] ?? -1);
  return nearGroups(structure.head, new Map([...members].map(([head, cells]) => [head, Int32Array.from(cells)])));
}

/** Worlds of the whole: the k-th takes the k-th that each block needs, or the true one. */
function* together(values: Int32Array, covers: readonly Cover[]): Generator<Int32Array> {
  const lists = covers.map(({ pool }) => [...pool.needed()]);
  const rounds = Math.max(0, ...lists.map((list) => list.length));
  for (let k = 0; k < rounds; k++) {
    const world = values.slice();
    covers.forEach(({ block }, i) => put(world, block, lists[i]?.[k]?.values ?? block.truth));
    yield world;
  }
}

function put(world: Int32Array, block: Block, values: Int32Array): void {
  for (let c = 0; c < block.own; c++) world[block.global[c] ?? 0] = values[c] ?? 0;
}
