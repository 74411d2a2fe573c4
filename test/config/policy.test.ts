import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { TuttiError } from '#core';
import { parsePolicy, presets, resolvePolicy } from '#config';

function faults(spec: Parameters<typeof resolvePolicy>[0]): readonly string[] {
  const found: string[] = [];
  const policy = resolvePolicy(spec, (path, what) => found.push(`${path.join('.')} ${what}`));
  expect(policy === null).toBe(found.length > 0);
  return found;
}

const tighten = (overrides: object) => ({ preset: 'wellness', overrides });

describe('a pipeline may only tighten a preset', () => {
  test('presets stand as the promise says', () => {
    expect(presets.wellness).toEqual({
      preset: 'wellness',
      minCompleters: 50,
      minParticipation: 25,
      minGroup: 11,
      minGroupSensitive: 20,
      minCell: 5,
      homogeneity: 0.95,
      zeros: 'shown',
      insiders: 1,
      headCounts: 'known',
      percentDecimals: 0,
    });
    expect(presets.cms11).toMatchObject({ preset: 'cms11', minGroup: 11, minCell: 11, zeros: 'shown' });
    expect(presets.wadoh10).toMatchObject({ preset: 'wadoh10', minGroup: 10, minCell: 10, homogeneity: 0.95 });
    expect(presets.survey5).toMatchObject({ preset: 'survey5', minGroup: 5, minCell: 1 });
  });

  test.each(Object.keys(presets))('%s by name', (name) => {
    expect(faults(name)).toEqual([]);
  });

  test.each([
    { minGroup: 15, minCell: 6, insiders: 2, zeros: 'protected', homogeneity: 0.9 },
    { minCompleters: 100, minParticipation: 50 },
    { headCounts: 'known', percentDecimals: 0 },
    {},
  ] as const)('tighter or equal: %j', (overrides) => {
    expect(faults(tighten(overrides))).toEqual([]);
  });

  test.each([
    [{ minGroup: 10 }, 'overrides.minGroup'],
    [{ minGroupSensitive: 19 }, 'overrides.minGroupSensitive'],
    [{ minCell: 4 }, 'overrides.minCell'],
    [{ minCompleters: 49 }, 'overrides.minCompleters'],
    [{ minParticipation: 24 }, 'overrides.minParticipation'],
    [{ minParticipation: 60 }, 'overrides.minParticipation'],
    [{ homogeneity: 0.96 }, 'overrides.homogeneity'],
    [{ insiders: 0 }, 'overrides.insiders'],
    [{ headCounts: 'secret' }, 'overrides.headCounts'],
    [{ percentDecimals: 1 }, 'overrides.percentDecimals'],
    [{ minGroup: 30, minGroupSensitive: 25 }, 'overrides.minGroupSensitive'],
  ] as const)('looser is refused: %j', (overrides, path) => {
    expect(faults(tighten(overrides)).map((fault) => fault.split(' ')[0])).toEqual([path]);
  });

  test('zeros cannot be shown again', () => {
    const found: string[] = [];
    expect(resolvePolicy(tighten({ zeros: 'protected' }), (_, what) => found.push(what))?.zeros).toBe('protected');
    expect(found).toEqual([]);
  });

  test('sensitive groups follow a larger group size', () => {
    expect(resolvePolicy(tighten({ minGroup: 30 }), () => undefined)?.minGroupSensitive).toBe(30);
  });

  test('unknown presets, and the one that rounds, which a report cannot', () => {
    expect(faults('wellnes')[0]).toMatch(/did you mean 'wellness'/);
    expect(faults('nhs8r5')[0]).toMatch(/rounds every count to 5, and a report prints exact counts or bands.*Choose 'wadoh10'/);
    expect(faults({ preset: 'nhs8r5', overrides: {} })[0]).toMatch(/^preset preset 'nhs8r5' rounds/);
    expect(faults('toString')[0]).toMatch(/no preset of this name/);
  });

  property.prop([
    fc.record(
      { minGroup: fc.integer({ min: 1, max: 40 }), minCell: fc.integer({ min: 1, max: 20 }), insiders: fc.nat(4) },
      { requiredKeys: [] },
    ),
    fc.constantFrom('wellness', 'cms11', 'wadoh10', 'survey5'),
  ])('what is accepted is never looser than its preset', (overrides, preset) => {
    const policy = resolvePolicy({ preset, overrides }, () => undefined);
    const base = Object.values(presets).find((one) => one.preset === preset);
    if (policy === null || base === undefined) return;
    expect(policy.minGroup).toBeGreaterThanOrEqual(base.minGroup);
    expect(policy.minCell).toBeGreaterThanOrEqual(base.minCell);
    expect(policy.insiders).toBeGreaterThanOrEqual(base.insiders);
    expect(policy.minGroupSensitive).toBeGreaterThanOrEqual(policy.minGroup);
  });
});

