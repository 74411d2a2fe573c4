/**
 * Operator errors. Three different things are kept apart in this program:
 * a *refusal* (a value and exit code 5, the program working as promised), a `TuttiError` (an operator can mend it; printed
 * without a stack) and everything else (a bug, exit code 1). Parameters hold names, counts and paths, never a row's value.
 */

/** What each documented exit code means; `docs/exit-codes.md` is tested against this table. */
export const EXIT = {
  done: 0,
  bug: 1,
  usage: 2,
  unreachable: 3,
  schema: 4,
  refused: 5,
  locked: 6,
  partial: 7,
  delivery: 8,
  nothingDue: 9,
  wouldChange: 10,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** The closed list of operator errors and the exit code each one ends in. */
export const ERROR_EXITS = {
  USAGE: EXIT.usage,
  CONFIG_INVALID: EXIT.usage,
  FILE_MISSING: EXIT.usage,
  FILE_INVALID: EXIT.usage,
  SOURCE_UNREACHABLE: EXIT.unreachable,
  SOURCE_MISSING_TABLE: EXIT.schema,
  SOURCE_MISSING_COLUMN: EXIT.schema,
  SOURCE_UNCLASSIFIED_COLUMN: EXIT.schema,
  SOURCE_QUALITY: EXIT.schema,
  IDENTIFIER_RESIDUE: EXIT.refused,
  BUNDLE_TAMPERED: EXIT.refused,
  INSPECTION_FAILED: EXIT.refused,
  LOCKED: EXIT.locked,
  DELIVERY_FAILED: EXIT.delivery,
  STORAGE_FAILED: EXIT.delivery,
} as const satisfies Record<string, ExitCode>;

export type ErrorCode = keyof typeof ERROR_EXITS;

/** One located problem: where it stands and what is wrong with it. */
export interface Problem {
  readonly where: string;
  readonly what: string;
}

export interface ErrorDetail {
  /** One sentence: what is wrong. Names and counts only. */
  readonly what: string;
  /** One sentence: what the operator can do about it. */
  readonly hint: string;
  /** All problems found at once, for definitions and tables. */
  readonly problems?: readonly Problem[];
}

/** An error that an operator can mend. `cause` stays in memory: third-party messages may quote a row and are never printed. */
export class TuttiError extends Error {
  readonly code: ErrorCode;
  readonly exit: ExitCode;
  readonly hint: string;
  readonly problems: readonly Problem[];

  constructor(code: ErrorCode, detail: ErrorDetail, options?: { readonly cause?: unknown }) {
    super(detail.what, options);
    this.name = 'TuttiError';
    this.code = code;
    this.exit = ERROR_EXITS[code];
    this.hint = detail.hint;
    this.problems = detail.problems ?? [];
  }
}
