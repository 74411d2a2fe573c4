import type { ModelSpec, Solver } from '#solver';
import { type Block, PUBLISHED } from '../block.ts';
import { type Condition, simpleConditions, unsafeCells } from './conditions.ts';
import { type Openness, RelaxedAttacker } from './relaxed-attacker.ts';

const SECONDS = 60;
const ITERATIONS = 1_000_000;

/** A choice of cells, whole or in shares between 0 and 1. */
export interface Choice {
  /** By the place of the cell in `open`; null where time was too short for a choice, and there is a bound alone. */
  readonly shares: Float64Array | null;
  /** What no choice goes below that keeps the conditions known so far. */
  readonly bound: number;
}

/**
 * What every safe pattern of a block keeps, found by cutting planes (Fischetti and Salazar 2001): where a choice of cells keeps all conditions known
 * so far and leaves an unsafe cell too narrow, that sets another. `parts` name the cells that are looked at together.
 */
export class Needs implements Disposable {
  /** Cells that could be withheld for others. */
  readonly open: readonly number[];
  readonly unsafe: readonly number[];
  readonly conditions: Condition[] = [];
  readonly #known = new Set<string>();
  readonly #solver: Solver;
  readonly #attackers: readonly RelaxedAttacker[];

  constructor(block: Block, solver: Solver, parts: readonly ((cell: number) => boolean)[] = [() => true]) {
    this.#solver = solver;
    this.open = Array.from({ length: block.own }, (_, c) => c).filter((c) => block.state[c] === PUBLISHED && block.frozen[c] !== 1);
    this.unsafe = unsafeCells(block);
    this.#attackers = parts.map((inside) => new RelaxedAttacker(block, solver, inside));
    for (const condition of simpleConditions(block)) this.#add(condition);
  }

  /**
   * Looks at unsafe cells while others are as open as told, and adds the conditions of those that are too narrow. A cell that is open for good can
   * rise by `most`. Gives back the cells that set a new condition.
   */
  look(cells: readonly number[], openness: Openness, most: number): readonly number[] {
    const narrow = new Set<number>();
    for (const attacker of this.#attackers) {
      attacker.open(openness, most);
      for (const cell of cells) {
        const condition = attacker.has(cell) ? attacker.broken(cell) : null;
        if (condition !== null && this.#add(condition)) narrow.add(cell);
      }
    }
    return [...narrow];
  }

  /** The cheapest choice that keeps all conditions: in shares, or of whole cells within so many seconds. Null where none was found. */
  cheapest(price: (cell: number) => number, wholeWithin?: number): Choice | null {
    const whole = wholeWithin !== undefined;
    using model = this.#solver.model(this.#program(whole), {
      seconds: wholeWithin ?? SECONDS,
      ...(whole ? { gap: 0 } : { iterations: ITERATIONS }),
    });
    const outcome = model.maximise(Float64Array.from(this.open, (cell) => -price(cell)));
    if (outcome.kind !== 'optimal' && !whole) return null;
    const bound = outcome.kind === 'optimal' && !whole ? outcome.objective : model.bestBound();
    if (bound === null) return null;
    return { shares: outcome.kind === 'optimal' ? outcome.x : null, bound: -bound };
  }

  #program(whole: boolean): ModelSpec {
    const at = new Map(this.open.map((cell, i) => [cell, i]));
    const start = [0];
    const index: number[] = [];
    const value: number[] = [];
    for (const { cells, factors, least } of this.conditions) {
      cells.forEach((cell, k) => {
        index.push(at.get(cell) ?? -1);
        value.push((factors[k] ?? 0) / least);
      });
      start.push(index.length);
    }
    const columns = this.open.length;
    const rows = this.conditions.length;
    return {
      columns,
      lower: new Float64Array(columns),
      upper: new Float64Array(columns).fill(1),
      rowStart: Int32Array.from(start),
      rowIndex: Int32Array.from(index),
      rowValue: Float64Array.from(value),
      rowLow: new Float64Array(rows).fill(1),
      rowHigh: new Float64Array(rows).fill(Infinity),
      ...(whole ? { integer: new Int32Array(columns).fill(1) } : {}),
    };
  }

  /** False: it was known. */
  #add(condition: Condition): boolean {
    const name = `${condition.cells.join()} ${condition.factors.join()} ${condition.least}`;
    if (this.#known.has(name)) return false;
    this.#known.add(name);
    this.conditions.push(condition);
    return true;
  }

  [Symbol.dispose](): void {
    for (const attacker of this.#attackers) attacker[Symbol.dispose]();
  }
}

/** A cell that is open a little everywhere leads to conditions about few cells. */
const AJAR = 0.01;
/** How far an open cell can rise while conditions are looked for: many times the widths asked for. */
const FAR = 10;

/** Looks until no share of the cheapest choice leaves a cell too narrow that did so before. */
export function settleShares(needs: Needs, price: (cell: number) => number, rounds = Infinity): Choice | null {
  let choice = needs.cheapest(price);
  let narrow = needs.unsafe;
  for (let round = 0; round < rounds && choice !== null && narrow.length > 0; round++) {
    const { shares } = choice;
    const share = new Map(needs.open.map((cell, i) => [cell, shares?.[i] ?? 0]));
    narrow = needs.look(narrow, (cell) => (share.get(cell) ?? 0) + AJAR, FAR);
    if (narrow.length > 0) choice = needs.cheapest(price);
  }
  return choice;
}

/** How much of each cell the cheapest choice takes that keeps what every safe pattern keeps. By local number; empty where none was found. */
export function neededShares(block: Block, solver: Solver): ReadonlyMap<number, number> {
  using needs = new Needs(block, solver);
  const choice = settleShares(needs, (cell) => block.weight[cell] ?? 1);
  return new Map(needs.open.map((cell, i) => [cell, choice?.shares?.[i] ?? 0]));
}
