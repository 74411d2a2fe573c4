import { canonicalJson, sha256, TuttiError, type Clock } from '#core';
import { openLedger, openPrivateStore, type LedgerEvent } from '#ledger';
import { appendFileSync, chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

let state: string;
beforeEach(() => {
  state = mkdtempSync(join(tmpdir(), 'tutti-ledger-'));
});
afterEach(() => {
  rmSync(state, { recursive: true });
});

const clock: Clock = { now: () => new Date('2026-03-01T08:00:00Z') };
const event = (period: string, kind: LedgerEvent['kind'] = 'release'): LedgerEvent => ({
  kind,
  employer: 'E001',
  report: 'wellness',
  period,
  releaseId: kind === 'release' ? '0123456789abcdef' : null,
  contentHash: kind === 'release' ? 'a'.repeat(64) : null,
  reason: kind === 'release' ? 'released' : 'AUDIT_WIDTH',
  counts: kind === 'release' ? { shown: 45, withheld: 36 } : { problems: 2 },
});
const path = () => join(state, 'ledger.jsonl');
const lines = () => readFileSync(path(), 'utf8').trimEnd().split('\n');
const code = async (action: () => Promise<unknown>) => {
  try {
    await action();
  } catch (error) {
    if (error instanceof TuttiError) return error.code;
    throw error;
  }
  return 'nothing was thrown';
};
const filled = async () => {
  const ledger = await openLedger(state, clock);
  await ledger.append(event('2023'));
  await ledger.append(event('2024', 'refusal'));
  await ledger.append(event('2025'));
  return ledger;
};

describe('the chain', () => {
  test('each line carries the hash of the line before, and survives reopening', async () => {
    await filled();
    const [first, second, third] = lines();
    expect(JSON.parse(first ?? '')).toMatchObject({ seq: 1, prev: '0'.repeat(64), at: '2026-03-01T08:00:00.000Z' });
    expect(JSON.parse(second ?? '').prev).toBe(sha256(first ?? ''));
    expect(JSON.parse(third ?? '').prev).toBe(sha256(second ?? ''));
    const again = await openLedger(state, clock);
    expect((await again.append(event('2026'))).seq).toBe(4);
    expect(await again.find({ kind: 'release' })).toHaveLength(3);
    expect(statSync(path()).mode & 0o777).toBe(0o600);
  });

  test('entries are found by every field together', async () => {
    const ledger = await filled();
    const periods = async (query: Parameters<typeof ledger.find>[0]) =>
      (await ledger.find(query)).map(({ period }) => period);
    expect(await periods({})).toEqual(['2023', '2024', '2025']);
    expect(await periods({ kind: 'refusal' })).toEqual(['2024']);
    expect(await periods({ employer: 'E001', period: '2025' })).toEqual(['2025']);
    expect(await periods({ employer: 'E002' })).toEqual([]);
    expect(await periods({ report: 'other' })).toEqual([]);
    expect(await periods({ releaseId: '0123456789abcdef' })).toEqual(['2023', '2025']);
  });

  test('entries that arrive at once follow one another', async () => {
    const ledger = await openLedger(state, clock);
    await Promise.all(['1', '2', '3', '4', '5'].map((period) => ledger.append(event(period))));
    expect((await (await openLedger(state, clock)).find({})).map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5]);
  });

  const damages: readonly (readonly [string, () => void])[] = [
    [
      'an edited count',
      () => {
        writeFileSync(path(), readFileSync(path(), 'utf8').replace('"problems":2', '"problems":0'));
      },
    ],
    [
      'an edited last line',
      () => {
        writeFileSync(path(), readFileSync(path(), 'utf8').replace('"period":"2025"', '"period":"2026"'));
      },
    ],
    [
      'a line taken out',
      () => {
        writeFileSync(path(), `${lines().toSpliced(1, 1).join('\n')}\n`);
      },
    ],
    [
      'lines exchanged',
      () => {
        writeFileSync(path(), `${lines().toReversed().join('\n')}\n`);
      },
    ],
    [
      'the last line cut off',
      () => {
        writeFileSync(path(), `${lines().slice(0, -1).join('\n')}\n`);
      },
    ],
    [
      'the whole file gone',
      () => {
        rmSync(path());
      },
    ],
    [
      'the head gone, which would hide a cut',
      () => {
        rmSync(join(state, 'ledger.head'));
      },
    ],
    [
      'a line that is no entry',
      () => {
        appendFileSync(path(), '{}\n');
      },
    ],
    [
      'a line that is no JSON',
      () => {
        appendFileSync(path(), 'x\n');
      },
    ],
    [
      'a line spelt otherwise',
      () => {
        writeFileSync(path(), readFileSync(path(), 'utf8').replace('{"at"', '{ "at"'));
      },
    ],
    [
      'a head that is no head',
      () => {
        writeFileSync(join(state, 'ledger.head'), '{}');
      },
    ],
  ];
  test.each(damages)('%s is refused', async (_name, damage) => {
    await filled();
    damage();
    expect(await code(() => openLedger(state, clock))).toBe('FILE_INVALID');
  });

  test('a line that a crash left unfinished was never acknowledged: the next entry replaces it', async () => {
    await filled();
    appendFileSync(path(), '{"at":"2026-03-01T08:0');
    const ledger = await openLedger(state, clock);
    expect((await ledger.append(event('2026'))).seq).toBe(4);
    expect(lines()).toHaveLength(4);
  });

  test('a crash between line and head loses nothing', async () => {
    await filled();
    const [, second] = lines();
    writeFileSync(join(state, 'ledger.head'), canonicalJson({ seq: 2, hash: sha256(second ?? '') }));
    const ledger = await openLedger(state, clock);
    expect((await ledger.append(event('2026'))).seq).toBe(4);
    expect(await (await openLedger(state, clock)).find({})).toHaveLength(4);
  });

  test('another writer is noticed before anything is written', async () => {
    const mine = await filled();
    const other = await openLedger(state, clock);
    await other.append(event('2026'));
    expect(await code(() => mine.append(event('2027')))).toBe('FILE_INVALID');
    expect(lines()).toHaveLength(4);
  });
});

