import { loadPipeline } from '#config';

export interface Validated {
  readonly pipeline: string;
  readonly indicators: number;
  readonly breakdowns: number;
  readonly columns: number;
  readonly fingerprint: string;
}

/** Loads a definition with everything it refers to; all problems are reported at once. */
export function validate(file: string): Validated {
  const { id, report, source, fingerprint } = loadPipeline(file);
  return { pipeline: id, indicators: report.indicators.length, breakdowns: report.breakdowns.length, columns: source.tables.reduce((n, t) => n + t.columns.length, 0), fingerprint };
}
