import { readdir } from 'node:fs/promises';
import { TuttiError } from '#core';
import type { Progress } from '#core';
import {
  DEMO_EMPLOYERS,
  DEMO_SEED,
  employerSizes,
  fillDatabase,
  marketEmployer,
  SMALLEST_EMPLOYER,
  writeCsvFolder,
  writeParquetFolder,
  type DatabaseOptions,
  type EmployerSpec,
  type TableCount,
} from '#sample';

export interface GenerateRequest {
  /** Entitled people in all; null: as the employers say. */
  readonly people: number | null;
  /** `demo`, a number of employers, or their sizes: `90,1200,20x350`. */
  readonly employers: string;
  readonly seed: string | null;
  readonly year: number;
  readonly followUp: boolean;
  readonly target:
    | { readonly kind: 'csv' | 'parquet'; readonly folder: string }
    | { readonly kind: 'postgres'; readonly url: string; readonly readerPassword: string | null };
}

export interface GenerateResult {
  readonly employers: number;
  readonly people: number;
  readonly tables: readonly TableCount[];
}

/** Makes up a participant database: the same request gives the same rows. */
export async function generate(request: GenerateRequest, progress: Progress): Promise<GenerateResult> {
  const seed = request.seed ?? DEMO_SEED;
  const employers = employersOf(request, seed);
  const options: DatabaseOptions = { seed, employers, year: request.year, followUp: request.followUp };
  const tables = await write(request.target, options, (table) => progress.step(`writing ${table}`));
  return { employers: employers.length, people: employers.reduce((sum, { people }) => sum + people, 0), tables };
}

async function write(
  target: GenerateRequest['target'],
  options: DatabaseOptions,
  onTable: (table: string) => void,
): Promise<readonly TableCount[]> {
  if (target.kind === 'postgres') return fillDatabase(target.url, { ...options, readerPassword: target.readerPassword, onTable });
  await refuseFilled(target.folder);
  return target.kind === 'csv' ? writeCsvFolder(target.folder, options, onTable) : writeParquetFolder(target.folder, options, onTable);
}

/** Files of somebody's must not be written over, nor mixed with invented ones. */
async function refuseFilled(folder: string): Promise<void> {
  const names = await readdir(folder).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw new TuttiError('USAGE', { what: `${folder} is no folder that can be written to`, hint: 'Name a new folder, or an empty one.' }, { cause: error });
  });
  if (names.length === 0) return;
  throw new TuttiError('USAGE', { what: `${folder} is not empty`, hint: 'Name a new folder, or an empty one.' });
}

function employersOf({ people, employers }: GenerateRequest, seed: string): readonly EmployerSpec[] {
  if (employers === 'demo' && people === null) return DEMO_EMPLOYERS;
  return sizesOf(people, employers, seed).map((size, nth) => marketEmployer(nth, size, seed));
}

function sizesOf(people: number | null, employers: string, seed: string): readonly number[] {
  if (employers === 'demo') return employerSizes(people ?? 0, seed, null);
  const count = /^\d+$/.test(employers) ? Number(employers) : null;
  if (count === null) return listed(people, employers);
  if (people === null || count < 1 || people < count * SMALLEST_EMPLOYER)
    throw wrong(`${employers} employers need --people of at least ${count * SMALLEST_EMPLOYER}`);
  return employerSizes(people, seed, count);
}

/** `90,1200,20x350`: sizes, each with how often it comes. */
function listed(people: number | null, employers: string): readonly number[] {
  if (people !== null) throw wrong('sizes of employers and --people are both given');
  return employers.split(',').flatMap((part) => {
    const [, times = '1', size = ''] = /^(?:(\d{1,5})x)?(\d{1,6})$/.exec(part) ?? [];
    if (Number(size) < SMALLEST_EMPLOYER || Number(times) < 1) throw wrong(`"${part}" is no size of an employer`);
    return Array.from({ length: Number(times) }, () => Number(size));
  });
}

function wrong(what: string): TuttiError {
  return new TuttiError('USAGE', {
    what,
    hint: `Give --employers demo, a number of employers with --people, or sizes from ${SMALLEST_EMPLOYER} such as 90,1200,20x350.`,
  });
}
