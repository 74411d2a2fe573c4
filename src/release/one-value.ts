import type { Problem } from '#core';
import { canonicalJson } from '#core';
import type { ReleaseContent, ReleasedRow, ReleasedTable } from './content.ts';
import { rowLabel } from './groups.ts';

/**
 * The same cell in two tables is one number: a group has one head count per population, and one answer row per indicator and
 * form. Otherwise a reader meets two truths, or finds in one table what the other withholds. Expects well-formed content.
 */
export function oneValue(content: ReleaseContent): readonly Problem[] {
  const problems: Problem[] = [];
  const bases = new Map<string, number>();
  const answers = new Map<string, string>();
  for (const table of content.tables) {
    const population = content.indicators.find(({ id }) => id === table.indicator)?.population;
    for (const row of table.rows) {
      if (row.kind === 'remainder') continue;
      const where = `table ${table.id}, ${rowLabel(row)}`;
      const group = groupName(row, table, content);
      if (row.state !== 'withheld' && first(bases, canonicalJson([population, group]), row.base) !== row.base)
        problems.push({ where, what: 'has another base in another table' });
      const said = canonicalJson({ ...row, codes: [] });
      if (first(answers, canonicalJson([table.indicator, table.form, group]), said) !== said)
        problems.push({ where, what: 'is published differently in another table' });
    }
  }
  return problems;
}

/** A group named without the table: dimensions at their total are left out, so `dept A × all ages` is `dept A`. */
function groupName(row: ReleasedRow, table: ReleasedTable, content: ReleaseContent): readonly (readonly string[])[] {
  return table.dimensions
    .map((id, d) => [id, row.codes[d] ?? ''])
    .filter(([id, code]) => content.dimensions.find((dimension) => dimension.id === id)?.codes[0]?.id !== code)
    .toSorted(([a = ''], [b = '']) => (a < b ? -1 : 1));
}

/** The value first seen under a key. */
function first<V>(seen: Map<string, V>, key: string, value: V): V {
  const earlier = seen.get(key);
  if (earlier !== undefined) return earlier;
  seen.set(key, value);
  return value;
}
