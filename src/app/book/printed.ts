import type { IndicatorDef } from '#config';
import { companyRow } from '#compose';
import type { ReleaseContent, ReleasedIndicator, ReleasedTable } from '#release';

/** People who answered, and those of them who gave the answers asked for. */
export interface Printed {
  readonly answered: number;
  readonly picked: number;
}

/** The answers asked for: source categories of an indicator. */
export interface Asked {
  readonly indicator: IndicatorDef;
  readonly answers: ReadonlySet<string>;
}

/** The tables that a book needs of a release: everybody, and every mix that others may be given. */
export function bookTables(content: ReleaseContent, adjustFor: readonly string[]): ReleaseContent {
  return { ...content, tables: content.tables.filter((t) => t.dimensions.every((id) => adjustFor.includes(id))) };
}

/**
 * What a release prints of an indicator by some dimensions, by group; nothing where it asks otherwise, or in a form that does not add up to
 * the answers asked for. Only exact rows: withheld ones and ranges are not reckoned back from others.
 */
export function printedBy(content: ReleaseContent, asked: Asked, dimensions: readonly string[]): ReadonlyMap<string, Printed> {
  const found = new Map<string, Printed>();
  const table = tableBy(content, asked.indicator.id, dimensions);
  const picks = table === undefined ? null : cellsOf(content, table, asked);
  if (table === undefined || picks === null) return found;
  for (const row of table.rows) {
    if (row.kind !== 'group' || row.state !== 'shown') continue;
    const codes = dimensions.map((id) => row.codes[table.dimensions.indexOf(id)] ?? '');
    if (!codes.every((code, d) => isFinest(content, dimensions[d] ?? '', code))) continue;
    const total = (cells: readonly number[]) => cells.reduce((sum, c) => sum + (row.cells[c] ?? 0), 0);
    found.set(codes.join('\n'), { answered: row.base - total(picks.missing), picked: total(picks.picked) });
  }
  return found;
}

/** The same for everybody; null where the number is not printed. */
export function printedOfAll(content: ReleaseContent, asked: Asked): Printed | null {
  return printedBy(content, asked, []).get('') ?? null;
}

/** People by group, wherever a table of the same people prints them: a group has one head count, whatever is asked. */
export function headsBy(content: ReleaseContent, indicator: IndicatorDef, dimensions: readonly string[]): ReadonlyMap<string, number> {
  const heads = new Map<string, number>();
  for (const { id, population } of content.indicators) {
    const table = population === indicator.population ? tableBy(content, id, dimensions) : undefined;
    for (const row of table?.rows ?? []) {
      const codes = dimensions.map((d) => row.codes[table?.dimensions.indexOf(d) ?? -1] ?? '');
      if (row.kind === 'group' && row.state !== 'withheld' && codes.every((code, d) => isFinest(content, dimensions[d] ?? '', code))) heads.set(codes.join('\n'), row.base);
    }
  }
  return heads;
}

/** How many people the result is of; null where even that is withheld. */
export function headsOfAll(content: ReleaseContent, { id }: IndicatorDef): number | null {
  const table = tableBy(content, id, []);
  const row = table === undefined ? undefined : companyRow(table);
  return row === undefined || row.state === 'withheld' ? null : row.base;
}

function tableBy({ tables }: ReleaseContent, indicator: string, dimensions: readonly string[]): ReleasedTable | undefined {
  return tables.find((t) => t.indicator === indicator && t.dimensions.toSorted().join('\n') === dimensions.toSorted().join('\n'));
}

/** A group that no other group is a part of: these add up to everybody, once. */
function isFinest({ dimensions }: ReleaseContent, id: string, code: string): boolean {
  const codes = dimensions.find((d) => d.id === id)?.codes ?? [];
  return codes.some((c) => c.id === code && c.parent !== null) && !codes.some(({ parent }) => parent === code);
}

/** Which cells of a table add up to the answers asked for; null where its form cannot say, or joins the missing answer with others. */
function cellsOf(content: ReleaseContent, table: ReleasedTable, { indicator, answers }: Asked): { readonly picked: readonly number[]; readonly missing: readonly number[] } | null {
  const released = content.indicators.find(({ id }) => id === indicator.id);
  const categories = released?.forms.find(({ id }) => id === table.form)?.categories;
  const form = indicator.forms.find(({ id }) => id === table.form);
  if (released === undefined || categories === undefined || form === undefined || !asksAlike(released, indicator)) return null;
  const same = form.categories.length === categories.length && form.categories.every(({ code }, c) => code === categories[c]?.code && indicator.formCategories[code]?.label.en === categories[c].label.en);
  const apart = form.categories.some(({ of }) => of.length === 1 && of[0] === 'missing');
  const whole = form.categories.every(({ of }) => of.every((code) => answers.has(code)) || !of.some((code) => answers.has(code)));
  if (!same || !apart || !whole) return null;
  const where = (test: (of: readonly string[]) => boolean) => form.categories.flatMap(({ of }, c) => (test(of) ? [c] : []));
  return { picked: where((of) => of.some((code) => answers.has(code))), missing: where((of) => of.includes('missing')) };
}

/** The question of the release is the one of today's definition: the same words, cut-offs in them, and the same people. */
function asksAlike(released: ReleasedIndicator, { definition, source, population, sensitive }: IndicatorDef): boolean {
  return released.definition.en === definition.en && released.source === source && released.population === population && released.sensitive === sensitive;
}
