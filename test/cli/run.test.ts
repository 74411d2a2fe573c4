import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Tabulation } from '#core';
import { CANARY } from '../../src/sample/index.ts';
import { Area, filesIn, ledgerOf, treeOf } from '../support/area.ts';
import { searchCanary } from '../support/canary-search.ts';
import { FULL, LITTLE, TINY } from '../support/small-employers.ts';
import { type Outcome } from '../support/tutti.ts';
import { contentIn, linesFrom, linesOf } from './delivered.ts';
import { exposedIn, proofFlaws, truthOf, withOneTold } from './enemy.ts';
import { MEANINGS, readPlainly, treeIn } from './plain-reading.ts';
import { reAdd } from './re-add.ts';

/** One run over three made-up employers, one for each extent of a report, and everything that must be true of what it left. */

const EMPLOYERS = [FULL, LITTLE, TINY];

let area: Area;
let first: Outcome;
let afterFirst: Readonly<Record<string, string>>;

beforeAll(async () => {
  area = await Area.with(EMPLOYERS, 'one run');
  first = await area.run([], { env: { TUTTI_PROGRESS: 'plain' } });
  afterFirst = treeOf(area.out);
}, 180_000);
afterAll(() => area.remove());

/** The folder of an employer's only release. */
function folderOf(employer: string): string {
  const place = join(area.out, employer, '2025', 'wellness');
  const [release = '', ...others] = readdirSync(place);
  expect(others).toEqual([]);
  return join(place, release);
}

const releaseOf = (employer: string): string => folderOf(employer).split('/').at(-1) ?? '';

describe('the end of a run', () => {
  test('says where the reports are, how far each goes and how much was withheld', () => {
    expect(first).toMatchObject({ code: 0, signal: null });
    const [title, ...told] = first.stdout.trimEnd().split('\n');
    const lines = told.slice(0, -1);
    expect(told.at(-1)).toBe('no comparison with other employers: 0 reports of 2024 on record; 6 of others are needed');
    expect(title).toMatch(/^demo, 2025: 3 of 3 employers have their report under .*out\/$/u);
    expect(lines).toHaveLength(6);
    for (const { id } of EMPLOYERS) expect(first.stdout).toContain(`${id}/2025/wellness/${releaseOf(id)}`);
    expect(first.stdout).toMatch(/full report; (\d+) numbers: (\d+) shown, (\d+) as bands, (\d+) withheld \(\d+ %\)/u);
    expect(first.stdout).toContain('participation only: too few completers');
    expect(first.stdout).toContain('only that the programme is active');
  });

  test('leaves the documented files, and nothing else', () => {
    const read = ['report', 'report.es', 'report.vi'].flatMap((name) => [`${name}.html`, `${name}.pdf`]);
    const always = ['manifest.json', 'manifest.sig', ...read, 'table.json'].sort();
    const tables = ['by-age-sex', 'by-age', 'by-org', 'by-sex', 'by-site', 'company'].map((name) => `tables/${name}.csv`);
    const data = [
      ...['category', 'indicator', 'dimension-age', 'dimension-org', 'dimension-sex', 'dimension-site'].map((list) => `tables/codes/${list}.csv`),
      ...['tables/csv-metadata.json', 'tables/datapackage.json', 'report.xlsx', 'report.es.xlsx', 'report.vi.xlsx'],
    ];
    const namesFor = (id: string) => [...filesIn(folderOf(id)).keys()].sort();
    expect(namesFor(FULL.id)).toEqual([...always, ...tables, ...data].sort());
    expect(namesFor(LITTLE.id)).toEqual([...always, ...tables, ...data].sort());
    expect(namesFor(TINY.id)).toEqual(always);
    expect(readdirSync(area.out).sort()).toEqual(EMPLOYERS.map(({ id }) => id).sort());
    expect(readdirSync(area.state).sort()).toEqual(['keys', 'ledger.head', 'ledger.jsonl', 'private']);
    expect(readdirSync(area.tmp)).toEqual([]);
  });

  test('writes down what left before it left', () => {
    const kinds = (id: string) => ledgerOf(area.state).flatMap((e) => (e.employer === id ? [`${e.kind} ${e.reason}`] : []));
    for (const { id } of EMPLOYERS) expect(kinds(id)).toEqual(['release released', 'delivery delivered']);
    expect(ledgerOf(area.state).at(-1)).toMatchObject({ kind: 'run', reason: 'exit-0' });
  });
});

