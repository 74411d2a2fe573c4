import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import type { World } from '#attack';
import { certificateOf, type GateRequest, judge, sign } from '#gate';
import { type Keys, openRelease, type ReleaseContent } from '#release';
import { hiddenBefore } from '../../src/app/hidden-before.ts';
import { breakdowns, employer, policy, request, untilSafe } from '../attack/employers.ts';

/** The gate passes a real release and refuses each of its damaged twins, for the reason that fits. */

const tabulation = employer(2, 400);
const { tables, attacks } = await untilSafe(request(tabulation));
const text = (en: string) => ({ en });
const content: ReleaseContent = {
  format: 'tutti-release/1',
  employer: { id: 'e1', name: 'Employer' },
  report: { id: 'wellness', version: '1.0', title: text('Wellness') },
  period: { id: '2025', from: '2025-01-01', to: '2025-12-31' },
  source: text('Made up'),
  policy: { preset: policy.preset, minCompleters: policy.minCompleters, minParticipation: policy.minParticipation, minGroup: policy.minGroup, minGroupSensitive: policy.minGroupSensitive, minCell: policy.minCell, homogeneity: policy.homogeneity, zeros: policy.zeros, insiders: policy.insiders, percentDecimals: policy.percentDecimals },
  tier: tables.tier,
  dimensions: tabulation.dimensions.map((d) => {
    const parents = new Map(d.relations.flatMap((r) => r.children.map((c) => [c, r.parent] as const)));
    const walk = (code: string): string[] => [code, ...(d.relations.find((r) => r.parent === code)?.children ?? []).flatMap(walk)];
    return { id: d.id, label: text(d.id), codes: walk(d.total).map((id) => ({ id, label: text(id), parent: parents.get(id) ?? null })) };
  }),
  indicators: tabulation.indicators.map((i) => ({
    id: i.id,
    topic: 'stress',
    label: text(i.id),
    definition: text(i.id),
    source: text(i.id).en,
    population: i.population,
    sensitive: i.sensitive,
    forms: i.forms.map((form) => ({ id: form.id, categories: form.categories.map((c) => ({ code: c.code, label: text(c.code), direction: 'neutral', missing: c.code === 'missing' })) })),
  })),
  tables: tables.tables,
};
const sound: GateRequest = { content, tabulation, policy, attacks, earlier: [], before: null };
/** A table that prints the employer as a whole. */
const printed = content.tables.find((t) => t.rows[0]?.state === 'shown')!;
const refusal = (change: Partial<GateRequest>) => {
  const judgement = judge({ ...sound, ...change });
  return judgement.kind === 'refused' ? [judgement.reason, ...judgement.details] : judgement.kind;
};

