import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { press, StandingPress } from '../../src/app/press-child.ts';
import { openSample, type Sample } from '../render/open-sample.ts';
import { companyContent } from '../render/sample-content.ts';

const sample = openSample(companyContent());

function jobAt(name: string, { folder, bundle, publicPem }: Sample = sample): ConstructorParameters<typeof StandingPress>[0] {
  const outbox = join(folder, name);
  mkdirSync(outbox);
  return { bundle, outbox, publicKey: publicPem, locales: ['en'] };
}

describe('a standing press', () => {
  it('prints when it is told, and not a byte when it is dismissed', async () => {
    const used = jobAt('printed');
    const spared = jobAt('dismissed');
    {
      using standing = new StandingPress(used);
      using _dismissed = new StandingPress(spared);
      await standing.print();
    }
    expect(readdirSync(used.outbox)).toContain('report.pdf');
    expect(readdirSync(spared.outbox)).toEqual([]);
  });

  it('is gone after it was dismissed', async () => {
    const standing = new StandingPress(jobAt('gone'));
    standing[Symbol.dispose]();
    await expect(standing.print()).rejects.toThrow('the press ended without saying why');
  });

  it('passes its complaint on, whether or not anybody was listening yet', async () => {
    const bad = openSample(companyContent());
    writeFileSync(join(bad.bundle, 'table.json'), '{}');
    await expect(press(jobAt('refused', bad))).rejects.toMatchObject({ code: 'BUNDLE_TAMPERED' });
    const early = { ...jobAt('unusable'), publicKey: 'no key' };
    using standing = new StandingPress(early);
    await new Promise((resolve) => setTimeout(resolve, 1500));
    await expect(standing.print()).rejects.toMatchObject({ code: 'USAGE' });
  });
});
