import type { AttackSystem, Fact, Target } from './system.ts';

/** A part of the attacker's system that shares no unknown with any other part, over its own dense numbering. */
export interface Component {
  /** Local to global number of an unknown. */
  readonly unknowns: Int32Array;
  readonly system: AttackSystem;
  /** Number of each local target in the whole system. */
  readonly targets: Int32Array;
  /** What the fixed unknowns of each local target add to it. */
  readonly offsets: Float64Array;
}

/** Fixes what bounds have settled and splits the rest. Targets without a free unknown belong to no component: they are exact. */
export function components(system: AttackSystem, lower: Float64Array, upper: Float64Array): Component[] {
  const n = system.unknowns;
  const parent = Int32Array.from({ length: n }, (_, i) => i);
  const find = (i: number): number => {
    let root = i;
    while (parent[root] !== root) root = parent[root] ?? root;
    while (parent[i] !== root) [parent[i], i] = [root, parent[i] ?? root];
    return root;
  };
  const free = (i: number) => lower[i] !== upper[i];
  const join = (index: Int32Array) => {
    let first = -1;
    for (const i of index) {
      if (!free(i)) continue;
      if (first < 0) first = find(i);
      else parent[find(i)] = first;
    }
  };
  for (const fact of system.facts) join(fact.index);
  for (const target of system.targets) join(target.index);

  const members = new Map<number, number[]>();
  for (let i = 0; i < n; i++) {
    if (!free(i)) continue;
    const root = find(i);
    const list = members.get(root);
    if (list === undefined) members.set(root, [i]);
    else list.push(i);
  }
  const facts = groupBy(system.facts.entries(), ([, f]) => firstFree(f.index, free), find);
  const targets = groupBy(system.targets.entries(), ([, t]) => firstFree(t.index, free), find);
  const local = new Int32Array(n).fill(-1);
  return [...members].flatMap(([root, unknowns]) => {
    const own = targets.get(root) ?? [];
    if (own.length === 0) return [];
    unknowns.forEach((global, i) => (local[global] = i));
    const built = build(unknowns, facts.get(root) ?? [], own, local, lower, upper);
    const answers = system.answers === null ? null : { atom: Int32Array.from(unknowns, (i) => system.answers?.atom[i] ?? 0), category: Int32Array.from(unknowns, (i) => system.answers?.category[i] ?? 0) };
    const { parts } = system;
    return [{ ...built, system: { ...built.system, answers, ...(parts === undefined ? {} : { parts: Int32Array.from(unknowns, (i) => parts[i] ?? 0) }) } }];
  });
}

function firstFree(index: Int32Array, free: (i: number) => boolean): number {
  return index.find(free) ?? -1;
}

function groupBy<T>(items: Iterable<T>, key: (item: T) => number, find: (i: number) => number): Map<number, T[]> {
  const groups = new Map<number, T[]>();
  for (const item of items) {
    const k = key(item);
    if (k < 0) continue;
    const root = find(k);
    const list = groups.get(root);
    if (list === undefined) groups.set(root, [item]);
    else list.push(item);
  }
  return groups;
}

function build(
  unknowns: readonly number[],
  facts: readonly [number, Fact][],
  targets: readonly [number, Target][],
  local: Int32Array,
  lower: Float64Array,
  upper: Float64Array,
): Component {
  const at = (i: number) => local[i] ?? -1;
  const isFree = (i: number) => lower[i] !== upper[i];
  const offsets = new Float64Array(targets.length);
  const system: AttackSystem = {
    unknowns: unknowns.length,
    lower: Float64Array.from(unknowns, (i) => lower[i] ?? 0),
    upper: Float64Array.from(unknowns, (i) => upper[i] ?? 0),
    facts: facts.map(([, fact]) => {
      const index: number[] = [];
      const value: number[] = [];
      let fixed = 0;
      fact.index.forEach((i, k) => {
        const a = fact.value[k] ?? 0;
        if (isFree(i)) {
          index.push(at(i));
          value.push(a);
        } else fixed += a * (lower[i] ?? 0);
      });
      return { index: Int32Array.from(index), value: Float64Array.from(value), low: fact.low - fixed, high: fact.high - fixed };
    }),
    targets: targets.map(([, target], t) => {
      for (const i of target.index) if (!isFree(i)) offsets[t] = (offsets[t] ?? 0) + (lower[i] ?? 0);
      return { index: target.index.filter(isFree).map(at), width: target.width, reach: target.reach - (offsets[t] ?? 0) };
    }),
    answers: null,
  };
  return { unknowns: Int32Array.from(unknowns), system, targets: Int32Array.from(targets, ([t]) => t), offsets };
}
