import type { Block, Section } from './document.ts';
import type { Voice } from './voice.ts';

/** The policy in words, with its numbers: a reader must be able to see why something is hidden. */
export function methodSection(v: Voice): Section {
  const { texts, numbers } = v;
  const { method } = texts;
  const { policy, tier } = v.p.content;
  const n = numbers.count;
  const { protection } = method;
  const rules = [
    protection.minGroup({ minGroup: n(policy.minGroup), sensitive: n(policy.minGroupSensitive) }),
    protection.minCell({ minCell: n(policy.minCell) }),
    protection.homogeneity({ over: numbers.share(policy.homogeneity), under: numbers.share(1 - policy.homogeneity) }),
    protection.minCompleters({ minCompleters: n(policy.minCompleters), minParticipation: n(policy.minParticipation) }),
    protection.insiders({ insiders: n(policy.insiders) }),
    policy.zeros === 'shown' ? protection.zerosShown : protection.zerosProtected,
    protection.secondary,
    protection.preset({ preset: policy.preset }),
  ];
  const blocks: Block[] = [
    { kind: 'list', title: method.who.title, items: method.who.body },
    { kind: 'list', title: protection.title, items: rules },
    { kind: 'list', title: method.reading.title, items: method.reading.body },
  ];
  if (tier === 'full') blocks.push({ kind: 'list', title: method.selection.title, items: method.selection.body });
  return { id: 'method', opens: 'page', title: method.title, lead: method.lead, blocks };
}
