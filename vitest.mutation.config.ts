import { defineConfig } from 'vitest/config';

/** The tests that mutants of the disclosure core are held against: all of protect, gate and attack that take seconds, no whole programs. */
export default defineConfig({
  test: {
    include: ['test/protect/*.test.ts', 'test/gate/*.test.ts', 'test/attack/*.test.ts'],
    // Lists every workforce of tiny employers, and copies the project: minutes.
    exclude: ['test/attack/small-employers.test.ts', 'test/attack/switched-off.test.ts', 'test/attack/planted*.test.ts'],
    env: { TZ: 'UTC' },
    setupFiles: ['test/support/seed.ts'],
    maxWorkers: 1,
    testTimeout: 60_000,
  },
});
