import { describe, expect, test } from 'vitest';
import { composeReport, type ComparisonBlock, type ComparisonCell } from '#compose';
import type { Locale } from '#core';
import type { ReleaseContent } from '#release';
import { changeOf, interval } from '../../src/compose/change.ts';
import { twoYears, yearContent, type Counted } from '../support/two-years.ts';

/** What a report says beside the one of the year before: only what both print, and why the rest is missing. */

const even = { A: [20, 20, 0], B: [20, 20, 0], C: [20, 20, 0], D: [20, 20, 0] } as const;

function sectionOf(before: ReleaseContent, now: ReleaseContent, locale: Locale = 'en') {
  const { now: release, before: earlier } = twoYears(before, now);
  return composeReport(release.content, locale, earlier).sections.find(({ id }) => id === 'year-over-year');
}

function tablesOf(before: ReleaseContent, now: ReleaseContent, locale: Locale = 'en'): readonly ComparisonBlock[] {
  return (sectionOf(before, now, locale)?.blocks ?? []).filter((b) => b.kind === 'comparison');
}

const said = (cell: ComparisonCell | undefined): string => {
  if (cell === undefined || cell.state === 'absent') return '';
  if (cell.state === 'change') return `${cell.points} ${cell.words}`;
  return cell.state === 'shown' ? `${cell.share} of ${cell.people}` : cell.mark;
};

/** Last year, this year and the change of one indicator, then its change in each department. */
function rowsFor(
  before: readonly Counted[],
  now: readonly Counted[],
  names?: Readonly<Record<string, string>>,
): readonly (readonly string[])[] {
  const [company, groups] = tablesOf(yearContent(2025, before), yearContent(2026, now, names));
  const rows = (company?.rows ?? []).filter((r) => r.kind !== 'heading').map((r) => r.cells.map(said));
  const changes = (groups?.rows ?? []).filter((r) => r.kind !== 'heading').map((r) => r.cells.map(said).join(', '));
  return [...rows, changes];
}

describe('the company as a whole', () => {
  test.each([
    ['bad', [60, 20], [30, 50], ['75% of 80', '38% of 80', '−37 better']],
    ['bad', [30, 50], [60, 20], ['38% of 80', '75% of 80', '+37 worse']],
    ['good', [30, 50], [60, 20], ['38% of 80', '75% of 80', '+37 better']],
    ['neutral', [30, 50], [60, 20], ['38% of 80', '75% of 80', '+37 higher']],
    ['bad', [40, 40], [36, 44], ['50% of 80', '45% of 80', '−5 about the same']],
  ] as const)('%s: %j then %j', (direction, [yes, no], [yesNow, noNow], expected) => {
    const counts = (y: number, n: number) => ({ A: [y, n, 0], B: [0, 0, 0], C: [0, 0, 0], D: [0, 0, 0] }) as const;
    const [row] = rowsFor(
      [{ id: 'q', direction, counts: counts(yes, no) }],
      [{ id: 'q', direction, counts: counts(yesNow, noNow) }],
    );
    expect(row).toEqual(expected);
  });

  test('points are between the shares as printed, and "about the same" rests on the counts', () => {
    // 44.5 % and 45.4 % are printed as 45 % and 45 %.
    const share = (count: number, of: number) => ({
      exact: true,
      count: { low: count, high: count },
      answered: { low: of, high: of },
      base: of,
    });
    expect(changeOf(share(89, 200), share(454, 1000), 'bad', 0)).toEqual({ points: 0, word: 'same' });
    expect(changeOf(share(89, 200), share(454, 1000), 'bad', 1)).toEqual({ points: 0.9, word: 'same' });
    expect(changeOf(share(0, 0), share(1, 2), 'bad', 0)).toBeNull();
  });

  test('Wilson’s interval, by the figures of its literature', () => {
    // Newcombe 1998, Statistics in Medicine 17:857, table I: 81/263 and 0/20.
    const rounded = ({ low, high }: { low: number; high: number }) => [low.toFixed(4), high.toFixed(4)];
    expect(rounded(interval(81, 263))).toEqual(['0.2553', '0.3662']);
    expect(rounded(interval(0, 20))).toEqual(['0.0000', '0.1611']);
  });
});

