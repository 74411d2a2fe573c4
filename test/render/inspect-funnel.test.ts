import { expect, test } from 'vitest';
import { composeReport, type ReportDocument } from '#compose';
import { inspect } from '#render';
import { claims, holds, type Claim } from '../../src/render/inspect/expected-rows.ts';
import { writing } from '../../src/render/inspect/tokens.ts';
import { funnelContent, without } from './funnel-content.ts';
import { openSample } from './open-sample.ts';
import { writtenFrom } from './written-from.ts';

const { released } = openSample(funnelContent());
const document = composeReport(released.content, 'en');

/** Every bar of a step with another share, or another count. */
function changed(change: 'share' | 'people' | 'span'): ReportDocument {
  const sections = document.sections.map((section) => ({
    ...section,
    blocks: section.blocks.map((block) =>
      block.kind !== 'bars'
        ? block
        : {
            ...block,
            rows: block.rows.map((row) => {
              if (row.source.ratio === undefined || row.span === null) return row;
              if (change === 'span') return { ...row, span: { from: row.span.from / 2, to: row.span.to / 2 } };
              return { ...row, [change]: change === 'share' ? '3%' : '7' };
            }),
          },
    ),
  }));
  return { ...document, sections };
}

test('what was written as released passes', async () => {
  await expect(inspect(released, await writtenFrom(document, released))).resolves.toBeUndefined();
});

test.each(['share', 'people', 'span'] as const)('a step with another %s is seen', async (what) => {
  await expect(inspect(released, await writtenFrom(changed(what), released))).rejects.toMatchObject({ code: 'INSPECTION_FAILED' });
});

test('a composer that told another number would be seen too, and one that told a withheld one', () => {
  const write = writing('en', 0);
  const steps = claims(document).filter(({ source }) => source.ratio !== undefined);
  expect(steps.length).toBeGreaterThan(4);
  for (const step of steps) {
    const says = (change: Partial<Claim>, of = released.content) => holds({ ...step, ...change }, of, write, null);
    expect(says({})).toBe(true);
    expect(says({ people: `${Number(step.people) + 1}` })).toBe(false);
    expect(says({ share: '99%' })).toBe(false);
    expect(says({ people: null, share: null })).toBe(false);
    const hidden = without(released.content, step.source.ratio?.of[0]?.table ?? '');
    expect(says({}, hidden)).toBe(false);
    expect(says({ people: null, share: null }, hidden)).toBe(true);
  }
});
