import { describe, expect, test } from 'vitest';
import { catalog, expectProblems, indicators, report } from './damage.ts';
import { DefinitionFolder } from './folder.ts';

expectProblems([
  {
    name: 'category twice',
    file: indicators('stress'),
    before: '{ code: moderate, label',
    after: '{ code: low, label',
    line: 'en: Moderate',
    what: /category 'low' is listed twice/,
  },
  {
    name: 'missing not last',
    file: indicators('readiness'),
    before:
      '      - { code: contemplation, label: { en: Within 6 months, es: En 6 meses, vi: Trong 6 tháng }, direction: neutral }\n      - { code: preparation, label: { en: Within 30 days, es: En 30 días, vi: Trong 30 ngày }, direction: neutral }\n      - { code: action, label: { en: Active',
    after:
      '      - { code: missing, label: { en: Nil, es: Nada, vi: Không } }\n      - { code: contemplation, label: { en: Within 6 months, es: En 6 meses, vi: Trong 6 tháng }, direction: neutral }\n      - { code: preparation, label: { en: Within 30 days, es: En 30 días, vi: Trong 30 ngày }, direction: neutral }\n      - { code: action, label: { en: Active',
    line: 'en: Nil',
    what: /'missing' must stand last/,
  },
  {
    name: 'no missing at all',
    file: indicators('stress'),
    before: '      - code: missing\n',
    after: '',
    line: 'values: [{',
    offset: 1,
    what: /the last category must be 'missing'/,
  },
  {
    name: 'category without label',
    file: indicators('stress'),
    before: '{ code: high, label: { en: High, es: Alto, vi: Cao }, direction: bad }',
    after: '{ code: high, direction: bad }',
    line: 'code: high, direction',
    what: /'high' needs a label/,
  },
  {
    name: 'scoring code without category',
    file: indicators('nutrition'),
    before: 'code: five, from',
    after: 'code: fiv, from',
    line: 'code: fiv,',
    what: /scoring gives 'fiv', which is not among/,
  },
  {
    name: 'category never scored',
    file: indicators('nutrition'),
    before: ', { code: five, from: 5 }',
    after: '',
    line: '5 servings or more, es: 5 porciones o más, vi',
    what: /no answer is ever scored as 'five'/,
  },
  {
    name: 'bands out of order',
    file: indicators('nutrition'),
    before: 'code: some, from: 2',
    after: 'code: some, from: 6',
    line: 'bands:',
    what: /bands are listed upwards/,
  },
  {
    name: 'band outside the gate',
    file: indicators('nutrition'),
    before: 'max: 40',
    after: 'max: 4',
    line: 'bands:',
    what: /no plausible value falls into this band/,
  },
  {
    name: 'empty gate',
    file: indicators('nutrition'),
    before: 'min: 0, max: 40',
    after: 'min: 40, max: 0',
    line: 'max: 0',
    what: /min must be smaller than max/,
  },
  {
    name: 'answer in two categories',
    file: indicators('stress'),
    before: 'of: [moderate] }, {',
    after: 'of: [low] }, {',
    line: 'values:',
    what: /same answer of the source is listed twice/,
  },
  {
    name: 'item added twice',
    file: indicators('mental-health'),
    before: 'columns: [assessment.phq_interest, assessment.phq_depressed]',
    after: 'columns: [assessment.phq_interest, assessment.phq_interest]',
    line: 'assessment.phq_interest, assessment.phq_interest',
    what: /same item is added twice/,
  },
  {
    name: 'highest out of order',
    file: indicators('biometrics'),
    before: '{ code: stage-1, from: 80 }, { code: stage-2, from: 90 }',
    after: '{ code: stage-2, from: 80 }, { code: stage-1, from: 90 }',
    line: 'from: 90',
    what: /must follow the order of the categories/,
  },
  {
    name: 'form leaves a category out',
    file: indicators('stress'),
    before: 'of: [low, moderate], label',
    after: 'of: [low], label',
    line: 'id: report',
    what: /form 'report' leaves out 'moderate'/,
  },
  {
    name: 'form counts missing twice',
    file: indicators('stress'),
    before: '{ code: high, of: [high] }\n          - { code: missing',
    after: '{ code: high, of: [high, missing] }\n          - { code: missing',
    line: '{ code: missing, of: [missing] }',
    what: /'missing' stands twice in form 'report'/,
  },
  {
    name: 'form gets finer',
    file: indicators('stress'),
    before: '      - id: yesno\n        categories:\n          - { code: high, of: [high] }',
    after:
      '      - id: yesno\n        categories:\n          - { code: high, of: [high] }\n          - { code: low, of: [low] }\n          - { code: moderate, of: [moderate] }',
    line: 'id: yesno',
    what: /must have fewer categories than 'report'/,
  },
  {
    name: 'code with two meanings',
    file: indicators('stress'),
    before: 'code: not-high-or-missing',
    after: 'code: not-high',
    line: 'of: [low, moderate, missing]',
    offset: -1,
    what: /stands for other answers than elsewhere/,
  },
  {
    name: 'groups with different bands',
    file: indicators('alcohol'),
    before: '{ code: lower, from: 1 }, { code: positive, from: 4 }, { code: high, from: 8 }',
    after: '{ code: positive, from: 4 }, { code: high, from: 8 }',
    line: '{ of: [M], bands: [{ code: none, from: 0 }, { code: positive',
    what: /every group must have the same bands/,
  },
  {
    name: 'more unanswered items than answered ones',
    file: indicators('mental-health'),
    before: 'assessment.phq_moving]\n        item: { min: 0, max: 3 }\n        unanswered: 2',
    after: 'assessment.phq_moving]\n        item: { min: 0, max: 3 }\n        unanswered: 5',
    line: 'unanswered: 5',
    what: /at least half of the items must have been answered/,
  },
  {
    name: 'a mean of more readings than there are',
    file: indicators('biometrics'),
    before:
      'answered: 1\n                  measures:\n                    - { kind: column, column: screening.systolic_2',
    after:
      'answered: 3\n                  measures:\n                    - { kind: column, column: screening.systolic_2',
    line: 'answered: 3',
    what: /there are only 2 parts/,
  },
  {
    name: 'more conditions than there are',
    file: indicators('biometrics'),
    before: 'number: 3',
    after: 'number: 6',
    line: 'number: 6',
    what: /there are only 5 conditions/,
  },
  {
    name: 'an answer that is yes and no',
    file: indicators('tobacco'),
    before: 'smoked_100, yes: [false], no: [true]',
    after: 'smoked_100, yes: [false], no: [false]',
    line: 'smoked_100',
    what: /the same answer of the source is listed twice/,
  },
  {
    name: 'a case given twice',
    file: indicators('tobacco'),
    before: '- code: some-days\n',
    after: '- code: daily\n',
    line: 'smokes_now, yes: [some_days]',
    offset: -1,
    what: /'daily' is given in two places/,
  },
  {
    name: 'a case that is also what remains',
    file: indicators('tobacco'),
    before: 'otherwise: former',
    after: 'otherwise: never',
    line: 'smoked_100',
    offset: -1,
    what: /'never' is given in two places/,
  },
  {
    name: 'an interval without edges',
    file: indicators('life-satisfaction'),
    before: 'from: 7, below: null',
    after: 'from: null, below: null',
    line: 'from: null, below: null',
    what: /needs 'from' or 'below'/,
  },
  {
    name: 'an interval that holds nothing',
    file: indicators('life-satisfaction'),
    before: 'from: 7, below: null',
    after: 'from: 7, below: 7',
    line: 'below: 7',
    what: /'from' must be smaller than 'below'/,
  },
  {
    name: 'a band that no sum of weighted answers can reach',
    file: indicators('productivity'),
    before: '{ code: high, from: 90 }]',
    after: '{ code: high, from: 101 }]',
    line: 'from: 101',
    what: /no plausible value falls into this band \(the gate allows 0 to 100\)/,
  },
  {
    name: 'an unknown key deep inside a measure',
    file: indicators('tobacco'),
    before: 'smoked_100, yes: [false], no: [true]',
    after: 'smoked_100, yess: [false], no: [true]',
    line: 'yess',
    what: /unknown key 'yess' \(did you mean 'yes'\?\)/,
  },
  {
    name: 'an unknown kind of condition',
    file: indicators('tobacco'),
    before: '{ kind: answer, column: assessment.smoked_100,',
    after: '{ kind: answr, column: assessment.smoked_100,',
    line: 'answr',
    what: /must be one of .*'answer'.*\(did you mean 'answer'\?\)/,
  },
  {
    name: 'PHQ-9 item 9',
    file: indicators('stress'),
    before: 'assessment.stress_level',
    after: 'assessment.phq9_item9',
    line: 'phq9_item9',
    what: /item 9 of the PHQ-9/,
  },
]);

