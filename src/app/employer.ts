import type { Period, Pipeline } from '#config';
import { type Progress, TuttiError } from '#core';
import { deliverFolder, placeIn } from '#deliver';
import { certificateOf, judge, sign } from '#gate';
import type { Ledger, PrivateStore } from '#ledger';
import { type Keys, openRelease, type ReleaseContent, type Released } from '#release';
import { mergeUnstated } from '#protect';
import type { Counted, Employer } from '#tabulate';
import { type Book, bookFor } from './book/book-for.ts';
import { contentOf, recodedDimensions } from './content.ts';
import { earlierRelease, keepBundle } from './earlier.ts';
import { hiddenBefore } from './hidden-before.ts';
import { type Logo, putLogo } from './logos.ts';
import { StandingPress } from './press-child.ts';
import { protectUntilSafe } from './protect-until-safe.ts';
import { type Seal, sealReports } from './seal.ts';
import { GENERATOR } from './version.ts';

/** What came of one employer. Only ids, states and counts of cells; no group's numbers. */
export interface EmployerOutcome {
  readonly employer: string;
  readonly status: 'released' | 'refused' | 'failed' | 'ended';
  readonly tier: ReleaseContent['tier'] | null;
  readonly releaseId: string | null;
  readonly folder: string | null;
  readonly cells: { readonly shown: number; readonly banded: number; readonly withheld: number };
  /** A code, with what to do about it where there is something to do. */
  readonly reason: string | null;
  readonly hint: string | null;
  /** Released where there are other employers to compare with: is any result compared? */
  readonly compared?: boolean;
}

export interface Order {
  readonly pipeline: Pipeline;
  readonly period: Period;
  readonly employer: Employer;
  /** Null: the employer's data may no longer be used. */
  readonly counted: Counted | null;
  readonly folder: { readonly outbox: string; readonly bundle: string; readonly earlier: string };
  readonly progress: Progress;
}

export interface Shop {
  readonly keys: Keys;
  readonly ledger: Ledger;
  readonly store: PrivateStore;
  readonly out: string;
  readonly logos: ReadonlyMap<string, Logo>;
  readonly seal: Seal | null;
  /** The other employers of the year before; null where nobody is compared with them. */
  readonly book: Book | null;
}

/** People without a stated value get a row of their own only from this many smallest groups on (entitled people). */
const LARGE_ENOUGH = 2;

const NONE = { shown: 0, banded: 0, withheld: 0 };

/** One employer from counts to a delivered folder. A refusal or an operator's error ends this employer, not the run. */
export async function reportOn(order: Order, shop: Shop): Promise<EmployerOutcome> {
  if (order.counted === null) return { employer: order.employer.id, status: 'ended', tier: null, releaseId: null, folder: null, cells: NONE, reason: 'RETENTION_ENDED', hint: null };
  try {
    return await release(order, order.counted, shop);
  } catch (error) {
    if (!(error instanceof TuttiError)) throw error;
    await note(order, shop, 'refusal', error.code);
    return { employer: order.employer.id, status: 'failed', tier: null, releaseId: null, folder: null, cells: NONE, reason: error.code, hint: `${error.message} ${error.hint}` };
  }
}

