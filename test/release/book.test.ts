import { describe, expect, test } from 'vitest';
import { checkContent, type ReleaseContent } from '#release';
import { bookContent } from '../render/book-content.ts';

const content = bookContent();
const { book } = content;
if (book === undefined) throw new Error('the sample has a book');
const [smoking] = book.figures;
if (smoking === undefined) throw new Error('the book has figures');

function said(change: object, of: ReleaseContent = content): readonly string[] {
  const checked = checkContent({ ...of, book: { ...book, ...change } });
  return checked.ok ? [] : checked.problems.map(({ what }) => what);
}

describe('shares of other employers in a release', () => {
  test('are accepted beside printed results', () => {
    expect(checkContent(content)).toMatchObject({ ok: true });
  });

  test.each<readonly [string, object]>([
    ['is not of the year before', { period: { id: '2024', from: '2023-01-01', to: '2023-12-31' } }],
    ['is not of the year before', { period: content.period }],
    ['has not some of the answers of a table of everybody', { figures: [{ ...smoking, categories: ['never', 'former', 'current'] }] }],
    ['has not some of the answers of a table of everybody', { figures: [{ ...smoking, categories: ['missing'] }] }],
    ['has not some of the answers of a table of everybody', { figures: [{ ...smoking, categories: ['current', 'current'] }] }],
    ['has not some of the answers of a table of everybody', { figures: [{ ...smoking, table: 'by-age-sex.smoking' }] }],
    ['is adjusted for what the release does not have', { figures: [{ ...smoking, adjustedFor: ['age', 'shoe'] }] }],
    ['is adjusted for what the release does not have', { figures: [{ ...smoking, adjustedFor: ['age', 'age'] }] }],
    ['has a table twice', { figures: [smoking, smoking] }],
  ])('%s', (what, change) => {
    expect(said(change)).toContain(what);
  });

  test.each(['withheld', 'banded'] as const)('stand beside no %s number', (state) => {
    const tables = content.tables.map((t) => {
      if (t.id !== smoking.table) return t;
      return { ...t, rows: t.rows.map((r) => (r.state === 'shown' && state === 'banded' ? { kind: 'group' as const, codes: r.codes, state, base: r.base, cells: r.cells.map((n) => ({ low: n, high: n + 1 })) } : { kind: 'group' as const, codes: r.codes, state: 'withheld' as const })) };
    });
    expect(said({}, { ...content, tables })).toContain('stands beside a number that is not printed');
  });

  test('stand in no report that would not print them', () => {
    const indicators = content.indicators.filter(({ population }) => population === 'eligible');
    const [one] = indicators;
    const participation = { ...content, tier: 'participation' as const, indicators, tables: content.tables.filter((t) => t.indicator === one?.id) };
    expect(said({ figures: [{ ...smoking, table: `company.${one?.id ?? ''}`, categories: [one?.forms[0]?.categories[0]?.code] }] }, participation)).toEqual(['stands in a report that has no chapter for it']);
  });

  test('are whole, and nothing else has a place among them: no count, no name, no number of employers', () => {
    expect(said({ figures: [{ ...smoking, percent: 14.5 }] })).toEqual(['does not fit the format (invalid_type)']);
    expect(said({ figures: [{ ...smoking, percent: 101 }] })).toEqual(['does not fit the format (too_big)']);
    for (const more of [{ people: 812 }, { picked: 120 }]) expect(said({ figures: [{ ...smoking, ...more }] })).toEqual(['does not fit the format (unrecognized_keys)']);
    for (const more of [{ employers: 7 }, { names: ['A'] }]) expect(said(more)).toEqual(['does not fit the format (unrecognized_keys)']);
  });
});
