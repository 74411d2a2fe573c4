import { parsePolicy } from '#config';
import { type Dimension, type Problem, type TablesPolicy, TuttiError } from '#core';
import * as z from 'zod';

const relation = z.strictObject({ parent: z.string().min(1), children: z.array(z.string().min(1)).min(1) });
const indicator = z.strictObject({
  name: z.string().min(1),
  categories: z.array(z.string().min(1)).min(1),
  sensitive: z.boolean().optional(),
});
const dimension = z.strictObject({
  total: z.string().min(1),
  relations: z.array(relation).optional(),
  indicators: z.array(indicator).min(1).optional(),
});

const shape = z.strictObject({
  dimensions: z.record(z.string().min(1), dimension),
  tables: z.array(z.array(z.string()).min(1)).min(1),
  policy: z.unknown(),
  /** The order among cells of equal rank; any text. */
  key: z.string().min(1).optional(),
  // Descriptive: said by whoever made the file, used by nobody.
  name: z.string().optional(),
  source: z.string().optional(),
  seed: z.number().optional(),
  data: z.unknown().optional(),
  note: z.string().optional(),
  rules: z.unknown().optional(),
});

/** A specification of tables (docs/protect.md), checked as a whole. */
export interface TableSpec {
  readonly dimensions: readonly Dimension[];
  readonly tables: readonly (readonly string[])[];
  readonly measure: {
    readonly dimension: string;
    readonly indicators: readonly {
      readonly name: string;
      readonly sensitive: boolean;
      readonly codes: readonly string[];
    }[];
  } | null;
  readonly policy: TablesPolicy;
  readonly key: string | undefined;
}

/** Reads a specification from its JSON text. `name` is how messages call the file. All problems at once. */
export function readSpec(text: string, name: string): TableSpec {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw new TuttiError(
      'CONFIG_INVALID',
      { what: `${name} is not JSON.`, hint: 'Correct the file; docs/protect.md describes it.' },
      { cause },
    );
  }
  const parsed = shape.safeParse(json);
  if (!parsed.success)
    throw invalid(
      name,
      parsed.error.issues.map((i) => ({ where: i.path.join('.') || name, what: i.message })),
    );
  const { dimensions: given, tables, policy, key } = parsed.data;
  if (policy === undefined) {
    throw new TuttiError('CONFIG_INVALID', {
      what: `${name} has no policy.`,
      hint: 'Add "policy": a preset by name ("cms11"), or values, e.g. { "minGroup": 5, "minCell": 5, "zeros": "shown", "insiders": 0, "headCounts": "secret" }.',
    });
  }
  const problems: Problem[] = [];
  const fault = (where: string, what: string) => problems.push({ where, what });
  const measures = Object.entries(given).filter(([, d]) => d.indicators !== undefined);
  for (const [id] of measures.slice(1)) fault(`dimensions.${id}.indicators`, 'only one dimension can hold indicators');
  const dimensions = Object.entries(given).map(([id, d]): Dimension => ({
    id,
    total: d.total,
    relations: d.relations ?? fromIndicators(d.total, d.indicators ?? []),
  }));
  for (const d of dimensions) checkDimension(d, fault);
  tables.forEach((table, t) => {
    const where = `tables.${t}`;
    for (const id of table) if (given[id] === undefined) fault(where, `there is no dimension '${id}'`);
    if (new Set(table).size < table.length) fault(where, 'a dimension is named twice');
  });
  const [measure] = measures;
  const indicators = (measure?.[1].indicators ?? []).map((i) => ({
    name: i.name,
    sensitive: i.sensitive ?? false,
    codes: i.categories.map((c) => `${i.name}=${c}`),
  }));
  const known = dimensions.find((d) => d.id === measure?.[0]);
  if (known !== undefined) checkMeasure(known, indicators, fault);
  if (problems.length > 0) throw invalid(name, problems);
  return {
    dimensions,
    tables,
    measure:
      measure === undefined || known === undefined
        ? null
        : { dimension: measure[0], indicators: indicators.map((i) => ({ ...i, codes: allCodes(known, i.codes) })) },
    policy: parsePolicy(policy),
    key,
  };
}

function fromIndicators(total: string, indicators: readonly z.infer<typeof indicator>[]): Dimension['relations'] {
  return indicators.map((i) => ({ parent: total, children: i.categories.map((c) => `${i.name}=${c}`) }));
}

/** Codes hang together under the total, without circles; no code stands twice in one relation. */
function checkDimension(d: Dimension, fault: (where: string, what: string) => void): void {
  const where = `dimensions.${d.id}`;
  const children = new Set(d.relations.flatMap((r) => r.children));
  if (children.has(d.total)) fault(where, `the total '${d.total}' is a child of a relation`);
  for (const { parent, children: own } of d.relations) {
    if (parent !== d.total && !children.has(parent)) fault(where, `'${parent}' does not hang under the total`);
    if (new Set(own).size < own.length) fault(where, `a child of '${parent}' is named twice`);
  }
  const below = Map.groupBy(d.relations, (r) => r.parent);
  const done = new Set<string>();
  const walk = (code: string, above: ReadonlySet<string>): boolean => {
    if (above.has(code)) return false;
    if (done.has(code)) return true;
    const path = new Set([...above, code]);
    const fine = (below.get(code) ?? []).every((r) => r.children.every((c) => walk(c, path)));
    done.add(code);
    return fine;
  };
  if (![d.total, ...children].every((code) => walk(code, new Set()))) fault(where, 'the relations run in a circle');
}

/** Each indicator's categories add up to the total; deeper levels belong to one indicator. */
function checkMeasure(
  d: Dimension,
  indicators: readonly { readonly name: string; readonly codes: readonly string[] }[],
  fault: (where: string, what: string) => void,
): void {
  const where = `dimensions.${d.id}`;
  const tops = d.relations.filter((r) => r.parent === d.total);
  const same = (a: readonly string[], b: readonly string[]) =>
    a.length === b.length && a.every((code) => b.includes(code));
  if (new Set(indicators.map((i) => i.name)).size < indicators.length) fault(where, 'an indicator is named twice');
  for (const i of indicators)
    if (tops.filter((r) => same(r.children, i.codes)).length !== 1)
      fault(where, `one relation must add up the categories of '${i.name}' to the total`);
  for (const r of tops)
    if (!indicators.some((i) => same(r.children, i.codes)))
      fault(where, `a relation under the total is not an indicator's`);
  const owners = Map.groupBy(
    indicators.flatMap((i) => allCodes(d, i.codes)),
    (code) => code,
  );
  for (const [code, list] of owners) if (list.length > 1) fault(where, `'${code}' belongs to more than one indicator`);
}

/** The codes and everything below them. */
function allCodes(d: Dimension, top: readonly string[]): readonly string[] {
  const found = new Set(top);
  for (const code of found)
    for (const r of d.relations) if (r.parent === code) for (const child of r.children) found.add(child);
  return [...found];
}

function invalid(name: string, problems: readonly Problem[]): TuttiError {
  return new TuttiError('CONFIG_INVALID', {
    what: `${name} is not a valid specification of tables.`,
    hint: 'Correct what is listed; docs/protect.md describes the file.',
    problems,
  });
}
