import { describe, expect, it } from 'vitest';
import { composeReport, composeWorkbook, type BarsBlock } from '#compose';
import { LOCALES, type Locale } from '#core';
import type { ReleaseContent } from '#release';
import { countsOf, funnelContent, without } from '../render/funnel-content.ts';

function charts(content: ReleaseContent, locale: Locale = 'en'): readonly BarsBlock[] {
  const section = composeReport(content, locale).sections.find(({ id }) => id === 'participation');
  return (section?.blocks ?? []).filter((block): block is BarsBlock => block.kind === 'bars' && block.rows.some(({ source }) => source.ratio !== undefined));
}

const rows = (chart: BarsBlock | undefined) => (chart?.rows ?? []).map(({ label, people, share }) => [label, people, share]);
/** Written apart from the composer: halves up, in whole numbers. */
const percent = (count: number, of: number) => `${Math.floor((200 * count + of) / (2 * of))}%`;

describe('the steps of the programme', () => {
  const content = funnelContent();
  const all = countsOf(content, 'completed').all;
  const [registered, completed, device] = ['registered', 'completed', 'device'].map((id) => countsOf(content, id).yes) as [number, number, number];

  it('are told as parts of everybody, and of the step before', () => {
    const [ofAll, ofRegistered, ofCompleted] = charts(content);
    expect(rows(ofAll)).toEqual([
      ['Signed up', `${registered}`, percent(registered, all)],
      ['Completed', `${completed}`, percent(completed, all)],
      ['Linked a device', `${device}`, percent(device, all)],
    ]);
    expect(ofAll?.sentence).toContain(`${all} people`);
    expect(ofRegistered?.title).toContain('Signed up');
    expect(rows(ofRegistered)).toEqual([['Completed', `${completed}`, percent(completed, registered)]]);
    expect(ofCompleted?.title).toContain('Completed');
    expect(ofCompleted?.sentence).toContain(`${completed} people`);
    expect(rows(ofCompleted)).toEqual([['Linked a device', `${device}`, percent(device, completed)]]);
  });

  it('are told in every language, in reports and workbooks', () => {
    for (const locale of LOCALES) {
      const label = content.funnel?.[3]?.label[locale] ?? '';
      expect(charts(content, locale)[0]?.rows[2]?.label).toBe(label);
      const about = composeWorkbook(content, locale)?.sheets[0];
      const line = about?.kind === 'page' ? about.lines.find(({ term }) => term === label) : undefined;
      expect(line?.text).toContain(`${device} `);
      expect(line?.text).toContain(percent(device, completed).replace('%', ''));
    }
  });

  it('leave out nothing: an indicator of everybody that is in no step keeps its own bar', () => {
    const section = composeReport(content, 'en').sections.find(({ id }) => id === 'participation');
    const own = section?.blocks.flatMap((block) => (block.kind === 'bars' ? block.rows : [])).filter(({ source }) => source.table === 'company.screened');
    expect(own?.map(({ people }) => people)).toEqual([`${countsOf(content, 'screened').yes}`]);
  });

  it('say nothing of a step whose number is withheld, nor what it would be a part of', () => {
    const [ofAll, , ofCompleted] = charts(without(content, 'company.completed'));
    // Everybody is counted from that table too: no share of it can be told, and no count beside it.
    expect(rows(ofAll).map(([, people, share]) => [people, share])).toEqual([
      ['*', '*'],
      ['*', '*'],
      ['*', '*'],
    ]);
    expect(rows(ofCompleted)).toEqual([['Linked a device', '*', '*']]);
    expect(ofAll?.note).toContain('Hidden');
    const [, ofRegistered] = charts(without(content, 'company.registered'));
    expect(rows(ofRegistered)).toEqual([['Completed', '*', '*']]);
    expect(ofRegistered?.sentence).not.toMatch(/\d/);
  });

  it('are not told where a report has none', () => {
    const { funnel: _, ...plain } = content;
    expect(charts(plain)).toEqual([]);
  });
});
