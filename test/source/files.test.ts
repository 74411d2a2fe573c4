import { appendFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Pipeline } from '#config';
import { TuttiError } from '#core';
import { loadSource } from '#source';
import { id, openVault, sql } from '#vault';
import type { Vault } from '#vault';
import { neededTables } from '../../src/source/needed-columns.ts';
import { parsed } from '../../src/source/typed.ts';
import { CATALOG, Folder, atPath, employee, pipeline, together } from './small-world.ts';

const world = together(employee(1, {}, {}, {}), employee(2, { sex: null }), employee(3, {}, null));

async function refusal(folder: Folder, definition: Pipeline = pipeline()): Promise<TuttiError> {
  await using vault = await openVault();
  const error = await loadSource(vault, definition, atPath(folder.path)).then(
    () => new Error('was loaded'),
    (cause: unknown) => cause,
  );
  if (!(error instanceof TuttiError)) throw error;
  const left = await vault.one(sql`select count(*) as n from information_schema.tables`);
  expect(left.int('n'), 'tables left in the vault').toBe(0);
  expect(`${error.message} ${error.hint} ${JSON.stringify(error.problems)}`).not.toContain('ZZ');
  return error;
}

async function textsIn(vault: Vault): Promise<string> {
  const columns = await vault.rows(sql`select table_schema as s, table_name as t, column_name as c from information_schema.columns`);
  const texts: string[] = columns.map((row) => row.text('c'));
  for (const column of columns) {
    const rows = await vault.rows(sql`select distinct columns(*)::varchar as value from (select ${id(column.text('c'))} from ${id(column.text('s'), column.text('t'))})`);
    texts.push(...rows.map((row) => row.textOrNull('value') ?? ''));
  }
  return texts.join('\n');
}

