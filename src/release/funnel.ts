import type { Problem } from '#core';
import type { ReleaseContent, ReleasedCells } from './content.ts';

/**
 * The steps of the programme are sums of cells of the employer as a whole, and nothing else: each names cells that its table has, no
 * cell twice, and never more people than the step that it is a part of. Expects well-formed tables.
 */
export function funnelStands({ funnel = [], tables, indicators }: ReleaseContent): readonly Problem[] {
  const problems: Problem[] = [];
  const counts = new Map<string, number | null>();
  for (const [i, { id, of, cells }] of funnel.entries()) {
    const say = (what: string): void => void problems.push({ where: `funnel, step ${id}`, what });
    if (counts.has(id)) say('is listed twice');
    if ((of === null) !== (i === 0) || (of !== null && !counts.has(of))) say('is part of no step before it');
    const named = cells.flatMap(({ table, categories }) => categories.map((code) => `${table}\n${code}`));
    if (new Set(named).size !== named.length) say('adds up a cell twice');
    for (const { table: name, categories } of cells) {
      const table = tables.find((t) => t.id === name && t.dimensions.length === 0);
      const form = indicators.find((one) => one.id === table?.indicator)?.forms.find((f) => f.id === table?.form);
      if (categories.some((code) => form?.categories.some((c) => c.code === code) !== true)) say('names a cell that no table of everybody has');
    }
    const count = cellsTotal({ tables, indicators }, cells);
    const whole = of === null ? null : (counts.get(of) ?? null);
    if (count !== null && whole !== null && count > whole) say('counts more people than the step before it');
    counts.set(id, count);
  }
  return problems;
}

/** Some cells of the employer as a whole added up; null unless each of them is published exactly. */
export function cellsTotal({ tables, indicators }: Pick<ReleaseContent, 'tables' | 'indicators'>, cells: readonly ReleasedCells[]): number | null {
  let total = 0;
  for (const { table: id, categories } of cells) {
    const table = tables.find((t) => t.id === id);
    const row = table?.rows.find(({ codes }) => codes.length === 0);
    const form = indicators.find((i) => i.id === table?.indicator)?.forms.find((f) => f.id === table?.form);
    if (row?.state !== 'shown' || form === undefined) return null;
    form.categories.forEach(({ code }, c) => (total += categories.includes(code) ? (row.cells[c] ?? 0) : 0));
  }
  return total;
}
