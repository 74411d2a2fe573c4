import type { ReleaseContent, ReleasedRow, ReleasedTable } from '#release';

const same = (en: string) => ({ en });

/** A company with a division of two departments and a lone site, one health indicator with a missing category, one participation indicator. */
export function sampleContent(): ReleaseContent {
  return {
    format: 'tutti-release/1',
    employer: { id: 'E001', name: 'Công ty Điện tử Sao Mai' },
    report: { id: 'wellness', version: '1', title: { en: 'Wellness report', vi: 'Báo cáo sức khoẻ' } },
    period: { id: '2025', from: '2025-01-01', to: '2025-12-31' },
    source: same('Health assessment'),
    policy: {
      preset: 'wellness',
      minCompleters: 50,
      minParticipation: 25,
      minGroup: 11,
      minGroupSensitive: 20,
      minCell: 5,
      homogeneity: 0.95,
      zeros: 'shown',
      insiders: 1,
      percentDecimals: 0,
    },
    tier: 'full',
    dimensions: [
      {
        id: 'dept',
        label: same('Department'),
        codes: [
          { id: 'all', label: same('Everybody'), parent: null },
          { id: 'A', label: same('Assembly'), parent: 'all' },
          { id: 'B', label: same('Board'), parent: 'all' },
          { id: 'C', label: same('Canteen'), parent: 'all' },
          { id: 'D', label: same('Design'), parent: 'all' },
        ],
      },
      {
        id: 'sex',
        label: same('Sex'),
        codes: [
          { id: 'any', label: same('Any'), parent: null },
          { id: 'f', label: same('Women'), parent: 'any' },
          { id: 'm', label: same('Men'), parent: 'any' },
        ],
      },
    ],
    indicators: [
      {
        id: 'stress',
        topic: 'mind',
        label: same('Stress'),
        definition: same('Feels stressed on most days'),
        source: 'BRFSS',
        population: 'completers',
        sensitive: true,
        forms: [
          {
            id: 'full',
            categories: [
              { code: 'low', label: same('Low'), direction: 'good', missing: false },
              { code: 'high', label: same('High'), direction: 'bad', missing: false },
              { code: 'missing', label: same('No answer'), direction: 'neutral', missing: true },
            ],
          },
        ],
      },
    ],
    tables: [table('company', 'company', [], [shown([], 100, [60, 30, 10])]), byDepartment(), byDepartmentAndSex()],
  };
}

function table(
  id: string,
  breakdown: string,
  dimensions: readonly string[],
  rows: readonly ReleasedRow[],
): ReleasedTable {
  return { id, breakdown, indicator: 'stress', dimensions, form: 'full', rows };
}

/** Two withheld departments, and their remainder. */
function byDepartment(): ReleasedTable {
  return table(
    'stress-dept',
    'dept',
    ['dept'],
    [
      shown(['all'], 100, [60, 30, 10]),
      shown(['A'], 40, [20, 15, 5]),
      withheld(['B']),
      withheld(['C']),
      shown(['D'], 30, [20, 10, 0]),
      { kind: 'remainder', codes: ['~all'], state: 'shown', base: 30, cells: [20, 5, 5] },
    ],
  );
}

/** Margins, a banded cell, and remainders along one dimension at a time. */
function byDepartmentAndSex(): ReleasedTable {
  const sexes = (code: string) => [withheld([code, 'f']), withheld([code, 'm'])];
  const remainder = (codes: readonly string[], base: number, cells: readonly number[]): ReleasedRow => ({
    kind: 'remainder',
    codes,
    state: 'shown',
    base,
    cells,
  });
  return table(
    'stress-dept-sex',
    'dept-sex',
    ['dept', 'sex'],
    [
      shown(['all', 'any'], 100, [60, 30, 10]),
      shown(['all', 'f'], 50, [30, 15, 5]),
      shown(['all', 'm'], 50, [30, 15, 5]),
      shown(['A', 'any'], 40, [20, 15, 5]),
      ...sexes('A'),
      withheld(['B', 'any']),
      ...sexes('B'),
      withheld(['C', 'any']),
      ...sexes('C'),
      shown(['D', 'any'], 30, [20, 10, 0]),
      ...sexes('D'),
      remainder(['~all', 'any'], 30, [20, 5, 5]),
      remainder(['~all', 'f'], 50, [30, 15, 5]),
      remainder(['~all', 'm'], 50, [30, 15, 5]),
      remainder(['A', '~any'], 40, [20, 15, 5]),
      remainder(['D', '~any'], 30, [20, 10, 0]),
    ],
  );
}

export function shown(codes: readonly string[], base: number, cells: readonly number[]): ReleasedRow {
  return { kind: 'group', codes, state: 'shown', base, cells };
}

export function withheld(codes: readonly string[]): ReleasedRow {
  return { kind: 'group', codes, state: 'withheld' };
}

/** The sample with the rows of one table changed. */
export function withRows(
  id: string,
  change: (row: ReleasedRow) => readonly ReleasedRow[],
  content: ReleaseContent = sampleContent(),
): ReleaseContent {
  return {
    ...content,
    tables: content.tables.map((each) => (each.id === id ? { ...each, rows: each.rows.flatMap(change) } : each)),
  };
}

export const facts = { fingerprint: 'f'.repeat(64), generator: '0.1.0' };
