import * as z from 'zod';
import { answer, code, columnRef, fileRef, filter, groupCode, id, name, text, version } from './words.ts';

const dimensionBase = { id, label: text, total: text, column: columnRef };
const edges = z.array(z.int().min(0).max(120)).min(1);

const dimension = z.discriminatedUnion('kind', [
  z.strictObject({
    ...dimensionBase,
    kind: z.literal('registry'),
    table: name,
    code: name,
    parent: name.nullable(),
    name,
    employer: name,
    where: filter.nullable(),
  }),
  z.strictObject({
    ...dimensionBase,
    kind: z.literal('values'),
    values: z.array(z.strictObject({ code: groupCode, of: z.array(answer).min(1), label: text })).min(1),
  }),
  z.strictObject({ ...dimensionBase, kind: z.literal('age'), from: edges }),
  z.strictObject({ ...dimensionBase, kind: z.literal('tenure'), from: edges }),
  z.strictObject({ ...dimensionBase, kind: z.literal('zip3') }),
]);
export type DimensionSpec = z.infer<typeof dimension>;

const funnelStep = z.strictObject({
  id,
  label: text,
  of: id.nullable().describe('The step that this one is a part of; null for the first.'),
  count: z
    .array(z.strictObject({ indicator: id, categories: z.union([z.enum(['everybody', 'answered']), z.array(code).min(1)]) }))
    .min(1),
});

export const reportShape = z.strictObject({
  id,
  version,
  title: text,
  source: text,
  dimensions: z.array(dimension),
  breakdowns: z.array(z.strictObject({ id, label: text, dimensions: z.array(id) })).min(1),
  /** Each indicator is named: adding one to a topic file never publishes it by itself. */
  indicators: z.array(z.strictObject({ file: fileRef, use: z.array(id).min(1) })).min(1),
  benchmark: fileRef.optional().describe('Figures of a public survey that the employer as a whole is compared with.'),
  funnel: z.array(funnelStep).optional().describe('The steps of the programme, told from the published cells of indicators.'),
});
export type ReportSpec = z.infer<typeof reportShape>;
