import { dirname, join } from 'node:path';
import type * as z from 'zod';
import { TuttiError, canonicalJson, sha256 } from '#core';
import type { Policy } from '#core';
import type { IndicatorDef, Pipeline, Report, Source } from './definitions.ts';
import { DefinitionFile, readText } from './definition-file.ts';
import type { Path } from './definition-file.ts';
import { deepFreeze } from './freeze.ts';
import type { Catalog } from './normalise/catalog.ts';
import { normaliseCatalog } from './normalise/catalog.ts';
import { normaliseIndicator } from './normalise/indicator.ts';
import { normaliseReport } from './normalise/report.ts';
import { localised } from './normalise/words.ts';
import { resolvePolicy } from './policy.ts';
import { Problems } from './problems.ts';
import { catalogUses, reportUses } from './rules/column-uses.ts';
import { catalogRules, columnRules, indicatorRules, pipelineRules, reportRules } from './rules/index.ts';
import { catalogShape } from './shape/catalog.ts';
import { indicatorsShape } from './shape/indicators.ts';
import { parseShape } from './shape/parse.ts';
import type { PipelineSpec } from './shape/pipeline.ts';
import { pipelineShape } from './shape/pipeline.ts';
import { policyShape } from './shape/policy.ts';
import { reportShape } from './shape/report.ts';
import { didYouMean } from './suggest.ts';

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
  }
  const policy = loadPolicy(file, problems);
  if (spec === null) return null;
  const tables = catalog?.tables ?? [];
  const source: Source = { ...spec.source, tables };
  const parts = problems.cameFrom({ source, period: spec.period, schedule: spec.schedule }, file, []);
  for (const rule of pipelineRules) rule(parts, problems.say);
  if (catalog === null || report === null || policy === null) return null;
  return {
    id: spec.id,
    title: localised(spec.title),
    ...parts,
    employers: catalog.employers,
    people: catalog.people,
    policy,
    report,
    delivery: spec.delivery,
  };
}

/** Checked by itself, so that a fault elsewhere in the file does not hide a loosened threshold. */
function loadPolicy(file: DefinitionFile, problems: Problems): Policy | null {
  const spec = policyShape.safeParse(valueOf(file.value, 'policy'));
  return spec.success
    ? resolvePolicy(spec.data, (path, what) => problems.in(file, ['policy', ...path], `policy: ${what}`))
    : null;
}

function loadCatalog(from: DefinitionFile, problems: Problems): Catalog | null {
  const opened = open(catalogShape, from, ['catalog'], referenceIn(from.value, 'catalog'), problems);
  if (opened === null) return null;
  const catalog = normaliseCatalog(opened.spec, opened.file, problems);
  for (const rule of catalogRules) rule(catalog, problems.say);
  return catalog;
}

function loadReport(from: DefinitionFile, problems: Problems): Report | null {
  const opened = open(reportShape, from, ['report'], referenceIn(from.value, 'report'), problems);
  if (opened === null) return null;
  const { spec, file } = opened;
  const known = new Map<string, ReadonlyMap<string, IndicatorDef> | null>();
  const indicators = spec.indicators.flatMap(({ file: reference, use }, i) => {
    if (!known.has(reference))
      known.set(reference, loadIndicators(file, ['indicators', i, 'file'], reference, problems));
    const defined = known.get(reference) ?? null;
    return use.flatMap((id, j) => {
      const indicator = defined?.get(id);
      if (defined !== null && indicator === undefined) {
        problems.in(
          file,
          ['indicators', i, 'use', j],
          `${reference} has no indicator '${id}'${didYouMean(id, defined.keys())}`,
        );
      }
      return indicator === undefined ? [] : [indicator];
    });
  });
  const report = normaliseReport(spec, indicators, file, problems);
  for (const rule of reportRules) rule(report, problems.say);
  return report;
}

function loadIndicators(
  from: DefinitionFile,
  path: Path,
  reference: string,
  problems: Problems,
): ReadonlyMap<string, IndicatorDef> | null {
  const opened = open(indicatorsShape, from, path, reference, problems);
  if (opened === null) return null;
  const { spec, file } = opened;
  const byId = new Map<string, IndicatorDef>();
  spec.indicators.forEach((one, i) => {
    const indicator = normaliseIndicator(one, spec.topic, file, ['indicators', i], problems);
    if (byId.has(indicator.id))
      problems.say(indicator, ['id'], `indicator '${indicator.id}' is defined twice in this file`);
    byId.set(indicator.id, indicator);
    for (const rule of indicatorRules) rule(indicator, problems.say);
  });
  return byId;
}

/** A referenced file, its path taken from the folder of the file that names it; null with all reasons reported. */
function open<S extends z.ZodType>(
  shape: S,
  from: DefinitionFile,
  path: Path,
  reference: string | null,
  problems: Problems,
): { readonly file: DefinitionFile; readonly spec: z.infer<S> } | null {
  if (reference === null) return null;
  const name = join(dirname(from.name), reference);
  const text = readText(name);
  if (text === null) {
    problems.in(from, path, `there is no file ${name}`);
    return null;
  }
  const file = DefinitionFile.parse(name, text, (line, what) => problems.add(name, line, what));
  const spec = file === null ? null : parseShape(shape, file, problems);
  return file === null || spec === null ? null : { file, spec };
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
