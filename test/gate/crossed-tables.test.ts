import { expect, test } from 'vitest';
import type { ReleaseContent, ReleasedRow } from '#release';
import { tooFewNotFollowed } from '../../src/gate/followed.ts';
import { appearingTooSoon } from '../../src/gate/reappearing.ts';
import { yearContent } from '../support/two-years.ts';

/**
 * The gate's two looks at a release where tables cross dimensions: a remainder runs along one of them, and a group is the same group whichever table names
 * it. The codes are chosen so that names of groups run into one another if they are not kept apart.
 */

type Population = ReleaseContent['indicators'][number]['population'];
type Kinds = Readonly<Record<string, Population>>;
interface Table {
  readonly of: string;
  readonly dimensions: readonly string[];
  readonly rows: readonly (readonly [codes: string, base: number | null])[];
}

const label = { en: 'x' };
const tree = (id: string, total: string, ...codes: string[]) => ({ id, label, codes: [total, ...codes].map((code) => ({ id: code, label, parent: code === total ? null : total })) });

/** A table per line; rows are codes apart by spaces and how many people count, or null for a withheld group. */
function content(kinds: Kinds, tables: readonly Table[]): ReleaseContent {
  const [like] = yearContent(2026, [{ id: 'x', counts: {} }]).indicators;
  return {
    ...yearContent(2026, []),
    dimensions: [tree('dept', 'all', 'A', 'AB'), tree('site', 'any', 'BC', 'C')],
    indicators: Object.entries(kinds).map(([id, population]) => ({ ...like!, id, population })),
    tables: tables.map(({ of, dimensions, rows }) => ({
      id: `${of}.${dimensions.join('-')}`,
      breakdown: dimensions.join('-'),
      indicator: of,
      dimensions,
      form: 'full',
      rows: rows.map(([names, base]): ReleasedRow => {
        const codes = names.split(' ');
        if (base === null) return { kind: 'group', codes, state: 'withheld' };
        return { kind: names.includes('~') ? 'remainder' : 'group', codes, state: 'shown', base, cells: [base, 0, 0] };
      }),
    })),
  };
}

const crossed = ['dept', 'site'];
const all: Table['rows'] = [
  ['all any', 200], ['all BC', 100], ['all C', 100],
  ['A any', 90], ['A BC', 40], ['A C', 50],
  ['AB any', 110], ['AB BC', 60], ['AB C', 50],
];

test('a remainder of people followed stands against those who completed in the groups that it stands for, along its own dimension', () => {
  // At BC both departments are withheld: 100 completed. Of A, only BC is withheld: 40 completed.
  const followed = (departments: number, sites: number) =>
    content({ done: 'completers', kept: 'followed' }, [
      { of: 'done', dimensions: crossed, rows: all },
      { of: 'kept', dimensions: crossed, rows: [['A C', 30], ['A BC', null], ['A ~any', sites], ['AB BC', null], ['AB C', 30], ['~all BC', departments]] },
    ]);
  expect(tooFewNotFollowed(followed(89, 29))).toEqual([]);
  expect(tooFewNotFollowed(followed(100, 40))).toEqual([]);
  expect(tooFewNotFollowed(followed(90, 29))).toEqual(['kept.dept-site']);
  expect(tooFewNotFollowed(followed(89, 30))).toEqual(['kept.dept-site']);
  // Ten people more than there are at BC, and yet fewer than completed at both sites.
  expect(tooFewNotFollowed(followed(110, 29))).toEqual(['kept.dept-site']);
});

test('what is counted of other people is not held against those who completed', () => {
  const kinds = { entitled: 'eligible', done: 'completers' } as const;
  const tables = [{ of: 'entitled', dimensions: crossed, rows: all.map(([codes, base]) => [codes, (base ?? 0) + 5] as const) }, { of: 'done', dimensions: crossed, rows: all }];
  expect(tooFewNotFollowed(content(kinds, tables))).toEqual([]);
});

test('a group of whom nobody is followed tells of nobody, whether those who completed are printed or not', () => {
  const kinds = { done: 'completers', kept: 'followed' } as const;
  const kept = (base: number) => ({ of: 'kept', dimensions: crossed, rows: [['A BC', base]] as const });
  expect(tooFewNotFollowed(content(kinds, [{ of: 'done', dimensions: crossed, rows: [['A BC', null]] }, kept(0)]))).toEqual([]);
  expect(tooFewNotFollowed(content(kinds, [{ of: 'done', dimensions: crossed, rows: [['A BC', null]] }, kept(20)]))).toEqual(['kept.dept-site']);
});

const done = { done: 'completers' } as const;
const printed = (dimensions: readonly string[], ...rows: Table['rows'][number][]): Table => ({ of: 'done', dimensions, rows });

test('a group is the same in every table, whatever the order of dimensions and whether it is a margin there', () => {
  const hidden = content(done, [printed(crossed, ['A any', null], ['A BC', null])]);
  expect(appearingTooSoon(content(done, [printed(['dept'], ['A', 12])]), hidden)).toEqual(['done.dept A']);
  expect(appearingTooSoon(content(done, [printed(['site', 'dept'], ['BC A', 12])]), hidden)).toEqual(['done.site-dept BC × A']);
  // The year before did not speak of these.
  expect(appearingTooSoon(content(done, [printed(['site', 'dept'], ['BC AB', 12], ['C A', 12], ['BC all', 12], ['any all', 12])]), hidden)).toEqual([]);
  expect(appearingTooSoon(content(done, [printed(['site', 'dept'], ['any all', 12])]), hidden)).toEqual([]);
});

test('one printing is enough, before others that hid the group or after', () => {
  const now = content(done, [printed(['dept'], ['A', 12])]);
  const once = [printed(['dept'], ['A', 12]), printed(crossed, ['A any', null])];
  expect(appearingTooSoon(now, content(done, once))).toEqual([]);
  expect(appearingTooSoon(now, content(done, once.toReversed()))).toEqual([]);
});

test('a group of nobody appears to nobody', () => {
  const hidden = content(done, [printed(['dept'], ['A', null])]);
  expect(appearingTooSoon(content(done, [printed(['dept'], ['A', 0])]), hidden)).toEqual([]);
  expect(appearingTooSoon(content(done, [printed(['dept'], ['A', 1])]), hidden)).toEqual(['done.dept A']);
});

test('a table of an indicator that is not described is no release to be judged', () => {
  expect(() => appearingTooSoon(content({}, [printed(['dept'], ['A', 12])]), content(done, []))).toThrow('table done.dept counts an unknown indicator');
});