describe('what an employer reads', () => {
  test.each([FULL, LITTLE])('$id: the CSV files add up, and say what was signed', ({ id }) => {
    const lines = linesOf(folderOf(id));
    const { faults, sums } = reAdd(lines, treeIn(area.source));
    expect(faults).toEqual([]);
    expect(sums).toBeGreaterThan(id === FULL.id ? 200 : 10);
        const signed = linesFrom(contentIn(folderOf(id)));
    // One file a breakdown, in alphabetical order here; within each the order is the same.
    const breakdowns = [...new Set(lines.map((line) => line.breakdown))];
    expect(lines).toEqual(breakdowns.flatMap((breakdown) => signed.filter((line) => line.breakdown === breakdown)));
    expect(lines).toHaveLength(signed.length);
  });

  test('the smallest employer reads no number about its people', () => {
    expect(contentIn(folderOf(TINY.id))).toMatchObject({ tier: 'active', indicators: [], tables: [] });
  });

  test.each([FULL, LITTLE])('$id: the company’s numbers are those of the source files', ({ id, timeZone, people, completed }) => {
    const plain = readPlainly(area.source, id, timeZone);
    expect([plain.eligible, plain.completers]).toEqual([people, Math.round(people * completed)]);
    const company = linesOf(folderOf(id)).filter((line) => line.breakdown === 'company' && line.status === 'published');
    const took = company.find((line) => line.indicator === 'participation' && line.category === 'completed');
    expect(took).toMatchObject({ count: plain.completers, base: plain.eligible });
    const compared = company.filter((line) => line.indicator in MEANINGS);
    for (const { indicator, category, count, base } of compared) {
      const meant = MEANINGS[indicator]?.[category];
      if (meant === undefined) throw new Error(`nobody said what ${indicator} ${category} means`);
      expect({ indicator, category, count, base }).toEqual({ indicator, category, count: plain.answers.filter(meant).length, base: plain.completers });
    }
    expect(new Set(compared.map((line) => line.indicator)).size).toBeGreaterThanOrEqual(id === FULL.id ? 4 : 0);
  });
});

describe('what an enemy finds', () => {
  let truths: ReadonlyMap<string, Tabulation>;
  beforeAll(async () => {
    truths = await truthOf(area.source, [FULL.id, LITTLE.id]);
  });
  const truth = (id: string): Tabulation => {
    const found = truths.get(id);
    if (found === undefined) throw new Error(`nobody counted ${id}`);
    return found;
  };

  test('no identifier and no free text, in any file, message or place', async () => {
    expect((await searchCanary(area.source)).found).toContain('org_unit.csv');
    const [out, state] = [await searchCanary(area.out), await searchCanary(area.state)];
    expect([...out.found, ...state.found]).toEqual([]);
    expect(out.pdfPages).toBeGreaterThan(5);
    expect(state.files).toBeGreaterThan(7);
    expect(first.stdout + first.stderr).not.toContain(CANARY);
    expect(first.stderr).toContain('counting');
  });

  test.each([FULL, LITTLE])('$id: with the staff list and the report, no number is narrower than promised', async ({ id }) => {
    const content = contentIn(folderOf(id));
    expect(content.indicators.length).toBeGreaterThanOrEqual(id === FULL.id ? 20 : 1);
    expect(await exposedIn(content, truth(id))).toEqual([]);
    expect(proofFlaws(content, truth(id), area.state, releaseOf(id)).flaws).toEqual([]);
  });

  test('the proof is about this report: one withheld group told, and neither the proof nor the attack passes it', async () => {
    const content = contentIn(folderOf(FULL.id));
    const known = truth(FULL.id);
    const { worlds } = proofFlaws(content, known, area.state, releaseOf(FULL.id));
    expect(worlds).toBeGreaterThan(content.indicators.length);
    const { content: leaky, indicator } = withOneTold(content, known);
    const { flaws } = proofFlaws(leaky, known, area.state, releaseOf(FULL.id));
    expect(flaws.map((flaw) => flaw.split(':')[0])).toContain(indicator);
    expect(await exposedIn({ ...leaky, indicators: leaky.indicators.filter((i) => i.id === indicator) }, known)).toEqual([indicator]);
  });
});

