import { type Progress, silent } from '#core';
import { Solver } from '#solver';
import { Answers, type Clerk } from './answers.ts';
import { type Block, blockOf } from './block.ts';
import { Cover } from './cover.ts';
import { DEFAULT_KEY, weights } from './order.ts';
import { type Band, type CellRules, judge } from './primary.ts';
import type { CellStructure } from './structure.ts';
import { headBlock, jointly, type Settled } from './jointly.ts';

export interface CellsRequest {
  readonly structure: CellStructure;
  /** One count per cell of the structure; they add up. */
  readonly values: Int32Array;
  readonly rules: CellRules;
  /** Decides among cells of equal rank. */
  readonly key?: string | Uint8Array;
  /** Where indicators are protected: here, one after the other, unless told. */
  readonly hire?: Hire;
  /** Told how many sums of cells are not safe yet: numbers only. */
  readonly progress?: Progress;
}

export type CellStatus = 'published' | 'banded' | 'withheld';

export interface ProtectedCells {
  readonly status: readonly CellStatus[];
  readonly bands: ReadonlyMap<number, Band>;
  /** Private: why. */
  readonly primary: Uint8Array;
  /** Cells for which no pattern was found: not empty means that nothing may leave. */
  readonly hopeless: readonly number[];
  /** Whole-number worlds of all cells that publish the same numbers: the proof, for whoever checks. Made one at a time. */
  readonly worlds: () => Iterable<Int32Array>;
}

/** Solves spent on giving cells back, all indicators together where each stands alone: fewer in large blocks, where they take longer and help less. */
const PRUNING = 1200;
const PRUNED_CELLS = 3000;
/** A block of at most so many cells is planned: that finds the fewest cells, and takes longest. */
const SMALL = 1500;

/** Takes somebody on for one indicator's answers. */
export type Hire = (answers: Block) => Clerk;

/**
 * Withholds until every unsafe cell, and every small rest, can be anything within its width for all the attacker knows. Known head counts
 * part the indicators: each is protected alone. Secret ones tie them together (docs/protect.md). The result does not depend on who is hired.
 */
export async function protectCells({
  structure,
  values,
  rules,
  key = DEFAULT_KEY,
  hire,
  progress = silent,
}: CellsRequest): Promise<ProtectedCells> {
  const solver = await Solver.load();
  const judged = judge(structure, values, rules);
  const weight = weights(structure, key);
  const part = (mine: (block: number) => boolean) => blockOf(structure, values, judged, weight, mine);
  using stack = new DisposableStack();
  const here = (block: Block): Clerk => {
    const answers = stack.use(new Answers(block, solver));
    return async (order) => Promise.resolve(answers.carryOut(order));
  };
  const settled = await settledBy(part, rules, structure.indicators.length, (heads) => stack.use(new Cover(heads, solver)), here, hire ?? here, progress);
  const status = structure.codes.map((_, c): CellStatus =>
    judged.primary[c] === 1 ? 'withheld' : judged.bands.has(c) ? 'banded' : 'published',
  );
  for (const c of settled.withheld) status[c] = 'withheld';
  return {
    status,
    bands: judged.bands,
    primary: judged.primary,
    hopeless: settled.hopeless,
    worlds: () => together(values, settled),
  };
}

async function settledBy(
  part: (mine: (block: number) => boolean) => Block,
  { headCounts }: CellRules,
  indicators: number,
  coverOf: (heads: Block) => Cover,
  here: Hire,
  hire: Hire,
  progress: Progress,
): Promise<Settled> {
  if (headCounts === 'secret' && indicators <= 1) return alone([part(() => true)], here, progress);
  const blocks = Array.from({ length: indicators }, (_, q) => part((b) => b === q + 1));
  return headCounts === 'known' ? alone(blocks, hire, progress) : jointly(coverOf(headBlock(part((b) => b === 0), blocks)), blocks.map(hire), progress);
}

/**
 * One indicator with its head counts, or several whose head counts are known: they have nothing to do with each other. Planning several saves
 * 7 % of the cover and takes three times as long.
 */
async function alone(blocks: readonly Block[], hire: Hire, progress: Progress): Promise<Settled> {
  const clerks = blocks.map(hire);
  const largest = Math.max(0, ...blocks.map(({ own }) => own));
  const plan = blocks.length === 1 && largest <= SMALL;
  const solves = Math.ceil((PRUNING / clerks.length) * Math.min(1, (PRUNED_CELLS / largest) ** 2));
  let done = 0;
  await Promise.all(
    clerks.map(async (clerk) => {
      await clerk({ kind: 'settle', solves, plan });
      progress.step(`${++done} of ${clerks.length} indicators`);
    }),
  );
  const replies = await Promise.all(clerks.map((clerk) => clerk({ kind: 'result' })));
  const results = replies.flatMap(({ result }) => result ?? []);
  return {
    withheld: results.flatMap(({ withheld }) => withheld),
    hopeless: results.flatMap(({ hopeless }) => hopeless),
    heads: [new Map()],
    parts: results.map(({ worlds }) => worlds),
  };
}

/** Worlds of the whole, one scenario after the other: the k-th takes the k-th that each part needs in it, or what is true where nothing else is. */
function* together(values: Int32Array, { parts, heads }: Settled): Generator<Int32Array> {
  for (const [scenario, moved] of heads.entries()) {
    const lists = parts.map((worlds) => worlds[scenario] ?? []);
    if (scenario > 0 && lists.some((list) => list.length === 0)) throw new Error('a part has no world of its own');
    const rounds = Math.max(0, ...lists.map((list) => list.length));
    for (let k = 0; k < rounds; k++) {
      const world = values.slice();
      for (const shifts of [moved, ...lists.map((list) => list[k] ?? list[0] ?? new Map<number, number>())])
        for (const [cell, shift] of shifts) world[cell] = (world[cell] ?? 0) + shift;
      yield world;
    }
  }
}
