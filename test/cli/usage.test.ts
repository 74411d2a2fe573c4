import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { program } from '../../src/cli/program.ts';
import { Area } from '../support/area.ts';
import { TINY } from '../support/small-employers.ts';
import { ROOT, tutti } from '../support/tutti.ts';

/** What an operator gets for a slip of the fingers, and what the program says about itself. */

let area: Area;
beforeAll(async () => {
  area = await Area.with([TINY], 'usage');
});
afterAll(() => area.remove());

const commands = program(() => undefined).commands;

describe('a slip of the fingers ends with 2 and one clear message', () => {
  test.each([
    ['a misspelled option', ['run', 'pipelines/demo.yaml', '--sorce', 'x'], /unknown option '--sorce'\n\(Did you mean --source\?\)/u],
    ['an unknown command', ['rum', 'pipelines/demo.yaml'], /unknown command 'rum'\n\(Did you mean run\?\)/u],
    ['a day that does not exist', ['run', 'pipelines/demo.yaml', '--as-of', '2026-02-30'], /'2026-02-30' is invalid\. A day looks like 2026-03-01\./u],
    ['a day in another order', ['plan', 'pipelines/demo.yaml', '--as-of', '01.03.2026'], /A day looks like 2026-03-01\./u],
    ['no pipeline', ['run'], /missing required argument 'pipeline'/u],
    ['a pipeline that is not there', ['run', 'pipelines/dmeo.yaml'], /^FILE_MISSING: There is no pipeline file pipelines\/dmeo\.yaml\.\n.+\.$/mu],
    ['a period of another kind', ['plan', 'pipelines/demo.yaml', '--period', '2025-Q3'], /^USAGE: The wanted period is not written as this pipeline needs it\.\nWrite it as \d{4}\.$/mu],
    ['a release that is not there', ['verify', 'out/nobody', '--key', 'package.json'], /^FILE_MISSING: There is no folder out\/nobody\./mu],
    ['a key that is not there', ['verify', 'src', '--key', 'no.pem'], /^FILE_MISSING: The public key no\.pem cannot be read\./mu],
  ])('%s', async (_, args, message) => {
    const result = await tutti(args);
    expect(result).toMatchObject({ code: 2, stdout: '' });
    expect(result.stderr).toMatch(message);
    expect(result.stderr.split('\n').length).toBeLessThanOrEqual(4);
  });
});

test('broken definitions: every problem at once, each with file and line', async () => {
  const file = area.pipeline('broken.yaml', (shipped) =>
    ['id: broken', 'title: { en: Broken }', 'source: { kind: files, path: null }', `catalog: ${shipped('pipelines/catalogs/vendor.yaml')}`, 'period: { kind: yaer }', 'policy: { preset: wellness, overrides: { minGroup: 2 } }', `report: ${shipped('reports/wellness.yaml')}`, 'schedul: null', 'delivery: { kind: folder, path: out }'].join('\n'),
  );
  for (const command of ['validate', 'plan', 'run']) {
    const { code, stdout, stderr } = await tutti([command, file]);
    expect({ command, code, stdout }).toEqual({ command, code: 2, stdout: '' });
    for (const [line, what] of [
      [5, 'period.kind'],
      [6, 'may only be tightened'],
      [8, 'schedul'],
    ] as const) {
      expect(stderr.split('\n').some((told) => told.includes(`broken.yaml:${line}`) && told.includes(what)), `${command}: line ${line}\n${stderr}`).toBe(true);
    }
  }
});

describe('looking before running', () => {
  test('plan says what would be read and built, and writes nothing', async () => {
    const before = existsSync(area.state);
    const { code, stdout } = await area.tutti(['plan', 'pipelines/demo.yaml', '--as-of', '2026-03-01']);
    expect({ code, before }).toEqual({ code: 0, before: false });
    expect(stdout).toContain('demo makes wellness 1.0 for 2025 (2025-01-01 to 2025-12-31)');
    expect(stdout).toMatch(/assessment: 56 columns known, 1 of them never selected/u);
    expect(existsSync(area.state)).toBe(false);
    expect(existsSync(area.out)).toBe(false);
    const json = await area.tutti(['plan', 'pipelines/demo.yaml', '--period', '2024', '--json']);
    expect(JSON.parse(json.stdout)).toMatchObject({ pipeline: 'demo', period: { id: '2024' }, breakdowns: ['company', 'by-org', 'by-site', 'by-age', 'by-sex', 'by-age-sex'] });
  });

  test('validate answers for every definition that is shipped', async () => {
    const files = readdirSync(join(ROOT, 'pipelines')).flatMap((name) => (name.endsWith('.yaml') ? [`pipelines/${name}`] : []));
    const { code, stdout } = await tutti(['validate', ...files]);
    expect(code).toBe(0);
    expect(stdout.trimEnd().split('\n')).toHaveLength(files.length);
    const json = await tutti(['validate', 'pipelines/demo.yaml', '--json']);
    expect(JSON.parse(json.stdout)).toMatchObject([{ pipeline: 'demo', columns: 163 }]);
  });
});

describe('what the program says about itself', () => {
  test.each(commands.map((command) => [command.name(), command] as const))('%s --help names every option with what it is for', async (name, command) => {
    const { code, stdout } = await tutti([name, '--help']);
    expect(code).toBe(0);
    expect(command.options.length).toBeGreaterThan(0);
    for (const { long, description } of command.options) {
      expect(description).not.toBe('');
      expect(stdout).toContain(long ?? 'an option without a long name');
    }
  });

  test('no command, no work: the list of commands, and not a success', async () => {
    const { code, stdout, stderr } = await tutti([]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    for (const command of commands) expect(stderr).toContain(`  ${command.name()} `);
  });

  test('the version is that of the package', async () => {
    const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
    expect((await tutti(['--version'])).stdout).toBe(`${version}\n`);
  });

  test.skipIf(!existsSync(join(ROOT, 'README.md')))('the README mentions every command', () => {
    const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');
    for (const command of commands) expect(readme).toMatch(new RegExp(`\\b${command.name()}\\b`, 'u'));
  });
});
