import type { Cast } from './cast.ts';
import { personOf, type Person } from './person.ts';

/** Everything that a table's rows are made from. */
export interface World {
  readonly seed: string;
  /** Made while they are read, one employer at a time; may be read again. */
  readonly casts: Iterable<Cast>;
  /** Years between 2025, in which everything is reckoned, and the year that was asked for. */
  readonly yearsLater: number;
}

export type Cell = string | number | boolean | null;

/** One row by column name. Never an empty text: in a CSV it could not be told from a missing value. */
export type Row = Readonly<Record<string, Cell>>;

export type TableRows = (world: World) => Iterable<Row>;

export function* peopleOf({ casts, seed }: World): Iterable<Person> {
  for (const cast of casts) for (const member of cast.members) yield personOf(cast, member, seed);
}

export function* accountsOf(world: World): Iterable<Person> {
  for (const person of peopleOf(world)) if (person.hasAccount) yield person;
}

/** The account of the person's present employment, or the closed one of an earlier employment. */
export function participantId({ serial }: Person, old = false): string {
  return old ? `PA${serial}-0` : `PA${serial}`;
}

/** Rows of the eligibility file are numbered from 1, oldest first. */
export function eligibilityId({ serial }: Person, row: number): string {
  return `EL${serial}-${row + 1}`;
}
