import { spawn } from 'node:child_process';
import { connect, createServer } from 'node:net';
import type { Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Pipeline } from '#config';
import { TuttiError, silent } from '#core';
import { loadSource } from '#source';
import { stage } from '#staging';
import { openVault, sql } from '#vault';
import type { Vault } from '#vault';
import { neededTables } from '../../src/source/needed-columns.ts';
import { selectNeeded } from '../../src/source/postgres-select.ts';
import { freePort, startPostgres, withClient } from '../support/postgres.ts';
import type { TestServer } from '../support/postgres.ts';
import { AS_OF, CATALOG, Folder, PERIOD, atDatabase, atPath, employee, fillDatabase, pipeline, postgresPipeline, rows, together } from './small-world.ts';

const world = together(
  employee(1, {}, {}, {}),
  employee(2, { sex: null, dept_id: 'Sản "xuất", 1\n\t\\N' }, { sleep_hours: 6.25, flu_vaccine: false }),
  employee(3, { zip5: null }, null),
  employee(4, {}, { completed_at: '2024-06-01T10:00:00Z' }),
  employee(5, { dept_id: '' }, { smoker: '' }),
);

/** Grants on exactly the columns that may be selected. */
const GRANTS = CATALOG.map((table) => {
  const columns = table.columns.filter((c) => !['direct-identifier', 'token', 'free-text'].includes(c.class)).map((c) => c.name);
  return `grant select (${columns.join(', ')}) on ${table.name} to reader`;
});

let server: TestServer;
let owner: string;
let reader: string;

beforeAll(async () => {
  server = await startPostgres();
  owner = await server.createDatabase();
  reader = server.as(owner, 'reader', 'reads only');
  await withClient(owner, async (client) => {
    await client.query(`create role reader login password 'reads only'`);
    await fillDatabase(client, world);
    for (const grant of GRANTS) await client.query(grant);
  });
});
afterAll(() => server.stop());

async function refusal(definition: Pipeline, url: string): Promise<TuttiError> {
  await using vault = await openVault();
  const error = await loadSource(vault, definition, atDatabase(url)).then(
    () => new Error('was loaded'),
    (cause: unknown) => cause,
  );
  if (!(error instanceof TuttiError)) throw error;
  expect((await vault.one(sql`select count(*) as n from information_schema.tables`)).int('n'), 'tables left in the vault').toBe(0);
  expect(`${error.message} ${error.hint} ${JSON.stringify(error.problems)}`).not.toMatch(/ZZ|reads only/);
  return error;
}

async function stagedRows(vault: Vault, definition: Pipeline, options: Parameters<typeof loadSource>[2]): Promise<readonly string[]> {
  const raw = await loadSource(vault, definition, options);
  await stage(raw, definition, PERIOD, AS_OF);
  const rows = await vault.rows(sql`select columns(* exclude person)::varchar from staged.people order by all`);
  return rows.map((row) => JSON.stringify(COLUMNS.map((column) => row.textOrNull(column))));
}
const COLUMNS = ['employer', 'completed', 'eligibility.dept_id', 'eligibility.sex', 'eligibility.zip5', 'assessment.completed_at', 'assessment.smoker', 'assessment.flu_vaccine', 'assessment.sleep_hours', 'screening.weight_kg'];

test('PostgreSQL and CSV files of the same rows give the same staged people', async () => {
  await using folder = await Folder.of(world);
  await using one = await openVault();
  await using two = await openVault();
  const fromDatabase = await stagedRows(one, postgresPipeline(), atDatabase(reader));
  expect(fromDatabase).toHaveLength(5);
  expect(fromDatabase).toEqual(await stagedRows(two, pipeline(), atPath(folder.path)));
});

