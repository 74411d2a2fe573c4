import { existsSync, globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SHORT_LIFE } from '../src/render/press-command.ts';
import { glyphsOf } from './render-glyphs.ts';
import { type Cost, cost, rounds, say } from './usage.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const TUTTI = join(ROOT, 'src/cli/main.ts');
const PIPELINE = join(ROOT, 'pipelines/demo.yaml');
const PRINT = fileURLToPath(new URL('./render-child.ts', import.meta.url));
/** Entitled people: a small and a middling employer. */
const SIZES = [200, 1200];
/** Two months after the year that is reported. */
const AS_OF = '2026-03-01';

/**
 * One employer from its rows to the delivered folder, in one language and in three, and the parts that can be run alone: reading the
 * definitions, and printing and inspecting three languages again (`verify`). Against bare node, and against bare pdfkit drawing the English
 * report's runs of text. Processor time is that of all processes, the press included; memory is the largest one's.
 */
export async function benchRun(options: { readonly rounds: number }): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'tutti-bench-run-'));
  try {
    const source = join(folder, 'source');
    await tutti('generate', '--employers', SIZES.join(), '--to', source);
    const inEnglish = join(folder, 'english.yaml');
    writeFileSync(inEnglish, englishOnly(readFileSync(PIPELINE, 'utf8'), folder));
    for (const [i, people] of SIZES.entries()) {
      const employer = `employer-${String(i + 1).padStart(5, '0')}`;
      const run = (pipeline: string, to: string) => (): Promise<Cost> => {
        rmSync(to, { recursive: true, force: true });
        const places = ['--out', join(to, 'out'), '--state', join(to, 'state')];
        return tutti('run', pipeline, '--source', source, '--employer', employer, '--as-of', AS_OF, ...places);
      };
      const to = join(folder, 'three');
      await run(PIPELINE, to)();
      const release = releaseIn(to);
      const key = join(to, 'state/keys/public-key.pem');
      const pages = await glyphsOf(join(release, 'report.pdf'));
      const glyphs = join(folder, 'glyphs.json');
      writeFileSync(glyphs, JSON.stringify(pages));
      say(`an employer of ${people} people: ${pages.length} pages in English`);
      await rounds(
        options.rounds,
        {
          'bare node': () => cost(process.execPath, ['-e', '0'], null),
          'bare pdfkit, English': () =>
            cost(process.execPath, [...SHORT_LIFE, PRINT, 'bare', glyphs, key, join(folder, 'bare.pdf')], null),
          help: () => tutti('--help'),
          'definitions alone': () => tutti('validate', PIPELINE),
          'run, English': run(inEnglish, join(folder, 'one')),
          'run, three languages': run(PIPELINE, join(folder, 'again')),
          'press alone, three languages': () => tutti('verify', release, '--key', key),
        },
        'bare node',
      );
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function tutti(...args: readonly string[]): Promise<Cost> {
  return cost(process.execPath, [TUTTI, ...args], null);
}

/** The demonstration's definition for a place elsewhere, without further languages. */
function englishOnly(definition: string, folder: string): string {
  const pipelines = relative(folder, join(ROOT, 'pipelines'));
  const text = definition
    .replace(/^(catalog|report): /gmu, `$1: ${pipelines}/`)
    .replace('alsoIn: [es, vi]', 'alsoIn: []');
  if (!text.includes('alsoIn: []')) throw new Error('the demonstration is printed in other languages than it was');
  return text;
}

function releaseIn(folder: string): string {
  const [table] = globSync(join(folder, 'out/*/*/*/*/table.json'));
  if (table === undefined || !existsSync(table)) throw new Error('the run has delivered nothing');
  return join(table, '..');
}
