import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DEMO_EMPLOYERS, DEMO_SEED } from '../../src/sample/index.ts';
import { ATTACKS, claimsOf, colluding, knownOf, marks, prints, questionsIn } from '../../fixtures/insider/index.ts';
import { truthOf } from '../cli/enemy.ts';
import { Area } from '../support/area.ts';
import { office, type Office } from './office.ts';
import { score } from './score.ts';
import { teams } from './teams.ts';

/** The insider against the demonstration's three employers of 90, 1,200 and 6,000 people, all attacks on all questions; minutes, so only with TUTTI_DEEP. */
describe.runIf(process.env['TUTTI_DEEP'] !== undefined)('the demonstration', { timeout: 1_800_000 }, () => {
  let area: Area;
  const desks = new Map<string, Office>();
  beforeAll(async () => {
    area = await Area.with(DEMO_EMPLOYERS, DEMO_SEED);
    expect(await area.run()).toMatchObject({ code: 0 });
    const truths = await truthOf(
      area.source,
      DEMO_EMPLOYERS.map(({ id }) => id),
    );
    for (const [id, truth] of truths) {
      const place = join(area.out, id, '2025', 'wellness');
      desks.set(id, office(join(place, readdirSync(place)[0] ?? ''), truth));
    }
  }, 600_000);
  afterAll(() => area.remove());

  const deskOf = (id: string): Office => {
    const desk = desks.get(id);
    if (desk === undefined) throw new Error(`nothing was delivered to ${id}`);
    return desk;
  };

  describe.each(DEMO_EMPLOYERS)('$id', ({ id, people }) => {
    test.each(Object.keys(ATTACKS))('%s', async (name) => {
      const desk = deskOf(id);
      // Thousands of kinds times answers make each question of the simplex method a matter of seconds.
      const questions = name === 'program' && people > 5000 ? questionsIn(desk.held).slice(0, 2) : questionsIn(desk.held);
      const { wrong, leaks, claims, loose } = score(desk, await claimsOf(desk.held, name, questions));
      process.stdout.write(`${id} ${name}: ${claims} claims, ${wrong.length} wrong, ${leaks.length} leaks, ${loose.length} loose\n`);
      expect(wrong).toEqual([]);
      expect(leaks).toEqual([]);
    });

    test.each([1, 2])('%i colluding', async (size) => {
      const desk = deskOf(id);
      const leaks: string[] = [];
      for (const team of teams(desk, size, 8))
        for (const indicator of questionsIn(desk.held, ['completers'])) {
          const found = score(desk, await colluding(knownOf(desk.held, indicator), team, 0));
          expect(found.wrong).toEqual([]);
          leaks.push(...found.leaks);
        }
      expect(leaks).toEqual([]);
    });

    test('order, marks, formats', async () => {
      expect(marks(deskOf(id).held)).toEqual([]);
      expect(await prints(deskOf(id).held)).toEqual([]);
    });
  });
});
