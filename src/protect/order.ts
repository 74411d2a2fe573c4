import { createHmac } from 'node:crypto';
import type { Group } from './groups.ts';

/**
 * The order in which groups are considered for withholding: smallest on the employer's own staff list first, then a keyed hash of the
 * group's name. Neither depends on anybody's answers, so the pattern tells nothing about them (attack A25).
 */
export function candidateOrder(secret: Uint8Array): (a: Candidate, b: Candidate) => number {
  const keyed = (name: string) => createHmac('sha256', secret).update(name).digest('hex');
  return (a, b) => a.size - b.size || compare(keyed(a.name), keyed(b.name));
}

export interface Candidate {
  readonly size: number;
  readonly name: string;
}

export function candidate(group: Group): Candidate {
  return { size: group.heads.eligible, name: group.key };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
