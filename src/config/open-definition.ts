import { dirname, join } from 'node:path';
import type * as z from 'zod';
import { DefinitionFile, readText } from './definition-file.ts';
import type { Path } from './definition-file.ts';
import type { Problems } from './problems.ts';
import { parseShape } from './shape/parse.ts';

/** A referenced file, its path taken from the folder of the file that names it; null with all reasons reported. */
export function openDefinition<S extends z.ZodType>(
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
