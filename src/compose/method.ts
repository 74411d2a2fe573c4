import type { Block, Section } from './document.ts';
import type { Voice } from './voice.ts';

/** The policy in words, with its numbers: a reader must be able to see why something is hidden. */
export function methodSection(v: Voice): Section {
  const { method } = v.texts;
  const { protection } = method;
  const blocks: Block[] = [
    { kind: 'list', title: method.who.title, items: method.who.body },
    { kind: 'list', title: protection.title, items: protectionRules(v) },
    { kind: 'list', title: method.reading.title, items: method.reading.body },
  ];
  if (v.p.content.tier === 'full')
    blocks.push({ kind: 'list', title: method.selection.title, items: method.selection.body });
  return { id: 'method', opens: 'page', title: method.title, lead: method.lead, blocks };
}

/** The protection policy, rule by rule. */
export function protectionRules({ texts, numbers, p }: Voice): readonly string[] {
  const { policy } = p.content;
  const { protection } = texts.method;
  const n = numbers.count;
  return [
    protection.minGroup({ minGroup: n(policy.minGroup), sensitive: n(policy.minGroupSensitive) }),
    protection.minCell({ minCell: n(policy.minCell) }),
    protection.homogeneity({ over: numbers.share(policy.homogeneity), under: numbers.share(1 - policy.homogeneity) }),
    protection.minCompleters({ minCompleters: n(policy.minCompleters), minParticipation: n(policy.minParticipation) }),
    protection.insiders({ insiders: n(policy.insiders) }),
    policy.zeros === 'shown' ? protection.zerosShown : protection.zerosProtected,
    protection.secondary,
    protection.preset({ preset: policy.preset }),
  ];
}
