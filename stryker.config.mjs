/**
 * Mutation testing of the disclosure core: `stryker run` changes one thing in a copy of the source at a time and expects some test to fail
 * (docs/mutation.md). One mutant after another, because solvers take whole cores; results are kept, so that a second run tests only what changed.
 * A part at a time: `stryker run --mutate 'src/gate/*.ts'`.
 *
 * @type {import('@stryker-mutator/api/core').PartialStrykerOptions}
 */
export default {
  testRunner: 'vitest',
  plugins: ['@stryker-mutator/vitest-runner'],
  vitest: { configFile: 'vitest.mutation.config.ts', related: false },
  mutate: ['src/protect/**/*.ts', 'src/attack/**/*.ts', 'src/gate/*.ts', '!src/**/index.ts'],
  coverageAnalysis: 'perTest',
  // What runs once while a module loads is tested by every test, slowly, and is hardly ever code.
  ignoreStatic: true,
  concurrency: 1,
  timeoutMS: 30_000,
  incremental: true,
  incrementalFile: 'var/mutation/incremental.json',
  tempDirName: 'var/mutation/work',
  ignorePatterns: ['out', 'var', 'bench', 'coverage'],
  reporters: ['clear-text', 'json', 'progress-append-only'],
  clearTextReporter: { allowColor: false, reportTests: false },
  jsonReporter: { fileName: 'var/mutation/report.json' },
};
