import type { CellSource } from '#compose';
import type { ReleaseContent } from '#release';
import type { Writing } from './tokens.ts';

type Cells = NonNullable<CellSource['ratio']>['of'];

/** Cells of the employer as a whole added up, by the inspector's own arithmetic; null where one is not published exactly. */
function sumOf(cells: Cells, content: ReleaseContent): number | null {
  const counts = cells.flatMap(({ table: id, categories }): readonly (number | null)[] => {
    const table = content.tables.find((t) => t.id === id && t.dimensions.length === 0);
    const [row] = table?.rows ?? [];
    const form = content.indicators.find((i) => i.id === table?.indicator)?.forms.find((f) => f.id === table?.form);
    return categories.map((code) => {
      const at = form?.categories.findIndex((c) => c.code === code) ?? -1;
      return row?.state === 'shown' ? (row.cells[at] ?? null) : null;
    });
  });
  return counts.reduce<number | null>((sum, count) => (sum === null || count === null ? null : sum + count), 0);
}

/** People of a step and of what it is a part of; null where one of them is not published. */
export function partOf({ of, over }: NonNullable<CellSource['ratio']>, content: ReleaseContent): { readonly count: number; readonly whole: number } | null {
  const [count, whole] = [sumOf(of, content), sumOf(over, content)];
  return count === null || whole === null || whole === 0 ? null : { count, whole };
}

/** Every number that the steps of the programme may be told with. */
export function funnelNumbers(content: ReleaseContent, write: Writing): readonly string[] {
  const { funnel = [] } = content;
  return funnel.flatMap((step) =>
    [funnel[0], funnel.find(({ id }) => id === step.of)].flatMap((over) => {
      const part = over === undefined ? null : partOf({ of: step.cells, over: over.cells }, content);
      return part === null ? [] : [write.count(part.count), write.percent(part.count, part.whole)];
    }),
  );
}
