import { composeReport, type ReportDocument } from '#compose';
import type { Locale } from '#core';
import type { ReleaseContent, Released } from '#release';
import { changesIn, claims, holds, type Claim } from './expected-rows.ts';
import { explainedNumbers, numbersIn, writing } from './tokens.ts';

/**
 * What a release means in its languages, whatever file says it: the report that is due, what in it the release does not bear out, and the
 * numbers that may be read. The same for all files of a language, so it is worked out once for them and not once a file.
 */
export class Meanings {
  readonly content: ReleaseContent;
  readonly earlier: Released | null;
  readonly #documents = new Map<Locale, ReportDocument>();
  readonly #wrong = new Map<Locale, readonly Claim[]>();
  readonly #explained = new Map<Locale, ReadonlySet<string>>();
  readonly #compared = new Map<Locale, ReadonlySet<string>>();

  constructor(content: ReleaseContent, earlier: Released | null) {
    this.content = content;
    this.earlier = earlier;
  }

  document(locale: Locale): ReportDocument {
    return once(this.#documents, locale, () => composeReport(this.content, locale, this.earlier));
  }

  /** What the report claims and the release does not say. */
  wrong(locale: Locale): readonly Claim[] {
    return once(this.#wrong, locale, () => {
      const write = writing(locale, this.content.policy.percentDecimals);
      const before = this.earlier?.content ?? null;
      return claims(this.document(locale)).filter((claim) => !holds(claim, this.content, write, before));
    });
  }

  /** Numbers that the release explains. */
  explained(locale: Locale): ReadonlySet<string> {
    return once(this.#explained, locale, () => explainedNumbers(this.content, locale));
  }

  /** Numbers that come in with the year before: its own, written with this report's decimals, and the changes. */
  compared(locale: Locale): ReadonlySet<string> {
    return once(this.#compared, locale, () => {
      const changes = changesIn(this.document(locale)).flatMap(numbersIn);
      if (this.earlier === null) return new Set(changes);
      const { content } = this.earlier;
      const { percentDecimals } = this.content.policy;
      const before = { ...content, policy: { ...content.policy, percentDecimals } };
      return explainedNumbers(before, locale).union(new Set(changes));
    });
  }
}

function once<T>(known: Map<Locale, T>, locale: Locale, make: () => T): T {
  const found = known.get(locale);
  if (found !== undefined) return found;
  const made = make();
  known.set(locale, made);
  return made;
}
