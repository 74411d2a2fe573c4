import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { expect, test } from 'vitest';
import { headsOf } from '#core';
import { deidentify } from '#deidentify';
import { loadSource } from '#source';
import { stage } from '#staging';
import { tabulate } from '#tabulate';
import { openVault } from '#vault';
import { writeCsvFolder } from '../../src/sample/index.ts';
import { AS_OF, PERIOD, atPath } from '../source/small-world.ts';
import { countIn } from '../support/counted.ts';
import { FULL } from '../support/small-employers.ts';
import { everyIndicator } from './catalogue.ts';
import { PLAIN, completers, others } from './plain-sql.ts';

test('every indicator counts what plain SQL counts, on a made-up employer with all the traps', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'tutti-test-plain-'));
  try {
    const employer = { ...FULL, people: 420 };
    await writeCsvFolder(folder, { seed: 'plain-sql', employers: [employer] });
    const definition = everyIndicator();
    await using vault = await openVault();
    const staged = await stage(await loadSource(vault, definition, atPath(folder)), definition, PERIOD, AS_OF);
    const table = await deidentify(staged, definition, PERIOD, { asOf: AS_OF });
    const { tabulation } = await tabulate(table, definition, employer.id);
    const connection = await (await DuckDBInstance.create(':memory:')).connect();
    const people = (await connection.runAndReadAll(completers(folder, employer.id, employer.timeZone))).getRowObjectsJson();
    expect(people).toHaveLength(tabulation.heads.completers.reduce((a, b) => a + b, 0));
    expect(people.length).toBeGreaterThan(250);

    const asked = definition.report.indicators.filter(({ population, scoring }) => population === 'completers' && scoring.kind !== 'followed'); // test/app/followed.test.ts
    expect(Object.keys(PLAIN).toSorted()).toEqual(asked.map(({ id }) => id).toSorted());
    const counts = asked.map(({ id, categories }) => [id, Object.fromEntries(categories.map(({ code }) => [code, countIn(tabulation, id, code)]))]);
    const plain = asked.map(({ id, categories }) => [id, Object.fromEntries(categories.map(({ code }) => [code, people.filter((person) => person[id] === code).length]))]);
    expect(counts).toEqual(plain);
    const rest = (await connection.runAndReadAll(others(folder, employer.id, employer.timeZone))).getRowObjectsJson()[0];
    const registered = (code: string) => countIn(tabulation, 'registered', code);
    expect(rest).toEqual({ people: registered('registered') + registered('not-registered'), registered: registered('registered') });
    expect(rest?.['people']).toBe(headsOf(tabulation, 'non-completers').reduce((a, b) => a + b, 0));
    expect(registered('registered')).toBeGreaterThan(10);
    expect(registered('not-registered')).toBeGreaterThan(10);
    // Not vacuous: nearly every category has somebody in it.
    const empty = plain.flatMap(([, of]) => Object.values(of ?? {})).filter((count) => count === 0);
    expect(empty.length).toBeLessThan(12);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}, 120_000);
