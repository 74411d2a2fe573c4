import { describe, expect, test } from 'vitest';
import { addsUp, checkContent, keepsFloors, oneValue, type ReleaseContent, type ReleasedRow } from '#release';
import { sampleContent, shown, withheld, withRows } from './sample.ts';

const named = (code: string) => (row: ReleasedRow) => row.codes.length === 1 && row.codes[0] === code;
const replace = (code: string, ...by: readonly ReleasedRow[]) =>
  withRows('stress-dept', (row) => (named(code)(row) ? by : [row]));
const reasons = (content: unknown) => {
  const checked = checkContent(content);
  return checked.ok ? [] : checked.problems.map(({ where, what }) => `${where}: ${what}`);
};

test('the sample, with withheld rows, remainders and margins, passes whole', () => {
  expect(reasons(sampleContent())).toEqual([]);
});

describe('shape: nothing undeclared leaves', () => {
  const content = sampleContent();
  const cases: readonly (readonly [string, unknown])[] = [
    ['an extra field at the top', { ...content, note: 'x' }],
    ['a count hidden in a withheld row', withExtraInRow()],
    ['a fraction of a person', replace('A', { ...shown(['A'], 40, [20.5, 14.5, 5]) })],
    ['a negative count', replace('A', shown(['A'], 40, [41, -6, 5]))],
    ['a number beyond exact integers', replace('A', shown(['A'], 2 ** 53, [2 ** 53, 0, 0]))],
    ['a label with a control character', { ...content, employer: { id: 'E1', name: 'a\u001b[2J' } }],
    ['a date that does not exist', { ...content, period: { ...content.period, to: '2025-02-30' } }],
    ['a group whose code looks like a remainder', withCode('~x')],
    ['no content', null],
  ];
  test.each(cases)('%s', (_name, value) => {
    expect(reasons(value).join()).toMatch(/does not fit the format/u);
  });

  test('a message never quotes the value', () => {
    expect(reasons({ ...content, tier: 'ZZCANARY' }).join()).not.toContain('ZZCANARY');
  });
});

function withExtraInRow(): unknown {
  const copy: { tables: { rows: object[] }[] } = JSON.parse(JSON.stringify(sampleContent()));
  const rows = copy.tables[1]?.rows ?? [];
  rows[2] = { ...rows[2], base: 7 };
  return copy;
}

function withCode(id: string): ReleaseContent {
  const content = sampleContent();
  return {
    ...content,
    dimensions: content.dimensions.map((d) => ({
      ...d,
      codes: [...d.codes, { id, label: { en: 'x' }, parent: d.codes[0]?.id ?? null }],
    })),
  };
}

describe('references and rows', () => {
  const content = sampleContent();
  const cases: readonly (readonly [string, unknown, RegExp])[] = [
    ['a missing row', replace('B'), /one row per group/u],
    ['a row twice', replace('B', withheld(['B']), withheld(['B'])), /listed twice/u],
    ['rows sorted by something else', withRows('stress-dept', rotated()), /registry order/u],
    ['a cell too few', replace('A', shown(['A'], 40, [20, 20])), /one cell per category/u],
    ['an unknown code', replace('A', shown(['Z'], 40, [20, 15, 5])), /codes that its dimensions do not have/u],
    ['a remainder of a leaf', replace('~all', { ...remainder(), codes: ['~A'] }), /codes that its dimensions/u],
    ['a group in remainder clothes', replace('A', { ...remainder(), codes: ['A'] }), /codes that its dimensions/u],
    ['an unknown indicator', { ...content, indicators: [] }, /no known indicator/u],
    ['an unknown dimension', { ...content, dimensions: content.dimensions.slice(1) }, /unknown dimension/u],
    ['health results in a participation release', { ...content, tier: 'participation' }, /tier participation/u],
    ['any table in an "active" release', { ...content, tier: 'active' }, /tier active/u],
    [
      'a period that ends first',
      { ...content, period: { id: 'x', from: '2026-01-01', to: '2025-01-01' } },
      /begins after/u,
    ],
    ['a child before its parent', unordered(), /no parent before it/u],
    ['two tables of one name', { ...content, tables: [...content.tables, ...content.tables] }, /listed twice/u],
  ];
  test.each(cases)('%s', (_name, value, reason) => {
    expect(reasons(value).join()).toMatch(reason);
  });
});

function remainder(): ReleasedRow & { readonly kind: 'remainder' } {
  return { kind: 'remainder', codes: ['~all'], state: 'shown', base: 30, cells: [20, 5, 5] };
}

function rotated() {
  const a = shown(['A'], 40, [20, 15, 5]);
  return (row: ReleasedRow) => (named('A')(row) ? [withheld(['B'])] : named('B')(row) ? [a] : [row]);
}

function unordered(): ReleaseContent {
  const content = sampleContent();
  return {
    ...content,
    dimensions: content.dimensions.map((d) => ({
      ...d,
      codes: [...d.codes.slice(0, 1), { id: 'q', label: { en: 'q' }, parent: 'r' }, ...d.codes.slice(1)],
    })),
  };
}

