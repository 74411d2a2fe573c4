import { spawnSync } from 'node:child_process';

/** A program of the machine that a test asks for a second opinion. Where it is missing the test says so in its name and is skipped. */
export interface Tool {
  readonly missing: boolean;
  /** For the test's name. */
  readonly note: string;
  run(args: readonly string[]): { readonly status: number | null; readonly text: string };
}

export function tool(name: string, versionFlag: string): Tool {
  const missing = spawnSync(name, [versionFlag]).error !== undefined;
  return {
    missing,
    note: missing ? ` (not looked at: ${name} is not on this machine)` : '',
    run(args) {
      const { status, stdout, stderr } = spawnSync(name, args, { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
      return { status, text: stdout + stderr };
    },
  };
}
