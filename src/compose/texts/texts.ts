import type { Population } from '#core';

/**
 * Every word the report says by itself, once per language: a key that is missing in one language does not compile. Numbers and
 * labels arrive formatted; a text never computes.
 */
export interface Texts {
  readonly programme: string;
  readonly contents: string;
  readonly coverPromise: (p: { readonly minGroup: string }) => string;
  readonly coverFacts: {
    readonly employer: string;
    readonly period: string;
    readonly source: string;
    readonly definition: string;
  };
  readonly periodRange: (p: { readonly from: string; readonly to: string }) => string;
  readonly page: (p: { readonly page: string; readonly pages: string }) => string;

  readonly summary: {
    readonly title: string;
    readonly tookPart: (p: {
      readonly label: string;
      readonly count: string;
      readonly base: string;
      readonly share: string;
    }) => string;
    readonly step: (p: { readonly label: string; readonly count: string; readonly base: string }) => string;
    readonly strengths: string;
    readonly strengthsNote: string;
    readonly opportunities: string;
    readonly opportunitiesNote: string;
    readonly next: string;
    readonly nextAlways: readonly string[];
    readonly noTopics: string;
  };
  readonly point: (p: { readonly categories: string; readonly count: string; readonly answered: string }) => string;

  readonly participation: {
    readonly title: string;
    readonly lead: string;
    readonly steps: string;
    readonly step: string;
    readonly caveat: string;
  };
  readonly funnel: {
    readonly title: string;
    /** Over the steps that are a part of one. */
    readonly ofStep: (p: { readonly step: string }) => string;
    readonly sideBySide: string;
    readonly line: (p: { readonly people: string; readonly share: string; readonly of: string }) => string;
    readonly of: (p: { readonly share: string; readonly of: string }) => string;
  };
  readonly keySentence: (p: {
    readonly categories: string;
    readonly share: string;
    readonly count: string;
    readonly answered: string;
  }) => string;
  readonly bandSentence: (p: { readonly categories: string; readonly share: string; readonly base: string }) => string;
  readonly hiddenSentence: string;
  readonly joinOr: (labels: readonly string[]) => string;

  readonly table: {
    readonly category: string;
    readonly people: string;
    readonly share: string;
    readonly group: string;
    readonly everybody: string;
    readonly answered: (p: { readonly answered: string; readonly base: string }) => string;
    readonly counted: (p: { readonly base: string }) => string;
    readonly of: (p: { readonly count: string }) => string;
    readonly hidden: string;
    readonly hiddenNote: string;
    readonly rangeNote: string;
    readonly remainderNote: string;
    readonly compareLead: string;
    readonly by: (p: { readonly dimensions: readonly string[] }) => string;
    readonly others: string;
    readonly othersIn: (p: { readonly parent: string }) => string;
    readonly csvHint: (p: { readonly file: string }) => string;
  };
  readonly over: (p: { readonly share: string }) => string;
  readonly under: (p: { readonly share: string }) => string;
  readonly between: (p: { readonly low: string; readonly high: string }) => string;
  readonly chartAlt: (p: { readonly title: string; readonly bars: string }) => string;
  readonly chartBar: (p: { readonly label: string; readonly share: string; readonly count: string }) => string;
  readonly legend: { readonly good: string; readonly bad: string; readonly neutral: string; readonly missing: string };

  readonly tier: {
    readonly participationTitle: string;
    readonly participation: (p: { readonly minCompleters: string }) => string;
    readonly activeTitle: string;
    readonly active: (p: { readonly minParticipation: string }) => string;
    readonly activeNext: string;
  };

  readonly method: {
    readonly title: string;
    readonly lead: string;
    readonly who: { readonly title: string; readonly body: readonly string[] };
    readonly protection: {
      readonly title: string;
      readonly minGroup: (p: { readonly minGroup: string; readonly sensitive: string }) => string;
      readonly minCell: (p: { readonly minCell: string }) => string;
      readonly homogeneity: (p: { readonly over: string; readonly under: string }) => string;
      readonly minCompleters: (p: { readonly minCompleters: string; readonly minParticipation: string }) => string;
      readonly insiders: (p: { readonly insiders: string }) => string;
      readonly zerosShown: string;
      readonly zerosProtected: string;
      readonly secondary: string;
      readonly preset: (p: { readonly preset: string }) => string;
    };
    readonly reading: { readonly title: string; readonly body: readonly string[] };
    readonly selection: { readonly title: string; readonly body: readonly string[] };
  };

  readonly dictionary: {
    readonly title: string;
    readonly lead: string;
    readonly source: (p: { readonly source: string }) => string;
    /** Whom an indicator counts. */
    readonly counts: Readonly<Record<Population, string>>;
    readonly glossaryTitle: string;
    readonly glossary: readonly { readonly term: string; readonly meaning: string }[];
  };

  /** What results of people followed from one year to the next do and do not say. */
  readonly followedNote: string;

  /** What the spreadsheet says beside the words of the report. */
  readonly workbook: {
    readonly about: string;
    readonly sheets: string;
    readonly marks: string;
    readonly topic: string;
    readonly indicator: string;
    readonly inGroup: string;
    readonly atLeast: string;
    readonly atMost: string;
    readonly range: string;
    readonly hiddenMark: string;
    readonly rangeMark: string;
    readonly noShareMark: string;
    readonly addingUp: string;
  };

  /** Titles of the topics an indicator may name; a topic outside this list is shown by its own name. */
  readonly topics: Readonly<Record<Topic, string>>;
  /** One step an employer can take for everybody, without knowing any person. */
  readonly actions: Readonly<Record<Topic, string>>;
  readonly anyAction: (p: { readonly topic: string }) => string;
}

export const TOPICS = [
  'participation',
  'general-health',
  'tobacco',
  'weight',
  'biometrics',
  'activity',
  'nutrition',
  'sleep',
  'alcohol',
  'mental-health',
  'stress',
  'life-satisfaction',
  'productivity',
  'preventive-care',
  'readiness',
  'wearables',
  'risk',
  'workplace',
  'support',
] as const;
export type Topic = (typeof TOPICS)[number];

export function isTopic(topic: string): topic is Topic {
  return TOPICS.some((known) => known === topic);
}
