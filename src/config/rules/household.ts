import type { Policy } from '#core';
import type { Report } from '../definitions.ts';
import { followsPeople } from '../followed.ts';
import type { Catalog } from '../normalise/catalog.ts';
import type { Say } from '../problems.ts';
import { type CatalogRule, fromIsKnown } from './people.ts';

/** A couple: the fewest people that a household can be of where it is not one person's. */
const COUPLE = 2;

/**
 * People of one household know each other's answers, so counted side by side they count once (attack A35). Whoever counts anybody but
 * employees says what ties a household together; where nobody else is counted, `where` must say so too.
 */
export const householdsTied: CatalogRule = ({ people, employees }, say) => {
  if (people.household !== undefined) return;
  if (employees === null) {
    if (people.completed !== null)
      say(people, ['household'], "people of a staff list have families: say 'employees' (which rows are employees, if nobody else is counted) or 'sharing' (what ties a household together); null is for surveys");
    return;
  }
  const rule = people.where.find(({ column }) => column === employees.column);
  const others = rule !== undefined && 'in' in rule ? rule.in.filter((value) => !employees.in.includes(value)) : null;
  if (others === null)
    say(people, ['where'], `counts people whatever their '${employees.column}', and 'household' says that all are employees: list the values that count, or name what ties a household together ('sharing')`);
  else if (others.length > 0)
    say(people, ['where'], `counts ${others.join(', ')} beside employees: name the columns that tie a household together (household: { sharing: [...] }); its people would be taken for strangers`);
};

/** What ties a household together is a number that becomes a pseudonym on the way in; people must be told apart within it. */
export const householdLinked: CatalogRule = (catalog, say) => {
  const { tables, people } = catalog;
  if (people.household === undefined || !fromIsKnown(catalog)) return;
  if (people.person.length === 0) say(people, ['household'], "with no 'person' columns every row is a person, and nobody can be told from the others of a household");
  const columns = tables.find(({ name }) => name === people.from)?.columns ?? [];
  people.household.forEach((name, i) => {
    const column = columns.find((other) => other.name === name);
    if (column !== undefined && column.class !== 'key')
      say(people, ['household', 'sharing', i], `column '${people.from}.${name}' is classified '${column.class}'; what ties a household together is a 'key': it is replaced by a pseudonym on the way in and never shown`);
  });
};

/** Who is followed is counted among people, and the year before may have had other households. */
export function householdsAreNotFollowed(report: Report, { people }: Catalog, say: Say): void {
  if (people.household !== undefined && followsPeople(report)) say(people, ['household'], 'people of households are not followed from one year to the next: use a report that follows nobody');
}

/** The proof is against `insiders` people who tell; a household tells all of its people's answers. The gate knows how large they are. */
export function householdsAreInsiders({ people }: Catalog, { insiders }: Policy, say: (what: string) => void): void {
  if (people.household !== undefined && insiders < COUPLE)
    say(`policy: insiders is ${insiders}, and people of one household know each other's answers: set it to at least ${COUPLE}, the number of people in the largest household that is counted`);
}
