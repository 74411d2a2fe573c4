import type { Direction, ReleasedCategory, ReleasedIndicator, ReleasedRow } from '#release';
import type { Block, PointsBlock, Section } from './document.ts';
import { steps } from './participation.ts';
import { companyRow, shareOf } from './published.ts';
import { answeredText, countText, shareText } from './share-text.ts';
import { isTopic } from './texts/texts.ts';
import type { Voice } from './voice.ts';

const POINTS = 3;

/** An indicator whose company-wide counts are published exactly: what is favourable and what deserves attention. */
interface Standing {
  readonly indicator: ReleasedIndicator;
  readonly row: Extract<ReleasedRow, { state: 'shown' }>;
  readonly categories: readonly ReleasedCategory[];
  /** Favourable less unfavourable share, −1 to 1. */
  readonly balance: number;
}

/** The first page a reader needs: who took part, what is strong, what deserves attention, what to do. Published company counts only. */
export function summarySection(v: Voice): Section {
  const { texts } = v;
  const standings = ranked(v);
  const strengths = standings.filter((s) => s.balance > 0).slice(0, POINTS);
  const weakest = standings.toReversed().filter((s) => !strengths.includes(s) && ratioOf(s, 'bad') > 0);
  const opportunities = weakest.slice(0, POINTS);
  const blocks: Block[] = [];
  const figures = steps(v)
    .flatMap((s) => s.told ?? [])
    .slice(0, POINTS)
    .map((s) => ({ value: s.share, text: texts.summary.step(s) }));
  if (figures.length > 0) blocks.push({ kind: 'figures', items: figures });
  if (strengths.length > 0)
    blocks.push(points(v, 'good', texts.summary.strengths, texts.summary.strengthsNote, strengths));
  if (opportunities.length > 0)
    blocks.push(points(v, 'bad', texts.summary.opportunities, texts.summary.opportunitiesNote, opportunities));
  if (strengths.length + opportunities.length === 0 && !tellsOfPeopleFollowed(v))
    blocks.push({ kind: 'text', tone: 'body', text: texts.summary.noTopics });
  blocks.push({
    kind: 'list',
    title: texts.summary.next,
    items: nextSteps(
      v,
      opportunities.map((s) => s.indicator.topic),
    ),
  });
  return { id: 'summary', opens: 'page', title: texts.summary.title, lead: null, blocks };
}

/** Results of people followed are neither strengths nor opportunities (regression to the mean would pick them), but they are there. */
function tellsOfPeopleFollowed(v: Voice): boolean {
  return v.p.content.indicators.some(({ id, population }) => {
    const table = population === 'followed' ? v.p.companyTable(id) : undefined;
    const row = table && companyRow(table);
    return row !== undefined && row.state !== 'withheld';
  });
}

/** Best balance first; equal balances stay in registry order, so that the order says nothing but the published counts. */
function ranked(v: Voice): readonly Standing[] {
  const standings = v.p.content.indicators.flatMap((indicator): Standing[] => {
    const table = v.p.companyTable(indicator.id);
    const row = table && companyRow(table);
    if (indicator.population !== 'completers' || table === undefined || row?.state !== 'shown') return [];
    const categories = v.p.categoriesOf(indicator, table);
    const standing = { indicator, row, categories, balance: 0 };
    if (!categories.some((c) => c.direction === 'good') || !categories.some((c) => c.direction === 'bad')) return [];
    return [{ ...standing, balance: ratioOf(standing, 'good') - ratioOf(standing, 'bad') }];
  });
  return standings.toSorted((a, b) => b.balance - a.balance);
}

function picked(categories: readonly ReleasedCategory[], direction: Direction): readonly ReleasedCategory[] {
  return categories.filter((c) => c.direction === direction && !c.missing);
}

function ratioOf({ row, categories }: Pick<Standing, 'row' | 'categories'>, direction: Direction): number {
  const { count, answered } = shareOf(
    row,
    categories,
    picked(categories, direction).map((c) => c.code),
  );
  return answered.low === 0 ? 0 : count.low / answered.low;
}

function points(
  v: Voice,
  direction: Direction,
  title: string,
  note: string,
  standings: readonly Standing[],
): PointsBlock {
  return {
    kind: 'points',
    direction,
    title,
    note,
    items: standings.map((s) => {
      const chosen = picked(s.categories, direction);
      const share = shareOf(
        s.row,
        s.categories,
        chosen.map((c) => c.code),
      );
      return {
        title: v.p.text(s.indicator.label),
        value: shareText(share, v.p.content.policy.homogeneity, v.numbers, v.texts) ?? '',
        text: v.texts.point({
          categories: v.texts.joinOr(chosen.map((c) => v.p.text(c.label))),
          count: countText(share, v.numbers, v.texts),
          answered: answeredText(share, v.numbers, v.texts),
        }),
        ratio: ratioOf(s, direction),
      };
    }),
  };
}

function nextSteps(v: Voice, topics: readonly string[]): readonly string[] {
  const actions = [...new Set(topics)].map((topic) =>
    isTopic(topic) ? v.texts.actions[topic] : v.texts.anyAction({ topic: v.topicTitle(topic) }),
  );
  return [...actions, ...v.texts.summary.nextAlways];
}
