import { headsOf, householdersOf, type Tabulation } from '#core';

/**
 * What everything after this room relies on: a base is the sum of its categories, nobody completes without being entitled, and every atom
 * stands on leaves of the trees. Broken, it is a bug of this program, not of the data.
 */
export function assertSound(tabulation: Tabulation): void {
  const { dimensions, codes, heads, indicators, counts } = tabulation;
  const leaves = dimensions.map(({ relations }) => {
    const parents = new Set(relations.map((relation) => relation.parent));
    return new Set(relations.flatMap((relation) => relation.children).filter((code) => !parents.has(code)));
  });
  const seen = new Set<string>();
  codes.forEach((row, a) => {
    const key = JSON.stringify(row);
    if (seen.has(key)) throw new Error(`atom ${a} occurs twice`);
    seen.add(key);
    row.forEach((code, d) => {
      if (leaves[d]?.has(code) !== true)
        throw new Error(`atom ${a} does not stand on a leaf of dimension ${dimensions[d]?.id ?? d}`);
    });
    if ((heads.completers[a] ?? 0) > (heads.eligible[a] ?? 0))
      throw new Error(`atom ${a} has more completers than people`);
    if ((heads.followed?.[a] ?? 0) > (heads.completers[a] ?? 0)) throw new Error(`atom ${a} has more people followed than completers`);
  });
  for (const { id, population, categories } of indicators) {
    const own = counts[id] ?? new Int32Array();
    const people = headsOf(tabulation, population);
    if (own.length !== codes.length * categories.length) throw new Error(`indicator ${id} has ${own.length} counts`);
    codes.forEach((_, a) => {
      const sum = own
        .subarray(a * categories.length, (a + 1) * categories.length)
        .reduce((before, count) => before + count, 0);
      if (sum !== people[a]) throw new Error(`indicator ${id} does not add up in atom ${a}`);
    });
  }
  assertHouseholders(tabulation);
}

/** Householders are some of the people, counted like them; where there is anybody, each population has one. */
function assertHouseholders(tabulation: Tabulation): void {
  const { codes, indicators, counts, householders } = tabulation;
  if (householders === undefined) return;
  const total = (heads: readonly number[]): number => heads.reduce((sum, n) => sum + n, 0);
  for (const population of ['eligible', 'completers', 'non-completers'] as const) {
    const people = headsOf(tabulation, population);
    const heads = householdersOf(tabulation, population) ?? [];
    if (heads.length !== people.length || heads.some((n, a) => n > (people[a] ?? 0))) throw new Error(`more householders than ${population}`);
    if (total(heads) * householders.largest < total(people)) throw new Error(`too few householders for the ${population}`);
  }
  for (const { id, population, categories } of indicators) {
    const heads = householdersOf(tabulation, population) ?? [];
    const own = householders.counts[id] ?? new Int32Array();
    if (own.length !== codes.length * categories.length || own.some((n, i) => n > (counts[id]?.[i] ?? 0))) throw new Error(`more householders than people in indicator ${id}`);
    heads.forEach((n, a) => {
      if (total([...own.subarray(a * categories.length, (a + 1) * categories.length)]) !== n) throw new Error(`householders of indicator ${id} do not add up in atom ${a}`);
    });
  }
}
