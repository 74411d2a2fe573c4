import type { BookDef, Report } from '../definitions.ts';
import type { Say } from '../problems.ts';
import { didYouMean } from '../suggest.ts';

export type BookRule = (book: BookDef, report: Report, say: Say) => void;

/** Employers share ages and fixed values; each has departments of its own. */
export const bookAdjustsForShared: BookRule = (book, { dimensions }, say) => {
  book.adjustFor.forEach((id, i) => {
    const found = dimensions.find((d) => d.id === id);
    if (found === undefined) say(book, ['adjustFor', i], `this report has no dimension '${id}'${didYouMean(id, dimensions.map((d) => d.id))}`);
    else if (found.kind.kind !== 'age' && found.kind.kind !== 'values') say(book, ['adjustFor', i], `the groups of '${id}' are not the same for every employer: choose ages or fixed values`);
    if (book.adjustFor.indexOf(id) < i) say(book, ['adjustFor', i], `'${id}' is listed twice`);
  });
};

/** An employer has one owner: with two, it would be unclear whose numbers its own are. */
export const ownersDiffer: BookRule = (book, _, say) => {
  const seen = new Set<string>();
  book.oneOwner.forEach((group, i) => {
    group.forEach((id, j) => {
      if (seen.has(id)) say(book, ['oneOwner', i, j], `'${id}' is listed twice`);
      seen.add(id);
    });
  });
};
