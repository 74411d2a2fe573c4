import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ATTACKS, claimsOf, colluding, knownOf, marks, pattern, prints, questionsIn } from '../../fixtures/insider/index.ts';
import { truthOf } from '../cli/enemy.ts';
import { Area } from '../support/area.ts';
import { FULL } from '../support/small-employers.ts';
import { BAD_PRINTS } from './bad-print.ts';
import { office, type Office } from './office.ts';
import { score } from './score.ts';
import { teams } from './teams.ts';

/**
 * An HR department with the staff list, the list of incentives, the questionnaire and a colluding colleague, against what an employer is really
 * sent (docs/insider.md). Every attack must fail on the delivered report and must succeed on a report that was printed badly.
 */

const TOWN = { ...FULL, id: 'town-clinic', legalName: 'Town Clinic', people: 300 };
/** The simplex method is slow; the whole is asked in the deep tests. */
const FEW = 1;
const INSIDER = join(import.meta.dirname, '..', '..', 'fixtures', 'insider');

let area: Area;
let desk: Office;

const folderOf = (employer: string): string => {
  const place = join(area.out, employer, '2025', 'wellness');
  return join(place, readdirSync(place)[0] ?? '');
};

beforeAll(async () => {
  area = await Area.with([TOWN], 'insider');
  expect(await area.run()).toMatchObject({ code: 0 });
  const truth = (await truthOf(area.source, [TOWN.id])).get(TOWN.id);
  if (truth === undefined) throw new Error('nobody was counted');
  desk = office(folderOf(TOWN.id), truth);
}, 180_000);
afterAll(() => area.remove());

/** The badly printed report on which each attack must find something. */
const BITES = {
  margins: 'careless',
  hierarchy: 'careless',
  linked: 'careless',
  overlap: 'naked',
  rank: 'careless',
  propagate: 'naked',
  program: 'careless',
  alike: 'naked',
  singled: 'naked',
  leftovers: 'percentages',
} as const satisfies Record<string, keyof typeof BAD_PRINTS>;

test('the desk knows the report: the staff list and the printed head counts agree', () => {
  const known = knownOf(desk.held, 'participation');
  for (const group of known.groups.filter((g) => g.status === 'published' && g.people > 0)) expect(group.rows[0]?.lines[0]?.base).toBe(String(group.people));
  expect(questionsIn(desk.held).length).toBeGreaterThan(15);
  expect(known.groups.filter((g) => g.status === 'withheld').length).toBeGreaterThan(0);
});

test('the insider knows nothing of the program', () => {
  const files = readdirSync(INSIDER, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
  const foreign = files.flatMap((name) => [...readFileSync(join(INSIDER, name), 'utf8').matchAll(/from '((?:#|(?:\.\.?\/)+src\/)[^']*)'/gu)].map(([, from]) => `${name}: ${from}`));
  expect(files.length).toBeGreaterThan(10);
  expect(foreign).toEqual([]);
});

test('no attack is without its bad print', () => {
  expect(Object.keys(BITES).sort()).toEqual(Object.keys(ATTACKS).sort());
});

describe.each(Object.entries(BITES))('%s', (name, print) => {
  const questions = (): readonly string[] => (name === 'program' ? questionsIn(desk.held).slice(0, FEW) : questionsIn(desk.held));

  test('learns nothing from the delivered report', async () => {
    const { wrong, leaks } = score(desk, await claimsOf(desk.held, name, questions()));
    expect(wrong).toEqual([]);
    expect(leaks).toEqual([]);
  }, 120_000);

  test(`works on a report that was printed badly (${print})`, async () => {
    const { wrong, leaks } = score(desk, await claimsOf(BAD_PRINTS[print](desk), name, questions()));
    expect(wrong).toEqual([]);
    expect(leaks.length).toBeGreaterThan(0);
  }, 120_000);
});

// A conjecture, and sometimes a good one on delivered reports too (docs/insider.md): there is no defence to hold against it yet.
test('the pattern of a report that was printed badly tells small counts', () => {
  const held = BAD_PRINTS.careless(desk);
  const { leaks, wrong } = score(
    desk,
    questionsIn(held).flatMap((indicator) => pattern(knownOf(held, indicator), held)),
  );
  expect(leaks.length).toBeGreaterThan(0);
  expect(wrong.length).toBeLessThan(leaks.length);
});

describe('colluding colleagues', () => {
  test.each([
    ['one', 1],
    ['a couple', 2],
  ])('%s', async (_, size) => {
    let claims = 0;
    const leaks: string[] = [];
    for (const team of teams(desk, size, 2)) {
      for (const indicator of questionsIn(desk.held, ['completers'])) {
        const found = score(desk, await colluding(knownOf(desk.held, indicator), team, 0));
        expect(found.wrong).toEqual([]);
        claims += found.claims;
        leaks.push(...found.leaks);
      }
    }
    expect(leaks).toEqual([]);
    expect(claims).toBeGreaterThan(0);
  });

  test('learn from a report that was printed badly', async () => {
    const [team = []] = teams(desk, 1, 1);
    const held = BAD_PRINTS.careless(desk);
    const leaks: string[] = [];
    for (const indicator of questionsIn(held, ['completers'])) leaks.push(...score({ ...desk, held }, await colluding(knownOf(held, indicator), team, 0)).leaks);
    expect(leaks.length).toBeGreaterThan(0);
  });
});

describe('order, marks, formats and languages', () => {
  test('rows stand in the registry’s order, all there, with one mark for whatever is withheld', () => {
    expect(marks(desk.held)).toEqual([]);
    expect(marks(BAD_PRINTS.sorted(desk))).not.toEqual([]);
    expect(marks(BAD_PRINTS.reasons(desk))).not.toEqual([]);
  });

  test('no language and no format says more than another', async () => {
    expect(await prints(desk.held)).toEqual([]);
    expect(await prints(BAD_PRINTS.forgetful(desk))).not.toEqual([]);
  });
});
