import type { ColumnType } from '#config';
import type { ColumnKind } from '#vault';
import type { Wire } from './copy-decoder.ts';
import { EXACT } from './landed.ts';

/** How a column crosses the wire, and as what it lands. */
export interface Crossing {
  readonly wire: Wire;
  readonly kind: ColumnKind;
  /** Whether the server makes a text of it first. */
  readonly cast: boolean;
}

/**
 * Types whose binary form is fixed (PostgreSQL source, the `send` functions of src/backend/utils/adt), by name in pg_catalog. `char(n)` is
 * not among them: its blanks are only padding, and the cast to text takes them off.
 */
const NATIVE: Readonly<Record<string, { readonly wire: Wire; readonly kind: ColumnKind }>> = {
  text: { wire: 'text', kind: 'text' },
  varchar: { wire: 'text', kind: 'text' },
  bool: { wire: 'boolean', kind: 'boolean' },
  int2: { wire: 'int2', kind: 'int32' },
  int4: { wire: 'int4', kind: 'int32' },
  int8: { wire: 'int8', kind: 'int64' },
  float8: { wire: 'float8', kind: 'double' },
  numeric: { wire: 'numeric', kind: 'double' },
  date: { wire: 'date', kind: 'date' },
  timestamptz: { wire: 'timestamptz', kind: 'instant' },
  uuid: { wire: 'uuid', kind: 'uuid' },
};

const AS_TEXT: Crossing = { wire: 'text', kind: 'text', cast: true };

/**
 * The crossing for a column that the catalog calls `declared` and the server `actual` (the base type of a domain). Where the two do not
 * mean the same (a number kept as a text, a time without a zone), the server's text is judged by the same rules as a file's.
 */
export function crossing(declared: ColumnType, actual: string): Crossing {
  const native = NATIVE[actual];
  if (native === undefined || !EXACT[declared].includes(native.kind)) return AS_TEXT;
  return { ...native, cast: false };
}
