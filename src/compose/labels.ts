import type { Locale } from '#core';
import { remainderParent, type ReleaseContent, type ReleasedDimension } from '#release';
import { textsFor } from './texts/catalogue.ts';
import type { Texts } from './texts/texts.ts';
import { published, type Published } from './published.ts';

export function dimensionOf(p: Published, id: string): ReleasedDimension {
  const dimension = p.content.dimensions.find((d) => d.id === id);
  if (dimension === undefined) throw new Error(`a table crosses dimension ${id}, which the release does not describe`);
  return dimension;
}

/** The reader's name of a code, "others, combined" for a remainder. An unknown code is a broken release. */
export function codeLabel(p: Published, texts: Texts, dimension: ReleasedDimension, code: string): string {
  const combined = remainderParent(code);
  if (combined !== null) {
    const parent = codeOf(dimension, combined);
    return parent.parent === null ? texts.table.others : texts.table.othersIn({ parent: p.text(parent.label) });
  }
  return p.text(codeOf(dimension, code).label);
}

/** The names of a release's groups in one language, for tables that are not part of a document. */
export function groupLabels(
  content: ReleaseContent,
  locale: Locale,
): (dimension: ReleasedDimension, code: string) => string {
  const p = published(content, locale);
  const texts = textsFor(locale);
  return (dimension, code) => codeLabel(p, texts, dimension, code);
}

export function isTotal(dimension: ReleasedDimension, code: string): boolean {
  return dimension.codes[0]?.id === code;
}

/** Steps below the total: 1 for its children. A remainder stands beside the children it replaces. */
export function depthOf(dimension: ReleasedDimension, code: string): number {
  const combined = remainderParent(code);
  if (combined !== null) return depthOf(dimension, combined) + 1;
  const { parent } = codeOf(dimension, code);
  return parent === null ? 0 : depthOf(dimension, parent) + 1;
}

function codeOf(dimension: ReleasedDimension, code: string) {
  const found = dimension.codes.find((c) => c.id === code);
  if (found === undefined) throw new Error(`dimension ${dimension.id} does not describe a code that a table uses`);
  return found;
}
