import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { BookDef } from '#config';
import { openLedger, openPrivateStore } from '#ledger';
import { checkContent, loadOrCreateKeys, openAlone, type ReleaseContent, writeBundle } from '#release';
import { type Book, bookFor } from '../../src/app/book/book-for.ts';
import { openBook } from '../../src/app/book/open-book.ts';
import { keepBundle } from '../../src/app/earlier.ts';
import { systemClock } from '../../src/core/effects.ts';
import { type Answers, contentOfEmployer, evenly, pipeline, type Printing, SMOKE, year } from '../support/other-employers.ts';

/** The other employers of the year before, from what they printed: who is in, in which form, with which mix of people. */

const DEF: BookDef = { sameWithin: 5, adjustFor: ['age', 'sex'], oneOwner: [], without: [] };
const NAMES = ['A', 'B', 'C', 'D', 'E', 'F'];
const others = (as: Partial<Printing> = {}): readonly Printing[] => NAMES.map((employer) => ({ employer, answers: evenly(200, 0.3), ...as }));
const bookOf = (printings: readonly Printing[], def: Partial<BookDef> = {}): Book => ({
  def: { ...DEF, ...def },
  period: year(2025),
  members: printings.map((p) => ({ employer: p.employer, content: contentOfEmployer(p) })),
});
const reader = (as: Partial<Printing> = {}): ReleaseContent => contentOfEmployer({ employer: 'R', year: 2026, answers: evenly(300, 0.2), ...as });
const figureOf = (book: Book, content: ReleaseContent = reader()) => bookFor(book, content, [SMOKE])?.figures[0];

describe('what a reader is shown', () => {
  test('is one whole percentage a result, which may be signed', () => {
    const content = reader();
    const book = bookFor(bookOf(others()), content, [SMOKE]);
    expect(book).toEqual({ period: year(2025), sameWithin: 5, figures: [{ table: 'smoke.company', categories: ['current'], percent: 30, adjustedFor: ['age', 'sex'] }] });
    expect(checkContent({ ...content, book })).toMatchObject({ ok: true });
  });

  test('is the same in whatever order the others stand', () => {
    const mixed = others().map((p, i) => ({ ...p, answers: evenly(200 + 10 * i, 0.1 * (i + 2)) }));
    expect(figureOf(bookOf(mixed.toReversed()))).toEqual(figureOf(bookOf(mixed)));
  });

  test('is without its own year before, and without that of an employer of its owner', () => {
    expect(figureOf(bookOf([...others(), { employer: 'R', answers: evenly(200, 0.5) }]))).toMatchObject({ percent: 30 });
    const sister = { employer: 'S', answers: evenly(200, 0.5) };
    expect(figureOf(bookOf([...others(), sister]))).toMatchObject({ percent: 33 });
    expect(figureOf(bookOf([...others(), sister], { oneOwner: [['S', 'R']] }))).toMatchObject({ percent: 30 });
  });

  test('is of six at least, and employers of one owner are one', () => {
    expect(figureOf(bookOf(others().slice(1)))).toBeUndefined();
    expect(figureOf(bookOf(others(), { oneOwner: [['A', 'B']] }))).toBeUndefined();
  });

  test('is not there where one outweighs the rest', () => {
    expect(figureOf(bookOf([...others(), { employer: 'G', answers: evenly(1000, 0.3) }]))).toBeUndefined();
  });
});

test('a report without health results has no comparison', () => {
  expect(bookFor(bookOf(others()), { ...reader(), tier: 'participation' }, [SMOKE])).toBeNull();
});

describe('only what is printed exactly, of the same question, is used', () => {
  test.each<readonly [string, Partial<Printing>]>([
    ['a withheld number', { company: 'withheld' }],
    ['a range', { company: 'banded' }],
    ['another question', { definition: 'Smoked in the last week.' }],
  ])('%s is left out of it', (_, as) => {
    const seventh = { employer: 'G', answers: evenly(200, 0.5) };
    expect(figureOf(bookOf([...others(), seventh]))?.percent).toBe(33);
    expect(figureOf(bookOf([...others(), { ...seventh, ...as }]))?.percent).toBe(30);
  });

  test('a finer form is added up; a coarser one than the reader’s serves where it says the same', () => {
    expect(figureOf(bookOf(others({ form: 'full' })))).toMatchObject({ percent: 30 });
    expect(figureOf(bookOf(others()), reader({ form: 'full' }))).toMatchObject({ percent: 30, categories: ['daily', 'some-days'] });
  });

  test('people without an answer are of no share', () => {
    expect(figureOf(bookOf(others({ missing: 20 })))).toMatchObject({ percent: 30 });
  });

  test.each(['withheld', 'banded'] as const)('nothing stands beside a %s number of the reader', (company) => {
    expect(figureOf(bookOf(others()), reader({ company }))).toBeUndefined();
  });
});

