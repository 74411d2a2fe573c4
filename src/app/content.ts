import type { IndicatorDef, Period, Pipeline } from '#config';
import type { Localised } from '#core';
import { type Protected, type Recoded, UNSTATED } from '#protect';
import type { ReleaseContent, ReleasedIndicator } from '#release';
import type { Counted, Employer } from '#tabulate';
import { benchmarkOf } from './benchmark.ts';
import { assertNested, funnelOf } from './funnel.ts';

/** Names the people without a stated value where they were put, so that no label says less than it counts. */
export function recodedDimensions(dimensions: Counted['dimensions'], { merged }: Recoded): ReleaseContent['dimensions'] {
  return dimensions.map((dimension) => {
    const into = merged.get(dimension.id);
    if (into === undefined) return dimension;
    const codes = dimension.codes.filter((code) => code.id !== UNSTATED).map((code) => (code.id === into ? { ...code, label: orUnstated(code.label) } : code));
    return { ...dimension, codes };
  });
}

function orUnstated({ en, es, vi }: Localised): Localised {
  return { en: `${en}, or not stated`, ...(es === undefined ? {} : { es: `${es}, o sin indicar` }), ...(vi === undefined ? {} : { vi: `${vi}, hoặc không nêu` }) };
}

/** Puts texts beside protected numbers: what one employer will get, and all of it. */
export function contentOf(pipeline: Pipeline, period: Period, employer: Employer, dimensions: ReleaseContent['dimensions'], result: Protected): ReleaseContent {
  const { report, policy } = pipeline;
  const { preset, minCompleters, minParticipation, minGroup, minGroupSensitive, minCell, homogeneity, zeros, insiders, percentDecimals } = policy;
  const indicators = report.indicators.filter((i) => result.decisions.has(i.id)).map((i) => released(i, result));
  const funnel = funnelOf(report, result.tables);
  assertNested(funnel, { tables: result.tables, indicators });
  const benchmark = benchmarkOf(report, result.tables);
  return {
    format: 'tutti-release/1',
    employer: { id: employer.id, name: employer.name },
    report: { id: report.id, version: report.version, title: report.title },
    period,
    source: report.source,
    policy: { preset, minCompleters, minParticipation, minGroup, minGroupSensitive, minCell, homogeneity, zeros, insiders, percentDecimals },
    tier: result.tier,
    dimensions,
    indicators,
    tables: result.tables,
    ...(funnel.length === 0 ? {} : { funnel }),
    ...(benchmark === null ? {} : { benchmark }),
  };
}

/** Only the forms that occur in some table. */
function released(indicator: IndicatorDef, result: Protected): ReleasedIndicator {
  const { id, topic, label, definition, source, population, sensitive } = indicator;
  const used = new Set(result.tables.filter((t) => t.indicator === id).map((t) => t.form));
  return {
    id,
    topic,
    label,
    definition,
    source,
    population,
    sensitive,
    forms: indicator.forms
      .filter((form) => used.has(form.id))
      .map((form) => ({
        id: form.id,
        categories: form.categories.map(({ code, of }) => {
          const def = indicator.formCategories[code];
          if (def === undefined) throw new Error(`indicator ${id} has no text for ${code}`);
          // Merged with other answers, "no answer" is part of a statement about everybody asked, so it stays in the base.
          return { code, label: def.label, direction: def.direction, missing: of.length === 1 && of[0] === 'missing' };
        }),
      })),
  };
}
