import type { Locale } from '#core';
import type { ReleaseContent, Released } from '#release';
import { benchmarkSections } from './benchmark.ts';
import { bookSections } from './book.ts';
import { comparisonSections } from './comparison.ts';
import { dictionarySection } from './dictionary.ts';
import type { ReportDocument, Section } from './document.ts';
import { methodSection } from './method.ts';
import { participationSection, steps } from './participation.ts';
import { summarySection } from './summary.ts';
import { topicSection, topicsOf } from './topic.ts';
import { voice, type Voice } from './voice.ts';
import { yearOverYear } from './year-over-year.ts';

/**
 * A release in words: what is said, in which order. A pure function of the release, the language, and the opened release of the year
 * before that it may be compared with.
 */
export function composeReport(content: ReleaseContent, locale: Locale, earlier: Released | null = null): ReportDocument {
  const v = voice(content, locale);
  const { texts, numbers, p } = v;
  const period = texts.periodRange({ from: numbers.day(content.period.from), to: numbers.day(content.period.to) });
  return Object.freeze({
    locale,
    title: p.text(content.report.title),
    programme: texts.programme,
    employer: content.employer.name.normalize('NFC'),
    period,
    contentsTitle: texts.contents,
    cover: {
      facts: [
        { term: texts.coverFacts.employer, value: content.employer.name.normalize('NFC') },
        { term: texts.coverFacts.period, value: period },
        { term: texts.coverFacts.source, value: p.text(content.source) },
        { term: texts.coverFacts.definition, value: `${content.report.id} ${content.report.version}` },
      ],
      promise: texts.coverPromise({ minGroup: numbers.count(content.policy.minGroup) }),
    },
    sections: sections(v, earlier),
    pageLabel: (page: string, pages: string) => texts.page({ page, pages }),
    numberOf: numbers.count,
  });
}

function sections(v: Voice, earlier: Released | null): readonly Section[] {
  const { content } = v.p;
  const years = earlier === null ? [] : yearOverYear(v, earlier);
  switch (content.tier) {
    case 'active':
      return [activeSection(v)];
    case 'participation':
      return [participationOnly(v), ...years, ...comparisonSections(v), methodSection(v), dictionarySection(v)];
    case 'full':
      return [
        summarySection(v),
        // A survey has no programme that people could have stayed away from.
        ...(steps(v).length > 0 ? [participationSection(v)] : []),
        ...[...topicsOf(content)].flatMap(
          ([topic, indicators], i) => topicSection(v, topic, indicators, i === 0) ?? [],
        ),
        ...years,
        ...bookSections(v),
        ...benchmarkSections(v),
        ...comparisonSections(v),
        methodSection(v),
        dictionarySection(v),
      ];
  }
}

/** Too few people completed an assessment: who took part, and why nothing else is said. */
function participationOnly(v: Voice): Section {
  const section = participationSection(v);
  const { tier } = v.texts;
  return {
    ...section,
    blocks: [
      { kind: 'heading', text: tier.participationTitle },
      {
        kind: 'text',
        tone: 'body',
        text: tier.participation({ minCompleters: v.numbers.count(v.p.content.policy.minCompleters) }),
      },
      ...section.blocks.filter((b) => !(b.kind === 'text' && b.text === v.texts.participation.caveat)),
    ],
  };
}

function activeSection({ texts, numbers, p }: Voice): Section {
  const { tier } = texts;
  return {
    id: 'active',
    opens: 'page',
    title: tier.activeTitle,
    lead: null,
    blocks: [
      {
        kind: 'text',
        tone: 'body',
        text: tier.active({ minParticipation: numbers.count(p.content.policy.minParticipation) }),
      },
      { kind: 'text', tone: 'body', text: tier.activeNext },
    ],
  };
}