describe('judge', () => {
  test('passes what is sound, and says whether it is news', () => {
    const first = judge(sound);
    expect(first).toMatchObject({ kind: 'pass', repeated: false, contentHash: expect.stringMatching(/^[0-9a-f]{64}$/u) });
    const contentHash = first.kind === 'pass' ? first.contentHash : '';
    expect(judge({ ...sound, earlier: [{ report: 'wellness', period: '2025', contentHash }] })).toEqual({ kind: 'pass', repeated: true, contentHash });
    expect(judge({ ...sound, earlier: [{ report: 'wellness', period: '2024', contentHash: 'x' }] })).toEqual({ kind: 'pass', repeated: false, contentHash });
  });

  test('refuses other numbers for a reported period, and names the period only', () => {
    expect(refusal({ earlier: [{ report: 'wellness', period: '2025', contentHash: 'x' }] })).toEqual(['HISTORY_OVERLAPS', '2025']);
  });

  test('refuses a group of few that the year before hid, and passes it where that year had printed it', () => {
    const few = (t: (typeof content.tables)[number]) => (content.indicators.find(({ id }) => id === t.indicator)?.sensitive === true ? policy.minGroupSensitive : policy.minGroup) + 5;
    const small = content.tables.flatMap((t) => t.rows.flatMap((row) => (row.kind === 'group' && row.state !== 'withheld' && row.base > 0 && row.base < few(t) ? [{ id: t.id, codes: row.codes }] : [])));
    expect(small.length).toBeGreaterThan(0);
    const last = { ...content, period: { id: '2024', from: '2024-01-01', to: '2024-12-31' } };
    const hidden = { ...last, tables: content.tables.map((t) => ({ ...t, rows: t.rows.filter((row) => row.kind === 'group').map(({ codes }) => ({ kind: 'group' as const, codes, state: 'withheld' as const })) })) };
    expect(refusal({ before: last })).toBe('pass');
    expect(refusal({ before: hidden })).toEqual(['APPEARS_TOO_SOON', ...small.map(({ id, codes }) => `${id} ${codes.join(' × ')}`)]);
  });

  test('passes what the engine makes of the same memory, and most groups stay', async () => {
    const hidden = { ...content, tables: content.tables.map((t) => ({ ...t, rows: t.rows.filter((row) => row.kind === 'group').map(({ codes }) => ({ kind: 'group' as const, codes, state: 'withheld' as const })) })) };
    const again = await untilSafe(request(tabulation, { hiddenBefore: hiddenBefore(hidden, tabulation) }));
    const next = { ...content, tables: again.tables.tables };
    expect(refusal({ content: next, attacks: again.attacks, before: hidden })).toBe('pass');
    const printed = (some: ReleaseContent): number => some.tables.flatMap((t) => t.rows.filter((row) => row.kind === 'group' && row.state !== 'withheld')).length;
    expect(printed(next)).toBeLessThan(printed(content));
    expect(printed(next)).toBeGreaterThan(printed(content) / 2);
  });

  test('refuses tables that do not add up, saying where and no number', () => {
    const rows = printed.rows.map((row, i) => (i === 0 && row.state === 'shown' ? { ...row, base: row.base + 1 } : row));
    const [reason, ...details] = refusal({ content: { ...content, tables: content.tables.map((t) => (t === printed ? { ...t, rows } : t)) } });
    expect(reason).toBe('CONTENT_UNSOUND');
    expect(details.length).toBeGreaterThan(0);
    expect(details.every((detail) => detail.startsWith('table ') && detail.includes(' '))).toBe(true);
  });

  test.each([
    ['an attack is missing', attacks.slice(1)],
    ['an attack is about something else', [...attacks.slice(1), { ...attacks[0]!, indicator: 'weight' }]],
    ['there are more attacks than tables', [...attacks, { ...attacks[0]!, indicator: 'weight' }]],
  ])('refuses when %s', (_, given) => {
    expect(refusal({ attacks: given })).toEqual(['NOT_ALL_ATTACKED']);
  });

  test('refuses when nobody counted what was attacked', () => {
    const [first] = attacks;
    expect(refusal({ tabulation: { ...tabulation, indicators: tabulation.indicators.filter((i) => i.id !== first!.indicator) } })).toEqual(['NOT_ALL_ATTACKED', first!.indicator]);
  });

  test('refuses what the attacker exposed', () => {
    const given = attacks.map((a, i) => (i === 1 ? { ...a, exposed: ['V1'] } : a));
    expect(refusal({ attacks: given })).toEqual(['EXPOSED', attacks[1]!.indicator]);
  });

  test('refuses a proof that lacks a world, or has one that prints something else', () => {
    const proven = attacks.findIndex((a) => a.targets > 0);
    const { indicator, worlds } = attacks[proven]!;
    const proofs = (own: readonly World[]) => attacks.map((a, i) => (i === proven ? { ...a, worlds: own } : a));
    expect(refusal({ attacks: proofs([]) })).toEqual(['WIDTH_NOT_PROVEN', indicator]);
    const false_ = worlds.map((world, w) => (w === worlds.length - 1 ? { ...world, count: world.count.map((v, i) => (i === 0 ? v + 1 : v)) } : world));
    expect(refusal({ attacks: proofs(false_) })).toEqual(['WORLD_CONTRADICTS_TABLES', indicator]);
  });

  test('refuses tables that are not of these people', () => {
    const { indicator: id } = printed;
    const counts = tabulation.counts[id]!.slice();
    const width = tabulation.indicators.find((i) => i.id === id)!.categories.length;
    // Somebody of the first kind gave another answer.
    const at = counts.findIndex((v) => v > 0);
    counts[at] = (counts[at] ?? 0) - 1;
    const other = at - (at % width) + ((at + 1) % width);
    counts[other] = (counts[other] ?? 0) + 1;
    expect(refusal({ tabulation: { ...tabulation, counts: { ...tabulation.counts, [id]: counts } } })).toEqual(['TABLES_NOT_TRUE', id]);
  });
});

describe('what the gate hands on', () => {
  const dir = mkdtempSync(join(tmpdir(), 'gate-'));
  afterAll(() => rmSync(dir, { recursive: true, force: true }));

  test('is signed bytes that open with the key’s other half and with no other', () => {
    const { privateKey, publicKey } = generateKeyPairSync('ed25519');
    const keys: Pick<Keys, 'privateKey' | 'publicKey'> = { privateKey, publicKey };
    const folder = join(dir, 'bundle');
    const bundle = sign(folder, content, { fingerprint: 'f'.repeat(64), generator: 'tutti test' }, { ...keys, publicPem: '', secret: new Uint8Array(32) }, null);
    expect(readdirSync(folder).sort()).toEqual(['manifest.json', 'manifest.sig', 'table.json']);
    expect(openRelease(folder, publicKey).content).toEqual(content);
    expect(judge(sound)).toMatchObject({ contentHash: bundle.contentHash });
    expect(() => openRelease(folder, generateKeyPairSync('ed25519').publicKey)).toThrow();
  });

  test('and a certificate that names kinds of people and every world, and nobody', () => {
    const written = JSON.parse(certificateOf(tabulation, attacks));
    expect(written.dimensions).toEqual(tabulation.dimensions.map((d) => d.id));
    expect(written.format).toBe('tutti-certificate/2');
    for (const [i, attack] of attacks.entries()) {
      expect(written.indicators[i]).toMatchObject({ indicator: attack.indicator, targets: attack.targets, kinds: attack.atoms.map((a) => tabulation.codes[a]) });
      expect(written.indicators[i].truth).toEqual([...attack.truth]);
      expect(written.indicators[i].worlds).toEqual(attack.worlds.map(({ at, count }) => [...at].flatMap((u, k) => [u, count[k]])));
    }
  });

  test('for every breakdown asked for', () => {
    expect(new Set(content.tables.map((t) => t.breakdown))).toEqual(new Set(breakdowns.map((b) => b.id)));
  });
});
