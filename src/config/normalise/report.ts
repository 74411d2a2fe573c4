import type { BenchmarkDef, DimensionDef, DimensionKind, IndicatorDef, Report } from '../definitions.ts';
import type { DefinitionFile } from '../definition-file.ts';
import type { Problems } from '../problems.ts';
import type { DimensionSpec, ReportSpec } from '../shape/report.ts';
import { answers, columnRef, localised } from './words.ts';

export function normaliseReport(
  spec: ReportSpec,
  indicators: readonly IndicatorDef[],
  benchmark: BenchmarkDef | null,
  file: DefinitionFile,
  problems: Problems,
): Report {
  return problems.cameFrom(
    {
      id: spec.id,
      version: spec.version,
      title: localised(spec.title),
      source: localised(spec.source),
      dimensions: spec.dimensions.map((dimension, i) =>
        problems.cameFrom(normaliseDimension(dimension), file, ['dimensions', i]),
      ),
      breakdowns: spec.breakdowns.map((breakdown, i) =>
        problems.cameFrom(
          { id: breakdown.id, label: localised(breakdown.label), dimensions: breakdown.dimensions },
          file,
          ['breakdowns', i],
        ),
      ),
      indicators,
      funnel: (spec.funnel ?? []).map((step, i) =>
        problems.cameFrom({ ...step, label: localised(step.label) }, file, ['funnel', i]),
      ),
      benchmark,
    },
    file,
    [],
  );
}

function normaliseDimension(spec: DimensionSpec): DimensionDef {
  return {
    id: spec.id,
    label: localised(spec.label),
    total: localised(spec.total),
    column: columnRef(spec.column),
    kind: kind(spec),
  };
}

function kind(spec: DimensionSpec): DimensionKind {
  switch (spec.kind) {
    case 'registry':
      return {
        kind: 'registry',
        table: spec.table,
        code: spec.code,
        parent: spec.parent,
        name: spec.name,
        employer: spec.employer,
        where: spec.where === null ? null : { column: spec.where.column, in: answers(spec.where.in) },
      };
    case 'values':
      return {
        kind: 'values',
        values: spec.values.map(({ code, of, label }) => ({ code, of: answers(of), label: localised(label) })),
      };
    case 'age':
    case 'tenure':
      return { kind: spec.kind, from: spec.from };
    case 'zip3':
      return { kind: 'zip3' };
  }
}
