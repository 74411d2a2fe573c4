import type { BookDef, IndicatorDef, Period } from '#config';
import { keyCategories, percent } from '#compose';
import type { ReleaseContent, ReleasedBook, ReleasedBookFigure, ReleasedTable } from '#release';
import { mayBeShown, type Part } from './may-be-shown.ts';
import { type Asked, headsBy, headsOfAll, printedBy, printedOfAll } from './printed.ts';

/** The reports of the year before, of all employers that may be compared with. */
export interface Book {
  readonly def: BookDef;
  readonly period: Period;
  readonly members: readonly Member[];
}

export interface Member {
  readonly employer: string;
  readonly content: ReleaseContent;
}

/** Groups whose number is not printed drop out of an adjustment; with more than a tenth gone there is none. In tenths. */
const COVERED = 9;

/** The other employers' shares for one employer's printed results; null where none may be shown. A function of printed numbers alone. */
export function bookFor({ def, period, members }: Book, content: ReleaseContent, indicators: readonly IndicatorDef[]): ReleasedBook | null {
  if (content.tier !== 'full') return null;
  const own = ownerOf(def, content.employer.id);
  const others = members.filter(({ employer }) => ownerOf(def, employer) !== own);
  const figures = content.tables.flatMap((table) => (table.dimensions.length === 0 ? (figureFor(table, { def, content, indicators, others }) ?? []) : []));
  return figures.length === 0 ? null : { period, sameWithin: def.sameWithin, figures };
}

/** Employers of one owner are one: the first of them stands for all. */
export function ownerOf({ oneOwner }: BookDef, employer: string): string {
  return oneOwner.find((group) => group.includes(employer))?.[0] ?? employer;
}

interface Reading {
  readonly def: BookDef;
  readonly content: ReleaseContent;
  readonly indicators: readonly IndicatorDef[];
  readonly others: readonly Member[];
}

function figureFor(table: ReleasedTable, { def, content, indicators, others }: Reading): ReleasedBookFigure | null {
  const indicator = indicators.find(({ id }) => id === table.indicator);
  const form = indicator?.forms.find(({ id }) => id === table.form);
  const categories = content.indicators.find(({ id }) => id === table.indicator)?.forms.find(({ id }) => id === table.form)?.categories;
  if (indicator === undefined || form === undefined || categories === undefined) return null;
  const picked = keyCategories(categories).map(({ code }) => code);
  const asked: Asked = { indicator, answers: new Set(form.categories.flatMap(({ code, of }) => (picked.includes(code) ? of : []))) };
  const here = printedOfAll(content, asked);
  if (here === null || here.answered === 0) return null;
  const all = pooled(def, others, asked, []);
  const everybody = total([...all.values()].flat().map(({ answered }) => answered));
  for (const adjustedFor of mixesOf(def)) {
    const heads = headsBy(content, indicator, adjustedFor);
    if (10 * total(heads.values()) < COVERED * (headsOfAll(content, indicator) ?? Infinity)) continue;
    const adjusted = shareOf(pooled(def, others, asked, adjustedFor), heads);
    // An adjustment that leaves employers out would compare with others than the chapter says.
    if (adjusted !== null && 10 * adjusted.people >= COVERED * everybody) return { table: table.id, categories: picked, percent: percent(adjusted.share, 0), adjustedFor };
  }
  const crude = shareOf(all, new Map([['', 1]]));
  return crude === null ? null : { table: table.id, categories: picked, percent: percent(crude.share, 0), adjustedFor: [] };
}

/** Age and sex together, then each alone. */
function mixesOf({ adjustFor }: BookDef): readonly (readonly string[])[] {
  return adjustFor.length < 2 ? adjustFor.map((id) => [id]) : [adjustFor, ...adjustFor.map((id) => [id])];
}

/** What each owner prints, by group. An employer whose printed groups do not make up nine tenths of its people is left out. */
function pooled(def: BookDef, others: readonly Member[], asked: Asked, dimensions: readonly string[]): ReadonlyMap<string, readonly Part[]> {
  const pool = new Map<string, Map<string, Part>>();
  for (const { employer, content } of others) {
    const all = printedOfAll(content, asked);
    const groups = printedBy(content, asked, dimensions);
    if (all === null || 10 * total(groups.values().map(({ answered }) => answered)) < COVERED * all.answered) continue;
    const owner = ownerOf(def, employer);
    for (const [key, { answered, picked }] of groups) {
      const parts = pool.get(key) ?? new Map<string, Part>();
      const before = parts.get(owner) ?? { answered: 0, picked: 0 };
      pool.set(key, parts.set(owner, { answered: before.answered + answered, picked: before.picked + picked }));
    }
  }
  return new Map(pool.entries().map(([key, parts]) => [key, [...parts.values()]]));
}

/**
 * The pool's share in each group, weighted by the reader's people there (direct standardisation); of one group of everybody, the crude
 * share. The rules hold in each group by itself: two readers weigh groups differently, and a difference of theirs may leave one alone.
 */
function shareOf(pool: ReadonlyMap<string, readonly Part[]>, weights: ReadonlyMap<string, number>): { readonly share: number; readonly people: number } | null {
  let [known, weighted, people] = [0, 0, 0];
  for (const [key, weight] of weights) {
    const parts = pool.get(key) ?? [];
    if (weight === 0 || !mayBeShown(parts)) continue;
    const answered = total(parts.map((part) => part.answered));
    known += weight;
    weighted += weight * (total(parts.map((part) => part.picked)) / answered);
    people += answered;
  }
  return known > 0 && 10 * known >= COVERED * total(weights.values()) ? { share: weighted / known, people } : null;
}

function total(numbers: Iterable<number>): number {
  return Iterator.from(numbers).reduce((sum, n) => sum + n, 0);
}
