import { describe, expect, test } from 'vitest';
import { cellsTotal, checkContent, type ReleaseContent, type ReleasedStep } from '#release';
import { countsOf, funnelContent, without } from '../render/funnel-content.ts';

const content = funnelContent();

function said(change: (step: ReleasedStep) => ReleasedStep, at = 3, of: ReleaseContent = content): readonly string[] {
  const checked = checkContent({ ...of, funnel: of.funnel?.map((step, i) => (i === at ? change(step) : step)) });
  return checked.ok ? [] : checked.problems.map(({ what }) => what);
}

describe('the steps of a programme in a release', () => {
  test('are accepted as sums of printed cells', () => {
    expect(checkContent(content).ok).toBe(true);
    expect(cellsTotal(content, content.funnel?.[1]?.cells ?? [])).toBe(countsOf(content, 'registered').yes);
  });

  test.each<readonly [string, (step: ReleasedStep) => ReleasedStep]>([
    ['is part of no step before it', (step) => ({ ...step, of: 'coached' })],
    ['is part of no step before it', (step) => ({ ...step, of: null })],
    ['is listed twice', (step) => ({ ...step, id: 'completed' })],
    ['adds up a cell twice', (step) => ({ ...step, cells: [...step.cells, ...step.cells] })],
    ['names a cell that no table of everybody has', (step) => ({ ...step, cells: [{ table: 'company.device', categories: ['maybe'] }] })],
    ['names a cell that no table of everybody has', (step) => ({ ...step, cells: [{ table: 'company.shoes', categories: ['yes'] }] })],
    ['counts more people than the step before it', (step) => ({ ...step, cells: [{ table: 'company.completed', categories: ['yes', 'no'] }] })],
  ])('%s', (what, change) => {
    expect(said(change)).toContain(what);
  });

  test('a field of its own, such as a count, is refused', () => {
    expect(said((step) => ({ ...step, people: 7 }) as ReleasedStep)).toEqual(['does not fit the format (unrecognized_keys)']);
  });

  test('a step of a withheld cell has no total, nor has one of a range', () => {
    const hidden = without(content, 'company.device');
    expect(cellsTotal(hidden, hidden.funnel?.[3]?.cells ?? [])).toBeNull();
    const range = { kind: 'group', codes: [], state: 'banded', base: 96, cells: [{ low: 20, high: 30 }, { low: 66, high: 76 }] } as const;
    const banded = { ...content, tables: content.tables.map((t) => (t.id === 'company.device' ? { ...t, rows: [range] } : t)) };
    expect(cellsTotal(banded, banded.funnel?.[3]?.cells ?? [])).toBeNull();
  });
});
