import { describe, expect, test } from 'vitest';
import { loadPipeline } from '#config';
import { catalog, type Damage } from './damage.ts';
import { DefinitionFolder } from './folder.ts';

/** Whoever counts anybody but employees says what ties a household together (attack A35); what is left out is refused, not guessed. */

const pipeline = 'pipelines/demo-households.yaml';
const own = 'pipelines/catalogs/vendor-households.yaml';
const EMPLOYEES = '  household: { employees: { column: relationship, in: [employee] } }\n';
const WHERE = '    - { column: relationship, in: [employee] }\n';

/** The one problem of its kind, on the line that is to blame, when `of` is loaded after the damage. */
function expectRefused(of: string, damages: readonly Damage[]): void {
  test.each(damages)('$name', ({ file, before, after, line, offset, what }) => {
    using folder = new DefinitionFolder();
    folder.edit(file, before, after);
    const problems = folder.problems(of).filter((problem) => what.test(problem.what));
    expect(problems.map(({ where }) => where)).toEqual([folder.where(file, line, offset)]);
  });
}

// The smallest shipped definition of the catalog that counts employees alone.
describe('a population that lets in others than employees', () => {
  expectRefused('pipelines/demo-followed.yaml', [
    { name: 'spouses by the values that count', file: catalog, before: WHERE, after: '    - { column: relationship, in: [employee, spouse] }\n', line: '- { column: relationship', offset: -1, what: /counts spouse beside employees: name the columns that tie a household together/ },
    { name: 'everybody, for want of a rule', file: catalog, before: `  where:\n${WHERE}`, after: '  where: [] # nobody is left out\n', line: 'nobody is left out', what: /counts people whatever their 'relationship'/ },
    { name: 'everybody, by a rule about something else', file: catalog, before: WHERE, after: '    - { column: employer_id, in: [a] }\n', line: '- { column: employer_id', offset: -1, what: /counts people whatever their 'relationship'/ },
    { name: 'nothing said of a staff list', file: catalog, before: EMPLOYEES, after: '  household: null\n', line: 'household: null', what: /people of a staff list have families/ },
    { name: 'left out', file: catalog, before: EMPLOYEES, after: '', line: 'people:', what: /household/ },
    { name: 'neither the one nor the other', file: catalog, before: EMPLOYEES, after: '  household: { shared: [person_no] }\n', line: 'household: { shared', what: /needs 'employees' .* or 'sharing'/ },
    { name: 'a column that is not there', file: catalog, before: EMPLOYEES, after: '  household: { employees: { column: relation, in: [employee] } }\n', line: 'household: { employees', what: /no column 'relation' in the catalog/ },
  ]);
});

describe('what ties a household together', () => {
  const SHARING = { file: own, before: 'sharing: [employee_no]', line: 'sharing: [' };
  expectRefused(pipeline, [
    { name: 'a column that is not there', ...SHARING, after: 'sharing: [household_no]', what: /no column 'household_no' in the catalog/ },
    { name: 'nothing', ...SHARING, after: 'sharing: []', what: /household/ },
    { name: 'a name', ...SHARING, after: 'sharing: [last_name]', what: /'eligibility.last_name' is classified 'direct-identifier' and is never read/ },
    { name: 'a place', ...SHARING, after: 'sharing: [zip5]', what: /is classified 'quasi-identifier'; what ties a household together is a 'key'/ },
    { name: 'rows that are not people', file: own, before: 'person: [person_no]', after: 'person: []', line: 'sharing: [', what: /nobody can be told from the others of a household/ },
    { name: 'fewer insiders than a couple', file: pipeline, before: 'insiders: 2', after: 'insiders: 1', line: 'insiders: 1', what: /insiders is 1, and people of one household know each other's answers: set it to at least 2/ },
  ]);

  test('nobody of a household is followed', () => {
    using folder = new DefinitionFolder();
    folder.edit(pipeline, 'reports/households.yaml', 'reports/followed.yaml');
    expect(folder.problems(pipeline).filter(({ what }) => /people of households are not followed/u.test(what))).toHaveLength(1);
  });
});

test('the shipped definition ties by a key, and those for employees alone by nothing', () => {
  const household = loadPipeline(pipeline);
  expect(household.people.household).toEqual(['employee_no']);
  expect(household.source.tables.find(({ name }) => name === 'eligibility')?.columns.find(({ name }) => name === 'employee_no')?.class).toBe('key');
  for (const name of ['demo-followed', 'brfss-2022', 'nhanes-2009-2012']) expect(loadPipeline(`pipelines/${name}.yaml`).people).not.toHaveProperty('household');
});
