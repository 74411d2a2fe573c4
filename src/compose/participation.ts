import type { ReleasedIndicator } from '#release';
import type { BarRow, Block, Section } from './document.ts';
import { funnelBlocks } from './funnel.ts';
import { indicatorBlock } from './indicator.ts';
import { WITHHELD_MARK } from './numbers.ts';
import { companyRow, shareOf } from './published.ts';
import { countText, shareText, spanOf } from './share-text.ts';
import type { Voice } from './voice.ts';

/** The topic of the chapter on who took part. */
export const PARTICIPATION = 'participation';

/** One step of the programme for everybody entitled to it. */
export interface Step {
  readonly label: string;
  readonly row: BarRow;
  /** How many took it, of whom; null where that is withheld. */
  readonly told: {
    readonly label: string;
    readonly count: string;
    readonly base: string;
    readonly share: string;
  } | null;
}

/** Indicators over everybody who could take part, in registry order; the step taken is the first answer. */
export function steps(v: Voice): readonly Step[] {
  return v.p.content.indicators
    .filter((i) => i.population === 'eligible')
    .flatMap((indicator) => step(v, indicator) ?? []);
}

function step(v: Voice, indicator: ReleasedIndicator): Step | null {
  const table = v.p.companyTable(indicator.id);
  const row = table && companyRow(table);
  if (table === undefined || row === undefined) return null;
  const categories = v.p.categoriesOf(indicator, table);
  const taken = categories.find((c) => !c.missing);
  if (taken === undefined) return null;
  const label = v.p.text(indicator.label);
  const source = { table: table.id, codes: [], categories: [taken.code] };
  const bar = { label, direction: taken.direction, source };
  if (row.state === 'withheld')
    return { label, told: null, row: { ...bar, people: WITHHELD_MARK, share: WITHHELD_MARK, span: null } };
  const share = shareOf(row, categories, [taken.code]);
  const text = shareText(share, v.p.content.policy.homogeneity, v.numbers, v.texts);
  if (text === null) return null;
  const count = countText(share, v.numbers, v.texts);
  return {
    label,
    told: { label, count, base: v.numbers.count(row.base), share: text },
    row: { ...bar, people: count, share: text, span: spanOf(share) },
  };
}

/** What else is told about taking part, of those who completed an assessment or of those who did not. */
function partsOf(v: Voice): readonly ReleasedIndicator[] {
  return v.p.content.indicators.filter(({ topic, population }) => topic === PARTICIPATION && population !== 'eligible');
}

export function participationSection(v: Voice): Section {
  const { texts } = v;
  const inFunnel = new Set((v.p.content.funnel ?? []).flatMap(({ cells }) => cells.map(({ table }) => table)));
  const taken = steps(v).filter(({ row }) => !inFunnel.has(row.source.table));
  const blocks: Block[] = [...funnelBlocks(v)];
  const told = taken.flatMap((s) => s.told ?? []);
  const [first] = told;
  if (taken.length > 0) {
    const bars = told.map((s) => texts.chartBar(s));
    blocks.push({
      kind: 'bars',
      title: texts.participation.steps,
      sentence: first === undefined ? texts.hiddenSentence : texts.summary.tookPart(first),
      columns: { label: texts.participation.step, people: texts.table.people, share: texts.table.share },
      rows: taken.map((s) => s.row),
      alt: texts.chartAlt({ title: texts.participation.steps, bars: bars.join('; ') }),
      note: first === undefined || told.length < taken.length ? texts.table.hiddenNote : texts.table.counted(first),
    });
  }
  blocks.push(...partsOf(v).flatMap((indicator) => indicatorBlock(v, indicator) ?? []));
  blocks.push({ kind: 'text', tone: 'note', text: texts.participation.caveat });
  return {
    id: 'participation',
    opens: 'page',
    title: texts.participation.title,
    // Told as steps, the bars are shares of more than one thing, and say so themselves.
    lead: inFunnel.size === 0 ? texts.participation.lead : null,
    blocks,
  };
}
