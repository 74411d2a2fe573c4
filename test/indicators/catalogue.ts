import { readFileSync, readdirSync } from 'node:fs';
import { parse } from 'yaml';
import { loadPipeline } from '#config';
import type { IndicatorDef, Pipeline } from '#config';
import { DefinitionFile } from '../../src/config/definition-file.ts';
import { IndicatorFiles } from '../../src/config/indicator-files.ts';
import { Problems } from '../../src/config/problems.ts';

const folder = new URL('../../reports/', import.meta.url).pathname;

/** Every indicator that can be asked of a vendor's database, loaded and checked as the program does it. */
export function catalogue(): readonly IndicatorDef[] {
  const problems = new Problems();
  const report = DefinitionFile.parse(`${folder}all.yaml`, 'id: all', (line, what) => problems.add('all', line, what));
  if (report === null) throw new Error('no report');
  const files = new IndicatorFiles(problems);
  const indicators = idsByFile().flatMap(({ file, ids }) => ids.flatMap((id) => files.find(report, [], file, id, []) ?? []));
  problems.throwIfAny('reports/indicators');
  return indicators;
}

export function idsByFile(): readonly { readonly file: string; readonly ids: readonly string[] }[] {
  return readdirSync(`${folder}indicators`)
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => {
      const { indicators } = parse(readFileSync(`${folder}indicators/${name}`, 'utf8')) as { indicators: { id: string }[] };
      return { file: `indicators/${name}`, ids: indicators.map(({ id }) => id) };
    });
}

/**
 * The demonstration's pipeline with the whole catalogue at once. No report could be so: the same answer would count in several
 * indicators. To see how answers are scored it does not matter, and nothing is released.
 */
export function everyIndicator(): Pipeline {
  const demo = loadPipeline('pipelines/demo.yaml');
  return { ...demo, report: { ...demo.report, indicators: catalogue() } };
}
