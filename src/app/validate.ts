import { loadPipeline } from '#config';
import { readLogos } from './logos.ts';

export interface Validated {
  readonly pipeline: string;
  readonly indicators: number;
  readonly breakdowns: number;
  readonly columns: number;
  readonly fingerprint: string;
}

/** Loads a definition with everything it refers to; all problems are reported at once. */
export function validate(file: string): Validated {
  const pipeline = loadPipeline(file);
  readLogos(pipeline);
  const { id, report, source, fingerprint } = pipeline;
  return { pipeline: id, indicators: report.indicators.length, breakdowns: report.breakdowns.length, columns: source.tables.reduce((n, t) => n + t.columns.length, 0), fingerprint };
}
