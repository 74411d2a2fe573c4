import type { CountedIndicator, Tabulation } from '#core';
import { pseudoRandom } from './neighbourhood.ts';
import type { ReleaseAttack } from './release-system.ts';
import { holds } from './system.ts';

/**
 * Other workforces by exchanging answers between people, without a solver. Dimensions that some table crosses belong together (a
 * factor); people who stand in the same printed rows of a factor look alike in it. If i and j look alike in the factor of a withheld
 * group, i is in the group and j is not, they may exchange answers; where they differ in other factors, two people k and l who look
 * alike in the group's factor, k like j and l like i elsewhere, exchange them back. Every printed sum is as before.
 */
export function swapWorlds(attack: ReleaseAttack, tabulation: Tabulation, indicator: CountedIndicator): readonly Int32Array[] {
  const factors = factorsOf(tabulation, attack);
  const views = new Views(attack, tabulation, indicator, factors);
  const random = pseudoRandom(0x5a9);
  const worlds: Int32Array[] = [];
  attack.system.targets.forEach((target, t) => {
    const codes = (attack.subjects[t] ?? '').split('\u001f');
    // The employer as a whole belongs to every factor; nobody stands outside it, so only answers that no row tells apart can change.
    const factor = Math.max(
      0,
      factors.findIndex((dimensions) => codes.some((code, d) => code !== tabulation.dimensions[d]?.total && dimensions.includes(d))),
    );
    const exchange = new Exchange(attack.truth, indicator.categories.length, (c, d) => views.of(factor, c, d), target.index, random);
    for (const direction of ['up', 'down'] as const) {
      const world = exchange.go(direction, target.width);
      if (world !== null && holds(attack.system, world)) worlds.push(world);
    }
  });
  return worlds;
}

/** Who looks like whom, when only rows that tell two given answers apart count. */
interface View {
  readonly own: readonly string[];
  readonly elsewhere: readonly string[];
  readonly alike: ReadonlyMap<string, readonly number[]>;
  readonly there: ReadonlyMap<string, readonly number[]>;
}

class Views {
  readonly #attack: ReleaseAttack;
  readonly #tabulation: Tabulation;
  readonly #indicator: CountedIndicator;
  readonly #factors: readonly (readonly number[])[];
  readonly #known = new Map<string, View>();

  constructor(attack: ReleaseAttack, tabulation: Tabulation, indicator: CountedIndicator, factors: readonly (readonly number[])[]) {
    this.#attack = attack;
    this.#tabulation = tabulation;
    this.#indicator = indicator;
    this.#factors = factors;
  }

  of(factor: number, one: number, other: number): View {
    const [a, b] = [this.#indicator.categories[one] ?? '', this.#indicator.categories[other] ?? ''];
    const telling = this.#indicator.forms.filter((form) => !form.categories.some(({ of }) => of.includes(a) && of.includes(b))).map((form) => form.id);
    const key = `${factor}|${telling.join(',')}`;
    let view = this.#known.get(key);
    if (view === undefined) {
      const looks = this.#factors.map((dimensions) => looksIn(this.#attack, this.#tabulation, dimensions, telling));
      const own = looks[factor] ?? [];
      const elsewhere = this.#attack.atoms.map((_, i) => looks.map((look, f) => (f === factor ? '' : (look[i] ?? ''))).join('\u001e'));
      view = { own, elsewhere, alike: byValue(own), there: byValue(elsewhere) };
      this.#known.set(key, view);
    }
    return view;
  }
}

/** Dimensions joined by tables that cross them. */
function factorsOf(tabulation: Tabulation, attack: ReleaseAttack): number[][] {
  const factor = tabulation.dimensions.map((_, d) => d);
  for (const { table } of attack.located) {
    const crossed = table.dimensions.map((id) => tabulation.dimensions.findIndex((d) => d.id === id));
    const [first, ...others] = crossed.map((d) => factor[d] ?? d);
    for (const other of others) factor.forEach((f, d) => (factor[d] = f === other ? (first ?? f) : f));
  }
  return [...new Set(factor)].map((f) => factor.flatMap((own, d) => (own === f ? [d] : [])));
}

/** Per atom: the printed rows about these dimensions, in one of these forms, in which it stands. */
function looksIn(attack: ReleaseAttack, tabulation: Tabulation, dimensions: readonly number[], forms: readonly string[]): string[] {
  const rows = attack.atoms.map((): number[] => []);
  const position = new Map(attack.atoms.map((atom, i) => [atom, i]));
  attack.located.forEach(({ row, table, atoms }, r) => {
    // The table of the employer as a whole is about everybody; it is entered with the first dimension.
    const about = table.dimensions.length === 0 ? dimensions.includes(0) : table.dimensions.some((id) => dimensions.includes(tabulation.dimensions.findIndex((d) => d.id === id)));
    if (row.state === 'withheld' || !about || !forms.includes(table.form)) return;
    for (const atom of atoms) rows[position.get(atom) ?? -1]?.push(r);
  });
  return rows.map((list) => list.join(','));
}

class Exchange {
  readonly #truth: Int32Array;
  readonly #width: number;
  readonly #view: (one: number, other: number) => View;
  readonly #group: ReadonlySet<number>;
  readonly #wanted: ReadonlySet<number>;
  readonly #random: () => number;

