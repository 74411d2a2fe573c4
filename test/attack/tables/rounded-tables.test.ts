import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { countsFrom, specText } from '../../../fixtures/yardstick/load.ts';
import { EXIT, systemClock } from '#core';
import { attackReleased } from '../../../src/app/tables/attack-released.ts';
import { type ProtectOutcome, protectTables } from '../../../src/app/tables/protect-tables.ts';
import { readSpec, type TableSpec } from '../../../src/app/tables/read-spec.ts';

/** Tables printed rounded, from file to file: what the file says is true of the counts, and `tutti attack` judges what it should. */

const SITES = ['north', 'south', 'west'];

function specOf(policy: unknown, sensitive = false): TableSpec {
  const dimensions = {
    site: { total: 'all', relations: [{ parent: 'all', children: SITES }] },
    measure: { total: 'people', indicators: [{ name: 'smokes', categories: ['yes', 'no'], sensitive }] },
  };
  return readSpec(JSON.stringify({ dimensions, tables: [['site', 'measure']], policy }), 'spec');
}

/** [yes, no] of each site. */
function countsOf(answers: readonly (readonly [number, number])[]): ReadonlyMap<string, number> {
  const all = [0, 1].map((k) => answers.reduce((sum, pair) => sum + (pair[k] ?? 0), 0));
  const rows = [['', all], ...SITES.map((site, i) => [site, answers[i] ?? [0, 0]] as const)] as const;
  return new Map(rows.flatMap(([site, [yes = 0, no = 0]]) => [[`${site},`, yes + no], [`${site},smokes=yes`, yes], [`${site},smokes=no`, no]] as const));
}

const csvOf = (counts: ReadonlyMap<string, number>): string => ['site,measure,count', ...[...counts].map(([cell, v]) => `${cell},${v}`)].join('\n');

async function protect(spec: TableSpec, counts: ReadonlyMap<string, number>): Promise<Extract<ProtectOutcome, { kind: 'protected' }>> {
  const outcome = await protectTables(spec, { text: csvOf(counts), file: 'cells' }, systemClock);
  if (outcome.kind !== 'protected') throw new Error('refused');
  return outcome;
}

const attack = (spec: TableSpec, text: string, earlier?: string, truth?: ReadonlyMap<string, number>) =>
  attackReleased(spec, { text, file: 'out' }, earlier === undefined ? [] : [{ text: earlier, file: 'then' }], truth === undefined ? null : { text: csvOf(truth), file: 'truth' });

/** Lines by cell: count, status, low, high. */
function linesOf(csv: string): ReadonlyMap<string, readonly [count: string, status: string, low: string, high: string]> {
  return new Map(
    csv.trim().split('\n').slice(1).map((line) => {
      const [site = '', measure = '', count = '', status = '', low = '', high = ''] = line.split(',');
      return [`${site},${measure}`, [count, status, low, high]];
    }),
  );
}