describe('a folder of CSV files', () => {
  test('gives the needed columns, typed, and no identifier of anybody', async () => {
    await using folder = await Folder.of(world);
    await using vault = await openVault();
    const raw = await loadSource(vault, pipeline(), atPath(folder.path));
    expect(raw.facts).toContainEqual({ what: 'rows read', where: 'eligibility', count: 3 });
    const types = await vault.rows(sql`select column_name as c, data_type as t from information_schema.columns where table_name = 'assessment' order by c`);
    expect(Object.fromEntries(types.map((row) => [row.text('c'), row.text('t')]))).toEqual({
      completed_at: 'TIMESTAMP WITH TIME ZONE', flu_vaccine: 'BOOLEAN', participant_id: 'UUID', q1: 'BIGINT', q2: 'BIGINT', sleep_hours: 'DOUBLE', smoker: 'VARCHAR',
    });
    const everything = await textsIn(vault);
    expect(everything).toContain('never');
    expect(everything).not.toContain('ZZCANARY');
    // Linking keys are pseudonyms; nobody's number is in the vault.
    expect(everything).not.toMatch(/^(P|E|A)[123]$/m);
    expect(vault.locked).toBe(true);
  });

  test('pseudonyms link rows within a run and differ between runs', async () => {
    await using folder = await Folder.of(world);
    const keys = async (): Promise<readonly (string | null)[]> => {
      await using vault = await openVault();
      await loadSource(vault, pipeline(), atPath(folder.path));
      const linked = await vault.one(sql`select count(*) as n from raw.eligibility e join raw.participant p on p.elig_id = e.elig_id`);
      expect(linked.int('n')).toBe(3);
      return (await vault.rows(sql`select elig_id::varchar as k from raw.participant`)).map((row) => row.textOrNull('k'));
    };
    const [first, second] = [await keys(), await keys()];
    expect(new Set(first).size).toBe(3);
    expect(first.some((key) => second.includes(key))).toBe(false);
  });

  test('reports every unclassified column at once', async () => {
    await using folder = await Folder.of(world);
    const tables = CATALOG.map((table) => ({ ...table, columns: table.columns.filter((c) => !['email', 'smoker'].includes(c.name)) }));
    const error = await refusal(folder, pipeline({ tables, indicators: [] }));
    expect(error.code).toBe('SOURCE_UNCLASSIFIED_COLUMN');
    expect(error.problems.map((p) => p.where)).toEqual(['participant.email', 'assessment.smoker']);
  });

  test('reports every missing table and column', async () => {
    await using folder = await Folder.of(world);
    await rm(join(folder.path, 'screening.csv'));
    await rm(join(folder.path, 'contract.csv'));
    expect(await refusal(folder)).toMatchObject({ code: 'SOURCE_MISSING_TABLE', problems: [{ where: 'contract' }, { where: 'screening' }] });

    await using other = await Folder.of(world);
    await writeFile(join(other.path, 'erasure_request.csv'), 'participant_id\n');
    expect(await refusal(other)).toMatchObject({ code: 'SOURCE_MISSING_COLUMN', problems: [{ where: 'erasure_request.received_at' }] });
  });

  test('counts bad values by column and never shows one', async () => {
    await using folder = await Folder.of(
      together(employee(1, { dob: 'ZZ-1980' }, { q1: '1.5', sleep_hours: 'NaN' }), employee(2, { dob: '2025-02-30' }, { q1: 'ZZ', completed_at: '2025-06-01T10:00:00' }), employee(3, {}, { flu_vaccine: 'ZZ' })),
    );
    expect(await refusal(folder)).toMatchObject({ code: 'SOURCE_QUALITY', problems: [{ where: 'eligibility.dob', what: expect.stringContaining('2 value(s)') }] });
    await using answers = await Folder.of(together(employee(1, {}, { q1: '1.5', sleep_hours: 'NaN' }), employee(2, {}, { q1: 'ZZ', completed_at: '2025-06-01T10:00:00' }), employee(3, {}, { flu_vaccine: 'ZZ' })));
    const error = await refusal(answers);
    expect(error.problems.map((p) => [p.where, p.what.split(' ')[0]])).toEqual([
      ['assessment.completed_at', '1'], ['assessment.flu_vaccine', '1'], ['assessment.sleep_hours', '1'], ['assessment.q1', '2'],
    ]);
  });

  test('a broken row is reported by its line', async () => {
    await using folder = await Folder.of(world);
    await appendFile(join(folder.path, 'participant.csv'), 'ZZsecret,too,few\n');
    expect(await refusal(folder)).toMatchObject({ code: 'SOURCE_QUALITY', message: expect.stringMatching(/participant .*at line 5/) });
  });

  test('a file without a header row does not lend its values as column names', async () => {
    await using folder = await Folder.of(world);
    await writeFile(join(folder.path, 'participant.csv'), 'ZZsecret,ZZ1,ZZ2,ZZ3\n');
    expect((await refusal(folder)).code).toBe('SOURCE_MISSING_COLUMN');
    await writeFile(join(folder.path, 'participant.csv'), 'participant_id,elig_id,email,device_token,"ZZ secret@x"\n');
    expect(await refusal(folder)).toMatchObject({ code: 'SOURCE_UNCLASSIFIED_COLUMN', problems: [{ where: 'participant.(column 5)' }] });
  });

  test('quotes, line breaks, a byte-order mark and blank texts are read as meant', async () => {
    await using folder = await Folder.of(world);
    await writeFile(join(folder.path, 'org_unit.csv'), '\uFEFFunit_id,employer_id,parent_id,kind,name\r\nd1,acme,,department,"Paint, ""old""\nhall"\r\nd2,acme,"",department,"   "\r\n');
    await using vault = await openVault();
    await loadSource(vault, pipeline(), atPath(folder.path));
    const rows = await vault.rows(sql`select unit_id, parent_id, name from raw.org_unit order by unit_id`);
    expect(rows.map((row) => [row.text('unit_id'), row.textOrNull('parent_id'), row.textOrNull('name')])).toEqual([['d1', null, 'Paint, "old"\nhall'], ['d2', null, null]]);
  });

  test('one spelling for composed and decomposed letters', async () => {
    await using folder = await Folder.of(together(employee(1, { dept_id: 'Sản xuất'.normalize('NFD') }), employee(2, { dept_id: 'Sản xuất'.normalize('NFC') })));
    await using vault = await openVault();
    await loadSource(vault, pipeline(), atPath(folder.path));
    expect((await vault.one(sql`select count(distinct dept_id) as n from raw.eligibility`)).int('n')).toBe(1);
  });

  test('Parquet and CSV of the same rows give the same tables', async () => {
    await using folder = await Folder.of(world);
    await using parquet = await Folder.of(world);
    {
      await using writer = await openVault();
      const types = { text: 'varchar', integer: 'bigint', number: 'decimal(12, 3)', boolean: 'boolean', date: 'date', timestamp: 'timestamptz' } as const;
      for (const { name, columns } of CATALOG) {
        const quoted = (extension: string, path: string): string => join(path, `${name}.${extension}`).replaceAll("'", "''");
        const cast = columns.map((column) => `"${column.name}"::${types[column.type]} as "${column.name}"`).join(', ');
        const statement = `copy (select ${cast} from read_csv('${quoted('csv', folder.path)}', all_varchar = true)) to '${quoted('parquet', parquet.path)}' (format parquet)`;
        const copy = Object.assign([statement], { raw: [] });
        await writer.run(sql(copy));
        await rm(join(parquet.path, `${name}.csv`));
      }
    }
    const dump = async (path: string): Promise<readonly string[]> => {
      await using vault = await openVault();
      await loadSource(vault, pipeline(), atPath(path));
      const answers = await vault.rows(sql`select (completed_at, smoker, flu_vaccine, sleep_hours, q1, q2)::varchar as r from raw.assessment order by r`);
      const people = await vault.rows(sql`select (employer_id, dob, sex, hire_on, term_on, dept_id)::varchar as r from raw.eligibility order by r`);
      return [...answers, ...people].map((row) => row.text('r'));
    };
    expect(await dump(parquet.path)).toEqual(await dump(folder.path));
  });

  test('one file serves a catalog of one table only', async () => {
    await using folder = await Folder.of(world);
    await using vault = await openVault();
    await expect(loadSource(vault, pipeline(), atPath(join(folder.path, 'eligibility.csv')))).rejects.toMatchObject({ code: 'USAGE' });
    await expect(loadSource(vault, pipeline(), { ...atPath(''), path: null })).rejects.toMatchObject({ code: 'USAGE' });
    await expect(loadSource(vault, pipeline(), atPath(join(folder.path, 'nowhere')))).rejects.toMatchObject({ code: 'SOURCE_UNREACHABLE' });
  });
});

