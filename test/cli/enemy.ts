import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { attackIndicator, certificateFlaws, type World } from '#attack';
import { loadPipeline, resolvePeriod } from '#config';
import { headsOf, silent, type Tabulation } from '#core';
import { deidentify } from '#deidentify';
import { mergeUnstated } from '#protect';
import type { ReleaseContent } from '#release';
import { loadSource } from '#source';
import { stage } from '#staging';
import { tabulate } from '#tabulate';
import { openVault } from '#vault';
import { AS_OF } from '../support/area.ts';

/** The truth behind the reports of a folder of files, employer by employer: what the staff list and every answer say. */
export async function truthOf(source: string, employers: readonly string[]): Promise<ReadonlyMap<string, Tabulation>> {
  const pipeline = loadPipeline('pipelines/demo.yaml');
  const period = resolvePeriod(pipeline.period, AS_OF, null);
  await using vault = await openVault();
  const raw = await loadSource(vault, pipeline, { path: source, databaseUrl: null, period, progress: silent });
  const people = await deidentify(await stage(raw, pipeline, period, AS_OF), pipeline, period, { asOf: AS_OF });
  const truths = new Map<string, Tabulation>();
  for (const employer of employers) truths.set(employer, (await tabulate(people, pipeline, employer)).tabulation);
  return truths;
}

/** Indicators in which the attacker, holding what was delivered and the staff list, found a number narrower than promised. */
export async function exposedIn(content: ReleaseContent, truth: Tabulation): Promise<readonly string[]> {
  const { policy } = loadPipeline('pipelines/demo.yaml');
  const known = asPrinted(content, truth);
  const exposed: string[] = [];
  for (const { id } of content.indicators) {
    const indicator = indicatorOf(known, id);
    const tables = content.tables.filter((table) => table.indicator === id);
    const attack = await attackIndicator(known, indicator, tables, policy);
    if (attack.exposed.length > 0) exposed.push(id);
  }
  return exposed;
}

/** Flaws of the stored proof against what was delivered, by indicator; and how many worlds the proof holds. */
export function proofFlaws(content: ReleaseContent, truth: Tabulation, state: string, releaseId: string): { readonly flaws: readonly string[]; readonly worlds: number } {
  const { policy } = loadPipeline('pipelines/demo.yaml');
  const known = asPrinted(content, truth);
  const stored: unknown = JSON.parse(readFileSync(join(state, 'private', releaseId, 'certificate.json'), 'utf8'));
  const worlds = worldsIn(stored);
  const flaws = content.indicators.flatMap(({ id }) => {
    const own = worlds.get(id);
    if (own === undefined) return [`${id}: NO_PROOF`];
    const tables = content.tables.filter((table) => table.indicator === id);
    return certificateFlaws(known, indicatorOf(known, id), tables, policy, own).map((flaw) => `${id}: ${flaw}`);
  });
  return { flaws, worlds: [...worlds.values()].reduce((n, own) => n + own.length, 0) };
}

/** The same report with one withheld age group's true numbers printed: the smallest slip of a program that protects. */
export function withOneTold(content: ReleaseContent, truth: Tabulation): { readonly content: ReleaseContent; readonly indicator: string } {
  const known = asPrinted(content, truth);
  const at = known.dimensions.findIndex((d) => d.id === 'age');
  for (const [t, table] of content.tables.entries()) {
    const r = table.breakdown === 'by-age' && table.indicator !== 'participation' ? table.rows.findIndex((row) => row.state === 'withheld') : -1;
    const row = table.rows[r];
    if (row === undefined) continue;
    const { id, categories, forms, population } = indicatorOf(known, table.indicator);
    const atoms = known.codes.flatMap((codes, a) => (codes[at] === row.codes[0] ? [a] : []));
    const count = (code: string) => atoms.reduce((n, a) => n + (known.counts[id]?.[a * categories.length + categories.indexOf(code)] ?? 0), 0);
    const cells = (forms.find((f) => f.id === table.form)?.categories ?? []).map(({ of }) => of.reduce((n, code) => n + count(code), 0));
    const base = atoms.reduce((n, a) => n + (headsOf(known, population)[a] ?? 0), 0);
    const told = { kind: 'group', codes: row.codes, state: 'shown', base, cells } as const;
    // The remainder was of the groups withheld before.
    const rows = table.rows.with(r, told).filter((other) => other.kind !== 'remainder');
    return { content: { ...content, tables: content.tables.with(t, { ...table, rows }) }, indicator: id };
  }
  throw new Error('no age group is withheld');
}

/** People without a stated value stand where the report says that they were put. */
function asPrinted(content: ReleaseContent, truth: Tabulation): Tabulation {
  const { tabulation } = mergeUnstated(truth, 2 * content.policy.minGroupSensitive);
  const printed = content.dimensions.map((d) => d.codes.map((code) => code.id).sort());
  const known = tabulation.dimensions.map((d) => [...new Set(d.relations.flatMap((r) => [r.parent, ...r.children]))].sort());
  if (JSON.stringify(printed) !== JSON.stringify(known)) throw new Error('the report and the staff list know different groups');
  return tabulation;
}

function indicatorOf(tabulation: Tabulation, id: string) {
  const indicator = tabulation.indicators.find((i) => i.id === id);
  if (indicator === undefined) throw new Error(`nobody counted ${id}`);
  return indicator;
}

function worldsIn(stored: unknown): ReadonlyMap<string, readonly World[]> {
  if (typeof stored !== 'object' || stored === null || !('indicators' in stored) || !Array.isArray(stored.indicators)) throw new Error('no certificate');
  const worlds = new Map<string, readonly World[]>();
  for (const { indicator, worlds: own } of stored.indicators) {
    if (typeof indicator !== 'string' || !Array.isArray(own)) throw new Error('no certificate');
    worlds.set(
      indicator,
      own.map((world: readonly number[]) => ({ at: Int32Array.from(world.filter((_, i) => i % 2 === 0)), count: Int32Array.from(world.filter((_, i) => i % 2 === 1)) })),
    );
  }
  return worlds;
}
