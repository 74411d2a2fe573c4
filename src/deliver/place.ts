import { sha256 } from '#core';
import type { Manifest } from '#release';

/**
 * Where a release goes under the out folder: `<employer>/<period>/<report>/<release-id>`. Every part is one plain folder name made of
 * `A-Z a-z 0-9 . _ -`. An id with anything else (or that would be hidden, or leave the folder) keeps its plain characters and gets
 * the start of its hash, so two ids never share a folder.
 */
export function placeOf(manifest: Manifest): readonly string[] {
  return [manifest.employer, manifest.period.id, manifest.report.id, manifest.release].map(folderName);
}

const PLAIN = /^[A-Za-z0-9][A-Za-z0-9._-]{0,79}$/u;

export function folderName(id: string): string {
  // Upper and lower case may be one folder (macOS, Windows); trailing dots vanish on Windows.
  if (PLAIN.test(id) && !id.endsWith('.') && !HASHED.test(id)) return id;
  const rest = id
    .normalize('NFKD')
    .replaceAll(/[^A-Za-z0-9]+/gu, '-')
    .replaceAll(/^-+|-+$/gu, '')
    .slice(0, 40);
  return `${rest === '' ? 'id' : rest}.${sha256(id).slice(0, 12)}`;
}

/** Looks like a made-up name; a real id of that form must not be able to take its place. */
const HASHED = /\.[0-9a-f]{12}$/u;

/** What a rendered release may consist of. Anything else in the outbox (a log, a hidden file, a dump) stops the delivery. */
const DELIVERABLE = [
  /^report(?:\.(?:en|es|vi))?\.(?:pdf|html|xlsx)$/u,
  /^logo\.(?:png|jpg)$/u,
  /^tables\/(?:codes\/)?[A-Za-z0-9][A-Za-z0-9_-]{0,79}\.csv$/u,
  /^tables\/(?:datapackage|csv-metadata)\.json$/u,
] as const;

export function isDeliverable(name: string): boolean {
  return DELIVERABLE.some((pattern) => pattern.test(name));
}
