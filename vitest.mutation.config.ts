import { defineConfig } from 'vitest/config';

/** Some tests only (globs, with commas between): what is meant for the part that is changed finds most in a tenth of the time. */
const some = process.env['MUTATION_TESTS']?.split(',');

/** The tests that mutants of the disclosure core are held against: all of protect, gate and attack that take seconds, no whole programs. */
export default defineConfig({
  test: {
    include: some ?? ['test/protect/**/*.test.ts', 'test/gate/*.test.ts', 'test/attack/**/*.test.ts'],
    // Lists every workforce of tiny employers, copies the project, or protects whole instances from file to file: minutes with code that counts its own coverage.
    exclude: ['test/attack/small-employers.test.ts', 'test/attack/switched-off.test.ts', 'test/attack/**/planted*.test.ts', 'test/protect/cells/run-protect.test.ts', 'test/protect/cells/crew.test.ts'],
    env: { TZ: 'UTC' },
    setupFiles: ['test/support/seed.ts'],
    maxWorkers: 1,
    testTimeout: 60_000,
  },
});
