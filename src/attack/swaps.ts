import { type Couple, Couples } from './couples.ts';
import { Gaps } from './gaps.ts';
import { pseudoRandom } from './neighbourhood.ts';
import type { AttackSystem, Fact } from './system.ts';
import type { World } from './world.ts';

/** Where to: more or fewer people of a target's group with one of its answers. */
export interface Quest {
  /** The target's unknowns. */
  readonly index: Int32Array;
  readonly direction: 1 | -1;
  readonly steps: number;
  readonly start: World;
  readonly floor: Floor;
  readonly effort: Effort;
}

/** Of some unknowns the people who must keep giving this answer. */
export type Floor = ReadonlyMap<number, number>;

/** How far partners are sought: rings of four at most; rings by way of a third answer; rings of six. Each costs more and finds less. */
export type Effort = 'rings' | 'third answers' | 'long rings';

/** The cheapest first. */
export const EFFORTS: readonly Effort[] = ['rings', 'third answers', 'long rings'];

export interface Found {
  readonly world: World;
  readonly steps: number;
}

/** A target's group, told from everybody else, and its answers from the others. */
interface Group {
  readonly inside: Uint8Array;
  /** Atoms of the group, and all others, in rising order. */
  readonly own: number[];
  readonly others: number[];
  readonly wanted: number[];
  readonly unwanted: number[];
}

/** One person of an atom gives this answer up and takes that one. */
interface Change {
  readonly i: number;
  readonly gives: number;
  readonly takes: number;
}

/** Atoms of a kind entered in one table of couples: more make rings likelier, and the table grows with the square. */
const COUPLED = 300;
/** Changes of the group from which rings are sought in one step, and couples tried for the long ones. */
const RINGS = 6;
const LONG_TRIES = 3000;

const NO_GROUP: Group = { inside: new Uint8Array(), own: [], others: [], wanted: [], unwanted: [] };

/**
 * Other workforces by exchanging answers between people, without a solver. A person of the group takes another answer; whoever must
 * change in turn, so that every printed sum stays as it is, is looked up by what the change does to the sums (`gaps.ts`): nobody, one
 * person who counts in the same sums, or a ring of four or six people who cancel out. Deterministic. Whether a world is one is for the caller to check.
 */
export class Swaps {
  readonly #truth: Int32Array;
  readonly #width: number;
  readonly #atoms: number;
  readonly #gaps: Gaps;
  readonly #bands: readonly Fact[];
  readonly #couples = new Map<number, Couples>();
  readonly #random = pseudoRandom(0x5a9);
  readonly #groups = new Map<Int32Array, Group>();
  /** The world under way and what must be kept in it: between two quests the true one, and nothing. */
  readonly #world: Int32Array;
  readonly #floor: Int32Array;
  #group: Group = NO_GROUP;
  /** The changes made so far: unknowns that lost a person and unknowns that won one. */
  #flips: (readonly [from: number, to: number])[] = [];

  constructor(system: AttackSystem, truth: Int32Array, width: number) {
    this.#truth = truth;
    this.#width = width;
    this.#atoms = truth.length / width;
    this.#gaps = new Gaps(system, width);
    this.#bands = system.facts.filter((fact) => fact.low < fact.high);
    this.#world = truth.slice();
    this.#floor = new Int32Array(truth.length);
  }

