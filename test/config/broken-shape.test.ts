import { expect, test } from 'vitest';
import { catalog, demo, expectProblems, indicators, report } from './damage.ts';
import { DefinitionFolder } from './folder.ts';

expectProblems([
  {
    name: 'unknown key',
    file: demo,
    before: 'policy: wellness',
    after: 'policy: wellness\nunprotected: true',
    line: 'unprotected',
    what: /unknown key 'unprotected'$/,
  },
  {
    name: 'misspelt key',
    file: demo,
    before: 'schedule:',
    after: 'shedule:',
    line: 'shedule',
    what: /unknown key 'shedule' \(did you mean 'schedule'\?\)/,
  },
  {
    name: 'misspelt key in a union',
    file: demo,
    before: 'kind: files, path: null',
    after: 'kind: files, pth: null',
    line: 'pth',
    what: /unknown key 'pth' \(did you mean 'path'\?\)/,
  },
  {
    name: 'misspelt name in a policy, which may also be a word',
    file: demo,
    before: 'policy: wellness',
    after: 'policy: { preset: wellness, overrides: { minGrup: 12 } }',
    line: 'minGrup',
    what: /unknown key 'minGrup' \(did you mean 'minGroup'\?\)/,
  },
  {
    name: 'wrong value in a policy',
    file: demo,
    before: 'policy: wellness',
    after: 'policy: { preset: wellness, overrides: { zeros: hidden } }',
    line: 'hidden',
    what: /^policy\.overrides\.zeros must be one of 'shown', 'protected'/,
  },
  {
    name: 'duplicate key',
    file: demo,
    before: 'policy: wellness',
    after: 'policy: wellness\npolicy: survey5',
    line: 'survey5',
    what: /same key stands twice/,
  },
  {
    name: 'duplicate table',
    file: catalog,
    before: '  post:',
    after: '  contract:',
    line: 'post_id:',
    offset: -1,
    what: /same key stands twice/,
  },
  {
    name: 'wrong indentation',
    file: demo,
    before: '\n  es: Informe',
    after: '\n es: Informe',
    line: 'es: Informe',
    what: /^wrong indentation$/,
  },
  {
    name: 'tab for indentation',
    file: demo,
    before: '\n  es: Informe',
    after: '\n\tes: Informe',
    line: 'es: Informe',
    what: /^a tab is used for indentation/,
  },
  {
    name: 'unknown source kind',
    file: demo,
    before: 'kind: files',
    after: 'kind: file',
    line: 'kind: file,',
    what: /source\.kind must be one of 'files', 'postgres' \(did you mean 'files'\?\)/,
  },
  {
    name: 'missing field',
    file: catalog,
    before: '  retention:\n    table: contract\n',
    after: '  retention:\n',
    line: '  retention:',
    what: /people\.retention\.table is missing/,
  },
  {
    name: 'privacy rule left out',
    file: catalog,
    before: '  erasure: { table',
    after: '  erased: { table',
    line: 'people:',
    what: /people\.erasure is missing/,
  },
  {
    name: 'unknown column class',
    file: catalog,
    before: 'comments: { class: free-text',
    after: 'comments: { class: freetext',
    line: 'freetext',
    what: /did you mean 'free-text'/,
  },
  {
    name: 'number for a text',
    file: report,
    before: "version: '1.0'",
    after: 'version: 1.0',
    line: 'version',
    what: /must be a text \(in quotes/,
  },
  {
    name: 'connection string in a definition',
    file: 'pipelines/demo-postgres.yaml',
    before: 'TUTTI_DATABASE_URL',
    after: 'postgres://u@h/db',
    line: 'urlFrom',
    what: /must be the name of an environment variable/,
  },
  {
    name: 'missing report file',
    file: demo,
    before: 'wellness.yaml',
    after: 'wellnes.yaml',
    line: 'report:',
    what: /there is no file/,
  },
  {
    name: 'missing indicator file',
    file: report,
    before: 'indicators/sleep.yaml',
    after: 'indicators/sleeep.yaml',
    line: 'sleeep',
    what: /there is no file/,
  },
  {
    name: 'unknown indicator',
    file: report,
    before: 'use: [smoke, ecig]',
    after: 'use: [smok, ecig]',
    line: 'smok,',
    what: /has no indicator 'smok' \(did you mean 'smoke'\?\)/,
  },
]);

test('all problems of all files are reported at once, in the order of files and lines', () => {
  using folder = new DefinitionFolder();
  folder
    .edit(demo, 'schedule:', 'shedule:')
    .edit(demo, 'policy: wellness', 'policy: { preset: wellness, overrides: { minCell: 4 } }')
    .edit(catalog, 'from: eligibility', 'from: eligible')
    .edit(report, 'dimensions: [age, sex]', 'dimensions: [age, gender]')
    .edit(indicators('stress'), 'assessment.stress_level', 'assessment.comments');
  const problems = folder.problems().map(({ where, what }) => `${where.replace(`${folder.path}/`, '')} ${what}`);
  expect(problems).toEqual([
    'pipelines/demo.yaml:3 schedule is missing',
    'pipelines/demo.yaml:11 policy.overrides.minCell: may only be tightened: the preset has 5, a smaller number protects less',
    "pipelines/demo.yaml:16 unknown key 'shedule' (did you mean 'schedule'?)",
    "pipelines/catalogs/vendor.yaml:191 the catalog has no table 'eligible'",
    "reports/wellness.yaml:57 there is no dimension 'gender'",
    "reports/indicators/stress.yaml:16 column 'assessment.comments' is classified 'free-text' and is never read",
  ]);
});

test('a value that should not be in a definition is not repeated in the problem', () => {
  using folder = new DefinitionFolder();
  folder.edit('pipelines/demo-postgres.yaml', 'TUTTI_DATABASE_URL', 'postgres://u:hunter2@h/db');
  const problems = folder.problems('pipelines/demo-postgres.yaml');
  expect(problems).toHaveLength(1);
  expect(JSON.stringify(problems)).not.toContain('hunter2');
});

test.each([
  ['an empty file', '', /the file must be a mapping/],
  ['a list', '- 1\n', /the file must be a mapping/],
  ['a text', 'hello\n', /the file must be a mapping/],
  ['two definitions', 'a: 1\n---\nb: 2\n', /one file holds one definition/],
  ['an unknown alias', 'a: *b\n', /alias/],
])('%s is no pipeline', (_, text, what) => {
  using folder = new DefinitionFolder();
  const problems = folder.write(demo, text).problems();
  expect(problems.map((problem) => problem.what)).toEqual([expect.stringMatching(what)]);
});