test.each([
  'phq9_9',
  'phq9_09',
  'phq9_item9',
  'phq9_item_9',
  'phq_q9',
  'phq9q9',
  'PHQ9_Item9',
  'suicidal_thoughts',
  'self_harm',
])('PHQ-9 item 9 is found under the name %s', (column) => {
  using folder = new DefinitionFolder();
  folder
    .edit(catalog, 'stress_level: {', `${column}: {`)
    .edit(indicators('stress'), 'assessment.stress_level', `assessment.${column}`);
  expect(folder.problems().map(({ what }) => what)).toEqual([expect.stringMatching(/item 9 of the PHQ-9/)]);
});

test('item 9 may not even be part of the sum of all nine items', () => {
  using folder = new DefinitionFolder();
  folder
    .edit(catalog, '    phq_moving:', '    phq_item9: { class: sensitive-answer, type: integer }\n    phq_moving:')
    .edit(indicators('mental-health'), 'assessment.phq_moving]', 'assessment.phq_moving, assessment.phq_item9]');
  expect(folder.problems().map(({ what }) => what)).toEqual([expect.stringMatching(/item 9 of the PHQ-9/)]);
});

describe('the report', () => {
  const once = (use: string): DefinitionFolder =>
    new DefinitionFolder().edit(
      report,
      'indicators/mental-health.yaml, use: [phq8, gad7, mental_days]',
      `indicators/mental-health.yaml, use: [${use}]`,
    );

  test('takes no answer into two indicators', () => {
    using folder = once('phq2, phq8, mental_days');
    const problems = folder.problems();
    expect(problems.map(({ what }) => what)).toEqual([
      "column 'assessment.phq_interest' already counts in another indicator of this report; a report takes one of them",
      "column 'assessment.phq_depressed' already counts in another indicator of this report; a report takes one of them",
    ]);
  });

  test('takes no indicator beside one that is made of it', () => {
    using folder = new DefinitionFolder();
    folder.edit(report, 'use: [bp, total_cholesterol, hdl,', 'use: [bp, total_cholesterol, metabolic_syndrome,');
    const columns = folder.problems().map(({ what }) => /^column '([^']*)' already counts/.exec(what)?.[1]);
    expect(new Set(columns)).toEqual(
      new Set(
        ['waist_cm', 'glucose_fasting', ...['', '_2', '_3'].flatMap((n) => [`systolic${n}`, `diastolic${n}`])].map(
          (c) => `screening.${c}`,
        ),
      ),
    );
  });

  test('takes no answer that decides about one indicator and counts in another', () => {
    using folder = new DefinitionFolder();
    folder.edit(
      indicators('nutrition'),
      'measure: { kind: column, column: assessment.fruit_veg_servings, gate: { min: 0, max: 40 } }',
      `measure:
        kind: if
        when: { kind: answer, column: assessment.smoked_100, yes: [true], no: [false] }
        measure: { kind: column, column: assessment.fruit_veg_servings, gate: { min: 0, max: 40 } }
        otherwise: missing`,
    );
    expect(folder.problems().map(({ what }) => what)).toEqual([
      "column 'assessment.smoked_100' already counts in another indicator of this report; a report takes one of them",
    ]);
  });

  test('may use what only decides whether an answer counts (fasting, sex) as often as it likes', () => {
    using folder = new DefinitionFolder();
    folder.edit(report, 'glucose_fasting, a1c]', 'glucose_fasting, triglycerides, a1c]');
    expect(folder.problems()).toEqual([]);
  });
});

