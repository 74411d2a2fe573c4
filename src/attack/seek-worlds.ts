import type { Policy } from '#core';
import { Solver } from '#solver';
import { audit, type Verdict } from './audit.ts';
import { pseudoRandom } from './neighbourhood.ts';
import type { ReleaseAttack } from './release-system.ts';
import { EFFORTS, type Floor, Swaps } from './swaps.ts';
import { type Coalition, type Narrow, Witnesses } from './witnesses.ts';
import { countsOf, TRUTH, type World, worldOf } from './world.ts';

export interface Sought {
  readonly kinds: readonly Verdict['kind'][];
  /** Targets that were not held against insiders, because others are open to everybody already. Not one of them counts as safe. */
  readonly unchecked: ReadonlySet<number>;
  /** Where every target is safe, the worlds on which the proof rests; otherwise all that were found. */
  readonly worlds: readonly World[];
}

/**
 * Attempts at one target that bring nothing new before it is left to the solver. Insiders nearly always leave a world, outsiders often none; in a
 * small system the solver answers sooner than a search by way of six people.
 */
const PATIENCE = { small: 8, outsiders: 24, insiders: 96 } as const;
const SMALL = 500;

/**
 * Looks for the worlds that prove every target uncertain, to outsiders and then to coalitions of insiders: first among `known` ones (of
 * an earlier round: where more is withheld they are still worlds), then by exchanges, and for what is left by the solver, which may also
 * prove that there is none. Deterministic.
 */
export async function seekWorlds(attack: ReleaseAttack, policy: Policy, width: number, known: readonly World[]): Promise<Sought> {
  const hunt = new Hunt(attack, policy, width, known);
  const kinds = await hunt.outsiders();
  const open = kinds.some((kind) => kind !== 'safe');
  const unchecked = new Set<number>();
  for (const [t, kind] of kinds.entries()) {
    if (kind !== 'safe' || hunt.isProven(t)) continue;
    if (open) unchecked.add(t);
    kinds[t] = open ? 'unresolved' : await hunt.insiders(t);
  }
  return { kinds, unchecked, worlds: hunt.worlds(kinds.every((kind) => kind === 'safe')) };
}

class Hunt {
  readonly #attack: ReleaseAttack;
  readonly #insiders: number;
  readonly #witnesses: Witnesses;
  readonly #swaps: Swaps;
  readonly #random = pseudoRandom(0x3a7);

  constructor(attack: ReleaseAttack, policy: Policy, width: number, known: readonly World[]) {
    this.#attack = attack;
    this.#insiders = policy.insiders;
    this.#witnesses = new Witnesses(attack, policy, width);
    this.#swaps = new Swaps(attack.system, attack.truth, width);
    for (const world of known) this.#witnesses.add(world);
  }

  isProven(t: number): boolean {
    return this.#witnesses.narrow(t, this.#insiders) === null;
  }

  worlds(allSafe: boolean): readonly World[] {
    return allSafe ? this.#witnesses.needed() : this.#witnesses.worlds;
  }

  async outsiders(): Promise<Verdict['kind'][]> {
    const kinds = this.#attack.system.targets.map((): Verdict['kind'] => 'safe');
    const open = [...kinds.keys()].filter((t) => this.#exchange(t, 0) !== null);
    const solved = open.length === 0 ? [] : await this.#solve(open, new Map(), null);
    for (const [k, t] of open.entries()) kinds[t] = solved[k] ?? 'unresolved';
    return kinds;
  }

  async insiders(t: number): Promise<Verdict['kind']> {
    for (let narrow = this.#exchange(t, this.#insiders); narrow !== null; narrow = this.#exchange(t, this.#insiders)) {
      const [kind = 'unresolved'] = await this.#solve([t], this.#floor(narrow.coalition, t, false), narrow.needed);
      if (kind !== 'safe') return kind;
    }
    return 'safe';
  }

  /** What is still too narrow about a target after exchanges; null: nothing. */
  #exchange(t: number, insiders: number): Narrow | null {
    const index = this.#attack.system.targets[t]?.index ?? new Int32Array();
    const patience = PATIENCE[this.#attack.truth.length <= SMALL ? 'small' : insiders === 0 ? 'outsiders' : 'insiders'];
    let narrow = this.#witnesses.narrow(t, insiders);
    for (let tired = 0; narrow !== null && tired < patience; ) {
      const { coalition, needed } = narrow;
      const floor = this.#floor(coalition, t, tired % 4 === 0);
      let better = false;
      for (const direction of [1, -1] as const) {
        const { low, high, lowest, highest } = this.#witnesses.extremes(t, coalition);
        if (high - low >= needed) break;
        // Each effort for four attempts. From the truth with fresh partners, onwards from the farthest world, from the truth, from any world: in turns.
        const turn = tired % 4;
        const from = turn === 1 ? (direction === 1 ? highest : lowest) : turn === 3 ? this.#witnesses.any(coalition, this.#random) : 0;
        const start = this.#witnesses.worlds[from] ?? TRUTH;
        const value = this.#witnesses.value(t, from);
        const found = this.#swaps.go({ index, direction, steps: direction === 1 ? low + needed - value : value - (high - needed), start, floor, effort: EFFORTS[Math.floor(tired / 4) % EFFORTS.length] ?? 'rings' });
        const reached = value + direction * (found?.steps ?? 0);
        if (found !== null && (reached < low || reached > high) && this.#witnesses.add(found.world)) better = true;
      }
      tired = better ? 0 : tired + 1;
      if (better) narrow = this.#witnesses.narrow(t, insiders);
    }
    return narrow;
  }

  /**
   * Members of the coalition keep their answers. With `fresh`, so does everybody who changed in the target's extreme worlds: a world that
   * shares nobody with them serves at once all who could rule one of them out.
   */
  #floor(coalition: Coalition, t: number, fresh: boolean): Floor {
    if (!fresh) return coalition;
    const floor = new Map(coalition);
    const { lowest, highest } = this.#witnesses.extremes(t, new Map());
    for (const w of [lowest, highest]) for (const [u, people] of this.#witnesses.fewer(w)) floor.set(u, Math.max(floor.get(u) ?? 0, people + 1));
    return floor;
  }

  /** The solver on some targets, among worlds above a floor; `width`: what they need there, if not their own. */
  async #solve(targets: readonly number[], floor: Floor, width: number | null): Promise<Verdict['kind'][]> {
    const { system, truth } = this.#attack;
    const own = targets.flatMap((t) => system.targets[t] ?? []).map((target) => ({ ...target, width: width ?? target.width }));
    const lower = new Float64Array(truth.length);
    for (const [u, people] of floor) lower[u] = people;
    const above = () => this.#witnesses.left(floor);
    const seeds = above().map((w) => countsOf(this.#witnesses.worlds[w] ?? TRUTH, truth));
    const { verdicts, worlds } = audit({ ...system, lower, targets: own }, await Solver.load(), truth, seeds);
    for (const world of worlds) this.#witnesses.add(worldOf(world, truth));
    // Only worlds that are at hand, added up once more, make a target safe.
    const left = above();
    return targets.map((t, k) => {
      const kind = verdicts[k]?.kind ?? 'unresolved';
      const values = left.map((w) => this.#witnesses.value(t, w));
      const wide = values.reduce((a, b) => Math.max(a, b), -Infinity) - values.reduce((a, b) => Math.min(a, b), Infinity) >= (own[k]?.width ?? Infinity);
      return kind === 'safe' && !wide ? 'unresolved' : kind;
    });
  }
}
