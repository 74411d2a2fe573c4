import type { Population } from '#core';
import type { CatalogColumn, ColumnClass } from '../definitions.ts';
import { NEVER_SELECTED } from '../definitions.ts';
import type { Catalog } from '../normalise/catalog.ts';
import type { Say } from '../problems.ts';
import { didYouMean } from '../suggest.ts';
import { fromIsKnown } from './people.ts';
import type { ColumnUse } from './column-uses.ts';

export type ColumnRule = (uses: readonly ColumnUse[], catalog: Catalog, say: Say) => void;

function find(catalog: Catalog, use: ColumnUse): CatalogColumn | undefined {
  return catalog.tables.find(({ name }) => name === use.ref.table)?.columns.find(({ name }) => name === use.ref.column);
}

/** An unclassified column cannot be used: it is not in the catalog. An unknown `from` is one problem, not one a column. */
export const columnsAreClassified: ColumnRule = (uses, catalog, say) => {
  for (const use of uses) {
    if (use.ref.table === catalog.people.from && !fromIsKnown(catalog)) continue;
    const table = catalog.tables.find(({ name }) => name === use.ref.table);
    if (table === undefined)
      say(
        use.about,
        use.path,
        `the catalog has no table '${use.ref.table}'${didYouMean(
          use.ref.table,
          catalog.tables.map(({ name }) => name),
        )}`,
      );
    else if (find(catalog, use) === undefined) {
      say(
        use.about,
        use.path,
        `table '${use.ref.table}' has no column '${use.ref.column}' in the catalog${didYouMean(
          use.ref.column,
          table.columns.map(({ name }) => name),
        )}`,
      );
    }
  }
};

/** Identifiers, tokens and free text are not even read, so nothing can be built on them. */
export const columnsMayBeSelected: ColumnRule = (uses, catalog, say) => {
  for (const use of uses) {
    const column = find(catalog, use);
    if (column !== undefined && NEVER_SELECTED.includes(column.class)) {
      say(
        use.about,
        use.path,
        `column '${use.ref.table}.${use.ref.column}' is classified '${column.class}' and is never read`,
      );
    }
  }
};

export const columnTypesFit: ColumnRule = (uses, catalog, say) => {
  for (const use of uses) {
    const column = find(catalog, use);
    if (column !== undefined && use.types !== null && !use.types.includes(column.type)) {
      say(
        use.about,
        use.path,
        `column '${use.ref.table}.${use.ref.column}' is of type '${column.type}', this place needs ${use.types.join(' or ')}`,
      );
    }
  }
};

/** Classes that people may be grouped by. */
const GROUPING: readonly ColumnClass[] = ['quasi-identifier', 'operational', 'timing'];

/**
 * Protection assumes that the employer knows who is in which group. A group made of health answers would hand them over as
 * something known, so answers are counted inside groups and never make groups.
 */
export const answersNeverGroup: ColumnRule = (uses, catalog, say) => {
  for (const use of uses) {
    const column = find(catalog, use);
    if (
      use.role === 'group' &&
      column !== undefined &&
      !NEVER_SELECTED.includes(column.class) &&
      !GROUPING.includes(column.class)
    ) {
      say(
        use.about,
        use.path,
        `column '${use.ref.table}.${use.ref.column}' is classified '${column.class}'; people are grouped by ${GROUPING.join(', ')} columns only`,
      );
    }
  }
};

/** A person's row is `from` and its joins; a column elsewhere has no row of the person to be read from. */
export const columnsAreReached: ColumnRule = (uses, catalog, say) => {
  if (!fromIsKnown(catalog)) return;
  const { people } = catalog;
  const reached = [people.from, ...people.joins.map(({ table }) => table)];
  for (const use of uses) {
    if (use.role !== 'lookup' && !reached.includes(use.ref.table))
      say(use.about, use.path, `table '${use.ref.table}' is not joined to a person's row (people.joins)`);
  }
};

/**
 * The proof that withheld numbers stay hidden exchanges people's answers indicator by indicator. That is only sound while no answer
 * counts in two of them: a risk count printed beside the blood pressure that it is made of would narrow it. An answer that does no more
 * than decide, in each of them, whether another one counts (fasting) leaves every combination of categories possible.
 */
export const answersCountOnce: ColumnRule = (uses, catalog, say) => {
  const earlier = new Map<string, ColumnUse[]>();
  for (const use of uses) {
    const scored = use.role === 'answer' || use.role === 'aside' || use.role === 'presence';
    if (!scored || find(catalog, use)?.class !== 'sensitive-answer') continue;
    const column = `${use.ref.table}.${use.ref.column}`;
    const before = earlier.get(column) ?? [];
    if (before.some(({ about, role }) => about !== use.about && (role !== 'aside' || use.role !== 'aside'))) {
      say(
        use.about,
        use.path,
        `column '${column}' already counts in another indicator of this report; a report takes one of them`,
      );
    }
    earlier.set(column, [...before, use]);
  }
};

/**
 * That somebody has no screening is what the missing answer of every measurement says. An indicator that counts who was screened stands beside
 * them with the same fact, and what it prints narrows them. Who completed is another matter: the employer knows, and every proof reckons with it.
 */
export const presenceCountsOnce: ColumnRule = (uses, catalog, say) => {
  const { completed } = catalog.people;
  const counted = uses.filter(
    ({ role, ref }) =>
      (role === 'answer' || role === 'presence') && !(ref.table === completed?.table && ref.column === completed.column),
  );
  for (const use of counted) {
    if (use.role !== 'presence') continue;
    const implied = tablesBelow(use.ref.table, catalog);
    const other = counted.find(
      (each) => each.about !== use.about && implied.includes(each.ref.table) && overlap(each.population, use.population),
    );
    if (other === undefined) continue;
    say(
      use.about,
      use.path,
      `whether somebody has a row of '${use.ref.table}' already shows in another indicator of this report, which reads '${other.ref.table}.${other.ref.column}'`,
    );
  }
};

/** A table, and those whose rows a person has only together with a row of it. */
function tablesBelow(table: string, { people }: Catalog): readonly string[] {
  const below = [table];
  for (const join of people.joins) if (below.includes(join.on.equals.table)) below.push(join.table);
  return below;
}

function overlap(a: Population | undefined, b: Population | undefined): boolean {
  const among = (population: Population | undefined): Population | undefined => (population === 'followed' ? 'completers' : population);
  return a === 'eligible' || b === 'eligible' || among(a) === among(b);
}
