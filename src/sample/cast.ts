import type { EmployerSpec } from './employer.ts';
import { organisationOf, type Organisation, type OrgUnit } from './organisation.ts';
import { at, Stream } from './random.ts';

/**
 * Who is there: the parts that an employer's people play and the traps laid among them, dealt like cards so that every number is
 * exact for any seed. The first `people` members are the entitled of 2025; the rest must not be counted by anybody.
 */

/** What an entitled person did. `withdrawn`: completed, consent no longer standing. `elsewhere`: completed, just outside the year. */
export const ENTITLED_PARTS = ['completed', 'withdrawn', 'elsewhere', 'unfinished', 'registered', 'absent'] as const;
/** People who are not entitled, or whose data may not be used. `late-completer`: completed after leaving. */
export const OUTSIDE_PARTS = ['spouse', 'dependent', 'leaver', 'late-completer', 'future-hire', 'erased'] as const;
export type Part = (typeof ENTITLED_PARTS)[number] | (typeof OUTSIDE_PARTS)[number];

/** Traps among the people who completed, one a person; each is laid for one person in so many entitled ones, and at least once. */
export const TRAPS = [
  ['rehire', 150],
  ['transfer', 60],
  ['leaver-after', 60],
  ['twice', 25],
  ['restarted', 40],
  ['regranted', 200],
  ['missing-items', 50],
  ['implausible', 200],
  ['over-ninety', 900],
  ['restricted-zip', 60],
  ['last-minute', 300],
  ['first-minute', 300],
  ['formula-name', 400],
  ['nfc-name', 400],
  ['nfd-name', 400],
  ['typed-identifiers', 100],
  ['no-sex', 1000],
  ['no-birth-date', 1000],
  ['no-department', 1000],
  ['duplicate', 150],
] as const;
export type Trap = (typeof TRAPS)[number][0];

export interface CastMember {
  /** From 0; unique within the employer. */
  readonly index: number;
  readonly part: Part;
  /** From 0 among the members of the same part. */
  readonly nth: number;
  readonly trap: Trap | null;
  readonly workplace: OrgUnit;
  readonly site: OrgUnit;
  /** Of a spouse or dependent: the entitled person they belong to. */
  readonly belongsTo: number | null;
}

export interface Cast {
  readonly spec: EmployerSpec;
  /** Nearly everybody who was there took part in the year before as well. */
  readonly followUp: boolean;
  readonly ordinal: number;
  readonly organisation: Organisation;
  readonly members: readonly CastMember[];
}

export function castOf(spec: EmployerSpec, ordinal: number, seed: string, followUp = false): Cast {
  const stream = new Stream(`${seed}/${spec.id}/cast`);
  const organisation = organisationOf(spec, ordinal);
  const parts = stream.shuffled(entitledParts(spec));
  const workplaces = stream.shuffled(dealt(organisation.workplaces));
  const completed = parts.flatMap((part, index) => (part === 'completed' ? [index] : []));
  const traps = trapsOf(spec.people, completed);
  const sites = seated(
    stream.shuffled(dealt(organisation.sites)),
    completed.filter((index) => !traps.has(index)),
  );
  const nth = counter();
  const entitled = parts.map((part, index): CastMember => ({
    index,
    part,
    nth: nth(part),
    trap: traps.get(index) ?? null,
    workplace: at(workplaces, index),
    site: at(sites, index),
    belongsTo: null,
  }));
  const married = new Set<number>();
  const outside = outsideParts(spec.people).map((part, i): CastMember => {
    const family = part === 'spouse' || part === 'dependent';
    let drawn = stream.between(0, spec.people - 1);
    // Nobody has two spouses; there are far fewer of them than people.
    if (part === 'spouse') {
      while (married.has(drawn)) drawn = (drawn + 1) % spec.people;
      married.add(drawn);
    }
    const other = at(entitled, drawn);
    return {
      index: spec.people + i,
      part,
      nth: nth(part),
      trap: null,
      workplace: other.workplace,
      site: other.site,
      belongsTo: family ? other.index : null,
    };
  });
  return { spec, followUp, ordinal, organisation, members: [...entitled, ...outside] };
}

function entitledParts(spec: EmployerSpec): readonly Part[] {
  const share = (part: number, least: number): number => Math.max(least, Math.round(spec.people * part));
  const counts = {
    completed: share(spec.completed, 1),
    withdrawn: share(0.01, 2),
    elsewhere: share(0.005, 2),
    unfinished: share(0.05, 2),
    registered: share(0.08, 2),
  };
  const rest = spec.people - Object.values(counts).reduce((sum, count) => sum + count, 0);
  if (rest < 0) throw new RangeError(`${spec.id} has too few people for its parts`);
  const all: Readonly<Record<(typeof ENTITLED_PARTS)[number], number>> = { ...counts, absent: rest };
  return ENTITLED_PARTS.flatMap((part) => repeat(part, all[part]));
}

function outsideParts(people: number): readonly Part[] {
  const per = (so: number): number => Math.max(1, Math.round(people / so));
  const counts: Readonly<Record<(typeof OUTSIDE_PARTS)[number], number>> = {
    spouse: per(20),
    dependent: per(100),
    leaver: per(12),
    'late-completer': per(500),
    'future-hire': per(80),
    erased: per(400),
  };
  return OUTSIDE_PARTS.flatMap((part) => repeat(part, counts[part]));
}

function trapsOf(people: number, completed: readonly number[]): ReadonlyMap<number, Trap> {
  const traps = TRAPS.flatMap(([trap, per]) => repeat<Trap>(trap, Math.max(1, Math.round(people / per))));
  if (traps.length > completed.length) {
    throw new RangeError(`${completed.length} completers cannot carry ${traps.length} traps`);
  }
  // Parts are shuffled already, so the first completers are as good as any.
  return new Map(traps.map((trap, i) => [at(completed, i), trap]));
}

function dealt(units: readonly OrgUnit[]): readonly OrgUnit[] {
  return units.flatMap((unit) => repeat(unit, unit.people));
}

/** A unit of one person is only worth anything to an attacker if that person answered: they change places with a completer. */
function seated(deck: readonly OrgUnit[], completers: readonly number[]): readonly OrgUnit[] {
  const seats = [...deck];
  for (const [index, unit] of deck.entries()) {
    const other = completers.find((completer) => at(seats, completer).people > 1);
    if (unit.people !== 1 || completers.includes(index) || other === undefined) continue;
    seats[index] = at(seats, other);
    seats[other] = unit;
  }
  return seats;
}

function repeat<T>(item: T, times: number): readonly T[] {
  return Array.from({ length: times }, () => item);
}

/** How often each part has come before. */
function counter(): (part: Part) => number {
  const seen = new Map<Part, number>();
  return (part) => {
    const count = seen.get(part) ?? 0;
    seen.set(part, count + 1);
    return count;
  };
}
