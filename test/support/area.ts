import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { writeCsvFolder, type EmployerSpec } from '../../src/sample/index.ts';
import { ROOT, tutti, type Call, type Outcome } from './tutti.ts';

/** Two months after the year that is reported. */
export const AS_OF = '2026-03-01';

/**
 * A folder for one test file: a source of its own, and beside it whatever runs leave. The program's temporary files go to `tmp` inside it,
 * so that what a run leaves behind can be told from what others do on the machine.
 */
export class Area {
  readonly path = realpathSync(mkdtempSync(join(tmpdir(), 'tutti-test-area-')));
  readonly source = join(this.path, 'source');
  readonly out = join(this.path, 'out');
  readonly state = join(this.path, 'state');
  readonly tmp = join(this.path, 'tmp');

  static async with(employers: readonly EmployerSpec[], seed: string): Promise<Area> {
    const area = new Area();
    mkdirSync(area.tmp);
    await writeCsvFolder(area.source, { seed, employers });
    return area;
  }

  at(...names: readonly string[]): string {
    return join(this.path, ...names);
  }

  tutti(args: readonly string[], call: Call = {}): Promise<Outcome> {
    return tutti(args, { ...call, env: { TMPDIR: this.tmp, ...call.env } });
  }

  /** `tutti run` on the demonstration's definition; later options win, so each default can be replaced. */
  run(more: readonly string[] = [], call: Call = {}): Promise<Outcome> {
    const defaults = ['--source', this.source, '--as-of', AS_OF, '--out', this.out, '--state', this.state];
    return this.tutti(['run', 'pipelines/demo.yaml', ...defaults, ...more], call);
  }

  /** A copy of the source in which the text of one table is another. */
  sourceWith(name: string, table: string, edit: (csv: string) => string): string {
    const folder = this.at(name);
    cpSync(this.source, folder, { recursive: true });
    const file = join(folder, `${table}.csv`);
    const before = readFileSync(file, 'utf8');
    const after = edit(before);
    if (after === before) throw new Error(`nothing was changed in ${table}`);
    writeFileSync(file, after);
    return folder;
  }

  /** A definition in this area; `catalog` and `report` of the shipped ones are reached from here. */
  pipeline(name: string, yaml: (shipped: (file: string) => string) => string): string {
    const file = this.at(name);
    writeFileSync(
      file,
      yaml((shipped) => relative(this.path, join(ROOT, shipped))),
    );
    return file;
  }

  /** The state folder as another instance would start: its keys and nothing else. */
  stateWithKeysOnly(name: string): string {
    const folder = this.at(name);
    cpSync(join(this.state, 'keys'), join(folder, 'keys'), { recursive: true });
    return folder;
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}

/** Every file below a folder with its bytes, hidden ones too; empty where there is no folder. */
export function filesIn(folder: string): ReadonlyMap<string, Buffer> {
  if (!existsSync(folder)) return new Map();
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  return new Map(names.filter((name) => statSync(join(folder, name)).isFile()).map((name) => [name, readFileSync(join(folder, name))]));
}

/** Names and hashes of all files below a folder: equal when the folders are, and short to print when they are not. */
export function treeOf(folder: string): Readonly<Record<string, string>> {
  return Object.fromEntries([...filesIn(folder)].map(([name, bytes]) => [name, createHash('sha256').update(bytes).digest('hex')]));
}

/** The ledger's entries as an auditor reads them. */
export function ledgerOf(state: string): readonly { readonly kind: string; readonly employer: string | null; readonly reason: string; readonly releaseId: string | null }[] {
  const file = join(state, 'ledger.jsonl');
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
}
