import type { Policy } from '#core';

/** One indicator's counts in one group, in one of its forms. */
export interface Subject {
  readonly base: number;
  readonly cells: readonly number[];
  readonly sensitive: boolean;
  /** The same counts with one person of each household only; left out or null where everybody is a household of their own. */
  readonly householders?: { readonly base: number; readonly cells: readonly number[] } | null;
}

/** A rule says whether a group's counts are unsafe by themselves. Rules are pure, one a file, and their list is `primary/index.ts`. */
export interface PrimaryRule {
  readonly id: string;
  readonly reason: string;
  unsafe(subject: Subject, policy: Policy): boolean;
}
