import { type Colluder, questionsIn } from '../../fixtures/insider/index.ts';
import type { Office } from './office.ts';
import { countOf } from './score.ts';

/** Colleagues of the smallest kinds: their own answers are the largest part of what is known about their group. */
export function teams({ held, truth }: Office, size: number, many: number): readonly (readonly Colluder[])[] {
  const kinds = [...held.kinds.keys()].filter((k) => (held.kinds[k]?.tookPart ?? 0) >= size).sort((a, b) => (held.kinds[a]?.tookPart ?? 0) - (held.kinds[b]?.tookPart ?? 0));
  return kinds.slice(0, many).map((kind) => {
    const given = new Map<string, string[]>();
    for (const indicator of questionsIn(held, ['completers'])) given.set(indicator, answersGiven({ held, truth }, indicator, kind));
    return Array.from({ length: size }, (_, i) => ({ kind, answers: Object.fromEntries([...given].map(([indicator, answers]) => [indicator, answers[i] ?? ''])) }));
  });
}

function answersGiven({ held, truth }: Office, indicator: string, kind: number): string[] {
  return (held.codebook[indicator]?.categories ?? []).flatMap((category, c) => Array.from({ length: countOf(held, truth, indicator, [kind], [c]) }, () => category));
}
