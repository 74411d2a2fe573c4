import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { systemClock } from '#core';
import { countsFrom, specText } from '../../fixtures/yardstick/load.ts';
import { protectTables } from '../../src/app/tables/protect-tables.ts';
import { readSpec } from '../../src/app/tables/read-spec.ts';
import { tutti } from '../support/tutti.ts';

const POLICY = { minGroup: 5, minGroupSensitive: 5, minCell: 5, zeros: 'shown', insiders: 0, headCounts: 'secret' };

// The attack reckons for minutes on large tables without a pause in which a handler would be heard: it did not end before it was done.
test('tutti attack ends when it is told to, and not when it is done', { timeout: 60_000 }, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'stopped-'));
  try {
    const [specFile, releasedFile] = [join(folder, 'spec.json'), join(folder, 'released.csv')];
    const text = specText('t200-site-age', POLICY);
    const spec = readSpec(text, 'spec');
    const outcome = await protectTables(spec, { text: countsFrom('t200-site-age', spec), file: 'cells' }, systemClock);
    if (outcome.kind !== 'protected') throw new Error('refused');
    writeFileSync(specFile, text);
    writeFileSync(releasedFile, outcome.csv);
    for (const signal of ['SIGINT', 'SIGTERM'] as const)
      expect(await tutti(['attack', specFile, releasedFile], { kill: { at: /attacking/u, signal } })).toMatchObject({ code: null, signal, stdout: '' });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
