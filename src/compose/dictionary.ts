import type { Section } from './document.ts';
import type { Voice } from './voice.ts';

/** What each result counts, with cut-offs and source, and the words the report uses. */
export function dictionarySection(v: Voice): Section {
  const { dictionary } = v.texts;
  const items = v.p.content.indicators
    .filter((indicator) => v.p.content.tables.some((table) => table.indicator === indicator.id))
    .map((indicator) => ({
      term: v.p.text(indicator.label),
      meaning: `${v.p.text(indicator.definition)} ${dictionary.counts[indicator.population]}`,
      source: dictionary.source({ source: indicator.source }),
    }));
  return {
    id: 'dictionary',
    opens: 'page',
    title: dictionary.title,
    lead: dictionary.lead,
    blocks: [
      { kind: 'definitions', title: null, items },
      {
        kind: 'definitions',
        title: dictionary.glossaryTitle,
        items: dictionary.glossary.map(({ term, meaning }) => ({ term, meaning, source: null })),
      },
    ],
  };
}