describe('every table adds up', () => {
  const wrong: readonly (readonly [string, ReleaseContent, RegExp])[] = [
    ['cells short of the base', replace('A', shown(['A'], 40, [20, 15, 4])), /cells that do not add up/u],
    ['a child too big', replace('A', shown(['A'], 41, [21, 15, 5])), /does not add up/u],
    ['one category against another', replace('A', shown(['A'], 40, [21, 14, 5])), /does not add up/u],
    ['no remainder', replace('~all'), /no remainder/u],
    ['a remainder with nothing behind it', withNothingHidden(), /all children are shown/u],
    ['one child without numbers', withOneHidden(), /can be worked out/u],
    ['a remainder of an unpublished group', replace('all', withheld(['all'])), /no exact numbers/u],
    [
      'a withheld group whose children are all shown',
      withNothingHidden(withheld(['all'])),
      /added up from its children/u,
    ],
    [
      'a banded group whose children are all shown',
      withNothingHidden(bandedAll(55, 65)),
      /added up from its children/u,
    ],
    ['a banded group that its children contradict', withNothingHidden(bandedAll(61, 65)), /children contradict/u],
    ['a band above its base', withBand(30, [21, 0, 0], [31, 9, 9]), /outside its base/u],
    ['bands that cannot reach the base', withBand(20, [5, 0, 0], [10, 4, 4]), /cells that do not add up/u],
    ['a band that is more than the remainder', withBand(30, [21, 0, 0], [30, 9, 9]), /remainder contradicts/u],
    ['a banded group bigger than the remainder', withBand(31, [5, 0, 0], [31, 5, 5]), /remainder contradicts/u],
    ['a remainder that leaves a banded child out', withBandOutside(), /does not add up/u],
  ];
  test.each(wrong)('%s', (_name, content, reason) => {
    expect(
      addsUp(content)
        .map(({ what }) => what)
        .join(),
    ).toMatch(reason);
  });

  test('a banded child inside the remainder is no contradiction', () => {
    expect(addsUp(withBand(20, [15, 0, 0], [20, 5, 5]))).toEqual([]);
  });

  test('a child that is all of its parent may lack numbers', () => {
    const empty = (code: string) => shown([code], 0, [0, 0, 0]);
    const rows = [shown(['all'], 30, [20, 5, 5]), empty('A'), withheld(['B']), empty('C'), empty('D')];
    const rest: ReleasedRow = { kind: 'remainder', codes: ['~all'], state: 'shown', base: 30, cells: [20, 5, 5] };
    expect(addsUp(onlyRows([...rows, rest]))).toEqual([]);
  });
});

/** The department table alone. */
function onlyRows(rows: readonly ReleasedRow[]): ReleaseContent {
  const content = sampleContent();
  return { ...content, tables: content.tables.flatMap((t) => (t.id === 'stress-dept' ? [{ ...t, rows }] : [])) };
}

function withNothingHidden(all: ReleasedRow = shown(['all'], 100, [60, 30, 10])): ReleaseContent {
  const rows = [shown(['A'], 40, [20, 15, 5]), shown(['B'], 15, [10, 5, 0]), shown(['C'], 15, [10, 0, 5])];
  const last = shown(['D'], 30, [20, 10, 0]);
  const remainders = all.state === 'shown' ? [remainder()] : [];
  return onlyRows([all, ...rows, last, ...remainders]);
}

function withOneHidden(): ReleaseContent {
  return replace('B', shown(['B'], 15, [10, 0, 5]));
}

function bandedAll(low: number, high: number): ReleasedRow {
  const cells = [
    { low, high },
    { low: 30, high: 30 },
    { low: 0, high: 15 },
  ];
  return { kind: 'group', codes: ['all'], state: 'banded', base: 100, cells };
}

/** Department B with bands; it stays in the remainder. */
function withBand(base: number, lows: readonly number[], highs: readonly number[]): ReleaseContent {
  const cells = lows.map((low, i) => ({ low, high: highs[i] ?? low }));
  return replace('B', { kind: 'group', codes: ['B'], state: 'banded', base, cells });
}

function withBandOutside(): ReleaseContent {
  const content = withBand(15, [10, 0, 0], [15, 5, 5]);
  const smaller: ReleasedRow = { kind: 'remainder', codes: ['~all'], state: 'shown', base: 15, cells: [10, 5, 0] };
  return withRows('stress-dept', (row) => (row.kind === 'remainder' ? [smaller] : [row]), content);
}

describe('the same cell is one number', () => {
  test('another base in another table', () => {
    const content = withRows('company', () => [shown([], 90, [50, 30, 10])]);
    expect(
      oneValue(content)
        .map(({ what }) => what)
        .join(),
    ).toMatch(/another base/u);
  });

  test('withheld in one table, shown in another', () => {
    const content = withRows('stress-dept', (row) => (named('D')(row) ? [withheld(['D'])] : [row]));
    expect(
      oneValue(content)
        .map(({ what }) => what)
        .join(),
    ).toMatch(/published differently/u);
  });
});

describe('floors, once more', () => {
  test.each([
    ['a group of 19 with a sensitive answer', shown(['A'], 19, [9, 5, 5]), /smallest group/u],
    ['a count of 4', shown(['A'], 40, [31, 4, 5]), /smallest cell/u],
    ['a rest of 4', shown(['A'], 40, [36, 4, 0]), /smallest cell/u],
  ])('%s', (_name, row, reason) => {
    expect(
      keepsFloors(replace('A', row))
        .map(({ what }) => what)
        .join(),
    ).toMatch(reason);
  });

  test('a zero is refused only where zeros are protected; an empty group never is', () => {
    const content = replace('B', shown(['B'], 0, [0, 0, 0]));
    expect(keepsFloors(content)).toEqual([]);
    const strict = { ...content, policy: { ...content.policy, zeros: 'protected' as const } };
    expect(keepsFloors(strict).map(({ where }) => where)).toContain('table stress-dept, group D');
    expect(keepsFloors(strict).map(({ where }) => where)).not.toContain('table stress-dept, group B');
  });
});