describe('the reading role', () => {
  test('cannot select identifiers, tokens or free text', async () => {
    await withClient(reader, async (client) => {
      await expect(client.query('select work_email from eligibility')).rejects.toMatchObject({ code: '42501' });
      await expect(client.query('select comments from assessment')).rejects.toMatchObject({ code: '42501' });
      await expect(client.query('select * from participant')).rejects.toMatchObject({ code: '42501' });
      await expect(client.query('delete from screening')).rejects.toMatchObject({ code: '42501' });
    });
  });

  test('sees unclassified columns even without a grant on them', async () => {
    const url = await server.createDatabase();
    await withClient(url, async (client) => {
      await fillDatabase(client, rows());
      await client.query('alter table participant add column spouse_email text');
      await client.query('alter table assessment add column "Odd ""name" text');
      for (const grant of GRANTS) await client.query(grant);
    });
    const error = await refusal(postgresPipeline(), server.as(url, 'reader', 'reads only'));
    expect(error).toMatchObject({ code: 'SOURCE_UNCLASSIFIED_COLUMN', problems: [{ where: 'participant.spouse_email' }, { where: 'assessment.(column 9)' }] });
  });

  test('is told all missing grants at once', async () => {
    const url = await server.createDatabase();
    await withClient(url, async (client) => {
      await fillDatabase(client, rows());
      for (const grant of GRANTS) await client.query(grant);
      await client.query('revoke select (smoker) on assessment from reader');
      await client.query('revoke select (dob) on eligibility from reader');
    });
    const error = await refusal(postgresPipeline(), server.as(url, 'reader', 'reads only'));
    expect(error).toMatchObject({ code: 'SOURCE_MISSING_COLUMN', problems: [{ where: 'eligibility.dob' }, { where: 'assessment.smoker' }] });
  });
});

test('missing tables and columns are named', async () => {
  const url = await server.createDatabase();
  await withClient(url, async (client) => {
    await fillDatabase(client, rows());
    await client.query('alter table screening drop column hdl');
  });
  expect(await refusal(postgresPipeline(), url)).toMatchObject({ code: 'SOURCE_MISSING_COLUMN', problems: [{ where: 'screening.hdl' }] });
  await withClient(url, (client) => client.query('drop table screening'));
  expect(await refusal(postgresPipeline(), url)).toMatchObject({ code: 'SOURCE_MISSING_TABLE', problems: [{ where: 'screening' }] });
});

/** Puts a view in the place of a table: rows flow until the 20,000th, where `then` is evaluated. */
async function stalling(then: string): Promise<string> {
  const url = await server.createDatabase();
  await withClient(url, async (client) => {
    await fillDatabase(client, together(employee(1)));
    await client.query('alter table participant rename to real_participant');
    // Only needed columns are selected, so the trap sits in one of them.
    await client.query(`create view participant as select p.participant_id || i || case when i = 20000 then ${then} else '' end as participant_id, p.elig_id, p.email, p.device_token
      from real_participant p, generate_series(1, 40000) i`);
  });
  return url;
}

