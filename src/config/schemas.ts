import * as z from 'zod';
import { benchmarkShape } from './shape/benchmark.ts';
import { catalogShape } from './shape/catalog.ts';
import { indicatorsShape } from './shape/indicators.ts';
import { pipelineShape } from './shape/pipeline.ts';
import { reportShape } from './shape/report.ts';

const shapes = { pipeline: pipelineShape, catalog: catalogShape, report: reportShape, indicators: indicatorsShape, benchmark: benchmarkShape };

/** JSON Schemas for editors, made from the shapes that the loader checks: file name → text. */
export function schemaFiles(): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(shapes).map(([name, shape]) => {
      const schema = { title: `Tutti ${name}`, ...z.toJSONSchema(shape, { io: 'input' }) };
      return [`${name}.schema.json`, `${JSON.stringify(schema, null, 2)}\n`];
    }),
  );
}
