import { expect, test } from 'vitest';
import { DefinitionFolder } from './folder.ts';

/** One edit of the shipped definitions, and the one problem that must come of it. */
export interface Damage {
  readonly name: string;
  readonly file: string;
  readonly before: string;
  readonly after: string;
  /** Text on the line that must be named, as the file stands after the damage. */
  readonly line: string;
  /** Lines below (or above) that text, where no text is the line's own. */
  readonly offset?: number;
  readonly what: RegExp;
}

export const demo = 'pipelines/demo.yaml';
export const catalog = 'pipelines/catalogs/vendor.yaml';
export const report = 'reports/wellness.yaml';
export const indicators = (topic: string): string => `reports/indicators/${topic}.yaml`;

/** The problem is reported, with the file and line of the damage. */
export function expectProblems(damages: readonly Damage[]): void {
  test.each(damages)('$name', ({ file, before, after, line, offset, what }) => {
    using folder = new DefinitionFolder();
    folder.edit(file, before, after);
    const problems = folder.problems(/^pipelines\/[^/]+$/.test(file) ? file : demo);
    const wheres = problems.filter((problem) => what.test(problem.what)).map(({ where }) => where);
    expect(wheres).toContain(folder.where(file, line, offset));
  });
}
