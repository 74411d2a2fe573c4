import type { ReleaseContent, ReleasedDimension, ReleasedIndicator, ReleasedTable } from '#release';
import { BODY } from './sample-body.ts';
import { largeDimensions } from './sample-dimensions.ts';
import { HABITS } from './sample-habits.ts';
import { STEPS, type SampleIndicator } from './sample-indicator.ts';
import { people, type Person } from './sample-people.ts';
import { POLICY, protectedRows, shown, unsafe } from './sample-protection.ts';

const HEALTH: readonly SampleIndicator[] = [...BODY, ...HABITS];

/**
 * Releases to render, of three sizes. People are drawn from a fixed sequence, counted, and small groups withheld with just enough
 * secondary withholding that every table adds up; `checkContent` accepts them.
 */
interface Plan {
  readonly dimensions: readonly ReleasedDimension[];
  readonly breakdowns: readonly { readonly id: string; readonly dimensions: readonly string[] }[];
  readonly indicators: readonly SampleIndicator[];
  readonly people: readonly Person[];
}

const HEADER = {
  format: 'tutti-release/1',
  employer: { id: 'truong-son', name: 'Công ty Cổ phần Gỗ Trường Sơn' },
  report: {
    id: 'annual-wellness',
    version: '1.2.0',
    title: { en: 'Annual wellness report', es: 'Informe anual de bienestar', vi: 'Báo cáo sức khỏe hằng năm' },
  },
  period: { id: '2026', from: '2026-01-01', to: '2026-12-31' },
  source: {
    en: 'Health assessment, screenings and devices of the wellness programme',
    es: 'Evaluación de salud, mediciones y dispositivos del programa',
    vi: 'Bảng đánh giá sức khỏe, khám sàng lọc và thiết bị đeo của chương trình',
  },
  policy: POLICY,
} as const;

/** Fewer than 25 completers: the programme is active. */
export function activeContent(): ReleaseContent {
  return { ...HEADER, tier: 'active', dimensions: [], indicators: [], tables: [] };
}

/** 31 people took part of 58: participation only. */
export function participationContent(): ReleaseContent {
  return content('participation', { dimensions: [], breakdowns: [], indicators: STEPS, people: people(58, [], STEPS) });
}

/** 60 people, the company as a whole. */
export function companyContent(): ReleaseContent {
  const indicators = [...STEPS, ...HEALTH];
  return content('full', { dimensions: [], breakdowns: [], indicators, people: people(96, [], indicators) });
}

/** 6,000 people in 32 departments, with withheld rows, remainders, bands and two-way tables. */
export function largeContent(size = 6000): ReleaseContent {
  const dimensions = largeDimensions();
  const indicators = [...STEPS, ...HEALTH];
  return content('full', {
    dimensions,
    breakdowns: [
      { id: 'by-department', dimensions: ['department'] },
      { id: 'by-site', dimensions: ['site'] },
      { id: 'by-age', dimensions: ['age'] },
      { id: 'by-sex', dimensions: ['sex'] },
      { id: 'by-tenure', dimensions: ['tenure'] },
      { id: 'by-age-sex', dimensions: ['age', 'sex'] },
    ],
    indicators,
    people: people(size, dimensions, indicators),
  });
}

function content(tier: ReleaseContent['tier'], plan: Plan): ReleaseContent {
  const breakdowns = [{ id: 'company', dimensions: [] }, ...plan.breakdowns];
  const tables = breakdowns.flatMap((breakdown) =>
    plan.indicators.map((indicator) => table(plan, breakdown, indicator)),
  );
  const indicators = plan.indicators.map((indicator) => described(indicator, tables));
  return { ...HEADER, tier, dimensions: plan.dimensions, indicators, tables };
}

/** The indicator as a release describes it: the forms that occur. */
function described(
  { weights: _w, short: _s, ...indicator }: SampleIndicator,
  tables: readonly ReleasedTable[],
): ReleasedIndicator {
  const used = new Set(tables.filter((t) => t.indicator === indicator.id).map((t) => t.form));
  return { ...indicator, forms: indicator.forms.filter((f) => used.has(f.id)) };
}

function table(plan: Plan, breakdown: Plan['breakdowns'][number], indicator: SampleIndicator): ReleasedTable {
  const dimensions = breakdown.dimensions
    .map((id) => plan.dimensions.find((d) => d.id === id))
    .filter((d) => d !== undefined);
  const short = indicator.forms.length > 1 && (breakdown.dimensions.length > 0 || plan.people.length < 1000);
  const members = short ? indicator.short : indicator.weights.map((_, i) => [i]);
  const counted = indicator.population === 'eligible' ? plan.people : plan.people.filter((p) => p.completed);
  const minGroup = indicator.sensitive ? POLICY.minGroupSensitive : POLICY.minGroup;
  const groups = combinations(dimensions).map((codes) => ({
    codes,
    cells: count(counted, dimensions, codes, indicator.id, members),
  }));
  const rows =
    dimensions.length === 1 && dimensions[0] !== undefined
      ? protectedRows(dimensions[0], groups, minGroup)
      : groups.map((g) =>
          unsafe(g.cells, minGroup) ? { kind: 'group' as const, state: 'withheld' as const, codes: g.codes } : shown(g),
        );
  return {
    id: `${breakdown.id}.${indicator.id}`,
    breakdown: breakdown.id,
    indicator: indicator.id,
    dimensions: breakdown.dimensions,
    form: short ? 'short' : 'full',
    rows,
  };
}

function count(
  counted: readonly Person[],
  dimensions: readonly ReleasedDimension[],
  codes: readonly string[],
  indicator: string,
  members: readonly (readonly number[])[],
): readonly number[] {
  const cells = members.map(() => 0);
  for (const person of counted) {
    if (!dimensions.every((d, i) => under(d, person.codes[d.id] ?? '', codes[i] ?? ''))) continue;
    const at = members.findIndex((of) => of.includes(person.answers[indicator] ?? -1));
    cells[at] = (cells[at] ?? 0) + 1;
  }
  return cells;
}

function under(dimension: ReleasedDimension, leaf: string, code: string): boolean {
  for (let at: string | null = leaf; at !== null; at = dimension.codes.find((c) => c.id === at)?.parent ?? null)
    if (at === code) return true;
  return false;
}

function combinations(dimensions: readonly ReleasedDimension[]): readonly (readonly string[])[] {
  return dimensions.reduce<readonly (readonly string[])[]>(
    (groups, d) => groups.flatMap((g) => d.codes.map(({ id }) => [...g, id])),
    [[]],
  );
}
