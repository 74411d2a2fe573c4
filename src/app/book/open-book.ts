import { type Period, type Pipeline, yearBefore } from '#config';
import { type Archive, openKept } from '../earlier.ts';
import { type Book, type Member, ownerOf } from './book-for.ts';
import { NEEDED } from './may-be-shown.ts';
import { bookTables } from './printed.ts';

/** A book, or in one line why there is none; neither where the definition asks for none. */
export interface Opened {
  readonly book: Book | null;
  readonly note: string | null;
}

/**
 * The book of the year before is what the ledger had on record when the first report of this period left. So every employer is compared
 * with the same reports (but its own), whichever run its report is made in and in whatever order, and a re-run gives the same bytes. What
 * is kept must be what left, as for an employer's own year before; anything else ends the run, because it would change what others read.
 */
export async function openBook({ pipeline, period }: { readonly pipeline: Pipeline; readonly period: Period }, archive: Archive, folder: () => string): Promise<Opened> {
  const { book: def, report } = pipeline;
  if (def === undefined) return { book: null, note: null };
  const before = yearBefore(pipeline.period, period);
  if (before === null) return none('a period of fixed dates has no year before');
  const [first] = await archive.ledger.find({ kind: 'release', report: report.id, period: period.id });
  const entries = await archive.ledger.find({ kind: 'release', report: report.id, period: before.id });
  const closed = entries.filter(({ seq, employer }) => seq < (first?.seq ?? Infinity) && employer !== null && !def.without.includes(employer));
  const owners = new Set(closed.map(({ employer }) => ownerOf(def, employer ?? '')));
  if (owners.size < NEEDED) return none(`${owners.size} reports of ${before.id} on record; ${NEEDED} of others are needed`);
  const members: Member[] = [];
  for (const entry of closed) {
    const { content } = await openKept(entry, archive, folder());
    members.push({ employer: content.employer.id, content: bookTables(content, def.adjustFor) });
  }
  return { book: { def, period: before, members: members.toSorted((a, b) => (a.employer < b.employer ? -1 : 1)) }, note: null };
}

function none(why: string): Opened {
  return { book: null, note: `no comparison with other employers: ${why}` };
}