  constructor(truth: Int32Array, width: number, view: (one: number, other: number) => View, index: Int32Array, random: () => number) {
    this.#truth = truth;
    this.#width = width;
    this.#view = view;
    this.#group = new Set(Array.from(index, (u) => Math.floor(u / width)));
    this.#wanted = new Set(Array.from(index, (u) => u % width));
    this.#random = random;
  }

  /** A world in which up to `steps` more (or fewer) people of the group give one of the wanted answers; null if none could be moved. */
  go(direction: 'up' | 'down', steps: number): Int32Array | null {
    const world = this.#truth.slice();
    let moved = 0;
    while (moved < steps && this.#step(world, direction)) moved++;
    return moved === 0 ? null : world;
  }

  #step(world: Int32Array, direction: 'up' | 'down'): boolean {
    const wanted = [...this.#wanted];
    const others = Array.from({ length: this.#width }, (_, c) => c).filter((c) => !this.#wanted.has(c));
    const [from, to] = direction === 'up' ? [others, wanted] : [wanted, others];
    const people = this.#shuffled([...this.#group]).flatMap((i) => this.#shuffled(from).flatMap((gives) => (this.#has(world, i, gives) ? [{ i, gives }] : [])));
    for (const { i, gives } of people) for (const takes of this.#shuffled(to)) if (this.#partner(world, i, gives, takes)) return true;
    for (const { i, gives } of people) for (const takes of this.#shuffled(to)) if (this.#inTwo(world, i, gives, takes)) return true;
    return false;
  }

  /** By way of a third answer: first for one that the group's neighbours have, then for one that anybody in the report has. */
  #inTwo(world: Int32Array, i: number, gives: number, takes: number): boolean {
    const before = world.slice();
    for (let between = 0; between < this.#width; between++) {
      if (between === gives || between === takes) continue;
      if (this.#partner(world, i, gives, between) && this.#partner(world, i, between, takes)) return true;
      world.set(before);
    }
    return false;
  }

  /** Somebody outside who takes `gives` for `takes`, and, if the two differ elsewhere, a couple that undoes it there. */
  #partner(world: Int32Array, i: number, gives: number, takes: number): boolean {
    const { own, elsewhere, alike, there } = this.#view(gives, takes);
    const here = elsewhere[i] ?? '';
    if (own[i] === '' && here.replaceAll('\u001e', '') === '') {
      this.#flip(world, i, gives, takes);
      return true;
    }
    const outside = (alike.get(own[i] ?? '') ?? []).filter((j) => !this.#group.has(j) && this.#has(world, j, takes));
    const undoers = (there.get(here) ?? []).filter((l) => l !== i && !this.#group.has(l) && this.#has(world, l, takes));
    for (const j of this.#shuffled(outside)) {
      const away = elsewhere[j] ?? '';
      if (here === away) {
        this.#flip(world, i, gives, takes);
        this.#flip(world, j, takes, gives);
        return true;
      }
      for (const k of there.get(away) ?? []) {
        if (k === j || this.#group.has(k) || !this.#has(world, k, gives)) continue;
        const l = undoers.find((person) => own[person] === own[k]);
        if (l === undefined) continue;
        this.#flip(world, i, gives, takes);
        this.#flip(world, j, takes, gives);
        this.#flip(world, k, gives, takes);
        this.#flip(world, l, takes, gives);
        return true;
      }
    }
    return false;
  }

  #has(world: Int32Array, atom: number, category: number): boolean {
    return (world[atom * this.#width + category] ?? 0) > 0;
  }

  #flip(world: Int32Array, atom: number, from: number, to: number): void {
    const at = atom * this.#width;
    world[at + from] = (world[at + from] ?? 0) - 1;
    world[at + to] = (world[at + to] ?? 0) + 1;
  }

  #shuffled(list: readonly number[]): number[] {
    const out = [...list];
    for (let i = out.length - 1; i > 0; i--) {
      const j = Math.floor(this.#random() * (i + 1));
      [out[i], out[j]] = [out[j] ?? 0, out[i] ?? 0];
    }
    return out;
  }
}

function byValue(values: readonly string[]): Map<string, number[]> {
  const map = new Map<string, number[]>();
  values.forEach((value, i) => {
    const list = map.get(value);
    if (list === undefined) map.set(value, [i]);
    else list.push(i);
  });
  return map;
}
