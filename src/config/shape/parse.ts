import * as z from 'zod';
import type { DefinitionFile, Path } from '../definition-file.ts';
import type { Problems } from '../problems.ts';
import { didYouMean } from '../suggest.ts';

/**
 * Checks the shape of a file and reports every fault. Unknown keys are reported and then set aside, so that the rules may
 * still look at the rest; with any other fault there is nothing to look at and the answer is null.
 */
export function parseShape<S extends z.ZodType>(shape: S, file: DefinitionFile, problems: Problems): z.infer<S> | null {
  const first = shape.safeParse(file.value);
  if (first.success) return first.data;
  const schema: unknown = z.toJSONSchema(shape, { io: 'input' });
  const issues = first.error.issues.flatMap(ofTheFormMeant);
  for (const issue of issues) report(issue, file, schema, problems);
  const second = shape.safeParse(withoutUnknownKeys(file.value, issues));
  if (second.success) return second.data;
  // Faults can hide behind an unknown key; those seen before are not said twice.
  for (const issue of second.error.issues.flatMap(ofTheFormMeant).filter((later) => !issues.some((earlier) => samePlace(earlier, later)))) {
    report(issue, file, schema, problems);
  }
  return null;
}

/** Where a value may have one of several forms and is plainly meant to have one of them (a mapping, say), the faults are those of that form. */
export function ofTheFormMeant(issue: z.core.$ZodIssue): readonly z.core.$ZodIssue[] {
  if (issue.code !== 'invalid_union') return [issue];
  const meant = issue.errors.filter((faults) => faults.length > 0 && !faults.some((fault) => fault.code === 'invalid_type' && fault.path.length === 0));
  const [form] = meant;
  if (form === undefined || meant.length > 1) return [issue];
  return form.map((fault) => ({ ...fault, path: [...issue.path, ...fault.path] })).flatMap(ofTheFormMeant);
}

function report(issue: z.core.$ZodIssue, file: DefinitionFile, schema: unknown, problems: Problems): void {
  const path = plainPath(issue.path);
  if (issue.code === 'unrecognized_keys') {
    for (const key of issue.keys) {
      problems.in(file, [...path, key], `unknown key '${key}'${didYouMean(key, knownKeys(schema, file.value, path))}`);
    }
    return;
  }
  problems.in(file, path, `${placeName(path)} ${describe(issue, valueAt(file.value, path))}`);
}

/** Our own words for each kind of fault; a value is never quoted but where it had to be one of a few words. */
export function describe(issue: z.core.$ZodIssue, value: unknown): string {
  if (value === undefined) return 'is missing';
  switch (issue.code) {
    case 'invalid_type':
      return `must be ${article(issue.expected)}`;
    case 'invalid_value':
      return `must be ${oneOf(issue.values.map(String), value)}`;
    case 'invalid_union':
      return issue.discriminator !== undefined && 'options' in issue && Array.isArray(issue.options)
        ? `must be ${oneOf(issue.options.map(String), value)}`
        : unionMessage(issue.message);
    case 'too_small':
      return issue.origin === 'array'
        ? `needs at least ${issue.minimum} ${issue.minimum === 1 ? 'entry' : 'entries'}`
        : issue.origin === 'string'
          ? 'must not be empty'
          : `must be ${issue.inclusive === false ? 'more than' : 'at least'} ${issue.minimum}`;
    case 'too_big':
      return issue.origin === 'string'
        ? `must be at most ${issue.maximum} characters long`
        : `must be at most ${issue.maximum}`;
    case 'invalid_key':
      return `must be a plain name (letters, digits, _)`;
    case 'invalid_format':
    case 'invalid_element':
    case 'not_multiple_of':
    case 'unrecognized_keys':
    case 'custom':
      return issue.message;
  }
}

function unionMessage(message: string): string {
  return message.startsWith('Invalid') ? 'has the wrong form' : message;
}

function oneOf(options: readonly string[], value: unknown): string {
  const list = options.map((option) => `'${option}'`).join(', ');
  const meant = typeof value === 'string' ? didYouMean(value, options) : '';
  return `${options.length === 1 ? list : `one of ${list}`}${meant}`;
}

function article(expected: string): string {
  const words: Readonly<Record<string, string>> = {
    string: 'a text (in quotes where it looks like a number)',
    object: 'a mapping',
    record: 'a mapping',
    array: 'a list',
    int: 'a whole number',
    number: 'a number',
    boolean: 'true or false',
  };
  return words[expected] ?? `of type ${expected}`;
}

function placeName(path: Path): string {
  if (path.length === 0) return 'the file';
  return path.map((step, i) => (typeof step === 'number' ? `[${step + 1}]` : i === 0 ? step : `.${step}`)).join('');
}

function plainPath(path: readonly PropertyKey[]): Path {
  return path.map((step) => (typeof step === 'number' ? step : String(step)));
}

function samePlace(a: z.core.$ZodIssue, b: z.core.$ZodIssue): boolean {
  return a.code === b.code && JSON.stringify(plainPath(a.path)) === JSON.stringify(plainPath(b.path));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function step(value: unknown, key: string | number): unknown {
  if (Array.isArray(value)) return typeof key === 'number' ? value[key] : undefined;
  return isRecord(value) ? value[String(key)] : undefined;
}

export function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>(step, value);
}

function withoutUnknownKeys(value: unknown, issues: readonly z.core.$ZodIssue[]): unknown {
  const copy: unknown = structuredClone(value);
  for (const issue of issues) {
    if (issue.code !== 'unrecognized_keys') continue;
    const holder = valueAt(copy, plainPath(issue.path));
    if (isRecord(holder)) for (const key of issue.keys) Reflect.deleteProperty(holder, key);
  }
  return copy;
}

/** The keys that the JSON Schema allows at `path`; of several alternatives, those whose `kind` is the one written. */
function knownKeys(schema: unknown, value: unknown, path: Path): readonly string[] {
  let branches = alternatives(schema, value, schema);
  let here = value;
  for (const key of path) {
    here = step(here, key);
    branches = branches.flatMap((branch) => {
      const properties = branch['properties'];
      const next =
        typeof key === 'number'
          ? branch['items']
          : ((isRecord(properties) ? properties[key] : undefined) ?? branch['additionalProperties']);
      return alternatives(next, here, schema);
    });
  }
  return branches.flatMap((branch) => (isRecord(branch['properties']) ? Object.keys(branch['properties']) : []));
}

/** The mappings that a part of the schema allows; `root` is where references point. */
function alternatives(part: unknown, value: unknown, root: unknown): readonly Record<string, unknown>[] {
  if (!isRecord(part)) return [];
  const reference = part['$ref'];
  if (typeof reference === 'string')
    return alternatives(reference.slice(2).split('/').reduce<unknown>(step, root), value, root);
  const choice = part['oneOf'] ?? part['anyOf'];
  const branches = Array.isArray(choice)
    ? choice.flatMap((branch: unknown) => alternatives(branch, value, root))
    : [part];
  const fitting = branches.filter((branch) => {
    const kind = isRecord(branch['properties']) ? branch['properties']['kind'] : undefined;
    return !isRecord(kind) || !isRecord(value) || kind['const'] === undefined || kind['const'] === value['kind'];
  });
  return fitting.length > 0 ? fitting : branches;
}
