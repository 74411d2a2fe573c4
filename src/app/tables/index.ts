import { type Clock, type ExitCode, type Progress, silent, TuttiError } from '#core';
import { readFile } from 'node:fs/promises';
import { type AttackOutcome, attackReleased, type NamedText } from './attack-released.ts';
import { type ProtectOutcome, protectTables } from './protect-tables.ts';
import { readSpec } from './read-spec.ts';

export type { AttackOutcome } from './attack-released.ts';
export type { ProtectOutcome, ProtectReport } from './protect-tables.ts';

export interface ProtectCommand {
  readonly spec: string;
  readonly cells: string;
  readonly out: string;
  readonly report?: string;
  readonly clock: Clock;
  readonly progress?: Progress;
  /** Writes a file whole or not at all. */
  readonly write: (path: string, text: string) => Promise<void>;
}

/** `tutti protect`: reads two files, writes the protected one (and the private report) only when the attack got nowhere. */
export async function runProtect(command: ProtectCommand): Promise<ProtectOutcome> {
  const spec = readSpec(await textOf(command.spec), command.spec);
  const outcome = await protectTables(spec, { text: await textOf(command.cells), file: command.cells }, command.clock, { progress: command.progress ?? silent });
  if (outcome.kind === 'protected') await command.write(command.out, outcome.csv);
  if (command.report !== undefined) {
    const open = outcome.kind === 'refused' ? { refused: outcome.cells } : {};
    await command.write(
      command.report,
      `${JSON.stringify({ outcome: outcome.kind, ...outcome.report, ...open }, null, 2)}\n`,
    );
  }
  return outcome;
}

export interface AttackCommand {
  readonly spec: string;
  readonly released: string;
  readonly before?: readonly string[];
  readonly truth?: string;
}

/** `tutti attack`: exit 5 where a withheld cell falls short. Prints nothing by itself. */
export async function runAttack(command: AttackCommand): Promise<AttackOutcome & { readonly exit: ExitCode }> {
  const named = async (file: string): Promise<NamedText> => ({ text: await textOf(file), file });
  const spec = readSpec(await textOf(command.spec), command.spec);
  const before = await Promise.all((command.before ?? []).map(named));
  return attackReleased(
    spec,
    await named(command.released),
    before,
    command.truth === undefined ? null : await named(command.truth),
  );
}

async function textOf(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    throw new TuttiError('FILE_MISSING', { what: `${path} cannot be read.`, hint: 'Check the path.' }, { cause });
  }
}
