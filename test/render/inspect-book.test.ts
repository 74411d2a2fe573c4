import { expect, test } from 'vitest';
import { composeReport, type ReportDocument } from '#compose';
import { inspect } from '#render';
import { claims, holds } from '../../src/render/inspect/expected-rows.ts';
import { writing } from '../../src/render/inspect/tokens.ts';
import { bookContent } from './book-content.ts';
import { openSample } from './open-sample.ts';
import { writtenFrom } from './written-from.ts';

const { released } = openSample(bookContent());
const document = composeReport(released.content, 'en');

/** The others' shares of the two results the other way round: both are known to the report, each in the wrong place. */
function swapped(): ReportDocument {
  const sections = document.sections.map((section) => ({
    ...section,
    blocks: section.blocks.map((block) =>
      block.kind !== 'comparison'
        ? block
        : { ...block, rows: block.rows.map((row) => ({ ...row, cells: row.cells.map((cell) => (cell.state === 'change' && cell.source.of === 'book' ? { ...cell, points: cell.points === '3%' ? '57%' : '3%', spoken: '3%' } : cell)) })) },
    ),
  }));
  return { ...document, sections };
}

test('a comparison as signed passes, another share of the others is seen', async () => {
  await expect(inspect(released, await writtenFrom(document, released))).resolves.toBeUndefined();
  await expect(inspect(released, await writtenFrom(swapped(), released))).rejects.toMatchObject({ code: 'INSPECTION_FAILED' });
}, 60_000);

test('a composer that told another share, of other answers, or beside a withheld number, would be seen too', () => {
  const write = writing('en', 0);
  const others = claims(document).filter(({ source }) => source.of === 'book');
  expect(others).toHaveLength(2);
  const { book: _, ...plain } = released.content;
  for (const claim of others) {
    expect(holds(claim, released.content, write, null)).toBe(true);
    expect(holds({ ...claim, share: '50%' }, released.content, write, null)).toBe(false);
    expect(holds({ ...claim, source: { ...claim.source, categories: ['never'] } }, released.content, write, null)).toBe(false);
    expect(holds(claim, plain, write, null)).toBe(false);
    const withheld = { ...released.content, tables: released.content.tables.map((t) => (t.id === claim.source.table ? { ...t, rows: [{ kind: 'group', codes: [], state: 'withheld' } as const] } : t)) };
    expect(holds(claim, withheld, write, null)).toBe(false);
  }
});