async function release({ pipeline, period, employer, folder, progress }: Order, counted: Counted, shop: Shop): Promise<EmployerOutcome> {
  const order = { pipeline, period, employer };
  // It loads its program while the numbers are protected.
  using press = new StandingPress({ bundle: folder.bundle, outbox: folder.outbox, publicKey: shop.keys.publicPem, locales: ['en', ...pipeline.delivery.alsoIn] });
  const before = await earlierRelease({ pipeline, period, employer: employer.id }, shop, folder.earlier);
  const recoded = mergeUnstated(counted.tabulation, LARGE_ENOUGH * pipeline.policy.minGroupSensitive);
  const { tabulation } = recoded;
  const safe = await protectUntilSafe(
    {
      tabulation,
      breakdowns: pipeline.report.breakdowns,
      policy: pipeline.policy,
      secret: shop.keys.secret,
      participation: pipeline.report.indicators.find((i) => i.population === 'eligible')?.id ?? null,
      following: pipeline.report.indicators.find((i) => i.scoring.kind === 'followed')?.id ?? null,
      ...(before === null ? {} : { hiddenBefore: hiddenBefore(before.content, tabulation) }),
    },
    progress,
  );
  if (safe.kind === 'refused') return await refused(order, shop, 'NO_SAFE_PATTERN', `No safe pattern for ${safe.indicators.join(', ')}. Use fewer breakdowns or a coarser form.`);
  const alone = contentOf(pipeline, period, employer, recodedDimensions(counted.dimensions, recoded), safe.tables);
  const book = shop.book === null ? null : bookFor(shop.book, alone, pipeline.report.indicators);
  const content = book === null ? alone : { ...alone, book };
  const earlier = await shop.ledger.find({ kind: 'release', employer: employer.id });
  const judgement = judge({
    content,
    tabulation,
    policy: pipeline.policy,
    attacks: safe.attacks,
    earlier: earlier.map((e) => ({ report: e.report, period: e.period, contentHash: e.contentHash ?? '' })),
    before: before?.content ?? null,
  });
  if (judgement.kind === 'refused') return await refused(order, shop, judgement.reason, REFUSAL_HINTS[judgement.reason] ?? judgement.details.slice(0, 3).join('; '));

  const logo = shop.logos.get(employer.id) ?? null;
  const bundle = sign(folder.bundle, content, { fingerprint: pipeline.fingerprint, generator: GENERATOR, print: { paper: pipeline.delivery.paper, logo: logo?.signed ?? null, encrypted: shop.seal !== null } }, shop.keys, before);
  progress.step(`${employer.id}: printing`);
  if (logo !== null) putLogo(logo, folder.outbox);
  // Beside the printing, which is the longer: all of it is in the private store before anything leaves.
  const keepProof = async (): Promise<Released> => {
    await shop.store.savePrivate(bundle.id, 'certificate.json', certificateOf(tabulation, safe.attacks));
    return openRelease(folder.bundle, shop.keys.publicKey);
  };
  const [, released] = await Promise.all([press.print(), keepProof()]);
  await keepBundle(released, shop.store);
  if (shop.seal !== null) await sealReports(shop.seal, folder.outbox, placeIn(shop.out, released));
  // The ledger is written before anything leaves: what left must be on record even if the machine stops in between.
  if (!judgement.repeated) await note({ ...order, releaseId: bundle.id, contentHash: bundle.contentHash }, shop, 'release', 'released');
  const receipt = await deliverFolder({ release: released, from: folder.outbox, to: shop.out });
  await note({ ...order, releaseId: bundle.id, contentHash: bundle.contentHash }, shop, 'delivery', receipt.outcome);
  return { employer: employer.id, status: 'released', tier: content.tier, releaseId: bundle.id, folder: receipt.dir, cells: bundle.manifest.cells, reason: null, hint: null, ...(shop.book === null || content.tier !== 'full' ? {} : { compared: book !== null }) };
}

const REFUSAL_HINTS: Readonly<Record<string, string>> = {
  HISTORY_OVERLAPS: 'This employer already has a report with other numbers for an overlapping period; two versions could be subtracted from each other. Nothing was sent.',
};

async function refused(order: Pick<Order, 'pipeline' | 'period' | 'employer'>, shop: Shop, reason: string, hint: string): Promise<EmployerOutcome> {
  await note(order, shop, 'refusal', reason);
  return { employer: order.employer.id, status: 'refused', tier: null, releaseId: null, folder: null, cells: NONE, reason, hint };
}

async function note(
  { pipeline, period, employer, releaseId, contentHash }: Pick<Order, 'pipeline' | 'period' | 'employer'> & { releaseId?: string; contentHash?: string },
  shop: Shop,
  kind: 'release' | 'refusal' | 'delivery',
  reason: string,
): Promise<void> {
  await shop.ledger.append({ kind, employer: employer.id, report: pipeline.report.id, period: period.id, releaseId: releaseId ?? null, contentHash: contentHash ?? null, reason, counts: {} });
}
