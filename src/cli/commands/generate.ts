import { InvalidArgumentError, type Command } from '@commander-js/extra-typings';
import { EXIT, TuttiError, type ExitCode } from '#core';
import type { GenerateRequest } from '#app';
import { output } from '../output.ts';
import { secret } from './options.ts';

interface Targets {
  readonly to?: string;
  readonly parquet?: string;
  readonly postgres?: string;
  readonly readerPasswordFrom?: string;
}

export function addGenerate(root: Command, exit: (code: ExitCode) => void): void {
  root
    .command('generate')
    .description('Make up a participant database: real distributions, invented people. The same seed gives the same rows.')
    .option('--people <n>', 'entitled people in all, 200 to 5000000; default: the three employers of the demonstration', people)
    .option('--employers <spec>', 'how many employers, or their sizes: 12, or 90,1200,20x350', 'demo')
    .option('--seed <text>', 'any text')
    .option('--to <folder>', 'write CSV files into a new folder')
    .option('--parquet <folder>', 'write Parquet files into a new folder')
    .option('--postgres <variable>', 'fill the empty database whose connection string stands in this environment variable')
    .option('--reader-password-from <variable>', 'with --postgres: give tutti_reader the password in this environment variable')
    .option('--year <year>', 'the year to report on', year, 2025)
    .option('--follow-up', 'nearly everybody took part in the year before as well', false)
    .option('--json', 'one JSON object on standard output', false)
    .action(async (options) => {
      const target = targetOf(options);
      const { generate } = await import('#app');
      const out = output(options.json);
      const result = await generate(
        { people: options.people ?? null, employers: options.employers, seed: options.seed ?? null, year: options.year, followUp: options.followUp, target },
        out.progress,
      );
      const where = target.kind === 'postgres' ? `the database of ${options.postgres ?? ''}` : target.folder;
      const rows = result.tables.map(({ table, rows }) => `${table} ${rows}`).join(', ');
      out.result(`Made up ${result.employers} employers with ${result.people} entitled people in ${where}:\n  ${rows} rows`, result);
      exit(EXIT.done);
    });
}

function targetOf({ to, parquet, postgres, readerPasswordFrom }: Targets): GenerateRequest['target'] {
  const given = [to, parquet, postgres].filter((target) => target !== undefined);
  if (given.length !== 1 || (readerPasswordFrom !== undefined && postgres === undefined))
    throw new TuttiError('USAGE', { what: 'it is not clear where to write', hint: 'Give one of --to, --parquet and --postgres.' });
  if (to !== undefined) return { kind: 'csv', folder: to };
  if (parquet !== undefined) return { kind: 'parquet', folder: parquet };
  return { kind: 'postgres', url: fromEnvironment(postgres ?? ''), readerPassword: readerPasswordFrom === undefined ? null : fromEnvironment(readerPasswordFrom) };
}

function fromEnvironment(variable: string): string {
  const value = secret(variable);
  if (value === null || value === '')
    throw new TuttiError('USAGE', { what: `the environment variable ${variable} is not set`, hint: 'Set it; secrets are never given as arguments.' });
  return value;
}

function people(text: string): number {
  if (!/^\d{3,7}$/u.test(text) || Number(text) < 200 || Number(text) > 5_000_000) throw new InvalidArgumentError('A whole number from 200 to 5000000.');
  return Number(text);
}

function year(text: string): number {
  if (!/^20\d\d$/u.test(text)) throw new InvalidArgumentError('A year from 2000 to 2099.');
  return Number(text);
}
