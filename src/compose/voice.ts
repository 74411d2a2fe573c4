import type { Locale } from '#core';
import type { ReleaseContent } from '#release';
import { numberFormat, type NumberFormat } from './numbers.ts';
import { published, type Published } from './published.ts';
import { textsFor } from './texts/catalogue.ts';
import { isTopic, type Texts } from './texts/texts.ts';

/** One release told in one language: what is published, the words, and how numbers are written. Every section is a function of it. */
export interface Voice {
  readonly locale: Locale;
  readonly p: Published;
  readonly texts: Texts;
  readonly numbers: NumberFormat;
  readonly topicTitle: (topic: string) => string;
}

export function voice(content: ReleaseContent, locale: Locale): Voice {
  const texts = textsFor(locale);
  return Object.freeze({
    locale,
    texts,
    p: published(content, locale),
    numbers: numberFormat(locale, content.policy.percentDecimals),
    topicTitle: (topic: string) => (isTopic(topic) ? texts.topics[topic] : ownName(topic)),
  });
}

/** A topic that the catalogue does not know is shown by its own name: `shift-work` becomes "Shift work". */
function ownName(topic: string): string {
  const words = topic.replaceAll(/[-_]+/g, ' ').trim();
  return words.charAt(0).toLocaleUpperCase() + words.slice(1);
}