describe('indicators of other files', () => {
  const profile = 'pipelines/demo-risk-profile.yaml';
  const reference = '{ kind: indicator, file: sleep.yaml, id: sleep, yes: [short], no: [enough, long] }';

  test.each([
    ['an unknown file', reference.replace('sleep.yaml', 'slep.yaml'), /there is no file .*slep\.yaml/],
    [
      'an unknown indicator',
      reference.replace('id: sleep', 'id: slep'),
      /sleep\.yaml has no indicator 'slep' \(did you mean 'sleep'\?\)/,
    ],
    ['a category that it does not give', reference.replace('short', 'brief'), /that indicator does not give 'brief'/],
    ['missing, which is not known', reference.replace('long', 'missing'), /that indicator does not give 'missing'/],
    ['a category on both sides', reference.replace('enough', 'short'), /the same category is listed twice/],
    [
      'an indicator further down',
      reference.replace('sleep.yaml', 'null'),
      /the part of this file above has no indicator 'sleep'/,
    ],
    ['its own file', reference.replace('sleep.yaml', 'risk.yaml'), /may not go in a circle/],
  ])('%s is refused, with its line', (_, written, what) => {
    using folder = new DefinitionFolder();
    folder.edit(indicators('risk'), reference, written);
    expect(folder.problems(profile)).toEqual([
      { where: folder.where(indicators('risk'), written), what: expect.stringMatching(what) },
    ]);
  });

  test('two files that name each other are refused', () => {
    using folder = new DefinitionFolder();
    const hours = '{ kind: column, column: assessment.sleep_hours, gate: { min: 1, max: 24 } }';
    const when = '{ kind: indicator, file: risk.yaml, id: risk_count, yes: [high], no: [low] }';
    folder.edit(indicators('sleep'), hours, `{ kind: if, when: ${when}, measure: ${hours}, otherwise: missing }`);
    expect(folder.problems(profile).map(({ what }) => what)).toContainEqual(
      expect.stringMatching(/may not go in a circle/),
    );
  });
});
