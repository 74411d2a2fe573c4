/** One measured pull, in a process of its own: `pull-child.ts WHAT URL MEMORY`, or `pull-child.ts drain URL STATEMENT…`. */
import pg from 'pg';
import { type CatalogColumn, type Period, type Pipeline, loadPipeline, resolvePeriod } from '#config';
import { silent } from '#core';
import { deidentify } from '#deidentify';
import { loadSource } from '#source';
import { stage } from '#staging';
import { employersOf, tabulate } from '#tabulate';
import { type Table, openVault } from '#vault';
import { CopyOut } from '../src/source/copy-out.ts';
import { indicator, pipeline as smallPipeline } from '../test/source/small-world.ts';
import { PIPELINE } from './pull.ts';

const [what = '', url = '', ...rest] = process.argv.slice(2);

if (what === 'drain') {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  for (const statement of rest) await client.query(new CopyOut(statement, () => undefined)).finished;
  await client.end();
} else if (what !== 'nothing') {
  const pipeline = ['people', 'whole'].includes(what) ? onDatabase(loadPipeline(PIPELINE)) : wearables(what);
  const period = resolvePeriod({ kind: 'year' }, '2026-03-01', '2025');
  await using vault = await openVault({ memoryMB: Number(rest[0]) });
  const raw = await loadSource(vault, pipeline, { path: null, databaseUrl: url, period, progress: silent });
  if (what === 'whole') await countEverybody(raw, pipeline, period);
  else process.stdout.write(raw.facts.map(({ where, count }) => `    ${where}: ${count} rows\n`).join(''));
}

/** The rest of the way in the vault: one row a person, no identifiers, the counts of every employer. */
async function countEverybody(raw: Table<'raw'>, pipeline: Pipeline, period: Period): Promise<void> {
  const steps: string[] = [];
  const timed = async <T>(name: string, work: () => Promise<T>): Promise<T> => {
    const { userCPUTime, systemCPUTime } = process.resourceUsage();
    const result = await work();
    const after = process.resourceUsage();
    steps.push(
      `    ${name}: ${((after.userCPUTime + after.systemCPUTime - userCPUTime - systemCPUTime) / 1e6).toFixed(1)} s of processor\n`,
    );
    return result;
  };
  const staged = await timed('one row a person', () => stage(raw, pipeline, period, '2026-03-01'));
  const table = await timed('no identifiers', () => deidentify(staged, pipeline, period, { asOf: '2026-03-01' }));
  await timed('counts of every employer', async () => {
    for (const employer of await employersOf(table, pipeline)) await tabulate(table, pipeline, employer.id);
  });
  process.stdout.write(steps.join(''));
}

function onDatabase(pipeline: Pipeline): Pipeline {
  return {
    ...pipeline,
    source: { kind: 'postgres', urlFrom: 'BENCH', schema: 'public', tables: pipeline.source.tables },
  };
}

/** People with nothing but an employer, and a table of days (or its summary by the server) of which every column is needed. */
function wearables(table: string): Pipeline {
  const column = (name: string, kind: CatalogColumn['class'], type: CatalogColumn['type']): CatalogColumn => ({
    name,
    class: kind,
    type,
  });
  const measures = ['steps', 'active_minutes', 'sleep_minutes', 'worn_minutes'];
  const tables = [
    {
      name: 'member',
      columns: [column('participant_id', 'key', 'text'), column('employer_id', 'operational', 'text')],
    },
    {
      name: table,
      columns: [
        column('participant_id', 'key', 'text'),
        column('on_day', 'timing', 'date'),
        ...measures.map((name) => column(name, 'sensitive-answer', 'integer')),
      ],
    },
  ];
  return smallPipeline({
    source: { kind: 'postgres', urlFrom: 'BENCH', schema: 'public', tables },
    employers: { registry: null, timeZone: 'UTC' },
    dimensions: [],
    indicators: measures.map((name) =>
      indicator(
        name,
        {
          kind: 'bands',
          measure: { kind: 'column', column: { table, column: name }, gate: null },
          bands: [{ code: 'low', from: null }],
        },
        ['low'],
      ),
    ),
    people: {
      from: 'member',
      person: ['participant_id'],
      employer: 'employer_id',
      latest: null,
      where: [],
      employed: null,
      completed: null,
      consent: null,
      erasure: null,
      retention: null,
      joins: [
        {
          table,
          on: { column: 'participant_id', equals: { table: 'member', column: 'participant_id' } },
          where: [],
          latest: 'on_day',
          within: 'on_day',
        },
      ],
    },
  });
}
