import type { Catalog } from '../normalise/catalog.ts';
import type { Say } from '../problems.ts';

export type CatalogRule = (catalog: Catalog, say: Say) => void;

export const columnsOfEveryTable: CatalogRule = ({ tables }, say) => {
  for (const table of tables) if (table.columns.length === 0) say(table, [], `table '${table.name}' lists no column`);
};

export function fromIsKnown({ tables, people }: Catalog): boolean {
  return tables.some(({ name }) => name === people.from);
}

export const fromTableKnown: CatalogRule = (catalog, say) => {
  if (catalog.tables.length === 0) say(catalog, ['tables'], 'the catalog lists no table');
  else if (!fromIsKnown(catalog)) say(catalog.people, ['from'], `the catalog has no table '${catalog.people.from}'`);
};

/** Each join stands on a table reached before it, so rows of a person are found in the order written. */
export const joinsReachBackwards: CatalogRule = (catalog, say) => {
  if (!fromIsKnown(catalog)) return;
  const { people } = catalog;
  const reached = [people.from];
  for (const join of people.joins) {
    if (!reached.includes(join.on.equals.table))
      say(join, ['on', 'equals'], `table '${join.on.equals.table}' is not reached before this join`);
    if (reached.includes(join.table)) say(join, ['table'], `table '${join.table}' is reached twice`);
    reached.push(join.table);
  }
  const { consent, erasure } = people;
  if (consent !== null && !reached.includes(consent.on.equals.table))
    say(people, ['consent', 'on', 'equals'], `table '${consent.on.equals.table}' is not joined to a person's row`);
  if (erasure !== null && !reached.includes(erasure.on.equals.table))
    say(people, ['erasure', 'on', 'equals'], `table '${erasure.on.equals.table}' is not joined to a person's row`);
};

/** Which of a person's several rows counts must be said wherever there can be several; a survey's rows are persons already. */
export const surveysHaveNoLatest: CatalogRule = ({ people }, say) => {
  if (people.person.length > 0) return;
  if (people.latest !== null)
    say(people, ['latest'], "with no 'person' columns every row is a person; 'latest' must be null");
};

/** The last row inside the period is chosen by time, so a join that is limited to the period says which time. */
export const periodJoinsHaveLatest: CatalogRule = ({ people }, say) => {
  for (const join of people.joins) {
    if (join.within !== null && join.latest === null)
      say(join, ['within'], "a join limited to the period needs 'latest': several rows may fall into it");
  }
};
