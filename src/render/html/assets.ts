import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Locale } from '#core';
import { WORDS } from './words.ts';

/**
 * The page's own style and script, whole inside of the file: it fetches nothing and may run and apply nothing else. Both are the same
 * for every release; the script knows the words of its language.
 */
const read = (name: string): string =>
  readFileSync(new URL(`../../../reports/theme/web/${name}`, import.meta.url), 'utf8');

const STYLE = read('report.css');
const SCRIPT = read('report.js');

export interface Assets {
  readonly style: string;
  readonly script: string;
  /** The Content-Security-Policy: nothing from anywhere, these two by their hashes, and a picture only where it stands in the page itself. */
  readonly policy: string;
}

export function assetsFor(locale: Locale, withLogo: boolean): Assets {
  const script = SCRIPT.replace('WORDS', () => JSON.stringify(WORDS[locale].script));
  const policy = [
    "default-src 'none'",
    `style-src '${hash(STYLE)}'`,
    `script-src '${hash(script)}'`,
    ...(withLogo ? ['img-src data:'] : []),
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return { style: STYLE, script, policy };
}

function hash(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}
