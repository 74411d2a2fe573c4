import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openAlone, openRelease, writeBundle, type Direction, type ReleaseContent, type Released, type ReleasedRow } from '#release';

/** Two years of one employer, small enough to be reckoned by hand, signed and opened as in a run. */

/** Counts of "yes", "no" and no answer in each of four departments; hidden ones are in the total and in the remainder only. */
export interface Counted {
  readonly id: string;
  readonly counts: Readonly<Record<string, readonly [number, number, number]>>;
  readonly hidden?: readonly string[];
  /** How a reader should take a high share of "yes". */
  readonly direction?: Direction;
  readonly definition?: string;
  readonly form?: string;
  readonly sensitive?: boolean;
}

const DEPARTMENTS = { A: 'Assembly', B: 'Board', C: 'Canteen', D: 'Design' };
const same = (en: string) => ({ en, es: en, vi: en });

export function yearContent(year: number, indicators: readonly Counted[], names: Readonly<Record<string, string>> = DEPARTMENTS): ReleaseContent {
  const codes = [
    { id: 'all', label: same('Everybody'), parent: null },
    ...Object.entries(names).map(([id, name]) => ({ id, label: same(name), parent: 'all' })),
  ];
  return {
    format: 'tutti-release/1',
    employer: { id: 'E1', name: 'Xưởng Một' },
    report: { id: 'wellness', version: '1.0', title: same('Wellness report') },
    period: { id: String(year), from: `${year}-01-01`, to: `${year}-12-31` },
    source: same('Assessments'),
    policy: { preset: 'wellness', minCompleters: 50, minParticipation: 25, minGroup: 11, minGroupSensitive: 20, minCell: 5, homogeneity: 0.95, zeros: 'shown', insiders: 1, percentDecimals: 0 },
    tier: 'full',
    dimensions: [{ id: 'dept', label: same('Department'), codes }],
    indicators: indicators.map(({ id, direction = 'bad', definition = `Says yes to ${id}.`, form = 'full', sensitive = false }) => ({
      id,
      topic: 'sleep',
      label: same(`Question ${id}`),
      definition: same(definition),
      source: 'A survey',
      population: 'completers',
      sensitive,
      forms: [
        {
          id: form,
          categories: [
            { code: 'yes', label: same('Yes'), direction, missing: false },
            { code: 'no', label: same('No'), direction: 'neutral', missing: false },
            { code: 'missing', label: same('No answer'), direction: 'neutral', missing: true },
          ],
        },
      ],
    })),
    tables: indicators.flatMap((indicator) => [
      { id: `${indicator.id}.company`, breakdown: 'company', indicator: indicator.id, dimensions: [], form: indicator.form ?? 'full', rows: [shown('group', [], Object.values(indicator.counts))] },
      { id: `${indicator.id}.by-dept`, breakdown: 'by-dept', indicator: indicator.id, dimensions: ['dept'], form: indicator.form ?? 'full', rows: rowsOf(indicator) },
    ]),
  };
}

function rowsOf({ counts, hidden = [] }: Counted): readonly ReleasedRow[] {
  const rows = Object.entries(counts).map(([code, cells]): ReleasedRow => (hidden.includes(code) ? { kind: 'group', codes: [code], state: 'withheld' } : shown('group', [code], [cells])));
  const rest = hidden.map((code): readonly [number, number, number] => counts[code] ?? [0, 0, 0]);
  return [shown('group', ['all'], Object.values(counts)), ...rows, ...(rest.length === 0 ? [] : [shown('remainder', ['~all'], rest)])];
}

function shown(kind: 'group' | 'remainder', codes: readonly string[], parts: readonly (readonly [number, number, number])[]): ReleasedRow {
  const cells = [0, 1, 2].map((c) => parts.reduce((sum, part) => sum + (part[c] ?? 0), 0));
  return { kind, codes, state: 'shown', base: cells.reduce((a, b) => a + b, 0), cells };
}

/** Both years on disk, the later one carrying the earlier. */
export interface TwoYears {
  readonly folder: string;
  readonly bundle: string;
  readonly publicPem: string;
  readonly now: Released;
  readonly before: Released;
}

export function twoYears(before: ReleaseContent, now: ReleaseContent): TwoYears {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const folder = mkdtempSync(join(tmpdir(), 'tutti-two-years-'));
  const facts = { fingerprint: '0'.repeat(64), generator: 'test' };
  writeBundle(join(folder, 'before'), before, facts, privateKey);
  const earlier = openAlone(join(folder, 'before'), publicKey);
  const bundle = join(folder, 'bundle');
  writeBundle(bundle, now, facts, privateKey, earlier);
  return { folder, bundle, publicPem: publicKey.export({ type: 'spki', format: 'pem' }).toString(), now: openRelease(bundle, publicKey), before: earlier };
}