describe('nhs8r5', () => {
  const spec = specOf('nhs8r5');

  test('1 to 7 are withheld, 0 is 0, everything else an interval around its multiple of 5, without a count that could be taken for the true one', async () => {
    const counts = countsOf([[3, 20], [14, 31], [0, 42]]);
    const { csv, report } = await protect(spec, counts);
    const lines = linesOf(csv);
    expect(lines.get('west,smokes=yes')).toEqual(['0', 'published', '', '']);
    expect(lines.get('west,smokes=no')).toEqual(['', 'banded', '38', '42']);
    expect(lines.get('north,smokes=yes')).toEqual(['', 'withheld', '', '']);
    expect(report).toMatchObject({ primary: 1, banded: report.rounded });
    expect(report.rounded + report.primary + report.secondary + 1).toBe(report.cells);
    expect((await attack(spec, csv)).exit).toBe(EXIT.done);
  });

  test('counts how many printed sums do not add up', async () => {
    const { report } = await protect(spec, countsOf([[12, 12], [12, 12], [12, 12]]));
    // 10 + 10 for 24, which is printed as 25, at each site; 25 × 3 for 72, printed as 70; 10 × 3 for 36, printed as 35, twice; and 35 + 35 for 72 is right.
    expect(report).toMatchObject({ primary: 0, secondary: 0, rounded: 12, sumsOff: 6 });
    const { report: exact } = await protect(specOf('cms11'), countsOf([[12, 12], [12, 12], [12, 12]]));
    expect(exact).toMatchObject({ rounded: 0, sumsOff: 0 });
  });

  test('a rounded count that others narrow down is no finding; the withheld one beside it is', async () => {
    const counts = countsOf([[13, 13], [13, 13], [13, 13]]);
    const { csv, report } = await protect(spec, counts);
    expect(report.rounded).toBe(12);
    expect(await attack(spec, csv)).toMatchObject({ exit: EXIT.done, verdicts: [] });
    // 39 in all, printed as 40; three times at least 13 leave nothing for anybody.
    const hidden = csv.replace('north,smokes=yes,,banded,13,17', 'north,smokes=yes,,withheld,,');
    const { exit, tally, verdicts } = await attack(spec, hidden);
    expect([exit, tally.safe + tally.large]).toEqual([EXIT.done, 1]);
    expect(verdicts[0]?.low).toBeGreaterThanOrEqual(1);
  });

  test('an interval that is no rounded count is held against its own width', async () => {
    const { csv } = await protect(spec, countsOf([[3, 20], [14, 31], [16, 42]]));
    const told = csv.replace('north,smokes=yes,,withheld,,', 'north,smokes=yes,,banded,1,4');
    const { verdicts } = await attack(spec, told);
    expect(verdicts.find(({ cell }) => cell === ['north', 'smokes=yes'].join('\u001f'))).toMatchObject({ width: 3 });
  });

  test('an earlier edition that printed the numbers themselves undoes the rounding', async () => {
    const counts = countsOf([[3, 20], [14, 31], [16, 42]]);
    const { csv } = await protect(spec, counts);
    const earlier = [...counts].map(([cell, v]) => (v >= 8 ? `${cell},${v},published,,` : `${cell},,withheld,,`));
    expect((await attack(spec, csv)).exit).toBe(EXIT.done);
    expect((await attack(spec, csv, ['site,measure,count,status,low,high', ...earlier].join('\n'))).exit).toBe(EXIT.refused);
  });

  test('withholds less than exact numbers need on a public instance, and a stranger finds nothing', async () => {
    const exact = { minGroup: 8, minGroupSensitive: 20, minCell: 8, zeros: 'shown', insiders: 1, headCounts: 'secret' };
    const reports = [];
    for (const policy of [exact, 'nhs8r5']) {
      const instance = readSpec(specText('t200-site-age', policy), 'instance');
      const outcome = await protectTables(instance, { text: countsFrom('t200-site-age', instance), file: 'cells' }, systemClock);
      if (outcome.kind !== 'protected') throw new Error('refused');
      expect((await attackReleased(instance, { text: outcome.csv, file: 'out' }, [], null)).tally).toMatchObject({ exact: 0, short: 0, unresolved: 0 });
      reports.push(outcome.report);
    }
    const [exactly, rounded] = reports;
    expect(rounded?.primary).toBe(exactly?.primary);
    expect(rounded?.secondary).toBeLessThan(exactly?.secondary ?? 0);
    expect(rounded?.withheldPeople).toBeLessThan(exactly?.withheldPeople ?? 0);
  });
});