describe('why there is no change to tell', () => {
  test('a cell that either year withholds is hidden, and nothing of it is said', () => {
    const [, changes] = rowsFor(
      [{ id: 'q', counts: even, hidden: ['A', 'B'] }],
      [{ id: 'q', counts: { ...even, D: [24, 16, 0] }, hidden: ['B', 'C'] }],
    );
    expect(changes).toEqual(['*', '*', '*', '+10 ≈']);
  });

  test('not asked, this year or last, or asked in other words', () => {
    const [kept, fresh, other, gone] = rowsFor(
      [
        { id: 'kept', counts: even },
        { id: 'other', counts: even },
        { id: 'gone', counts: even },
      ],
      [
        { id: 'kept', counts: { ...even, A: [19, 21, 0] } },
        { id: 'fresh', counts: even },
        { id: 'other', counts: even, definition: 'Says yes, or perhaps.' },
      ],
    );
    expect(kept).toEqual(['50% of 160', '49% of 160', '−1 about the same']);
    expect(fresh).toEqual(['–', '50% of 160', '–']);
    expect(other).toEqual(['–', '50% of 160', '–']);
    expect(gone).toEqual(['50% of 160', '–', '–']);
  });

  test('another form, another direction or another name of a group is another count', () => {
    const changed = { ...even, A: [19, 21, 0] } as const;
    expect(
      rowsFor(
        [
          { id: 'q', counts: even },
          { id: 'k', counts: even },
        ],
        [
          { id: 'q', counts: changed, form: 'short' },
          { id: 'k', counts: changed },
        ],
      )[0],
    ).toEqual(['–', '49% of 160', '–']);
    expect(
      rowsFor(
        [
          { id: 'q', counts: even },
          { id: 'k', counts: even },
        ],
        [
          { id: 'q', counts: changed, direction: 'good' },
          { id: 'k', counts: changed },
        ],
      )[0]?.at(-1),
    ).toBe('–');
    const renamed = rowsFor([{ id: 'q', counts: even }], [{ id: 'q', counts: changed }], {
      A: 'Assembly',
      B: 'Board',
      C: 'Kitchen',
      D: 'Design',
    });
    expect(renamed.at(-1)).toEqual(['−2 ≈', '=', '–', '=']);
  });

  test('nobody answered, and the same numbers printed again, have marks of their own', () => {
    const [row, changes] = rowsFor(
      [{ id: 'q', counts: { ...even, A: [0, 0, 30] } }],
      [{ id: 'q', counts: { ...even, A: [10, 20, 0], C: [24, 16, 0] } }],
    );
    expect(row?.at(-1)).toBe('−1 about the same');
    expect(changes).toEqual([':', '=', '+10 ≈', '=']);
    const [silent] = rowsFor(
      [{ id: 'q', counts: { A: [0, 0, 30], B: [0, 0, 30], C: [0, 0, 30], D: [0, 0, 30] } }],
      [{ id: 'q', counts: even }],
    );
    expect(silent).toEqual([':', '50% of 160', ':']);
  });

  test.each(['en', 'es', 'vi'] as const)('each mark is explained where it stands, and no other (%s)', (locale) => {
    const [company, groups] = tablesOf(
      yearContent(2025, [{ id: 'q', counts: even, hidden: ['A', 'B'] }]),
      yearContent(2026, [
        { id: 'q', counts: { ...even, D: [24, 16, 0] } },
        { id: 'new', counts: even },
      ]),
      locale,
    );
    const first = (notes: readonly string[] | undefined) => (notes ?? []).map((note) => note.charAt(0));
    expect(first(company?.notes)).toEqual(['–']);
    expect(first(groups?.notes)).toEqual(['*', '=', '≈']);
    const note = sectionOf(
      yearContent(2025, [{ id: 'q', counts: even }]),
      yearContent(2026, [{ id: 'q', counts: even }]),
      locale,
    )?.blocks;
    expect(note?.[0]).toMatchObject({ kind: 'text', tone: 'body' });
  });

  test('nothing in common, nothing to compare: no chapter', () => {
    expect(
      sectionOf(yearContent(2025, [{ id: 'old', counts: even }]), yearContent(2026, [{ id: 'new', counts: even }])),
    ).toBeUndefined();
  });
});

describe('no new number leaves', () => {
  const now = yearContent(2026, [
    { id: 'q', counts: { A: [12, 30, 0], B: [21, 20, 0], C: [24, 16, 0], D: [9, 31, 0] }, hidden: ['A', 'B'] },
  ]);
  const year = (
    a: readonly [number, number, number],
    b: readonly [number, number, number],
    c: readonly [number, number, number],
  ) => yearContent(2025, [{ id: 'q', counts: { A: a, B: b, C: c, D: [13, 27, 0] }, hidden: ['B', 'C'] }]);

  test('other answers behind the withheld cells of last year change nothing', () => {
    // B and C trade nine answers: what is printed is the same, and so is every byte.
    const [one, other] = [year([18, 22, 0], [30, 10, 0], [11, 29, 0]), year([18, 22, 0], [21, 19, 0], [20, 20, 0])];
    expect(JSON.stringify(one)).toBe(JSON.stringify(other));
    expect(sectionOf(one, now)).toEqual(sectionOf(other, now));
  });

  test('what is printed in one of the years only does not move a change', () => {
    // A is printed in 2025 alone. It gives two answers to the hidden departments, so that the whole stays what it was.
    const [one, other] = [year([18, 22, 0], [30, 10, 0], [11, 29, 0]), year([20, 20, 0], [28, 12, 0], [11, 29, 0])];
    expect(JSON.stringify(one)).not.toBe(JSON.stringify(other));
    expect(sectionOf(one, now)).toEqual(sectionOf(other, now));
  });

  test('every number of the chapter is printed in one of the two releases, or is the difference of two that are', () => {
    const before = year([18, 22, 0], [30, 10, 0], [11, 29, 0]);
    const [company, groups] = tablesOf(before, now);
    const told = [company, groups]
      .flatMap((table) => (table?.rows ?? []).flatMap((row) => row.cells.map(said)))
      .filter((text) => /\d/u.test(text));
    // 2025: 72 of 160 say yes. 2026: 66 of 163. Only department D is printed in both years: 13 of 40, then 9 of 40.
    expect(told).toEqual(['45% of 160', '40% of 163', '−5 about the same', '−10 ≈']);
  });

  test('a look-alike of an opened release is not compared with', () => {
    const { now: release, before } = twoYears(yearContent(2025, [{ id: 'q', counts: even }]), now);
    const fake = structuredClone({ content: before.content });
    expect(() =>
      composeReport(release.content, 'en', Object.assign(Object.create(Object.getPrototypeOf(before)), fake)),
    ).toThrow();
  });
});
