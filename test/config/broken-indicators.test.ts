import { expect, test } from 'vitest';
import { catalog, expectProblems, indicators } from './damage.ts';
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
    before: '      - { code: precontemplation, label',
    after:
      '      - { code: missing, label: { en: Nil, es: Nada, vi: Không } }\n      - { code: precontemplation, label',
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
    before: 'assessment.phq_interest, assessment.phq_depressed',
    after: 'assessment.phq_interest, assessment.phq_interest',
    line: 'phq_interest',
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

test('item 9 may be part of the sum of all nine items', () => {
  using folder = new DefinitionFolder();
  const items = ['interest', 'depressed', 'item3', 'item4', 'item5', 'item6', 'item7', 'item8', 'item9'].map(
    (item) => `phq_${item}`,
  );
  folder
    .edit(
      catalog,
      '    stress_level:',
      `${items
        .slice(2)
        .map((item) => `    ${item}: { class: sensitive-answer, type: integer }\n`)
        .join('')}    stress_level:`,
    )
    .edit(
      indicators('mental-health'),
      'columns: [assessment.phq_interest, assessment.phq_depressed]',
      `columns: [${items.map((item) => `assessment.${item}`).join(', ')}]`,
    );
  expect(folder.problems()).toEqual([]);
});
