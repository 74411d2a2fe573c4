#!/usr/bin/env node
// The program is TypeScript that Node 24 runs as it is. Under an older Node (20 or later) this hands over to the Node 24 that is
// installed with the program; arguments, streams, signals and the exit code pass through.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../src/cli/main.ts', import.meta.url));
const major = Number(process.versions.node.split('.')[0]);

/** The Node 24 in the package `node`; its own file, because `node_modules/.bin` may be missing after an install without scripts. */
function bundledNode() {
  try {
    const folder = dirname(createRequire(import.meta.url).resolve('node/package.json'));
    const file = join(folder, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
    return existsSync(file) ? file : null;
  } catch {
    return null;
  }
}

if (major >= 24) {
  // As if the program had been started itself: `argv[1]` is what it shows in its usage.
  process.argv[1] = main;
  await import(new URL('../src/cli/main.ts', import.meta.url).href);
} else {
  const node = bundledNode();
  if (node === null) {
    process.stderr.write(
      `tutti needs Node 24 or later; this is ${process.versions.node}, and the one that comes with tutti is missing.\n` +
        'Run `npm ci` in the folder of tutti, or start it with Node 24.\n',
    );
    process.exit(2);
  }
  const child = spawn(node, [main, ...process.argv.slice(2)], { stdio: 'inherit' });
  // At a terminal, Ctrl-C reaches both processes; this one waits for the program to clean up and takes over its exit code.
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  for (const signal of signals) process.on(signal, () => child.kill(signal));
  child.on('error', () => {
    process.stderr.write(
      'tutti could not start the Node 24 that comes with it. Run `npm ci` in the folder of tutti.\n',
    );
    process.exit(2);
  });
  child.on('exit', (code, signal) => {
    process.exit(code ?? 128 + (constants.signals[signal] ?? 0));
  });
}
