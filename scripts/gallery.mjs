/**
 * The pictures of docs/gallery.md, from delivered reports of the demonstration: `node scripts/gallery.mjs [OUT]` (default: out/, after
 * `npm start`). Needs poppler's pdftotext and pdftoppm.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const out = process.argv[2] ?? 'out';
const to = join(import.meta.dirname, '..', 'docs', 'gallery');
const DOTS_AN_INCH = '52';

/** Which page of whose report: the first after the contents that has all of these words, or the cover. */
const PICTURES = [
  { name: 'cover', employer: 'halvorsen-manufacturing', file: 'report.pdf', words: [] },
  { name: 'summary', employer: 'song-cau-electronics', file: 'report.vi.pdf', words: ['Tóm tắt'] },
  { name: 'topic', employer: 'rio-claro-clinics', file: 'report.es.pdf', words: ['Actividad física'] },
  { name: 'groups', employer: 'halvorsen-manufacturing', file: 'report.pdf', words: ['Foundry', 'Blood pressure'] },
];

function tool(name, args) {
  const { status, stdout, error } = spawnSync(name, args, { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  if (error || status !== 0) throw new Error(`${name} did not work; it comes with poppler (poppler-utils)`);
  return stdout;
}

function reportOf(employer, file) {
  const [name] = readdirSync(join(out, employer), { recursive: true }).filter((path) => path.endsWith(`/${file}`));
  if (name === undefined) throw new Error(`${out} has no ${file} of ${employer}: run npm start first`);
  return join(out, employer, name);
}

mkdirSync(to, { recursive: true });
for (const { name, employer, file, words } of PICTURES) {
  const pdf = reportOf(employer, file);
  const pages = tool('pdftotext', ['-raw', pdf, '-']).normalize('NFC').split('\f');
  const has = (text) => words.every((word) => text.replaceAll(/\s+/gu, ' ').includes(word));
  const page = String(words.length === 0 ? 1 : 1 + pages.findIndex((text, i) => i > 0 && has(text)));
  if (page === '0') throw new Error(`${pdf} has no page with ${words.join(' and ')}`);
  tool('pdftoppm', ['-png', '-singlefile', '-r', DOTS_AN_INCH, '-f', page, '-l', page, pdf, join(to, name)]);
  process.stdout.write(`docs/gallery/${name}.png: page ${page} of ${pdf}\n`);
}
