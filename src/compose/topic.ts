import type { ReleaseContent, ReleasedIndicator } from '#release';
import type { Block, Section } from './document.ts';
import { indicatorBlock } from './indicator.ts';
import { PARTICIPATION } from './participation.ts';
import type { Voice } from './voice.ts';

/** Topics of the health results in registry order, with their indicators. */
export function topicsOf(content: ReleaseContent): ReadonlyMap<string, readonly ReleasedIndicator[]> {
  const topics = new Map<string, ReleasedIndicator[]>();
  for (const indicator of content.indicators) {
    if ((indicator.population !== 'completers' && indicator.population !== 'followed') || indicator.topic === PARTICIPATION) continue;
    const found = topics.get(indicator.topic);
    if (found === undefined) topics.set(indicator.topic, [indicator]);
    else found.push(indicator);
  }
  return topics;
}

/** What to bear in mind where people are followed: regression to the mean, and that the others are not in it. */
function aboutFollowed(v: Voice): readonly Block[] {
  const follows = v.p.content.indicators.some(({ population }) => population === 'followed');
  return follows ? [{ kind: 'text', tone: 'note', text: v.texts.followedNote }] : [];
}

/** One topic: its indicators for the employer as a whole. */
export function topicSection(
  v: Voice,
  topic: string,
  indicators: readonly ReleasedIndicator[],
  first: boolean,
): Section | null {
  const bars = indicators.flatMap((indicator) => indicatorBlock(v, indicator) ?? []);
  if (bars.length === 0) return null;
  const blocks: readonly Block[] = first ? [legend(v), ...aboutFollowed(v), ...bars] : bars;
  return { id: topic, opens: 'flow', title: v.topicTitle(topic), lead: null, blocks };
}

/** What the marks beside the answers mean: said once, before the first of them. */
export function legend({ texts }: Voice): Block {
  const items = (['good', 'neutral', 'bad'] as const).map((direction) => ({
    direction,
    text: texts.legend[direction],
  }));
  return { kind: 'legend', items };
}
