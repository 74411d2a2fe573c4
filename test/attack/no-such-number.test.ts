import { describe, expect, test } from 'vitest';
import { checkContent } from '#release';
import { sampleContent, withRows } from '../release/sample.ts';

/** Means, extremes, percentiles and indices leak in ways of their own (attacks A12, A15 to A18, A51). The signed form has no place for them. */
describe('a number that is no count of people', () => {
  const numbers = { mean: 4.2, sd: 0.89, median: 4, p90: 6, min: 1, max: 61, range: 60, total: 1_000_000, index: 0.37 };

  test.each(Object.entries(numbers))('%s beside a row is refused', (name, value) => {
    expect(checkContent(withField(name, value)).ok).toBe(false);
  });

  test('a mean in the place of a count is refused', () => {
    const content = withRows('stress-dept', (row) => (row.state === 'shown' ? [{ ...row, cells: row.cells.map((v) => v + 0.5) }] : [row]));
    expect(checkContent(content).ok).toBe(false);
  });

  test('the same content without it passes', () => {
    expect(checkContent(sampleContent()).ok).toBe(true);
  });
});

function withField(name: string, value: number): unknown {
  const content = sampleContent();
  return { ...content, tables: content.tables.map((table) => ({ ...table, rows: table.rows.map((row) => (row.state === 'shown' ? { ...row, [name]: value } : row)) })) };
}