  /** As many steps as can be made, up to what is asked for; null where none can. */
  go({ index, direction, steps, start, floor, effort }: Quest): Found | null {
    this.#group = this.#groupOf(index);
    start.at.forEach((u, k) => (this.#world[u] = start.count[k] ?? 0));
    for (const [u, people] of floor) this.#floor[u] = people;
    this.#flips = [];
    let made = 0;
    while (made < steps && this.#step(direction, effort)) made++;
    const found = made === 0 ? null : { world: this.#differing(start), steps: made };
    for (const u of start.at) this.#world[u] = this.#truth[u] ?? 0;
    for (const flip of this.#flips) for (const u of flip) this.#world[u] = this.#truth[u] ?? 0;
    for (const u of floor.keys()) this.#floor[u] = 0;
    return found;
  }

  /** The world under way, which differs from the truth where the start does or where something was changed. */
  #differing(start: World): World {
    const touched = Int32Array.from([...start.at, ...this.#flips.flat()]).sort();
    const at = touched.filter((u, k) => u !== touched[k - 1] && this.#world[u] !== this.#truth[u]);
    return { at, count: at.map((u) => this.#world[u] ?? 0) };
  }

  #groupOf(index: Int32Array): Group {
    const known = this.#groups.get(index);
    if (known !== undefined) return known;
    const inside = new Uint8Array(this.#atoms);
    const answers = new Set<number>();
    for (const u of index) {
      inside[Math.floor(u / this.#width)] = 1;
      answers.add(u % this.#width);
    }
    const group: Group = { inside, own: [], others: [], wanted: [], unwanted: [] };
    for (let i = 0; i < inside.length; i++) (inside[i] === 1 ? group.own : group.others).push(i);
    for (let c = 0; c < this.#width; c++) (answers.has(c) ? group.wanted : group.unwanted).push(c);
    this.#groups.set(index, group);
    return group;
  }

  #step(direction: 1 | -1, effort: Effort): boolean {
    const changes = this.#shuffled(this.#changes(direction));
    const few = changes.slice(0, RINGS);
    const tries = Math.ceil(LONG_TRIES / Math.max(1, few.length));
    return (
      changes.some((change) => this.#kept(() => this.#direct(change))) ||
      changes.some((change) => this.#kept(() => this.#byWayOf(change, (part) => this.#direct(part)))) ||
      few.some((change) => this.#kept(() => this.#ring(change))) ||
      (effort !== 'rings' && few.some((change) => this.#kept(() => this.#byWayOf(change, (part) => this.#direct(part) || this.#ring(part))))) ||
      (effort === 'long rings' && few.some((change) => this.#kept(() => this.#longRing(change, tries))))
    );
  }

  /** Changes in the group that bring the target one step on. */
  #changes(direction: 1 | -1): Change[] {
    const { own, wanted, unwanted } = this.#group;
    const [from, to] = direction === 1 ? [unwanted, wanted] : [wanted, unwanted];
    const changes: Change[] = [];
    for (const i of own) for (const gives of from) if (this.#has(i, gives)) for (const takes of to) changes.push({ i, gives, takes });
    return changes;
  }

  /** An attempt that fails, or leaves a printed band, is undone. */
  #kept(attempt: () => boolean): boolean {
    const mark = this.#flips.length;
    if (attempt() && this.#bands.every((band) => this.#within(band))) return true;
    this.#undo(mark);
    return false;
  }

  #within({ index, value, low, high }: Fact): boolean {
    let sum = 0;
    for (let k = 0; k < index.length; k++) sum += (value[k] ?? 0) * (this.#world[index[k] ?? -1] ?? 0);
    return low <= sum && sum <= high;
  }

  /** No printed sum tells the two answers apart, or somebody outside the group who counts in the same sums changes the other way. */
  #direct({ i, gives, takes }: Change): boolean {
    const { of, atoms } = this.#gaps.between(gives, takes);
    const change = of[i] ?? 0;
    if (change === 0) {
      this.#flip(i, gives, takes);
      return true;
    }
    const alike = atoms.get(change) ?? [];
    const from = Math.floor(this.#random() * alike.length);
    for (let n = 0; n < alike.length; n++) {
      const j = alike[(from + n) % alike.length] ?? 0;
      if (this.#group.inside[j] === 1 || !this.#has(j, takes)) continue;
      this.#exchange(i, j, gives, takes);
      return true;
    }
    return false;
  }

  /** First to a third answer, from there to the one wanted. */
  #byWayOf({ i, gives, takes }: Change, make: (part: Change) => boolean): boolean {
    for (let between = 0; between < this.#width; between++) {
      if (between === gives || between === takes) continue;
      const mark = this.#flips.length;
      if (make({ i, gives, takes: between }) && make({ i, gives: between, takes })) return true;
      this.#undo(mark);
    }
    return false;
  }

  /** An exchange with somebody who counts in other sums, and a couple elsewhere whose exchange puts them right. */
  #ring({ i, gives, takes }: Change): boolean {
    const { of } = this.#gaps.between(gives, takes);
    const couples = this.#couplesOf(gives, takes);
    for (const j of this.#outside(takes)) {
      const change = (of[j] ?? 0) - (of[i] ?? 0);
      if (!couples.has(change)) continue;
      const mark = this.#flips.length;
      this.#exchange(i, j, gives, takes);
      if (this.#close(change, gives, takes)) return true;
      this.#undo(mark);
    }
    return false;
  }

  /** A ring with one couple more, tried at random. */
  #longRing({ i, gives, takes }: Change, tries: number): boolean {
    const { of } = this.#gaps.between(gives, takes);
    const couples = this.#couplesOf(gives, takes);
    const outside = this.#outside(takes);
    if (outside.length === 0 || couples.count === 0) return false;
    for (let n = 0; n < tries; n++) {
      const j = outside[Math.floor(this.#random() * outside.length)] ?? 0;
      const couple = couples.at(Math.floor(this.#random() * couples.count));
      const mark = this.#flips.length;
      this.#exchange(i, j, gives, takes);
      if (this.#free(couple, gives, takes)) {
        this.#exchange(couple.first, couple.second, gives, takes);
        if (this.#close((of[j] ?? 0) - (of[i] ?? 0) - couple.change, gives, takes)) return true;
      }
      this.#undo(mark);
    }
    return false;
  }

  /** The couple that makes up for what has changed so far. */
  #close(change: number, gives: number, takes: number): boolean {
    const couple = this.#couplesOf(gives, takes).find(change, (first, second) => this.#free({ first, second }, gives, takes));
    if (couple === null) return false;
    this.#exchange(couple.first, couple.second, gives, takes);
    return true;
  }

  /** May the couple exchange without undoing the step? One inside the group who changes as the first did only makes it larger. */
  #free({ first, second }: Pick<Couple, 'first' | 'second'>, gives: number, takes: number): boolean {
    return first !== second && this.#group.inside[second] === 0 && this.#has(first, gives) && this.#has(second, takes);
  }

  #couplesOf(gives: number, takes: number): Couples {
    const key = gives * this.#width + takes;
    let couples = this.#couples.get(key);
    if (couples === undefined) {
      const giving = (answer: number) => Int32Array.from(this.#shuffled(Array.from({ length: this.#atoms }, (_, i) => i).filter((i) => (this.#truth[i * this.#width + answer] ?? 0) > 0)).slice(0, COUPLED));
      couples = new Couples(this.#gaps.between(gives, takes).of, giving(gives), giving(takes));
      this.#couples.set(key, couples);
    }
    return couples;
  }

  /** Atoms outside the group that can give this answer up. */
  #outside(answer: number): number[] {
    return this.#shuffled(this.#group.others.filter((i) => this.#has(i, answer)));
  }

  #has(atom: number, answer: number): boolean {
    const u = atom * this.#width + answer;
    return (this.#world[u] ?? 0) > (this.#floor[u] ?? 0);
  }

  #exchange(i: number, j: number, gives: number, takes: number): void {
    this.#flip(i, gives, takes);
    this.#flip(j, takes, gives);
  }

  #flip(atom: number, from: number, to: number): void {
    const at = atom * this.#width;
    this.#move(at + from, at + to);
    this.#flips.push([at + from, at + to]);
  }

  /** Takes back what was changed since. */
  #undo(mark: number): void {
    while (this.#flips.length > mark) {
      const [from, to] = this.#flips.pop() ?? [0, 0];
      this.#move(to, from);
    }
  }

  #move(from: number, to: number): void {
    this.#world[from] = (this.#world[from] ?? 0) - 1;
    this.#world[to] = (this.#world[to] ?? 0) + 1;
  }

  #shuffled<T>(list: T[]): T[] {
    for (let i = list.length - 1; i > 0; i--) {
      const j = Math.floor(this.#random() * (i + 1));
      const [a, b] = [list[i], list[j]];
      if (a === undefined || b === undefined) continue;
      list[i] = b;
      list[j] = a;
    }
    return list;
  }
}
