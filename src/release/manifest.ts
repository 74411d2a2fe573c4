import { canonicalJson, PAPERS, sha256 } from '#core';
import { z } from 'zod';
import type { ReleaseContent } from './content.ts';
import { periodSchema, policySchema } from './content-schema.ts';

/**
 * `manifest.json`: what is signed. Names the payload by hash and says under which definitions and policy it was made. Nothing
 * about people and no clock: a run with the same data, definitions and ledger writes the same bytes. The private certificate is
 * not named even by its hash, which would let a reader confirm a guess.
 */
export type Manifest = z.infer<typeof manifestSchema>;

/** What the caller knows and the content does not. */
export interface ManifestFacts {
  /** sha256 of the normalised pipeline definition. */
  readonly fingerprint: string;
  /** Version of the program. */
  readonly generator: string;
  /** How the report is printed, where the definition says. */
  readonly print?: PrintFacts | undefined;
  /** The release of the year before that the report is compared with: its id and the sha256 of its `table.json`. */
  readonly earlier?: { readonly release: string; readonly sha256: string } | undefined;
}

const hash = z.string().regex(/^[0-9a-f]{64}$/u);
const count = z.int().nonnegative();
export const releaseIdPattern = /^[0-9a-f]{16}$/u;

/** PNG and JPEG. */
export const LOGO_FILES = ['logo.png', 'logo.jpg'] as const;

/** What the definition decides about the printed report and the numbers do not: signed with them, so that `verify` can print it again. */
export type PrintFacts = z.infer<typeof printSchema>;

const printSchema = z
  .strictObject({
    paper: z.enum(PAPERS),
    /** The employer's logo, delivered beside the report under this name. */
    logo: z.strictObject({ file: z.enum(LOGO_FILES), sha256: hash }).readonly().nullable(),
    /** The PDFs leave encrypted; what was inspected, and what `verify` compares, is what they open to. */
    encrypted: z.boolean(),
  })
  .readonly();

export const manifestSchema = z
  .strictObject({
    format: z.literal('tutti-bundle/1'),
    /** First 16 hexadecimal digits of the sha256 of the manifest without this field. */
    release: z.string().regex(releaseIdPattern),
    fingerprint: hash,
    generator: z.string().min(1).max(100),
    employer: z.string().min(1),
    report: z.strictObject({ id: z.string().min(1), version: z.string().min(1) }).readonly(),
    period: periodSchema.readonly(),
    policy: policySchema.readonly(),
    files: z.strictObject({ 'table.json': z.strictObject({ sha256: hash, bytes: count }).readonly() }).readonly(),
    /** Left out by whoever signs without a definition: A4, without a logo. */
    print: printSchema.exactOptional(),
    /** Left out where the report is compared with no earlier one. */
    earlier: z.strictObject({ release: z.string().regex(releaseIdPattern), sha256: hash }).readonly().exactOptional(),
    /** Cells (rows × categories) by what is said of them. */
    cells: z.strictObject({ shown: count, banded: count, withheld: count }).readonly(),
  })
  .readonly();

export function manifestFor(content: ReleaseContent, facts: ManifestFacts): Manifest {
  const table = Buffer.from(canonicalJson(content));
  const unnamed = {
    format: 'tutti-bundle/1',
    fingerprint: facts.fingerprint,
    generator: facts.generator,
    employer: content.employer.id,
    report: { id: content.report.id, version: content.report.version },
    period: content.period,
    policy: content.policy,
    files: { 'table.json': { sha256: sha256(table), bytes: table.length } },
    ...(facts.print === undefined ? {} : { print: facts.print }),
    ...(facts.earlier === undefined ? {} : { earlier: facts.earlier }),
    cells: cellsByState(content),
  } as const;
  return manifestSchema.parse({ ...unnamed, release: releaseIdFor(unnamed) });
}

export function releaseIdFor(manifest: Omit<Manifest, 'release'>): string {
  return sha256(canonicalJson(manifest)).slice(0, 16);
}

function cellsByState(content: ReleaseContent): Manifest['cells'] {
  const cells = { shown: 0, banded: 0, withheld: 0 };
  for (const table of content.tables) {
    const indicator = content.indicators.find(({ id }) => id === table.indicator);
    const categories = indicator?.forms.find(({ id }) => id === table.form)?.categories.length ?? 0;
    for (const row of table.rows) cells[row.state] += categories;
  }
  return cells;
}
