import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { png, TALKING_JPEG } from '../release/pictures.ts';
import { Area } from '../support/area.ts';
import { TINY } from '../support/small-employers.ts';

/** Paper and logo from the definition to the delivered folder, and back through `verify`. */

let area: Area;
const definition = (more: string): ((shipped: (file: string) => string) => string) => {
  return (shipped) => `id: branded
title: { en: Employee wellness report }
source: { kind: files, path: null }
catalog: ${shipped('pipelines/catalogs/vendor.yaml')}
period: { kind: year }
policy: wellness
report: ${shipped('reports/wellness.yaml')}
schedule: null
${more}
`;
};
beforeAll(async () => {
  area = await Area.with([TINY], 'branding');
  writeFileSync(area.at('tiny.jpg'), TALKING_JPEG);
  writeFileSync(area.at('other.png'), png());
});
afterAll(() => area.remove());

describe('a report on Letter with a logo', () => {
  let release: string;
  let key: string;
  const file = (name: string): Buffer => readFileSync(join(release, name));
  beforeAll(async () => {
    const pipeline = area.pipeline('branded.yaml', definition(`branding: { logos: { ${TINY.id}: tiny.jpg, nobody: other.png } }\ndelivery: { kind: folder, path: out, paper: letter }`));
    const outcome = await area.tutti(['run', pipeline, '--source', area.source, '--as-of', '2026-03-01', '--out', area.out, '--state', area.state], { env: { TUTTI_PROGRESS: 'plain' } });
    expect(outcome).toMatchObject({ code: 0 });
    expect(outcome.stderr).toContain('branding.logos names nobody, which the source does not have');
    const place = join(area.out, TINY.id, '2025', 'wellness');
    release = join(place, readdirSync(place)[0] ?? '');
    key = join(area.state, 'keys', 'public-key.pem');
  }, 120_000);

  test('carries the logo, without what the camera wrote, under the employer’s name', () => {
    const manifest = JSON.parse(file('manifest.json').toString());
    expect(manifest).toMatchObject({ print: { paper: 'letter', logo: { file: 'logo.jpg' } } });
    const logo = file('logo.jpg');
    expect(logo.toString('latin1')).not.toMatch(/SecretCam|secret/u);
    const html = file('report.html').toString();
    expect(html.split('<img').length).toBe(2);
    expect(html).toContain(`<img src="data:image/jpeg;base64,${logo.toString('base64')}" alt="`);
    expect(html).toContain("img-src data:");
    const pdf = file('report.pdf').toString('latin1');
    expect(pdf).toContain('/MediaBox [0 0 612 792]');
    expect(pdf.split('/Subtype /Image').length).toBe(2);
  });

  test('prints again from what was signed', async () => {
    expect(await area.tutti(['verify', release, '--key', key])).toMatchObject({ code: 0 });
  });

  test.runIf(process.env['TUTTI_DEEP'] !== undefined)('is refused with another logo, without its logo, and with one too many', async () => {
    const copy = (name: string): string => {
      cpSync(release, area.at(name), { recursive: true });
      return area.at(name);
    };
    const swapped = copy('swapped');
    writeFileSync(join(swapped, 'logo.jpg'), Buffer.concat([file('logo.jpg'), Buffer.from([0])]));
    const without = copy('without');
    rmSync(join(without, 'logo.jpg'));
    const more = copy('more');
    writeFileSync(join(more, 'logo.png'), png());
    for (const folder of [swapped, without, more]) {
      const { code, stderr } = await area.tutti(['verify', folder, '--key', key]);
      expect({ folder, code }).toEqual({ folder, code: 5 });
      expect(stderr).toMatch(/^BUNDLE_TAMPERED: The logo beside the release/u);
    }
  }, 60_000);
});

test('a definition with logos that are none is refused before anything is read or written, all faults at once', async () => {
  writeFileSync(area.at('broken.png'), 'no picture');
  const logos = `branding: { logos: { a: broken.png, b: nowhere.jpg, c: other.png } }`;
  const pipeline = area.pipeline('broken.yaml', definition(`${logos}\ndelivery: { kind: folder, path: out }`));
  const state = area.at('unused');
  const { code, stdout, stderr } = await area.tutti(['run', pipeline, '--source', area.source, '--out', area.at('unused-out'), '--state', state]);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toContain('branding.logos.a: broken.png is neither a PNG nor a JPEG');
  expect(stderr).toContain('branding.logos.b: nowhere.jpg cannot be read');
  expect(stderr).not.toContain('branding.logos.c');
  expect(existsSync(state)).toBe(false);
});

test('paper of another size, and a logo of another kind, are no definition', async () => {
  const wrong = area.pipeline('wrong.yaml', definition(`branding: { logos: { a: logo.svg } }\ndelivery: { kind: folder, path: out, paper: legal }`));
  const { code, stderr } = await area.tutti(['validate', wrong]);
  expect(code).toBe(2);
  expect(stderr).toMatch(/delivery\.paper/u);
  expect(stderr).toMatch(/must be a PNG or JPEG file/u);
});
