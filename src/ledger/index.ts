export { readIfThere, writeDurably } from './durable-file.ts';
export { LEDGER_COUNTS, LEDGER_KINDS, type LedgerEntry, type LedgerEvent, type LedgerKind } from './entry.ts';
export { openLedger } from './file-ledger.ts';
export type { Ledger, LedgerQuery } from './ledger.ts';
export { openPrivateStore, type PrivateStore } from './private-store.ts';
export { acquireLock } from './run-lock.ts';
