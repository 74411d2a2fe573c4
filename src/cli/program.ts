import { Command, CommanderError } from '@commander-js/extra-typings';
import { EXIT, type ExitCode, TuttiError } from '#core';
import { addAttack } from './commands/attack.ts';
import { addDue } from './commands/due.ts';
import { addGenerate } from './commands/generate.ts';
import { addPlan } from './commands/plan.ts';
import { addProtect } from './commands/protect.ts';
import { addRun } from './commands/run.ts';
import { addValidate } from './commands/validate.ts';
import { addVerify } from './commands/verify.ts';
import { clear } from './output.ts';

const EXIT_CODES = `Exit codes: 0 done · 1 bug · 2 usage or configuration · 3 source unreachable (try again) · 4 source schema or quality
5 refused by the privacy gate, nothing emitted · 6 locked by another run · 7 some employers failed · 8 delivery failed · 9 nothing due`;

/** What each command does with its arguments stands in its own file; heavy rooms are imported only when the command runs. */
export function program(exit: (code: ExitCode) => void): Command {
  const root = new Command('tutti')
    .description('Employer reports from wellness data, guaranteed aggregate-only.')
    .version('0.1.0')
    .exitOverride()
    .showSuggestionAfterError()
    .addHelpText('after', `\n${EXIT_CODES}`);
  for (const add of [addRun, addPlan, addDue, addValidate, addVerify, addProtect, addAttack, addGenerate]) add(root, exit);
  // Commands copy settings when they are added; parsing problems of each must reach the one handler below.
  for (const command of root.commands) command.exitOverride();
  return root;
}

/**
 * Commands that reckon for minutes without a pause, in which no handler would be heard, and have nothing to clear away (their files appear whole,
 * at the end): a signal ends them as it ends any program.
 */
const RECKONING: ReadonlySet<string> = new Set(['protect', 'attack']);

/** The only place that catches, and the only one that turns outcomes into exit codes. */
export async function main(args: readonly string[]): Promise<ExitCode> {
  let code: ExitCode = EXIT.done;
  if (!RECKONING.has(args[0] ?? '')) for (const [signal, number] of [['SIGINT', 130], ['SIGTERM', 143]] as const) process.once(signal, () => process.exit(number));
  try {
    await program((c) => (code = c)).parseAsync(args, { from: 'user' });
    return code;
  } catch (error) {
    clear();
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage;
    if (error instanceof TuttiError) {
      complain(error);
      return error.exit;
    }
    process.stderr.write(`Bug: ${describe(error)}\nThis is a fault of the program. Nothing was delivered for the step that failed.\n`);
    return EXIT.bug;
  }
}

function complain(error: TuttiError): void {
  const problems = error.problems.map((p) => `\n  ${p.where}: ${p.what}`).join('');
  process.stderr.write(`${error.code}: ${error.message}${problems}\n${error.hint}\n`);
}

/** Class and our own stack frames. Messages of other libraries may quote a row, so they are never printed. */
function describe(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const frames = (error.stack ?? '').split('\n').filter((line) => /\/src\/[\w/-]+\.ts:\d+/u.test(line));
  const code = 'code' in error && typeof error.code === 'string' && /^[A-Z_]+$/u.test(error.code) ? ` ${error.code}` : '';
  return [`${error.name}${code}`, ...frames.map((line) => line.trim())].join('\n  ');
}
