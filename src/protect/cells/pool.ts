import type { Guarded } from './primary.ts';
import { type Scenario, shiftIn, type World } from './world.ts';

/** A guarded sum with the two worlds found for it that are furthest apart; the truth is one of them until better are found. */
export class Watch {
  readonly guarded: Guarded;
  readonly truth: number;
  /** How far the sum has been seen below and above the truth. */
  down = 0;
  up = 0;
  #low: World | null = null;
  #high: World | null = null;

  constructor(guarded: Guarded, truth: number) {
    this.guarded = guarded;
    this.truth = truth;
  }

  get covered(): boolean {
    const { width, reach } = this.guarded;
    return this.up + this.down >= width && this.truth + this.up >= reach;
  }

  see(world: World, shift: number): void {
    if (shift > this.up) {
      this.up = shift;
      this.#high = world;
    }
    if (-shift > this.down) {
      this.down = -shift;
      this.#low = world;
    }
  }

  restsOn(world: World): boolean {
    return this.#low === world || this.#high === world;
  }

  forget(): void {
    this.up = 0;
    this.down = 0;
    this.#low = null;
    this.#high = null;
  }

  ends(): World[] {
    return [this.#low, this.#high].filter((world) => world !== null);
  }
}

/** Worlds found so far, and what they show about every sum that must stay uncertain. */
export class Pool {
  readonly #truth: Int32Array;
  readonly #worldsOf = new Map<Scenario, Set<World>>();
  readonly #watches = new Set<Watch>();
  readonly #watchesOf = new Map<number, Watch[]>();
  /** By cell, the worlds in which it is not what it is. */
  readonly #moving = new Map<number, World[]>();

  constructor(truth: Int32Array) {
    this.#truth = truth;
  }

  /** Guards a sum; a single cell not twice for the same. */
  guard(guarded: Guarded): void {
    const [first] = guarded.cells;
    const same = ({ guarded: { cells, width, reach } }: Watch) =>
      cells.length === 1 && width >= guarded.width && reach >= guarded.reach;
    if (guarded.cells.length === 1 && first !== undefined && this.#watchesOf.get(first)?.some(same) === true) return;
    const watch = new Watch(
      guarded,
      guarded.cells.reduce((sum, cell) => sum + (this.#truth[cell] ?? 0), 0),
    );
    this.#watches.add(watch);
    for (const cell of guarded.cells) push(this.#watchesOf, cell, watch);
    this.#look(watch);
  }

  /** A cell that is published again needs no guard. False: it had none. */
  release(cell: number): boolean {
    const watches = this.#watchesOf.get(cell) ?? [];
    const own = watches.filter((watch) => watch.guarded.cells.length === 1);
    for (const watch of own) this.#watches.delete(watch);
    this.#watchesOf.set(cell, watches.filter((watch) => !own.includes(watch)));
    return own.length > 0;
  }

  open(): Watch[] {
    return [...this.#watches].filter((watch) => !watch.covered);
  }

  add(world: World): void {
    const others = this.#worldsOf.get(world.scenario);
    if (others === undefined) this.#worldsOf.set(world.scenario, new Set([world]));
    else others.add(world);
    const seen = new Map<Watch, number>();
    world.cells.forEach((cell, i) => {
      const shift = world.shifts[i] ?? 0;
      push(this.#moving, cell, world);
      for (const watch of this.#watchesOf.get(cell) ?? [])
        if (watch.guarded.cells.length === 1) watch.see(world, shift);
        else seen.set(watch, (seen.get(watch) ?? 0) + shift);
    });
    for (const [watch, shift] of seen) watch.see(world, shift);
  }

  /** Worlds in which the cell is not what it is, with its shift. */
  moving(cell: number): readonly (readonly [World, number])[] {
    return (this.#moving.get(cell) ?? []).map((world) => [world, shiftIn(world, cell)]);
  }

  /** Forgets worlds; gives back the sums that are not covered any more. */
  drop(gone: readonly World[]): Watch[] {
    const hurt = new Set<Watch>();
    for (const world of gone) {
      this.#worldsOf.get(world.scenario)?.delete(world);
      for (const cell of world.cells) {
        const moving = this.#moving.get(cell) ?? [];
        const at = moving.indexOf(world);
        if (at < 0) throw new Error('a world that is not known');
        moving.splice(at, 1);
        for (const watch of this.#watchesOf.get(cell) ?? []) if (watch.restsOn(world)) hurt.add(watch);
      }
    }
    for (const watch of hurt) this.#look(watch);
    return [...hurt].filter((watch) => !watch.covered);
  }

  /** The world of a scenario in which a sum is furthest up (or down), null where none is known. */
  nearest({ guarded: { cells } }: Watch, direction: number, scenario: Scenario): World | null {
    let best: { readonly world: World; readonly shift: number } | null = null;
    for (const world of this.#worldsOf.get(scenario) ?? []) {
      const shift = Math.sign(direction) * cells.reduce((sum, cell) => sum + shiftIn(world, cell), 0);
      if (best === null || shift > best.shift) best = { world, shift };
    }
    return best?.world ?? null;
  }

  /** Worlds that some sum needs, each sum's two ends; and for each scenario at least one. */
  needed(scenarios: readonly Scenario[]): ReadonlySet<World> {
    const wanted = new Set([...this.#watches].flatMap((watch) => watch.ends()));
    for (const scenario of scenarios) {
      if ([...wanted].some((world) => world.scenario === scenario)) continue;
      const [some] = this.#worldsOf.get(scenario) ?? [];
      if (some !== undefined) wanted.add(some);
    }
    return wanted;
  }

  #look(watch: Watch): void {
    watch.forget();
    const { cells } = watch.guarded;
    const [only] = cells;
    if (cells.length === 1 && only !== undefined) {
      for (const world of this.#moving.get(only) ?? []) watch.see(world, shiftIn(world, only));
      return;
    }
    const sums = new Map<World, number>();
    for (const cell of cells)
      for (const world of this.#moving.get(cell) ?? []) sums.set(world, (sums.get(world) ?? 0) + shiftIn(world, cell));
    for (const [world, sum] of sums) watch.see(world, sum);
  }
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}
