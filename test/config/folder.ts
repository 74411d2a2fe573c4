import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TuttiError } from '#core';
import type { Problem } from '#core';
import { loadPipeline } from '#config';

const root = new URL('../../', import.meta.url).pathname;

/** A copy of the shipped definitions that a test may damage. */
export class DefinitionFolder {
  readonly path = mkdtempSync(join(tmpdir(), 'tutti-config-'));

  constructor() {
    for (const folder of ['pipelines', 'reports'])
      cpSync(join(root, folder), join(this.path, folder), { recursive: true });
  }

  /** Replaces the one place where `before` stands; a test whose damage misses would prove nothing. */
  edit(file: string, before: string, after: string): this {
    const text = readFileSync(join(this.path, file), 'utf8');
    if (text.split(before).length !== 2)
      throw new Error(`'${before}' stands ${text.split(before).length - 1} times in ${file}`);
    writeFileSync(
      join(this.path, file),
      text.replace(before, () => after),
    );
    return this;
  }

  write(file: string, text: string): this {
    writeFileSync(join(this.path, file), text);
    return this;
  }

  /** `FILE:LINE` of the one line that holds `marker`, or of the line `offset` below it. */
  where(file: string, marker: string, offset = 0): string {
    const lines = readFileSync(join(this.path, file), 'utf8').split('\n');
    const found = lines.flatMap((line, i) => (line.includes(marker) ? [i + 1 + offset] : []));
    if (found.length !== 1) throw new Error(`'${marker}' stands on ${found.length} lines of ${file}`);
    return `${join(this.path, file)}:${found[0]}`;
  }

  problems(pipeline = 'pipelines/demo.yaml'): readonly Problem[] {
    try {
      loadPipeline(join(this.path, pipeline));
      return [];
    } catch (error) {
      if (error instanceof TuttiError && error.code === 'CONFIG_INVALID') return error.problems;
      throw error;
    }
  }

  [Symbol.dispose](): void {
    rmSync(this.path, { recursive: true });
  }
}