describe('the mix of people', () => {
  /** The young smoke (half of them), the old do not (a tenth). */
  const byAge = (people: readonly number[]): Answers => (age) => {
    const n = people[age] ?? 0;
    const smoke = Math.round(n * (age < 2 ? 0.5 : 0.1));
    return [smoke, n - smoke];
  };
  const young = byAge([60, 60, 20, 20, 20]);
  const old = byAge([20, 20, 60, 60, 60]);

  test('is the reader’s: the old beside young employers are given their ages', () => {
    const crude = figureOf(bookOf(others({ answers: young, by: [] })), reader({ answers: old }));
    expect(crude).toMatchObject({ percent: 37, adjustedFor: [] });
    const adjusted = figureOf(bookOf(others({ answers: young })), reader({ answers: old }));
    // (40 × 50 % + 180 × 10 %) / 220, each age and sex alike.
    expect(adjusted).toMatchObject({ percent: Math.round((100 * (40 * 0.5 + 180 * 0.1)) / 220), adjustedFor: ['age', 'sex'] });
  });

  test('is of ages alone, or sexes alone, where that is what is printed', () => {
    const read = (by: readonly string[], own = by) => figureOf(bookOf(others({ answers: young, by })), reader({ answers: old, by: own }))?.adjustedFor;
    expect(read(['by-age', 'by-sex'])).toEqual(['age']);
    expect(read(['by-sex'])).toEqual(['sex']);
    expect(read(['by-age', 'by-age-sex'], [])).toEqual([]);
  });

  test('is not taken where it would leave out some of the employers', () => {
    const two = others({ answers: young }).map((p, i) => (i < 2 ? { ...p, by: [] } : p));
    expect(figureOf(bookOf([...two, ...others({ answers: young }).map((p) => ({ ...p, employer: `${p.employer}2` }))]), reader({ answers: old }))).toMatchObject({ adjustedFor: [] });
  });

  test('is not taken where one employer has most of an age: the rules hold in each group', () => {
    const oneAge = (age: number): Answers => (a) => [a === age ? 30 : 5, a === age ? 70 : 5];
    const printings = [...others({ answers: oneAge(0) }).slice(0, 5), { employer: 'O', answers: oneAge(4) }, { employer: 'P', answers: oneAge(0) }];
    expect(figureOf(bookOf(printings), reader({ answers: oneAge(4) }))).toMatchObject({ adjustedFor: ['sex'] });
  });
});

let state: string;
beforeEach(() => (state = mkdtempSync(join(tmpdir(), 'tutti-book-'))));
afterEach(() => rmSync(state, { recursive: true, force: true }));

const facts = { fingerprint: '0'.repeat(64), generator: 'test' };
const withBook = { ...pipeline, book: DEF };

/** A state folder with releases on record and kept, as runs leave it. */
async function archive(contents: readonly ReleaseContent[]) {
  const keys = loadOrCreateKeys(state);
  const shop = { keys, ledger: await openLedger(state, systemClock), store: openPrivateStore(state) };
  let folders = 0;
  const record = async (content: ReleaseContent) => {
    const dir = join(state, 'made', String(++folders));
    const bundle = writeBundle(dir, content, facts, keys.privateKey);
    await keepBundle(openAlone(dir, keys.publicKey), shop.store);
    await shop.ledger.append({ kind: 'release', employer: content.employer.id, report: 'wellness', period: content.period.id, releaseId: bundle.id, contentHash: bundle.contentHash, reason: 'released', counts: {} });
    return bundle.id;
  };
  const ids: string[] = [];
  for (const content of contents) ids.push(await record(content));
  const open = (from: Pick<typeof withBook, 'period' | 'report'> & { readonly book?: BookDef } = withBook) => openBook({ pipeline: { ...pipeline, ...from }, period: year(2026) }, shop, () => join(state, 'work', String(++folders)));
  return { record, open, ids };
}
const six = others().map((p) => contentOfEmployer(p));

describe('the book', () => {
  test('is of the signed releases of the year before', async () => {
    const { open } = await archive(six);
    const { book, note } = await open();
    expect({ note, who: book?.members.map(({ employer }) => employer), period: book?.period }).toEqual({ note: null, who: NAMES, period: year(2025) });
    expect(book === null ? null : figureOf(book)).toMatchObject({ percent: 30 });
  });

  test('closes when the first report of the new year leaves', async () => {
    const { open, record } = await archive(six);
    await record(reader());
    await record(contentOfEmployer({ employer: 'LATE', answers: evenly(200, 0.5) }));
    expect((await open()).book?.members.map(({ employer }) => employer)).toEqual(NAMES);
  });

  test('is not there without six others, and one line says why', async () => {
    const { open } = await archive(six.slice(1));
    expect(await open()).toEqual({ book: null, note: 'no comparison with other employers: 5 reports of 2025 on record; 6 of others are needed' });
  });

  test('leaves out whom the definition leaves out, and is nothing where it asks for none', async () => {
    const { open } = await archive(six);
    expect((await open({ ...withBook, book: { ...DEF, without: ['C'] } })).book).toBeNull();
    const { book: _, ...without } = pipeline;
    expect(await openBook({ pipeline: without, period: year(2026) }, await empty(), () => '')).toEqual({ book: null, note: null });
    expect((await open({ ...withBook, period: { kind: 'fixed', ...year(2026) } })).note).toMatch(/fixed dates/u);
  });

  test('with one digit changed, or a file gone, the run ends', async () => {
    const { open, ids } = await archive(six);
    const kept = join(state, 'private', ids[2] ?? '', 'table.json');
    const text = readFileSync(kept, 'utf8');
    writeFileSync(kept, text.replace('"base":200', '"base":201'));
    await expect(open()).rejects.toMatchObject({ code: 'BUNDLE_TAMPERED' });
    cpSync(join(state, 'private', ids[3] ?? '', 'table.json'), kept);
    await expect(open()).rejects.toMatchObject({ code: 'BUNDLE_TAMPERED' });
    rmSync(kept);
    await expect(open()).rejects.toMatchObject({ code: 'FILE_MISSING' });
  });
});

async function empty() {
  return { keys: loadOrCreateKeys(state), ledger: await openLedger(state, systemClock), store: openPrivateStore(state) };
}