describe('the same again', () => {
  test('changes no byte, and says so in one JSON object', async () => {
    const again = await area.run(['--json', '--jobs', '1', '--employer', LITTLE.id, '--employer', TINY.id]);
    expect(again).toMatchObject({ code: 0, stderr: '' });
    expect(again.stdout.trimEnd().split('\n')).toHaveLength(1);
    const result: { readonly employers: readonly { readonly employer: string; readonly status: string }[] } = JSON.parse(again.stdout);
    expect(result).toMatchObject({ pipeline: 'demo', period: { id: '2025', from: '2025-01-01', to: '2025-12-31' }, exit: 0 });
    expect(result.employers.map((e) => [e.employer, e.status])).toEqual([LITTLE, TINY].map(({ id }) => [id, 'released']));
    expect(treeOf(area.out)).toEqual(afterFirst);
    for (const { id } of [LITTLE, TINY]) expect(ledgerOf(area.state).findLast((e) => e.employer === id)).toMatchObject({ kind: 'delivery', reason: 'already-there' });
  });

  test('on another machine with the same keys gives the same bytes', async () => {
    const other = { out: area.at('other-out'), state: area.stateWithKeysOnly('other-state') };
    const { code } = await area.run(['--employer', FULL.id, '--out', other.out, '--state', other.state]);
    expect(code).toBe(0);
    const expected = Object.fromEntries(Object.entries(afterFirst).filter(([name]) => name.startsWith(`${FULL.id}/`)));
    expect(treeOf(other.out)).toEqual(expected);
    expect(Object.keys(expected)).toHaveLength(26);
    const certificate = (state: string) => readFileSync(join(state, 'private', releaseOf(FULL.id), 'certificate.json'), 'utf8');
    expect(certificate(other.state)).toBe(certificate(area.state));
  });

  test('verifies with the public key alone', async () => {
    const { code, stdout } = await area.tutti(['verify', folderOf(FULL.id), folderOf(TINY.id), '--key', join(area.state, 'keys', 'public-key.pem')]);
    expect(code).toBe(0);
    expect(stdout).toContain('signature, hashes and sums hold; 23 files print the same');
    expect(readdirSync(area.tmp)).toEqual([]);
  });
});

describe('other numbers for a year that was reported', () => {
  /** One person's answer turned round; everybody else's stay. */
  const edited = (): string => {
    const [person] = readPlainly(area.source, FULL.id, FULL.timeZone).answers.filter((row) => row['flu_vaccine'] === 'true');
    return area.sourceWith('edited', 'assessment', (csv) => {
      const [header = '', ...rows] = csv.split('\n');
      const at = header.split(',').indexOf('flu_vaccine');
      const row = rows.findIndex((line) => line.startsWith(`${person?.['response_id'] ?? 'nobody'},`));
      return [header, ...rows.with(row, (rows[row] ?? '').split(',').with(at, 'false').join(','))].join('\n');
    });
  };

  test('one edited answer is refused, the others are done, and nothing new leaves', async () => {
    const result = await area.run(['--source', edited(), '--employer', FULL.id, '--employer', TINY.id]);
    expect(result.code).toBe(7);
    expect(result.stdout).toMatch(/full-clinic +REFUSED HISTORY_OVERLAPS: .*Nothing was sent\./u);
    expect(result.stdout).toContain('1 of 2 employers have their report');
    expect(treeOf(area.out)).toEqual(afterFirst);
    expect(ledgerOf(area.state).findLast((e) => e.employer === FULL.id)).toMatchObject({ kind: 'refusal', reason: 'HISTORY_OVERLAPS' });
    expect(readdirSync(area.tmp)).toEqual([]);
  });
});
