import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ClientBase } from 'pg';
import { TuttiError } from '#core';
import { reportingSql } from './reporting.ts';

/** One numbered file of `migrations/`. */
export interface Migration {
  readonly number: number;
  readonly name: string;
  readonly sql: string;
  readonly sha256: string;
}

/** Keys and indexes stand in the last file, so that a first load can be filled before they are made. */
export const BEFORE_KEYS = 9;

const folder = join(import.meta.dirname, 'migrations');
/** Any number: it only has to be the same in every process that migrates. */
const LOCK = 70_884_884;

/** In their order: `001-tags.sql` is number 1, and no number is missing. */
export function readMigrations(): readonly Migration[] {
  const files = readdirSync(folder).filter((name) => name.endsWith('.sql')).toSorted();
  return files.map((file, i) => {
    const number = Number(file.slice(0, 3));
    if (number !== i + 1) throw new Error(`migration ${i + 1} is missing or not the only one of its number`);
    const sql = readFileSync(join(folder, file), 'utf8');
    return { number, name: file.slice(4, -4), sql, sha256: sha256(sql) };
  });
}

/** From whatever state a database is in to the newest, in one transaction; a second run changes nothing. The client may create roles. */
export async function migrate(client: ClientBase): Promise<readonly string[]> {
  await client.query('BEGIN');
  try {
    const done = await applyMigrations(client);
    await client.query('COMMIT');
    return done;
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  }
}

/**
 * Applies what is missing up to a number, within the caller's transaction; names what it applied. A file that was applied with other bytes,
 * or that is not known here, stops everything: the database is not what these files say. The views are made anew whenever their text changed.
 */
export async function applyMigrations(client: ClientBase, upTo: number = Infinity): Promise<readonly string[]> {
  await client.query('SELECT pg_advisory_xact_lock($1)', [LOCK]);
  await client.query(`CREATE TABLE IF NOT EXISTS public.vendor_migration (
    number integer PRIMARY KEY, name text NOT NULL, sha256 text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now())`);
  const { rows } = await client.query<{ number: number; name: string; sha256: string }>(
    'SELECT number, name, sha256 FROM public.vendor_migration WHERE number > 0 ORDER BY number',
  );
  const known = readMigrations();
  for (const { number, name, sha256 } of rows) {
    const same = known.find((migration) => migration.number === number);
    if (same?.name !== name || same.sha256 !== sha256) throw changed(number, name);
  }
  const missing = known.filter(({ number }) => number > rows.length && number <= upTo);
  for (const { number, name, sql, sha256 } of missing) {
    await client.query(sql);
    await client.query('INSERT INTO public.vendor_migration (number, name, sha256) VALUES ($1, $2, $3)', [number, name, sha256]);
  }
  const views = rows.length + missing.length < known.length ? [] : await applyViews(client);
  return [...missing.map(({ name }) => name), ...views];
}

/** Number 0: the views, which follow the list of the relations' columns instead of a file. */
async function applyViews(client: ClientBase): Promise<readonly string[]> {
  const sql = reportingSql();
  const { rowCount } = await client.query(
    `INSERT INTO public.vendor_migration (number, name, sha256) VALUES (0, 'views', $1)
       ON CONFLICT (number) DO UPDATE SET sha256 = excluded.sha256, applied_at = now() WHERE vendor_migration.sha256 <> excluded.sha256`,
    [sha256(sql)],
  );
  if (rowCount === 0) return [];
  await client.query(sql);
  return ['views'];
}

function changed(number: number, name: string): TuttiError {
  return new TuttiError('SOURCE_QUALITY', {
    what: `the database has migration ${number} (${name}) in a form that is not known here`,
    hint: 'It was made by another version of the program. Use that version, or a new database.',
  });
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
