import type { Report } from '../definitions.ts';
import type { Say } from '../problems.ts';
import { didYouMean } from '../suggest.ts';

export type ReportRule = (report: Report, say: Say) => void;

export const idsUnique: ReportRule = (report, say) => {
  const lists = [
    ['dimension', report.dimensions],
    ['breakdown', report.breakdowns],
    ['indicator', report.indicators],
  ] as const;
  for (const [what, list] of lists) {
    const seen = new Set<string>();
    for (const one of list) {
      if (seen.has(one.id)) say(one, ['id'], `${what} '${one.id}' is defined twice in this report`);
      seen.add(one.id);
    }
  }
};

export const breakdownsKnowDimensions: ReportRule = (report, say) => {
  const known = report.dimensions.map(({ id }) => id);
  for (const breakdown of report.breakdowns) {
    breakdown.dimensions.forEach((id, i) => {
      if (!known.includes(id))
        say(breakdown, ['dimensions', i], `there is no dimension '${id}'${didYouMean(id, known)}`);
      else if (breakdown.dimensions.indexOf(id) < i)
        say(breakdown, ['dimensions', i], `dimension '${id}' is crossed with itself`);
    });
  }
};

/** The same table twice would be audited as two and read as two. */
export const breakdownsDiffer: ReportRule = (report, say) => {
  const seen = new Map<string, string>();
  for (const breakdown of report.breakdowns) {
    const key = breakdown.dimensions.toSorted().join(' ');
    const earlier = seen.get(key);
    if (earlier !== undefined)
      say(breakdown, ['dimensions'], `breakdown '${breakdown.id}' crosses the same dimensions as '${earlier}'`);
    seen.set(key, breakdown.id);
  }
};

/** An unused dimension would still cut people into finer atoms, and its labels would be read for nothing. */
export const dimensionsUsed: ReportRule = (report, say) => {
  for (const dimension of report.dimensions) {
    if (!report.breakdowns.some(({ dimensions }) => dimensions.includes(dimension.id)))
      say(dimension, ['id'], `no breakdown uses dimension '${dimension.id}'`);
  }
};

export const bandEdgesAscend: ReportRule = (report, say) => {
  for (const dimension of report.dimensions) {
    if (dimension.kind.kind !== 'age' && dimension.kind.kind !== 'tenure') continue;
    const { from } = dimension.kind;
    from.forEach((edge, i) => {
      const before = from[i - 1];
      if (before !== undefined && edge <= before) say(dimension, ['from', i], 'lower edges must rise');
      // Safe Harbor pools all ages over 89 (45 CFR 164.514(b)(2)(i)(C)).
      if (dimension.kind.kind === 'age' && edge > 90) say(dimension, ['from', i], 'no band may begin above age 90');
    });
  }
};

const RESERVED = ['unstated', 'total'];

export const valuesSound: ReportRule = (report, say) => {
  for (const dimension of report.dimensions) {
    if (dimension.kind.kind !== 'values') continue;
    const codes = new Set<string>();
    const answers = new Set<string>();
    dimension.kind.values.forEach(({ code, of }, i) => {
      if (RESERVED.includes(code))
        say(dimension, ['values', i, 'code'], `code '${code}' is made by the program and cannot be written`);
      if (codes.has(code)) say(dimension, ['values', i, 'code'], `code '${code}' is listed twice`);
      codes.add(code);
      for (const answer of of) {
        if (answers.has(answer)) say(dimension, ['values', i, 'of'], 'the same value of the source is listed twice');
        answers.add(answer);
      }
    });
  }
};