describe('what cannot be written down', () => {
  const cases: readonly (readonly [string, object])[] = [
    ['a field that is not listed', { note: 'x' }],
    ['a count of something that is not listed', { counts: { smokers: 12 } }],
    ['a sentence as a reason', { reason: 'Anna of department B has asthma' }],
    ['a negative count', { counts: { shown: -1 } }],
    ['an id with a line break', { employer: 'E\n1' }],
  ];
  test.each(cases)('%s', async (_name, change) => {
    const ledger = await openLedger(state, clock);
    await expect(ledger.append({ ...event('2025'), ...change })).rejects.toThrow();
    expect(await ledger.find({})).toEqual([]);
    expect((await ledger.append(event('2025'))).seq).toBe(1);
  });
});

test('a state folder that cannot be written is an operator error', async () => {
  writeFileSync(join(state, 'file'), '');
  expect(await code(() => openLedger(join(state, 'file'), clock))).toBe('STORAGE_FAILED');
});

describe('the private store', () => {
  test('keeps bytes by release and name, mode 0600, and replaces them whole', async () => {
    const store = openPrivateStore(state);
    expect(await store.readPrivate('0123456789abcdef', 'certificate.json')).toBeNull();
    await store.savePrivate('0123456789abcdef', 'certificate.json', 'one');
    await store.savePrivate('0123456789abcdef', 'certificate.json', 'two');
    expect(Buffer.from((await store.readPrivate('0123456789abcdef', 'certificate.json')) ?? []).toString()).toBe('two');
    expect(statSync(join(state, 'private', '0123456789abcdef', 'certificate.json')).mode & 0o777).toBe(0o600);
    expect(statSync(join(state, 'private', '0123456789abcdef')).mode & 0o777).toBe(0o700);
    chmodSync(state, 0o700);
  });

  test.each(['..', '../keys', 'a/b', '.hidden', '', '/etc'])('does not leave its folder: %j', async (name) => {
    const store = openPrivateStore(state);
    expect(await code(async () => store.readPrivate(name, 'x'))).toBe('USAGE');
    expect(await code(async () => store.savePrivate('0123456789abcdef', name, 'x'))).toBe('USAGE');
  });
});
