import { describe, expect, test } from 'vitest';
import type { FunnelStep } from '#config';
import { loadPipeline } from '#config';
import type { ReleasedTable } from '#release';
import { assertNested, funnelOf } from '../../src/app/funnel.ts';
import { funnelContent } from '../render/funnel-content.ts';

const { report } = loadPipeline(new URL('../../pipelines/demo.yaml', import.meta.url).pathname);

/** Tables of everybody, in these forms. */
function tables(forms: Readonly<Record<string, string>>): readonly ReleasedTable[] {
  return Object.entries(forms).map(([indicator, form]) => ({ id: `company.${indicator}`, breakdown: 'company', indicator, dimensions: [], form, rows: [] }));
}

const FULL = { participation: 'full', registered: 'full', campaign: 'full', coaching: 'full', bp: 'full', steps: 'full' };
const idsOf = (forms: Readonly<Record<string, string>>) => funnelOf(report, tables(forms)).map(({ id }) => id);

describe('the steps that an employer is told', () => {
  test('are all of the report’s where every indicator is in the release', () => {
    expect(idsOf(FULL)).toEqual(['entitled', 'registered', 'completed', 'screened', 'campaign', 'device', 'coached']);
    const cells = funnelOf(report, tables(FULL)).find(({ id }) => id === 'registered')?.cells;
    expect(cells).toEqual([
      { table: 'company.participation', categories: ['completed'] },
      { table: 'company.registered', categories: ['registered'] },
    ]);
  });

  test('“answered” is every answer, in whatever form keeps the missing one apart', () => {
    const screened = funnelOf(report, tables(FULL)).find(({ id }) => id === 'screened')?.cells[0]?.categories;
    expect(screened).not.toContain('missing');
    expect(screened?.length).toBeGreaterThan(2);
    // The last form of an indicator counts people without an answer on one side: who was measured cannot be told from it.
    expect(idsOf({ ...FULL, bp: 'yesno' })).toEqual(['entitled', 'registered', 'completed', 'campaign', 'device', 'coached']);
  });

  test('lose a step with whatever is a part of it', () => {
    const { registered: _, ...others } = FULL;
    // Completed is a part of signed up, and every later step a part of completed.
    expect(idsOf(others)).toEqual([]);
  });

  test('are none where there is nothing beyond one step', () => {
    expect(idsOf({ participation: 'full' })).toEqual([]);
  });

  test('are none in a report that lists none', () => {
    const none: readonly FunnelStep[] = [];
    expect(funnelOf({ ...report, funnel: none }, tables(FULL))).toEqual([]);
  });
});

test('a step that is no part of the step it names is an error of the definition', () => {
  const content = funnelContent();
  const [entitled, registered, completed, device] = content.funnel ?? [];
  if (entitled === undefined || registered === undefined || completed === undefined || device === undefined) throw new Error('the sample has four steps');
  expect(() => assertNested([entitled, registered, completed, device], content)).not.toThrow();
  // More people signed up than completed.
  const wrong = [entitled, { ...completed, of: 'entitled' }, { ...registered, of: 'completed' }];
  expect(() => assertNested(wrong, content)).toThrow(expect.objectContaining({ code: 'CONFIG_INVALID' }));
});
