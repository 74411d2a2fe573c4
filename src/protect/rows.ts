import type { Breakdown, Dimension, Policy } from '#core';
import { add, type Counts } from './counts.ts';
import { bandEdge } from './forms.ts';
import { type Group, groupKey, REMAINDER, type Structure } from './groups.ts';
import type { Decision } from './withhold.ts';

/** A row that may leave: a withheld row holds no number at all. `~PARENT` names the withheld children of PARENT taken together. */
export type ProtectedRow =
  | { readonly kind: 'group' | 'remainder'; readonly codes: readonly string[]; readonly state: 'shown'; readonly base: number; readonly cells: readonly number[] }
  | { readonly kind: 'group'; readonly codes: readonly string[]; readonly state: 'banded'; readonly base: number; readonly cells: readonly { readonly low: number; readonly high: number }[] }
  | { readonly kind: 'group'; readonly codes: readonly string[]; readonly state: 'withheld' };

export interface ProtectedTable {
  readonly id: string;
  readonly breakdown: string;
  readonly indicator: string;
  readonly dimensions: readonly string[];
  readonly form: string;
  readonly rows: readonly ProtectedRow[];
}

/** One table: every group of the breakdown in registry order, a remainder after each parent's children where some are withheld. */
export function tableOf(counts: Counts, breakdown: Breakdown, dimensions: readonly Dimension[], structure: Structure, decision: Decision, policy: Policy): ProtectedTable {
  const form = decision.forms.get(breakdown.id) ?? 0;
  const crossed = dimensions.filter((d) => breakdown.dimensions.includes(d.id));
  const whole = (codes: readonly string[]) => dimensions.map((d) => codes[crossed.indexOf(d)] ?? d.total);
  const at = (codes: readonly string[]): Group | undefined => structure.groups.get(groupKey(whole(codes)));
  const rows: ProtectedRow[] = [];

  const visit = (codes: readonly string[], rest: readonly Dimension[], combined: boolean): void => {
    const [dimension, ...others] = rest;
    if (dimension === undefined) {
      const row = combined ? remainderRow(codes) : groupRow(codes);
      if (row !== null) rows.push(row);
      return;
    }
    for (const code of sequence(dimension)) {
      const isRemainder = code.startsWith(REMAINDER);
      if (!(isRemainder && combined)) visit([...codes, code], others, combined || isRemainder);
    }
  };

  const groupRow = (codes: readonly string[]): ProtectedRow | null => {
    const group = at(codes);
    if (group === undefined) return null;
    const base = counts.base(group);
    const cells = counts.inForm(counts.full(group), form);
    const state = decision.state.get(group.key) ?? 'withheld';
    if (state === 'shown') return { kind: 'group', codes, state, base, cells };
    if (state === 'withheld' || cells.length !== 2) return { kind: 'group', codes, state: 'withheld' };
    const edge = bandEdge(base, policy);
    return { kind: 'group', codes, state, base, cells: cells.map((c) => (c >= edge ? { low: edge, high: base } : { low: 0, high: base - edge })) };
  };

  const remainderRow = (codes: readonly string[]): ProtectedRow | null => {
    const axis = codes.findIndex((c) => c.startsWith(REMAINDER));
    const parentCode = codes[axis]?.slice(REMAINDER.length) ?? '';
    const parent = at(codes.map((c, i) => (i === axis ? parentCode : c)));
    if (parent === undefined || decision.state.get(parent.key) !== 'shown') return null;
    const children = crossed[axis]?.relations.find((r) => r.parent === parentCode)?.children ?? [];
    const hidden = children.flatMap((child) => {
      const group = at(codes.map((c, i) => (i === axis ? child : c)));
      return group !== undefined && decision.state.get(group.key) !== 'shown' ? [group] : [];
    });
    if (hidden.length === 0) return null;
    const full = hidden.map((g) => counts.full(g)).reduce((a, b) => add(a, b));
    return { kind: 'remainder', codes, state: 'shown', base: hidden.reduce((sum, g) => sum + counts.base(g), 0), cells: counts.inForm(full, form) };
  };

  visit([], crossed, false);
  const formId = counts.indicator.forms[form]?.id ?? '';
  return { id: `${counts.indicator.id}.${breakdown.id}`, breakdown: breakdown.id, indicator: counts.indicator.id, dimensions: crossed.map((d) => d.id), form: formId, rows };
}

/** Codes in registry order, each parent's remainder after its last descendant. */
function sequence(dimension: Dimension): readonly string[] {
  const children = new Map(dimension.relations.map((r) => [r.parent, r.children]));
  const walk = (code: string): string[] => {
    const below = children.get(code);
    return below === undefined ? [code] : [code, ...below.flatMap(walk), `${REMAINDER}${code}`];
  };
  return walk(dimension.total);
}
