/** Names of the page's parts, by kind and in order: `chart-1`, `chart-2`, `table-1`. They say nothing about what is in them. */
export interface Numbering {
  readonly next: (kind: 'chart' | 'table') => string;
}

export function numbering(): Numbering {
  const last = { chart: 0, table: 0 };
  return {
    next(kind) {
      last[kind] += 1;
      return `${kind}-${last[kind].toString()}`;
    },
  };
}