describe('rounding with other rules', () => {
  const rules = { minGroup: 8, minGroupSensitive: 20, minCell: 8, zeros: 'shown', insiders: 0, headCounts: 'secret', roundTo: 5 };

  test('nearly everybody gave the same sensitive answer: the interval is reckoned from the head count as printed', async () => {
    const spec = specOf(rules, true);
    const { csv, report } = await protect(spec, countsOf([[99, 102], [100, 100], [0, 199]]));
    const lines = linesOf(csv);
    // 199 is printed as 200: 198 to 202. 95 % of 198 are 189; 202 less 95 % of 202 are 10.
    expect(lines.get('west,')).toEqual(['', 'banded', '198', '202']);
    expect(lines.get('west,smokes=no')).toEqual(['', 'banded', '189', '202']);
    expect(lines.get('west,smokes=yes')).toEqual(['', 'banded', '0', '10']);
    expect(report.banded).toBe(report.rounded + 2);
    const { exit, verdicts } = await attack(spec, csv);
    expect(exit).toBe(EXIT.done);
    expect(verdicts.filter(({ cell }) => cell.startsWith('west')).map(({ kind, width }) => [kind, width])).toEqual([['safe', 8], ['safe', 8]]);
  });

  test('a rounded count that reads as nearly everybody is guarded as if it were', async () => {
    const spec = specOf({ ...rules, minCell: 3 }, true);
    const { csv } = await protect(spec, countsOf([[20, 2], [100, 100], [40, 90]]));
    // 20 of 22 are printed as 18 to 22 of 18 to 22, which is also how 22 of 22 are.
    for (const cell of ['north,', 'north,smokes=yes']) expect(linesOf(csv).get(cell)).toEqual(['', 'banded', '18', '22']);
    const { exit, verdicts } = await attack(spec, csv);
    expect(exit).toBe(EXIT.done);
    expect(verdicts.find(({ cell }) => cell === ['north', 'smokes=yes'].join('\u001f'))).toMatchObject({ kind: 'safe', width: 1 });
    expect(verdicts.find(({ cell }) => cell === ['south', 'smokes=yes'].join('\u001f'))).toBeUndefined();
  });

  test('known head counts: the attacker has them unrounded', async () => {
    const spec = specOf({ ...rules, headCounts: 'known' });
    const counts = countsOf([[3, 20], [14, 31], [16, 42]]);
    const { csv } = await protect(spec, counts);
    expect(linesOf(csv).get('west,')?.[1]).toBe('banded');
    expect((await attack(spec, csv, undefined, counts)).exit).toBe(EXIT.done);
  });

  const answer = fc.oneof(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 0, max: 60 }));
  property.prop([fc.array(fc.tuple(answer, answer), { minLength: 3, maxLength: 3 }), fc.constantFrom(3, 5), fc.constantFrom('shown', 'protected'), fc.constantFrom('secret', 'known')], { numRuns: 40 })(
    'what is printed is true, no unsafe count is, and the attacker’s limits hold the truth',
    async (answers, roundTo, zeros, headCounts) => {
      const spec = specOf({ ...rules, zeros, headCounts, roundTo });
      const counts = countsOf(answers);
      const outcome = await protectTables(spec, { text: csvOf(counts), file: 'cells' }, systemClock);
      if (outcome.kind === 'refused') {
        // Nothing can vary where everybody's head count is known and there are too few people for the width.
        expect([headCounts, zeros]).not.toEqual(['secret', 'shown']);
        return;
      }
      for (const [cell, [count, status, low, high]] of linesOf(outcome.csv)) {
        const v = counts.get(cell) ?? 0;
        if (status === 'published') expect([Number(count), 0]).toEqual([v, v]);
        if (status === 'withheld') continue;
        expect(v === 0 ? zeros : v >= 8).toBe(v === 0 ? 'shown' : true);
        if (status === 'banded') {
          expect([Number(low) <= v, v <= Number(high)]).toEqual([true, true]);
          expect(Math.max(8, Number(high) - roundTo + 1)).toBe(Number(low));
          expect((Number(high) - (roundTo - 1) / 2) % roundTo).toBe(0);
        }
      }
      const { exit, verdicts } = await attack(spec, outcome.csv, undefined, headCounts === 'known' ? counts : undefined);
      expect(exit).toBe(EXIT.done);
      expect(verdicts.length).toBe(outcome.report.primary + outcome.report.secondary - (headCounts === 'known' ? [...linesOf(outcome.csv)].filter(([cell, [, s]]) => cell.endsWith(',') && s === 'withheld').length : 0));
    },
  );
});
