import { readFileSync } from 'node:fs';
import type { ClientConfig } from 'pg';
import { TuttiError } from '#core';

type Address = Required<Pick<ClientConfig, 'host' | 'port' | 'database' | 'user' | 'ssl'>> &
  Pick<ClientConfig, 'password'>;

/** Settings that a connection string may carry. All else could switch a protection off, so it is refused rather than passed on. */
const KNOWN = ['sslmode', 'sslrootcert', 'host'] as const;

/**
 * A connection string, taken apart here so that neither the environment nor a library's default decides about encryption. Off this machine
 * the connection is TLS and the server's certificate and name are verified (`sslmode=verify-full`, with `sslrootcert` for a CA of one's own);
 * only a loopback address or a Unix socket may be plain. No message repeats the string: it holds a password.
 */
export function postgresAddress(text: string, name: string): Address {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !['postgres:', 'postgresql:'].includes(url.protocol))
    throw usage(name, 'is not a connection string', 'Write postgres://ROLE:PASSWORD@HOST:PORT/DATABASE.');
  const settings = url.searchParams;
  const unknown = [...new Set(settings.keys())].filter((key) => !KNOWN.some((known) => known === key));
  if (unknown.length > 0)
    throw usage(
      name,
      `has a setting that is not known: ${unknown.map(shown).join(', ')}`,
      `Use only ${KNOWN.join(', ')}.`,
    );
  const host = decoded(url.hostname.replace(/^\[(.*)\]$/, '$1'), name) || settings.get('host') || 'localhost';
  const database = decoded(url.pathname.slice(1), name);
  const user = decoded(url.username, name);
  if (user === '' || database === '')
    throw usage(name, 'does not name a role and a database', 'Write postgres://ROLE:PASSWORD@HOST:PORT/DATABASE.');
  const password = decoded(url.password, name);
  return {
    host,
    port: url.port === '' ? 5432 : Number(url.port),
    database,
    user,
    ...(password === '' ? {} : { password }),
    ssl: encryption(name, host, settings.get('sslmode'), settings.get('sslrootcert')),
  };
}

function encryption(name: string, host: string, mode: string | null, ca: string | null): Address['ssl'] {
  if (mode !== null && mode !== 'disable' && mode !== 'verify-full') {
    throw usage(
      name,
      `asks for sslmode=${shown(mode)}, which does not verify who answers`,
      'Write sslmode=verify-full, and sslrootcert=FILE for a certificate authority of your own.',
    );
  }
  const local = isLocal(host);
  if (mode === 'disable' && !local)
    throw usage(
      name,
      'asks for a plain connection to another machine',
      'Write sslmode=verify-full, or leave sslmode out.',
    );
  if (local && mode !== 'verify-full') return false;
  if (host.startsWith('/'))
    throw usage(
      name,
      'asks for TLS on a Unix socket, which has none',
      'Leave sslmode out: a socket does not leave the machine.',
    );
  return { rejectUnauthorized: true, minVersion: 'TLSv1.2', ...(ca === null ? {} : { ca: certificate(name, ca) }) };
}

function isLocal(host: string): boolean {
  return host.startsWith('/') || host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);
}

function certificate(name: string, path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    throw new TuttiError(
      'USAGE',
      {
        what: `sslrootcert of ${name} cannot be read: ${path}`,
        hint: 'Give the PEM file of the certificate authority.',
      },
      { cause },
    );
  }
}

function decoded(part: string, name: string): string {
  try {
    return decodeURIComponent(part);
  } catch (cause) {
    throw new TuttiError(
      'USAGE',
      { what: `${name} has a % that does not encode anything`, hint: 'Write % itself as %25.' },
      { cause },
    );
  }
}

/** A password pasted into the wrong place must not be repeated. */
function shown(text: string): string {
  return /^[a-z_-]{1,30}$/.test(text) ? text : '(not a word)';
}

function usage(name: string, what: string, hint: string): TuttiError {
  return new TuttiError('USAGE', { what: `${name} ${what}`, hint });
}
