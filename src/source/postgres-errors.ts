import { TuttiError } from '#core';
import { StreamFault } from './stream-fault.ts';

/**
 * What went wrong with a PostgreSQL source, told by SQLSTATE class (PostgreSQL manual, appendix A) and in our own words: the server's
 * message may quote a row ("invalid input syntax … \"secret\"") and stays in `cause`. What is no fault of the source comes back as it was.
 */
export function postgresError(cause: unknown, doing: string): unknown {
  const state = sqlState(cause);
  const tls = tlsFault(cause);
  if (tls !== null) {
    return new TuttiError(
      'SOURCE_UNREACHABLE',
      {
        what: `the server could not prove who it is (${tls}) while ${doing}; nothing was sent to it`,
        hint: 'Check the host name, the certificate of the server, and sslrootcert in the connection string.',
      },
      { cause },
    );
  }
  if (cause instanceof StreamFault) {
    return new TuttiError(
      'SOURCE_UNREACHABLE',
      {
        what: `the rows did not arrive whole while ${doing}: ${cause.message}`,
        hint: 'Nothing was kept. Run again; if it stays so, look at what stands between this machine and the server.',
      },
      { cause },
    );
  }
  if (networkFault(cause) || passwordFault(cause) || UNREACHABLE.some((prefix) => state?.startsWith(prefix) === true)) {
    return new TuttiError(
      'SOURCE_UNREACHABLE',
      {
        what: `the database could not be reached, or was lost, while ${doing}${state === null ? '' : ` (SQLSTATE ${state})`}`,
        hint: 'Nothing was kept. Check the address, the role and the server, then run again.',
      },
      { cause },
    );
  }
  if (state === null) return cause;
  if (state === '42501') {
    return new TuttiError(
      'SOURCE_MISSING_COLUMN',
      {
        what: `the reading role lacks a grant (SQLSTATE ${state}) while ${doing}`,
        hint: 'Grant SELECT on exactly the columns that the definitions use.',
      },
      { cause },
    );
  }
  return new TuttiError(
    'SOURCE_QUALITY',
    {
      what: `the database refused the query (SQLSTATE ${state}) while ${doing}`,
      hint: 'Look the SQLSTATE up in the server log, which holds the details.',
    },
    { cause },
  );
}

/** Whether trying again can help: the network, a server that starts, stops or is full. A wrong password does not become right. */
export function isTransient(cause: unknown): boolean {
  const state = sqlState(cause);
  if (state !== null) return state.startsWith('08') || ['57P01', '57P02', '57P03', '53300'].includes(state);
  return networkFault(cause) && tlsFault(cause) === null && codeOf(cause) !== 'ENOTFOUND';
}

/** 08 connection, 28 authorisation, 3D no such database, 53 out of resources, 57 cancelled, timed out or shut down, 58 system, XX internal. */
const UNREACHABLE = ['08', '28', '3D', '53', '57', '58', 'XX'] as const;

function sqlState(cause: unknown): string | null {
  const code = codeOf(cause);
  // Operating-system errors (ECONNREFUSED) have a code too: only five characters of the SQLSTATE alphabet are one.
  return code !== null &&
    /^[0-9A-Z]{5}$/.test(code) &&
    typeof cause === 'object' &&
    cause !== null &&
    'severity' in cause
    ? code
    : null;
}

/** Certificates are checked before the password is sent. That a server has no TLS at all, pg says in words and not in a code. */
function tlsFault(cause: unknown): string | null {
  if (!(cause instanceof Error)) return null;
  if (cause.message === 'The server does not support SSL connections') return 'it has no TLS';
  const code = codeOf(cause) ?? '';
  return /CERT|^ERR_(TLS|SSL)_|^UNABLE_TO_|^HOSTNAME_MISMATCH$/.test(code) && /^[A-Z0-9_]+$/.test(code) ? code : null;
}

/** No password for a server that wants one, or one whose proof does not hold: pg says so in words. */
function passwordFault(cause: unknown): boolean {
  return cause instanceof Error && cause.message.startsWith('SASL: ');
}

/** A connection that was refused, lost, or timed out: the operating system's codes, and what pg says where there is none. */
function networkFault(cause: unknown): boolean {
  if (!(cause instanceof Error)) return false;
  const code = codeOf(cause);
  // Node gathers the attempts at several addresses of one name.
  if (cause instanceof AggregateError) return cause.errors.some(networkFault);
  if (code !== null) return NETWORK_CODES.includes(code);
  return PG_SAYS.some((beginning) => cause.message.startsWith(beginning));
}

const NETWORK_CODES: readonly string[] = [
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ENOENT',
  'EACCES',
];
const PG_SAYS: readonly string[] = [
  'Connection terminated',
  'timeout expired',
  'Client has encountered a connection error',
  'Client was closed',
  'There was an error establishing an SSL connection',
];

function codeOf(cause: unknown): string | null {
  if (typeof cause !== 'object' || cause === null || !('code' in cause)) return null;
  return typeof cause.code === 'string' ? cause.code : null;
}
