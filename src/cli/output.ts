import type { Progress } from '#core';

/** Where a command speaks: results to standard output, progress and complaints to standard error. */
export interface Output {
  readonly json: boolean;
  result(text: string, value: unknown): void;
  /** The program worked as promised and said no: what, and what can be done. */
  refusal(what: string, hint: string): void;
  readonly progress: Progress;
}

/** Progress is one line that rewrites itself on a terminal, plain lines with TUTTI_PROGRESS=plain, and silence otherwise. */
export function output(json: boolean): Output {
  const tty = process.stderr.isTTY;
  const plain = process.env['TUTTI_PROGRESS'] === 'plain';
  return {
    json,
    result(text, value) {
      clear(tty);
      process.stdout.write(json ? `${JSON.stringify(value)}\n` : `${text}\n`);
    },
    refusal(what, hint) {
      clear(tty);
      process.stderr.write(`REFUSED: ${what}\n${hint}\n`);
    },
    progress: {
      step(text) {
        if (tty) process.stderr.write(`\r\u001b[2K… ${text.slice(0, (process.stderr.columns || 80) - 3)}`);
        else if (plain) process.stderr.write(`${text}\n`);
      },
    },
  };
}

export function clear(tty = process.stderr.isTTY): void {
  if (tty) process.stderr.write('\r\u001b[2K');
}
