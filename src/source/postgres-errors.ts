import { TuttiError } from '#core';

/**
 * What went wrong with a PostgreSQL source, told by SQLSTATE class (PostgreSQL manual, appendix A) and in our own words: the server's
 * message may quote a row ("invalid input syntax … \"secret\"") and stays in `cause`.
 */
export function postgresError(cause: unknown, doing: string): TuttiError {
  if (cause instanceof TuttiError) return cause;
  const state = sqlState(cause);
  if (state === null || UNREACHABLE.some((prefix) => state.startsWith(prefix))) {
    return new TuttiError(
      'SOURCE_UNREACHABLE',
      {
        what: `the database could not be reached, or was lost, while ${doing}${state === null ? '' : ` (SQLSTATE ${state})`}`,
        hint: 'Nothing was kept. Check the address, the role and the server, then run again.',
      },
      { cause },
    );
  }
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

/** 08 connection, 28 authorisation, 3D no such database, 53 out of resources, 57 cancelled, timed out or shut down, 58 system, XX internal. */
const UNREACHABLE = ['08', '28', '3D', '53', '57', '58', 'XX'] as const;

function sqlState(cause: unknown): string | null {
  if (typeof cause !== 'object' || cause === null || !('code' in cause)) return null;
  const { code } = cause;
  // Operating-system errors (ECONNREFUSED) have a code too: only five characters of the SQLSTATE alphabet are one.
  return typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code) && 'severity' in cause ? code : null;
}
