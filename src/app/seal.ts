import { spawn } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { TuttiError } from '#core';

/** Encrypts PDFs for their way to the employer: AES-256 as in PDF 2.0 (security handler revision 6, ISO 32000-2, 7.6.4). */
export interface Seal {
  readonly password: string;
}

/** Long enough not to be guessed; in letters that every reader turns into the same bytes; and nothing that could be taken for an argument. */
const PASSWORD = /^(?![-@ ])[\x20-\x7e]{12,127}(?<! )$/u;

/** Nothing may be read or written before it is sure that what leaves can be encrypted. Null: the definition asks for no encryption. */
export async function openSeal(encrypt: { readonly passwordFrom: string } | null, secret: (name: string) => string | null): Promise<Seal | null> {
  return encrypt === null ? null : sealWith(encrypt.passwordFrom, secret);
}

export async function sealWith(variable: string, secret: (name: string) => string | null): Promise<Seal> {
  const password = secret(variable);
  if (password === null) throw new TuttiError('USAGE', { what: `${variable} is not set: the password of the PDFs is missing.`, hint: 'Set it to the password; it is given on no command line and written nowhere.' });
  if (!PASSWORD.test(password))
    throw new TuttiError('USAGE', { what: `${variable} holds no password that PDFs can be encrypted with.`, hint: 'Use 12 to 127 characters of ASCII, without a blank at either end and beginning with neither - nor @.' });
  if ((await qpdf(['--version'])) !== 0) throw new TuttiError('FILE_MISSING', { what: 'The program qpdf, which encrypts PDFs, is not on this machine.', hint: 'Install qpdf 11 or later (Debian and Ubuntu: apt-get install qpdf), or take `encrypt` out of the definition.' });
  return { password };
}

/**
 * Encrypts the inspected PDFs of an outbox where they lie. Encryption is never the same twice, so a file that was delivered before and opens
 * to the same pages is taken instead: delivering again stays harmless.
 */
export async function sealReports(seal: Seal, outbox: string, delivered: string): Promise<void> {
  for (const name of readdirSync(outbox).filter((file) => file.endsWith('.pdf'))) {
    const plain = join(outbox, name);
    const sealed = join(outbox, `${name}.sealed`);
    const earlier = join(delivered, name);
    if (existsSync(earlier) && (await opensTo(seal, earlier, plain))) copyFileSync(earlier, sealed);
    else if (!(await encrypt(seal, plain, sealed))) throw new TuttiError('STORAGE_FAILED', { what: `${name} could not be encrypted.`, hint: 'Nothing was delivered. Check free space, and that qpdf is version 11 or later.' });
    renameSync(sealed, plain);
  }
}

/** Does an encrypted file hold just what `plain` holds? Both are taken through encryption and out of it, because that leaves its traces. */
export async function opensTo(seal: Seal, sealed: string, plain: string): Promise<boolean> {
  const folder = mkdtempSync(join(tmpdir(), 'tutti-seal-'));
  try {
    const again = join(folder, 'again.pdf');
    const a = join(folder, 'a.pdf');
    const b = join(folder, 'b.pdf');
    const opened = (await isEncrypted(sealed)) && (await decrypt(seal, sealed, a)) && (await encrypt(seal, plain, again)) && (await decrypt(seal, again, b));
    return opened && Buffer.compare(readFileSync(a), readFileSync(b)) === 0;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Everything is allowed to whoever has the password: what screen readers and copying need is not for this file to forbid. */
async function encrypt({ password }: Seal, from: string, to: string): Promise<boolean> {
  return (await qpdf([resolve(from), resolve(to), '--encrypt', password, password, '256', '--'])) === 0;
}

/** qpdf opens an unencrypted file with any password, and that is not the file that was meant. */
async function isEncrypted(file: string): Promise<boolean> {
  return (await qpdf(['--is-encrypted', resolve(file)])) === 0;
}

/** The second half of a file's id is new at every writing; a fixed one makes two files comparable. */
async function decrypt({ password }: Seal, from: string, to: string): Promise<boolean> {
  return (await qpdf([`--password=${password}`, '--decrypt', '--static-id', resolve(from), resolve(to)])) === 0;
}

/** Arguments go in by standard input, one a line: a command line can be read by everybody on the machine. Nothing that qpdf says is shown. */
async function qpdf(args: readonly string[]): Promise<number | null> {
  if (args.some((arg) => arg.includes('\n'))) throw new Error('an argument of two lines');
  const child = spawn('qpdf', ['@-'], { env: { PATH: process.env['PATH'] }, stdio: ['pipe', 'ignore', 'ignore'] });
  const ended = new Promise<number | null>((done) => child.once('error', () => done(null)).once('close', done));
  child.stdin.on('error', () => undefined).end(`${args.join('\n')}\n`);
  return ended;
}