function refused(value: unknown): readonly string[] {
  try {
    parsePolicy(value);
  } catch (error) {
    if (error instanceof TuttiError) return error.problems.map(({ where, what }) => `${where} ${what}`);
    throw error;
  }
  return [];
}

describe('the policy of protect on its own', () => {
  test('rounds where the preset or the object says so', () => {
    expect(parsePolicy('nhs8r5')).toEqual({ ...presets.wellness, preset: 'nhs8r5', minGroup: 8, minCell: 8, headCounts: 'secret', roundTo: 5 });
    expect(parsePolicy({ preset: 'nhs8r5', overrides: { minCell: 10 } })).toMatchObject({ preset: 'nhs8r5', minCell: 10, roundTo: 5 });
    expect(parsePolicy({ minGroup: 5, minCell: 3, roundTo: 3 })).toMatchObject({ preset: 'custom', roundTo: 3 });
  });

  test('an object starts from wellness, head counts secret', () => {
    const policy = parsePolicy({ minGroup: 5, minCell: 5, zeros: 'shown', insiders: 0 });
    expect(policy).toEqual({ ...presets.wellness, preset: 'custom', minGroup: 5, insiders: 0, headCounts: 'secret', roundTo: 1 });
    expect(Object.isFrozen(policy)).toBe(true);
  });

  test('head counts as written', () => {
    expect(parsePolicy({ headCounts: 'known' }).headCounts).toBe('known');
    expect(parsePolicy('cms11')).toEqual({ ...presets.cms11, headCounts: 'secret', roundTo: 1 });
    expect(parsePolicy({ preset: 'survey5' })).toEqual({ ...presets.survey5, headCounts: 'secret', roundTo: 1 });
    expect(parsePolicy({ preset: 'cms11', overrides: { minGroup: 12 } })).toMatchObject({ minGroup: 12, minCell: 11 });
  });

  test.each([
    [{ minGroup: 4 }, /^policy\.minGroup must be at least 5/],
    [{ minCell: 2 }, /^policy\.minCell must be at least 3/],
    [{ minGroupSensitive: 4, minGroup: 5 }, /^policy\.minGroupSensitive must be at least 5/],
    [{ minGruop: 9 }, /unknown name 'minGruop' \(did you mean 'minGroup'\?\)/],
    [{ preset: 'cms11', minGroup: 12 }, /unknown name 'minGroup'; beside a preset it belongs under 'overrides'/],
    [{ preset: 'cms11', overrides: { minCell: 10 } }, /may only be tightened/],
    [{ preset: 'nhs8r5', overrides: { minCell: 7 } }, /may only be tightened/],
    [{ preset: 'nhs8r5', overrides: { roundTo: 1 } }, /unknown name 'roundTo'/],
    [{ roundTo: 4 }, /^policy\.roundTo is not a valid value/],
    [{ preset: 'nhs8r6' }, /did you mean 'nhs8r5'/],
    [{ homogeneity: 0.4 }, /^policy\.homogeneity is not a valid value: it must be more than 0\.5$/],
    [{ insiders: -1 }, /^policy\.insiders is not a valid value/],
    [{ minGroup: '11' }, /^policy\.minGroup is not a valid value: it must be a number$/],
    [{ preset: 7 }, /^policy\.preset is not a valid value/],
    [null, /is not a valid value/],
    [[], /is not a valid value/],
    ['off', /no preset of this name/],
  ])('refuses %j', (value, what) => {
    expect(refused(value)).toContainEqual(expect.stringMatching(what));
  });
});
