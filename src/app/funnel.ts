import type { FunnelStep, IndicatorDef, Report } from '#config';
import { type Form, TuttiError } from '#core';
import { cellsTotal, type ReleaseContent, type ReleasedCells, type ReleasedStep, type ReleasedTable } from '#release';

/**
 * The steps that this employer's tables can tell: each as cells of the tables of everybody. A step is left out where its indicator is not
 * in the release, or is shown in a form that joins its answers with others; with it goes whatever is a part of it.
 */
export function funnelOf(report: Report, tables: readonly ReleasedTable[]): readonly ReleasedStep[] {
  const told: ReleasedStep[] = [];
  for (const { id, label, of, count } of report.funnel) {
    const cells = count.map((part) => cellsOf(part, report.indicators, tables));
    if (cells.some((one) => one === null) || (of !== null && !told.some((step) => step.id === of))) continue;
    told.push({ id, label, of, cells: cells.flatMap((one) => one ?? []) });
  }
  // Everybody and one step is what the indicator itself says.
  return told.length > 2 ? told : [];
}

/** A definition cannot be seen to be wrong about this before people are counted: a step that is no part of the one it names ends the employer's run. */
export function assertNested(steps: readonly ReleasedStep[], released: Pick<ReleaseContent, 'tables' | 'indicators'>): void {
  for (const { id, of, cells } of steps) {
    const before = steps.find((step) => step.id === of);
    const [people, whole] = [cellsTotal(released, cells), before === undefined ? null : cellsTotal(released, before.cells)];
    if (people === null || whole === null || people <= whole) continue;
    throw new TuttiError('CONFIG_INVALID', {
      what: `step '${id}' of the report's funnel counts more people than step '${of}'`,
      hint: "Correct 'of' in the report: a step is a part of the step that it names.",
    });
  }
}

function cellsOf({ indicator: id, categories }: FunnelStep['count'][number], indicators: readonly IndicatorDef[], tables: readonly ReleasedTable[]): ReleasedCells | null {
  const table = tables.find((t) => t.indicator === id && t.dimensions.length === 0);
  const indicator = indicators.find((one) => one.id === id);
  const form = indicator?.forms.find((one) => one.id === table?.form);
  if (table === undefined || indicator === undefined || form === undefined) return null;
  const full = indicator.categories.map(({ code }) => code);
  const wanted = categories === 'everybody' ? full : categories === 'answered' ? full.filter((code) => code !== 'missing') : categories;
  const codes = codesFor(form, wanted);
  return codes === null ? null : { table: table.id, categories: codes };
}

/** The categories of a form that hold exactly these answers; null where one of them holds others too. */
function codesFor(form: Form, wanted: readonly string[]): readonly string[] | null {
  const touched = form.categories.filter(({ of }) => of.some((code) => wanted.includes(code)));
  return touched.every(({ of }) => of.every((code) => wanted.includes(code))) ? touched.map(({ code }) => code) : null;
}
