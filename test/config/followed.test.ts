import { describe, expect, test } from 'vitest';
import { loadPipeline } from '#config';
import { DefinitionFolder } from './folder.ts';

/** People followed (docs/year-over-year.md): what is counted of them cannot be written, and what it is made of counts nowhere else. */

const PIPELINE = 'pipelines/demo-followed.yaml';
const REPORT = 'reports/followed.yaml';
const stress = 'reports/indicators/stress.yaml';

function problems(edit: (folder: DefinitionFolder) => DefinitionFolder): readonly string[] {
  using folder = new DefinitionFolder();
  return edit(folder).problems(PIPELINE).map(({ what }) => what);
}

test('an indicator of people followed is made from the one that it follows', () => {
  const { report } = loadPipeline(PIPELINE);
  const kept = report.indicators.filter(({ population }) => population === 'followed');
  expect(kept.map(({ id }) => id)).toEqual(['general_health_kept', 'activity_kept', 'fruit_veg_kept', 'mental_days_kept', 'stress_kept']);
  for (const { id, categories, scoring, forms, definition } of kept) {
    expect([id, categories.map(({ code }) => code)]).toEqual([id, ['kept', 'not-kept', 'missing']]);
    expect(forms.map((form) => form.id)).toEqual(['full', 'yesno']);
    expect(scoring.kind === 'kept' && scoring.order.length >= 3).toBe(true);
    expect(definition.en).toMatch(/9 to 15 months before/u);
  }
  expect(kept.map(({ sensitive }) => sensitive)).toEqual([false, false, false, true, true]);
});

describe('is refused', () => {
  test('an order that lacks a level, has one twice, or goes from bad to good', () => {
    const order = (codes: string) => problems((folder) => folder.edit(stress, 'order: [low, moderate, high]', `order: [${codes}]`));
    expect(order('low, moderate, higher')).toEqual([expect.stringMatching(/lists every category but 'missing' once/u)]);
    expect(order('low, low, moderate, high')).toEqual([expect.stringMatching(/lists every category but 'missing' once/u)]);
    expect(order('low, moderate, high, missing')).toEqual([expect.stringMatching(/lists every category but 'missing' once/u)]);
    expect(order('high, moderate, low')).toEqual([expect.stringMatching(/goes from good over neutral to bad/u)]);
  });

  test('following what has no order, or only two levels', () => {
    expect(problems((folder) => folder.edit(stress, '    order: [low, moderate, high]\n', ''))).toEqual([expect.stringMatching(/'stress' cannot be followed: .* with an 'order' of 3 or more/u), expect.stringMatching(/has no indicator 'stress_kept'/u)]);
    expect(problems((folder) => folder.edit(stress, 'order: [low, moderate, high]', 'order: [low, high]'))).not.toEqual([]);
    expect(problems((folder) => folder.edit(stress, 'follows: stress', 'follows: strain'))).toContainEqual(expect.stringMatching(/has no indicator 'strain'/u));
  });

  test('categories, a scoring or a population written by hand', () => {
    expect(problems((folder) => folder.edit(stress, '    follows: stress\n', '    follows: stress\n    categories: [{ code: kept }]\n'))).toContainEqual(expect.stringMatching(/categories/u));
    expect(problems((folder) => folder.edit(stress, 'kind: choice', 'kind: kept'))).not.toEqual([]);
    expect(problems((folder) => folder.edit(stress, 'population: completers', 'population: followed'))).toContainEqual(expect.stringMatching(/population/u));
  });

  test('this year’s answer beside the one that is followed in it: no answer counts twice, in whatever population', () => {
    const what = /column 'assessment.stress_level' already counts in another indicator of this report/u;
    expect(problems((folder) => folder.edit(REPORT, 'use: [stress_kept]', 'use: [stress, stress_kept]'))).toEqual([expect.stringMatching(what)]);
    expect(problems((folder) => folder.edit(REPORT, 'use: [stress_kept]', 'use: [stress_kept, stress]'))).toEqual([expect.stringMatching(what)]);
    // Through another indicator that reads the same answers.
    expect(problems((folder) => folder.edit(REPORT, 'use: [activity_kept]', 'use: [activity_kept, activity_guidelines]'))).toContainEqual(expect.stringMatching(/moderate_minutes_week' already counts/u));
  });

  test('an indicator of people followed as a condition of another one', () => {
    const condition = (id: string): string => `kind: cases\n      cases: [{ code: low, when: { kind: indicator, file: general-health.yaml, id: ${id}, yes: [kept], no: [not-kept] } }]\n      otherwise: high\n`;
    const given = (id: string) => problems((folder) => folder.edit(stress, 'kind: choice\n      column: assessment.stress_level\n      values: [{ code: low, of: [low] }, { code: moderate, of: [moderate] }, { code: high, of: [high] }]\n', condition(id)));
    expect(given('general_health_kept')).toContainEqual(expect.stringMatching(/'general_health_kept' is about people followed and can be no condition/u));
    expect(given('general_health')).not.toContainEqual(expect.stringMatching(/about people followed/u));
  });

  test('a report that does not count who is followed', () => {
    expect(problems((folder) => folder.edit(REPORT, 'use: [participation, followed_up]', 'use: [participation]'))).toEqual([expect.stringMatching(/counts them too/u)]);
    const participation = 'reports/indicators/participation.yaml';
    expect(problems((folder) => folder.edit(participation, 'population: completers\n    sensitive: false\n    scoring: { kind: followed,', 'population: eligible\n    sensitive: false\n    scoring: { kind: followed,'))).toContainEqual(expect.stringMatching(/among completers/u));
  });

  test('a catalog in which there is nobody to follow, and measurements', () => {
    const catalog = 'pipelines/catalogs/vendor.yaml';
    expect(problems((folder) => folder.edit(catalog, 'person: [person_no]', 'person: []'))).toContainEqual(expect.stringMatching(/nobody can be followed here/u));
    const measured = problems((folder) => folder.edit(stress, 'column: assessment.stress_level', 'column: coaching_case.opened_at'));
    expect(measured).toContainEqual(expect.stringMatching(/column 'coaching_case.opened_at' is not of 'assessment': people are followed in answers of their assessments only/u));
  });
});
