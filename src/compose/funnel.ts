import { cellsTotal, type ReleasedStep } from '#release';
import type { BarRow, Block } from './document.ts';
import { WITHHELD_MARK } from './numbers.ts';
import type { Voice } from './voice.ts';

/** A step with its people, everybody's and those of the step before; null where one of them is not published. */
export interface FunnelStage {
  readonly step: ReleasedStep;
  readonly before: ReleasedStep;
  readonly first: ReleasedStep;
  readonly told: { readonly people: number; readonly everybody: number; readonly wasBefore: number } | null;
}

/** The steps after "everybody", in the report's order: sums of published cells. Empty without a funnel. */
export function stages({ p: { content } }: Voice): readonly FunnelStage[] {
  const [first, ...later] = content.funnel ?? [];
  if (first === undefined) return [];
  return later.flatMap((step): FunnelStage[] => {
    const before = content.funnel?.find(({ id }) => id === step.of);
    if (before === undefined) return [];
    const [people, everybody, wasBefore] = [step, first, before].map(({ cells }) => cellsTotal(content, cells));
    const told =
      people == null || everybody == null || wasBefore == null || everybody === 0 || wasBefore === 0
        ? null
        : { people, everybody, wasBefore };
    return [{ step, before, first, told }];
  });
}

/** A chart of every step as a part of everybody, and one for each step that others are a part of. */
export function funnelBlocks(v: Voice): readonly Block[] {
  const all = stages(v);
  const [any] = all;
  if (any === undefined) return [];
  const { funnel } = v.texts;
  const later = new Map<string, FunnelStage[]>();
  for (const stage of all) {
    if (stage.before === stage.first) continue;
    later.set(stage.before.id, [...(later.get(stage.before.id) ?? []), stage]);
  }
  return [
    chart(v, funnel.title, any.first, all),
    ...[...later.values()].flatMap((some) => {
      const before = some[0]?.before;
      return before === undefined ? [] : [chart(v, funnel.ofStep({ step: v.p.text(before.label) }), before, some)];
    }),
  ];
}

/** The same as sentences, for formats without charts. */
export function funnelLines(v: Voice): readonly { readonly term: string; readonly text: string }[] {
  return stages(v).map(({ step, before, first, told }) => ({
    term: v.p.text(step.label),
    text:
      told === null
        ? WITHHELD_MARK
        : [
            v.texts.funnel.line({ people: v.numbers.count(told.people), share: v.numbers.share(told.people / told.everybody), of: v.p.text(first.label) }),
            ...(before === first ? [] : [v.texts.funnel.of({ share: v.numbers.share(told.people / told.wasBefore), of: v.p.text(before.label) })]),
          ].join('; '),
  }));
}

/** Some steps as parts of one. */
function chart(v: Voice, title: string, over: ReleasedStep, some: readonly FunnelStage[]): Block {
  const { texts, numbers } = v;
  const rows = some.map((stage) => row(v, stage, over));
  const bars = rows.filter((r) => r.span !== null).map((r) => texts.chartBar({ label: r.label, share: r.share, count: r.people }));
  const whole = cellsTotal(v.p.content, over.cells);
  // Steps of one step stand side by side; those of everybody follow each other.
  const aside = over.of !== null && some.length > 1 ? [texts.funnel.sideBySide] : [];
  const hidden = bars.length < rows.length ? [texts.table.hiddenNote] : [];
  return {
    kind: 'bars',
    title,
    sentence: whole === null ? texts.hiddenSentence : texts.table.counted({ base: numbers.count(whole) }),
    columns: { label: texts.participation.step, people: texts.table.people, share: texts.table.share },
    rows,
    alt: texts.chartAlt({ title, bars: bars.length === 0 ? texts.hiddenSentence : bars.join('; ') }),
    note: aside.length + hidden.length === 0 ? null : [...aside, ...hidden].join(' '),
  };
}

function row(v: Voice, { step, told, first }: FunnelStage, over: ReleasedStep): BarRow {
  const label = v.p.text(step.label);
  const source = { table: step.cells[0]?.table ?? '', codes: [], categories: [], ratio: { of: step.cells, over: over.cells } };
  if (told === null) return { label, direction: 'neutral', people: WITHHELD_MARK, share: WITHHELD_MARK, span: null, source };
  const share = told.people / (over === first ? told.everybody : told.wasBefore);
  return { label, direction: 'neutral', people: v.numbers.count(told.people), share: v.numbers.share(share), span: { from: share, to: share }, source };
}
