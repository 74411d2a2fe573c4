import type { LedgerEntry, LedgerEvent, LedgerKind } from './entry.ts';

/**
 * The record of what left and what was refused. Entries are added and read, never changed. Asynchronous, so that a database can
 * stand behind the same interface (docs/decisions/003-embedded-ledger.md).
 */
export interface Ledger {
  /** Resolves when the entry is on disk. */
  append(event: LedgerEvent): Promise<LedgerEntry>;
  /** Entries that match every given field, oldest first. */
  find(query: LedgerQuery): Promise<readonly LedgerEntry[]>;
}

export interface LedgerQuery {
  readonly kind?: LedgerKind;
  readonly employer?: string;
  readonly report?: string;
  readonly period?: string;
  readonly releaseId?: string;
}

export function matches(entry: LedgerEntry, query: LedgerQuery): boolean {
  return (
    (query.kind === undefined || entry.kind === query.kind) &&
    (query.employer === undefined || entry.employer === query.employer) &&
    (query.report === undefined || entry.report === query.report) &&
    (query.period === undefined || entry.period === query.period) &&
    (query.releaseId === undefined || entry.releaseId === query.releaseId)
  );
}
