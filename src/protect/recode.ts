import type { Dimension, Tabulation } from '#core';

/** The leaf for people whose value in a dimension is not known. */
export const UNSTATED = 'unstated';

export interface Recoded {
  readonly tabulation: Tabulation;
  /** Per dimension: the leaf that took in the people without a value, or null where there was nobody without one. */
  readonly merged: ReadonlyMap<string, string | null>;
}

/**
 * Recode before withholding: a handful of people without a stated value would cost a whole neighbouring group its numbers (the remainder
 * must be large enough). They are put with the largest group of the dimension, and the group's label says so. Where nobody lacks a
 * value the leaf goes. Only the staff list decides, which the employer has.
 */
export function mergeUnstated(tabulation: Tabulation, least: number): Recoded {
  const merged = new Map<string, string | null>();
  const dimensions: Dimension[] = [];
  const into = tabulation.dimensions.map((dimension, d) => {
    const sizes = leafSizes(tabulation, d);
    const people = sizes.get(UNSTATED) ?? 0;
    if (!isLeaf(dimension, UNSTATED) || people >= least) {
      dimensions.push(dimension);
      return null;
    }
    const [largest] = [...sizes].filter(([code]) => code !== UNSTATED).sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
    if (largest === undefined) {
      dimensions.push(dimension);
      return null;
    }
    merged.set(dimension.id, people === 0 ? null : largest[0]);
    dimensions.push({ ...dimension, relations: dimension.relations.map((r) => ({ ...r, children: r.children.filter((c) => c !== UNSTATED) })) });
    return largest[0];
  });
  return { tabulation: collapse({ ...tabulation, dimensions }, into), merged };
}

function isLeaf({ relations }: Dimension, code: string): boolean {
  return relations.some((r) => r.children.includes(code)) && !relations.some((r) => r.parent === code);
}

function leafSizes(tabulation: Tabulation, d: number): Map<string, number> {
  const sizes = new Map<string, number>();
  tabulation.codes.forEach((codes, a) => {
    const code = codes[d] ?? '';
    sizes.set(code, (sizes.get(code) ?? 0) + (tabulation.heads.eligible[a] ?? 0));
  });
  return sizes;
}

/** Atoms that have become alike are added up, in the order of their first appearance. */
function collapse(tabulation: Tabulation, into: readonly (string | null)[]): Tabulation {
  const place = new Map<string, number>();
  const codes: (readonly string[])[] = [];
  const target = tabulation.codes.map((old) => {
    const now = old.map((code, d) => (code === UNSTATED ? (into[d] ?? code) : code));
    const key = now.join('\u001f');
    const known = place.get(key);
    if (known !== undefined) return known;
    place.set(key, codes.length);
    return codes.push(now) - 1;
  });
  const sum = (values: ArrayLike<number>, width: number): Int32Array => {
    const out = new Int32Array(codes.length * width);
    target.forEach((to, a) => {
      for (let c = 0; c < width; c++) out[to * width + c] = (out[to * width + c] ?? 0) + (values[a * width + c] ?? 0);
    });
    return out;
  };
  const added = (counts: Tabulation['counts']): Tabulation['counts'] => Object.fromEntries(tabulation.indicators.map((i) => [i.id, sum(counts[i.id] ?? [], i.categories.length)]));
  const { householders } = tabulation;
  return {
    ...tabulation,
    codes,
    heads: {
      eligible: [...sum(tabulation.heads.eligible, 1)],
      completers: [...sum(tabulation.heads.completers, 1)],
      ...(tabulation.heads.followed === undefined ? {} : { followed: [...sum(tabulation.heads.followed, 1)] }),
    },
    counts: added(tabulation.counts),
    ...(householders === undefined
      ? {}
      : {
          householders: {
            heads: { eligible: [...sum(householders.heads.eligible, 1)], completers: [...sum(householders.heads.completers, 1)], 'non-completers': [...sum(householders.heads['non-completers'], 1)] },
            counts: added(householders.counts),
            largest: householders.largest,
          },
        }),
  };
}
