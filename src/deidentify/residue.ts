import { TuttiError } from '#core';
import type { Localised } from '#core';

/**
 * Identifiers typed where they do not belong, such as an e-mail address in a department's name. Patterns, not a guarantee: a name of a
 * person cannot be told from a name of a place. They err on the side of a neutral label.
 */
const PATTERNS: readonly RegExp[] = [
  /[^\s@]+@[^\s@]+/u, // e-mail
  /https?:|www\.|\b[a-z0-9-]+\.(?:com|net|org|io|vn|edu|gov)\b/iu, // URL
  /\b\d{1,3}(?:\.\d{1,3}){3}\b/u, // IPv4
  /(?:\b[0-9a-f]{1,4}:){3,}|::[0-9a-f]/iu, // IPv6, MAC
  /\b\d{3}-\d{2}-\d{4}\b/u, // US social security number
  /[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/u, // control and direction marks, which can disguise what is read
];
/** Nine digits or more, as telephone numbers are written. */
const TELEPHONE = /\+?\d(?:[\s().-]*\d){8,}/u;

export function suspiciousText(text: string): boolean {
  return TELEPHONE.test(text) || PATTERNS.some((pattern) => pattern.test(text));
}

/** Codes are often long numbers: only ten digits or more and nothing else are taken for a telephone number. */
export function suspiciousCode(code: string): boolean {
  return /^\+?[\d\s().-]{10,}$/u.test(code) || PATTERNS.some((pattern) => pattern.test(code));
}

/** What a group is called whose name cannot be shown. */
export function neutralLabel(code: string): Localised {
  return { en: `Unit ${code}`, es: `Unidad ${code}`, vi: `Đơn vị ${code}` };
}

/** A suspicious code cannot be replaced without renaming the group, so nothing goes on. The code itself is not named. */
export function refuseSuspiciousCodes(where: string, codes: readonly string[]): void {
  const suspicious = codes.filter(suspiciousCode).length;
  if (suspicious === 0) return;
  throw new TuttiError('IDENTIFIER_RESIDUE', {
    what: `${suspicious} code(s) of ${where} look like an e-mail address, a telephone number, a URL or another identifier`,
    hint: 'Give the units codes of their own at the source.',
    problems: [{ where, what: `${suspicious} suspicious code(s)` }],
  });
}
