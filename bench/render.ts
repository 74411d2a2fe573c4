import { existsSync, globSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SHORT_LIFE } from '../src/render/press-command.ts';
import { glyphsOf } from './render-glyphs.ts';
import { type Cost, cost, median, rounds, say } from './usage.ts';

const CHILD = fileURLToPath(new URL('./render-child.ts', import.meta.url));
const KEY = 'var/state/keys/public-key.pem';

/**
 * Printing the largest delivered report of the demonstration (6,000 people) in one language, against bare pdfkit drawing the same runs of text
 * at the same places in the same fonts: no layout, no structure, no charts. Both with the memory of the press. Goals: 15 pages a second, 40 pages in 3 s, 300 MB.
 */
export async function benchRender(options: { readonly rounds: number }): Promise<void> {
  const [release] = globSync('out/*/*/*/*/table.json').toSorted((a, b) => statSync(b).size - statSync(a).size);
  if (release === undefined || !existsSync(KEY)) {
    say('render: there is no delivered report; run `npm start` first');
    process.exitCode = 2;
    return;
  }
  const folder = mkdtempSync(join(tmpdir(), 'tutti-bench-render-'));
  try {
    const glyphs = join(folder, 'glyphs.json');
    const pdf = join(folder, 'report.pdf');
    const args = { bare: glyphs, render: join(release, '..') };
    await cost(process.execPath, [CHILD, 'render', args.render, KEY, pdf], null);
    const pages = await glyphsOf(pdf);
    writeFileSync(glyphs, JSON.stringify(pages));
    say(
      `printing ${release.split('/')[1] ?? ''}: ${String(pages.length)} pages, ${String(pages.flat().length)} runs of text`,
    );
    const child = (what: keyof typeof args) => async (): Promise<Cost> =>
      measured(
        await cost(process.execPath, [...SHORT_LIFE, CHILD, what, args[what], KEY, join(folder, `${what}.pdf`)], null),
      );
    const costs = await rounds(options.rounds, { bare: child('bare'), render: child('render') }, 'bare');
    const seconds = median((costs.get('render') ?? []).map(({ client }) => client));
    say(`  ${(pages.length / seconds).toFixed(1)} pages a second of processor time, the first page included`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The child loads the program first; it says itself what the printing alone took, and the largest memory of all. */
function measured(whole: Cost): Cost {
  const [wall = NaN, client = NaN, peakMB = NaN] = whole.said.trim().split(' ').map(Number);
  return { ...whole, wall, client, peakMB };
}
