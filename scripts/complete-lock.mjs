/**
 * `npm ci` refuses a lock file that lacks optional packages of other platforms, and npm leaves out those that it could not look up when
 * the lock was written. This adds them by the exact version their parent names, so that the lock is whole on every platform.
 * Run after `npm install`: node scripts/complete-lock.mjs
 */
import { readFileSync, writeFileSync } from 'node:fs';

const SYSTEMS = ['darwin', 'linux', 'win32', 'android', 'freebsd', 'openharmony', 'netbsd', 'openbsd', 'sunos', 'aix'];
const PROCESSORS = { arm64: 'arm64', x64: 'x64', ia32: 'ia32', arm: 'arm', 'arm-gnueabihf': 'arm', 'arm-musleabihf': 'arm', 'arm-eabi': 'arm', ppc64: 'ppc64', riscv64: 'riscv64', s390x: 's390x', loong64: 'loong64', mips64el: 'mips64el', wasm32: 'wasm32' };

const lock = JSON.parse(readFileSync('package-lock.json', 'utf8'));
const added = {};
for (const [place, entry] of Object.entries(lock.packages)) {
  for (const [name, wanted] of Object.entries(entry.optionalDependencies ?? {})) {
    const found = ancestors(place).some((folder) => lock.packages[`${folder}node_modules/${name}`] !== undefined);
    if (found || added[`node_modules/${name}`] !== undefined) continue;
    const version = /^[~^]?(\d+\.\d+\.\d+[\w.-]*)$/u.exec(wanted)?.[1];
    if (version === undefined) throw new Error(`${place} wants ${name} ${wanted}: no exact version to lock`);
    const words = name.split('/').at(-1).split('-');
    const os = SYSTEMS.find((s) => words.includes(s));
    const cpu = Object.keys(PROCESSORS).find((p) => words.includes(p) || name.includes(`-${p}`));
    if (os === undefined && cpu !== 'wasm32') throw new Error(`${name}: no platform in its name`);
    added[`node_modules/${name}`] = { version, optional: true, ...(entry.dev ? { dev: true } : {}), ...(cpu === undefined ? {} : { cpu: [PROCESSORS[cpu]] }), ...(os === undefined ? {} : { os: [os] }) };
  }
}
lock.packages = Object.fromEntries(Object.entries({ ...lock.packages, ...added }).sort(([a], [b]) => (a < b ? -1 : 1)));
writeFileSync('package-lock.json', `${JSON.stringify(lock, null, 2)}\n`);
process.stdout.write(`added ${Object.keys(added).length} optional packages of other platforms\n`);

function ancestors(place) {
  const parts = place.split('node_modules/');
  return parts.map((_, i) => parts.slice(0, parts.length - i).map((p, k) => (k === 0 ? p : `node_modules/${p}`)).join('')).map((p) => (p === '' || p.endsWith('/') ? p : `${p}/`)).concat('');
}