describe('what is selected', () => {
  test('is what the definitions use, with linking keys as pseudonyms', () => {
    const tables = neededTables(pipeline());
    const find = (name: string): readonly string[] => tables.find((t) => t.name === name)?.columns.map((c) => (c.pseudonym ? `~${c.name}` : c.name)) ?? [];
    expect(find('eligibility')).toEqual(['~elig_id', 'employer_id', '~person_no', 'dob', 'sex', 'relationship', 'hire_on', 'term_on', 'dept_id', 'zip5']);
    expect(find('participant')).toEqual(['~participant_id', '~elig_id']);
    expect(find('contract')).toEqual(['employer_id', 'end_on', 'months_after', 'destroy_requested_at']);
  });

  test('never an identifier, a token or free text, even if a definition asks', () => {
    for (const column of ['comments', 'device_token'] as const) {
      const table = column === 'comments' ? 'assessment' : 'participant';
      const definition = pipeline({ people: { completed: { table, column } } });
      expect(() => neededTables(definition)).toThrow(TuttiError);
    }
  });

  test('both sides of an equality are treated alike', () => {
    const definition = pipeline({
      people: { joins: [{ table: 'org_unit', on: { column: 'unit_id', equals: { table: 'eligibility', column: 'dept_id' } }, where: [], latest: null, within: null }], completed: null, consent: null, erasure: null },
      indicators: [],
    });
    const unit = neededTables(definition).find((t) => t.name === 'org_unit')?.columns.find((c) => c.name === 'unit_id');
    expect(unit?.pseudonym).toBe(false);
  });
});

test('a pseudonym is drawn by chance: two people never share one, and it does not depend on the number', async () => {
  const many = Array.from({ length: 300 }, (_, i) => employee(i + 1));
  await using folder = await Folder.of(together(...many));
  await using vault = await openVault();
  await loadSource(vault, pipeline(), atPath(folder.path));
  const drawn = (await vault.rows(sql`select distinct elig_id::varchar as p from raw.eligibility union all select distinct person_no::varchar from raw.eligibility`)).map((row) => row.text('p'));
  expect(new Set(drawn).size).toBe(600);
  // Version 4 (RFC 9562): 122 bits of chance.
  for (const pseudonym of drawn) expect(pseudonym).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/u);
});

test.each([
  ['integer', '5', '5'], ['integer', '5.0', '5'], ['integer', '-3', '-3'], ['integer', '1.5', null], ['integer', '1e3', null], ['integer', '99999999999999999999', null],
  ['number', '1.50', '1.5'], ['number', '1e3', '1000.0'], ['number', 'NaN', null], ['number', 'infinity', null], ['number', '1,5', null],
  ['boolean', 'TRUE', 'true'], ['boolean', 'f', 'false'], ['boolean', '1', null], ['boolean', 'yes', null],
  ['date', '2024-02-29', '2024-02-29'], ['date', '2025-02-29', null], ['date', 'infinity', null], ['date', '2025-1-2', null], ['date', '2025-01-02T00:00', null],
  ['timestamp', '2025-12-31T23:30:00-06:00', '2026-01-01 05:30:00+00'], ['timestamp', '2025-12-31 23:30:00.5+07', '2025-12-31 16:30:00.5+00'], ['timestamp', '2025-12-31T23:30:00Z', '2025-12-31 23:30:00+00'],
  ['timestamp', '2025-12-31 23:30:00', null], ['timestamp', 'infinity', null], ['text', ' a ', 'a'], ['text', '  ', null],
] as const)('as %s, %j means %j', async (type, text, expected) => {
  await using vault = await openVault();
  expect((await vault.one(sql`select (${parsed(sql`${text}::varchar`, type)})::varchar as v`)).textOrNull('v')).toBe(expected);
});
