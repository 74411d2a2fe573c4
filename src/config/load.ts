import { TuttiError, canonicalJson, sha256 } from '#core';
import type { Policy } from '#core';
import type { BenchmarkDef, Pipeline, Report, Source } from './definitions.ts';
import { DefinitionFile, readText } from './definition-file.ts';
import type { Path } from './definition-file.ts';
import { deepFreeze } from './freeze.ts';
import { IndicatorFiles } from './indicator-files.ts';
import { normaliseBenchmark } from './normalise/benchmark.ts';
import type { Catalog } from './normalise/catalog.ts';
import { normaliseCatalog } from './normalise/catalog.ts';
import { normaliseReport } from './normalise/report.ts';
import { localised } from './normalise/words.ts';
import { openDefinition } from './open-definition.ts';
import { resolvePolicy } from './policy.ts';
import { Problems } from './problems.ts';
import { catalogUses, reportUses } from './rules/column-uses.ts';
import { followedIsAssessed } from './rules/followed.ts';
import { householdsAreNotFollowed, householdsAreInsiders } from './rules/household.ts';
import { bookRules, catalogRules, columnRules, pipelineRules, reportRules } from './rules/index.ts';
import { benchmarkShape } from './shape/benchmark.ts';
import { catalogShape } from './shape/catalog.ts';
import { parseShape } from './shape/parse.ts';
import type { PipelineSpec } from './shape/pipeline.ts';
import { pipelineShape } from './shape/pipeline.ts';
import { policyShape } from './shape/policy.ts';
import { reportShape } from './shape/report.ts';

/**
 * Reads a pipeline with its catalog, report and indicators: shape, normalise, rules. Every problem in every file is reported at
 * once as `CONFIG_INVALID`; what comes back is complete and deeply frozen.
 */
export function loadPipeline(path: string): Pipeline {
  const text = readText(path);
  if (text === null)
    throw new TuttiError('FILE_MISSING', {
      what: `There is no pipeline file ${path}.`,
      hint: 'Name a YAML file such as pipelines/demo.yaml.',
    });
  const problems = new Problems();
  const file = DefinitionFile.parse(path, text, (line, what) => problems.add(path, line, what));
  const spec = file === null ? null : parseShape(pipelineShape, file, problems);
  const pipeline = file === null ? null : assemble(file, spec, problems);
  problems.throwIfAny(path);
  if (pipeline === null) throw new Error('a definition without problems gave no pipeline');
  return deepFreeze({ ...pipeline, file: path, fingerprint: sha256(canonicalJson(pipeline)) });
}

/** Follows the references of a pipeline even where its own shape is broken, to report what is wrong behind them too. */
function assemble(
  file: DefinitionFile,
  spec: PipelineSpec | null,
  problems: Problems,
): Omit<Pipeline, 'file' | 'fingerprint'> | null {
  const catalog = loadCatalog(file, problems);
  const report = loadReport(file, problems);
  if (catalog !== null) {
    const uses = [...catalogUses(catalog), ...(report === null ? [] : reportUses(report))];
    for (const rule of columnRules) rule(uses, catalog, problems.say);
    if (report !== null) followedIsAssessed(report, catalog, problems.say);
    if (report !== null) householdsAreNotFollowed(report, catalog, problems.say);
  }
  const policy = loadPolicy(file, problems);
  if (catalog !== null && policy !== null) householdsAreInsiders(catalog, policy, (what) => problems.in(file, ['policy'], what));
  if (spec === null) return null;
  const tables = catalog?.tables ?? [];
  const source: Source = { ...spec.source, tables };
  const parts = problems.cameFrom({ source, period: spec.period, schedule: spec.schedule }, file, []);
  for (const rule of pipelineRules) rule(parts, problems.say);
  const book = spec.book === undefined ? undefined : problems.cameFrom(spec.book, file, ['book']);
  if (book !== undefined && report !== null) for (const rule of bookRules) rule(book, report, problems.say);
  if (catalog === null || report === null || policy === null) return null;
  return {
    id: spec.id,
    title: localised(spec.title),
    ...parts,
    employers: catalog.employers,
    people: catalog.people,
    policy,
    report,
    ...(book === undefined ? {} : { book }),
    branding: spec.branding,
    delivery: spec.delivery,
  };
}

/** Checked by itself, so that a fault elsewhere in the file does not hide a loosened threshold. */
function loadPolicy(file: DefinitionFile, problems: Problems): Policy | null {
  const spec = policyShape.safeParse(valueOf(file.value, 'policy'));
  return spec.success
    ? resolvePolicy(spec.data, (path, what) => problems.in(file, ['policy', ...path], `${['policy', ...path].join('.')}: ${what}`))
    : null;
}

function loadCatalog(from: DefinitionFile, problems: Problems): Catalog | null {
  const opened = openDefinition(catalogShape, from, ['catalog'], referenceIn(from.value, 'catalog'), problems);
  if (opened === null) return null;
  const catalog = normaliseCatalog(opened.spec, opened.file, problems);
  for (const rule of catalogRules) rule(catalog, problems.say);
  return catalog;
}

function loadReport(from: DefinitionFile, problems: Problems): Report | null {
  const opened = openDefinition(reportShape, from, ['report'], referenceIn(from.value, 'report'), problems);
  if (opened === null) return null;
  const { spec, file } = opened;
  const files = new IndicatorFiles(problems);
  const indicators = spec.indicators.flatMap(({ file: reference, use }, i) =>
    use.flatMap((id, j) => {
      const place: Path = ['indicators', i];
      return files.find(file, [...place, 'file'], reference, id, [...place, 'use', j]) ?? [];
    }),
  );
  const benchmark = spec.benchmark === undefined ? null : loadBenchmark(file, spec.benchmark, problems);
  const report = normaliseReport(spec, indicators, benchmark, file, problems);
  for (const rule of reportRules) rule(report, problems.say);
  return report;
}

function loadBenchmark(from: DefinitionFile, reference: string, problems: Problems): BenchmarkDef | null {
  const opened = openDefinition(benchmarkShape, from, ['benchmark'], reference, problems);
  return opened === null ? null : normaliseBenchmark(opened.spec, opened.file, problems);
}

/** A reference as written, where it is one; the shape reports all else. */
function referenceIn(value: unknown, key: string): string | null {
  const reference = valueOf(value, key);
  return typeof reference === 'string' && reference.endsWith('.yaml') ? reference : null;
}

function valueOf(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null
    ? Object.entries(value).find(([name]) => name === key)?.[1]
    : undefined;
}