describe('a server that is not there', () => {
  test('refuses the connection, the password, the database', async () => {
    const nobody = await refusal(postgresPipeline(), `postgres://reader:x@127.0.0.1:${await freePort()}/nothing`);
    expect(nobody).toMatchObject({ code: 'SOURCE_UNREACHABLE', exit: 3 });
    expect((await refusal(postgresPipeline(), server.as(owner, 'reader', 'ZZ wrong'))).code).toBe('SOURCE_UNREACHABLE');
    expect((await refusal(postgresPipeline(), reader.replace(/[^/]+$/, 'no_such_database'))).code).toBe('SOURCE_UNREACHABLE');
  });

  test('needs a connection string', async () => {
    await using vault = await openVault();
    await expect(loadSource(vault, postgresPipeline(), { path: null, databaseUrl: null, period: PERIOD, progress: silent })).rejects.toMatchObject({ code: 'USAGE' });
  });

  test('dies in the middle of a table: nothing is left, and it can be tried again', async () => {
    const url = await stalling(`pg_sleep(60)::text`);
    const killed = withClient(owner, async (client) => {
      for (;;) {
        const { rows } = await client.query<{ pid: number }>(`select pid from pg_stat_activity where application_name = 'tutti' and wait_event = 'PgSleep'`);
        if (rows[0] !== undefined) return client.query('select pg_terminate_backend($1)', [rows[0].pid]);
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    });
    const error = await refusal(postgresPipeline(), url);
    await killed;
    expect(error).toMatchObject({ code: 'SOURCE_UNREACHABLE', exit: 3, message: expect.stringContaining('reading participant') });
  });

  test('fails in the middle of a table: the rows before are not taken for all', async () => {
    const url = await stalling(`(1 / (i - 20000))::text`);
    expect(await refusal(postgresPipeline(), url)).toMatchObject({ code: 'SOURCE_QUALITY', message: expect.stringContaining('22012') });
  });
});

test('bad values are counted, never shown', async () => {
  const url = await server.createDatabase();
  await withClient(url, async (client) => {
    await fillDatabase(client, together(employee(1), employee(2)));
    await client.query('alter table eligibility alter column dob type text');
    await client.query(`update eligibility set dob = 'ZZ-' || dob`);
    await client.query('alter table eligibility alter column hire_on type timestamp');
  });
  const error = await refusal(postgresPipeline(), url);
  expect(error).toMatchObject({ code: 'SOURCE_QUALITY', problems: [{ where: 'eligibility.dob' }, { where: 'eligibility.hire_on' }] });
});

test('the session settings of the role do not change what is read', async () => {
  await withClient(owner, (client) => client.query(`alter role reader set timezone = 'Asia/Ho_Chi_Minh'; alter role reader set datestyle = 'German'`));
  try {
    // Before 1906 the offset there had seconds, which no exporter writes.
    await withClient(owner, (client) => client.query(`insert into consent values ('nobody', 'terms', true, '1900-01-01T00:00:00Z', null)`));
    await using vault = await openVault();
    await loadSource(vault, postgresPipeline(), atDatabase(reader));
    const row = await vault.one(sql`select max(completed_at)::varchar as at from raw.assessment`);
    expect(row.text('at')).toBe('2025-06-01 10:00:00+00');
  } finally {
    await withClient(owner, (client) => client.query('alter role reader reset all'));
  }
});

test('all tables come from one snapshot', async () => {
  const url = await server.createDatabase();
  await withClient(url, async (client) => {
    await fillDatabase(client, together(employee(1), employee(2)));
    await client.query('alter table employer rename to real_employer');
    await client.query('create view employer as select e.* from real_employer e, pg_sleep(1.5)');
  });
  await using vault = await openVault();
  // While the first table is being read, everybody is deleted from the others.
  let deletedAt = 0;
  let steps = 0;
  const step = (text: string): void => {
    steps += 1;
    if (text === 'reading employer') void withClient(url, (client) => client.query('delete from eligibility; delete from assessment')).then(() => (deletedAt = steps));
  };
  const raw = await loadSource(vault, postgresPipeline(), { ...atDatabase(url), progress: { step } });
  expect(deletedAt, 'deleted before the second table was read').toBe(1);
  expect(raw.facts).toContainEqual({ what: 'rows read', where: 'assessment', count: 2 });
});

describe('a run of some employers', () => {
  const beta = { employer_id: 'beta' };
  const two = together(
    {
      employer: [{ employer_id: 'acme', legal_name: 'Acme Ltd', tz: 'UTC', report_email: 'ZZ' }, { ...beta, legal_name: 'Beta Ltd', tz: 'UTC', report_email: 'ZZ' }],
      contract: ['acme', 'beta'].map((employer_id) => ({ employer_id, end_on: '2026-12-31', months_after: 12, destroy_requested_at: null })),
    },
    employee(1),
    employee(2, beta),
    // Went from one to the other in the year, under a number with a blank at its end: counts where the later row stands.
    employee(3, { term_on: '2025-03-31' }),
    employee(30, { ...beta, person_no: 'P3 ', hire_on: '2025-04-01' }),
    // Written with a blank; written with letters that Unicode can compose in two ways.
    employee(4, { employer_id: ' acme ' }),
    employee(5, { ...beta, person_no: 'Pé'.normalize('NFD') }),
    employee(6, { person_no: 'Pé'.normalize('NFC') }),
    employee(7, beta),
  );
  let url: string;
  beforeAll(async () => {
    url = await server.createDatabase();
    await withClient(url, (client) => fillDatabase(client, two));
  });

  const peopleOf = async (employer: string, employers: readonly string[] | null): Promise<{ readonly people: readonly string[]; readonly read: number }> => {
    await using vault = await openVault();
    const options = { ...atDatabase(url), employers };
    const raw = await loadSource(vault, postgresPipeline(), options);
    const read = raw.facts.find((fact) => fact.where === 'participant')?.count ?? NaN;
    await stage(raw, postgresPipeline(), PERIOD, AS_OF);
    const rows = await vault.rows(sql`select columns(* exclude person)::varchar from staged.people where employer = ${employer} order by all`);
    return { people: rows.map((row) => JSON.stringify(COLUMNS.map((column) => row.textOrNull(column)))), read };
  };

  test.each(['acme', 'beta'])('sees of %s what a run of all sees, and leaves other people at the source', async (employer) => {
    const all = await peopleOf(employer, null);
    const some = await peopleOf(employer, [employer]);
    expect(some.people).toEqual(all.people);
    expect(some.people.length).toBeGreaterThan(1);
    expect(all.read).toBe(8);
    expect(some.read).toBe(6);
  });

  test('takes an employer’s name for a value, never for a query', async () => {
    const { people, read } = await peopleOf('acme', [`acme'); drop table participant; --`, '{}"', 'nobody']);
    // Only the people with letters outside ASCII come, who are always sent.
    expect([people.length, read]).toEqual([1, 2]);
  });
});

describe('a connection that is lost', () => {
  /** A door before the server: `behave` says what becomes of each connection, the first of which is 0. */
  async function door(behave: (connection: number, client: Socket, server: Socket) => void, change = (chunk: Buffer): Buffer => chunk): Promise<{ readonly url: string; readonly count: () => number; readonly close: () => void }> {
    let count = 0;
    const listener = createServer((client) => {
      const upstream = connect(server.port, '127.0.0.1');
      for (const socket of [client, upstream]) socket.on('error', () => undefined);
      client.pipe(upstream);
      upstream.on('data', (chunk: Buffer) => client.write(change(chunk)));
      upstream.on('end', () => client.end());
      behave(count++, client, upstream);
    });
    await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
    const address = listener.address();
    const target = new URL(owner);
    target.port = String(typeof address === 'object' ? address?.port : '');
    return { url: target.href, count: () => count, close: () => listener.close() };
  }

  test('before the first row is tried again, and then all is read', async () => {
    const lost = await door((connection, client) => {
      if (connection < 2) client.destroy();
    });
    await using vault = await openVault();
    const steps: string[] = [];
    const raw = await loadSource(vault, postgresPipeline(), { ...atDatabase(lost.url), progress: { step: (text) => steps.push(text) } });
    expect(raw.facts).toContainEqual({ what: 'rows read', where: 'eligibility', count: 5 });
    expect(lost.count()).toBe(3);
    expect(steps.filter((text) => text.includes('trying again'))).toHaveLength(2);
    lost.close();
  });

  test('after rows have arrived is not: two snapshots must not be mixed', async () => {
    const lost = await door((_, client, upstream) => {
      let bytes = 0;
      upstream.on('data', (chunk: Buffer) => {
        bytes += chunk.includes('PGCOPY') ? 1 : 0;
        if (bytes > 1) client.destroy();
      });
    });
    const error = await refusal(postgresPipeline(), lost.url);
    expect(error).toMatchObject({ code: 'SOURCE_UNREACHABLE', exit: 3 });
    expect(lost.count()).toBe(1);
    lost.close();
  });

  test('and a stream that holds another number of rows than the server sent are refused', async () => {
    // The server says how many rows it sent; one digit of that is changed on the way.
    const liar = await door(() => undefined, (chunk) => Buffer.from(chunk.toString('latin1').replace('COPY 5\0', 'COPY 6\0'), 'latin1'));
    expect(await refusal(postgresPipeline(), liar.url)).toMatchObject({ code: 'SOURCE_UNREACHABLE', message: expect.stringContaining('5 rows arrived of 6') });
    liar.close();
  });

  test('by the death of the run itself ends the query at the server', async () => {
    const url = await stalling(`pg_sleep(60)::text`);
    const script = `import { loadSource } from '#source'; import { openVault } from '#vault'; import { atDatabase, postgresPipeline } from './test/source/small-world.ts';
      await loadSource(await openVault(), postgresPipeline(), atDatabase(${JSON.stringify(url)}));`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: 'ignore' });
    await withClient(owner, async (client) => {
      const sleeping = async (): Promise<boolean> => {
        const { rows } = await client.query(`select 1 from pg_stat_activity where application_name = 'tutti' and wait_event = 'PgSleep'`);
        return rows.length > 0;
      };
      await until(sleeping);
      child.kill('SIGKILL');
      await until(async () => !(await sleeping()));
    });
  });
});

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (let i = 0; i < 400; i++) {
    if (await holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('it never came to that');
}

test('column lists are explicit and names are quoted', () => {
  const definition = postgresPipeline('Odd "schema');
  const [employer] = neededTables(definition);
  if (employer === undefined) throw new Error('no table');
  const named = { ...employer, name: 'a"; drop table x; --' };
  const { sql: text, parameters } = selectNeeded(definition, 'Odd "schema', named, PERIOD, (column) => column.name === 'tz', null);
  expect(text).toBe('select "employer_id" as "employer_id", "legal_name" as "legal_name", "tz"::text as "tz" from "Odd ""schema"."a""; drop table x; --"');
  expect(parameters).toEqual([]);
});
