import { presets } from '#config';
import { roundingPresets } from '../../src/config/presets.ts';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../architecture/planted-house.ts';

const page = readFileSync(join(root, 'docs', 'policy.md'), 'utf8');
const values = [...page.matchAll(/^\| `(\w+)` \| `?([\w.]+)`? \| [^|]+ \|$/gmu)].map(([, name, value]) => [
  name,
  value,
]);

test('every value of a policy is explained, with its default', () => {
  expect(values).toEqual(Object.entries(presets.wellness).map(([name, value]) => [name, String(value)]));
});

test('every preset is listed with what it changes', () => {
  const listed = [...page.matchAll(/^\| `(\w+)` \| (the values above|`.+) \| [^|]+ \|$/gmu)].filter(
    ([, name = '']) => name in presets || name in roundingPresets,
  );
  expect(listed.map(([, name]) => name)).toEqual([...Object.keys(presets), ...Object.keys(roundingPresets)]);
  for (const preset of [...Object.values(presets), ...Object.values(roundingPresets)]) {
    const sets = listed.find(([, name]) => name === preset.preset)?.[2] ?? '';
    for (const [name, value] of Object.entries(preset))
      if (name !== 'preset' && !Object.entries(presets.wellness).some(([n, v]) => n === name && v === value))
        expect(sets).toContain(`\`${name}\` ${value}`);
  }
});
