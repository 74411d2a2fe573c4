import { canary } from './canary.ts';
import { RUNNING, type EmployerSpec } from './employer.ts';
import { at, Stream } from './random.ts';

/**
 * Employers of any number and size, for databases beyond the demonstration. Sizes are lognormal with a median of 350 people, as those of a
 * vendor's clients are (most small, a few with tens of thousands); names, places and units are put together from lists.
 */

/** Smaller ones have too few completers for the traps, larger ones do not stay within memory. */
export const SMALLEST_EMPLOYER = 60;
export const LARGEST_EMPLOYER = 100_000;
const MEDIAN = 350;
/** Standard deviation of the logarithm: one employer in fifty has more than 5,000 people. */
const SPREAD = 1.3;

/** Sizes that add up to `people`: as many employers as it takes, or as many as are wanted. */
export function employerSizes(people: number, seed: string, employers: number | null): readonly number[] {
  const stream = new Stream(`${seed}/market`);
  const draw = (): number => Math.min(LARGEST_EMPLOYER, Math.max(SMALLEST_EMPLOYER, Math.round(MEDIAN * Math.exp(SPREAD * stream.normal()))));
  if (employers !== null) return scaledTo(people, Array.from({ length: employers }, draw));
  const sizes: number[] = [];
  let rest = people;
  while (rest > 0) {
    // What would be left must be enough for an employer of its own, or nothing.
    const size = Math.min(draw(), rest);
    const last = rest - size < SMALLEST_EMPLOYER;
    sizes.push(last ? rest : size);
    rest = last ? 0 : rest - size;
  }
  return sizes;
}

/** The same proportions with another sum, within the limits; what rounding leaves goes to the first with room for it. */
function scaledTo(people: number, drawn: readonly number[]): readonly number[] {
  if (people < drawn.length * SMALLEST_EMPLOYER || people > drawn.length * LARGEST_EMPLOYER)
    throw new RangeError(`${drawn.length} employers have between ${drawn.length * SMALLEST_EMPLOYER} and ${drawn.length * LARGEST_EMPLOYER} people`);
  const factor = people / drawn.reduce((sum, size) => sum + size, 0);
  const sizes = drawn.map((size) => Math.min(LARGEST_EMPLOYER, Math.max(SMALLEST_EMPLOYER, Math.round(size * factor))));
  let rest = people - sizes.reduce((sum, size) => sum + size, 0);
  return sizes.map((size) => {
    const next = Math.min(LARGEST_EMPLOYER, Math.max(SMALLEST_EMPLOYER, size + rest));
    rest -= next - size;
    return next;
  });
}

const PLACES = [
  { country: 'US', locale: 'en', timeZone: 'America/New_York', towns: [['Albany', '1220'], ['Utica', '1350'], ['Scranton', '1850'], ['Hartford', '0610'], ['Richmond', '2322'], ['Durham', '2770']] },
  { country: 'US', locale: 'en', timeZone: 'America/Chicago', towns: [['Peoria', '6160'], ['Davenport', '5280'], ['Omaha', '6810'], ['Wichita', '6720'], ['Tulsa', '7410'], ['Memphis', '3810']] },
  { country: 'US', locale: 'es', timeZone: 'America/Chicago', towns: [['San Antonio', '7820'], ['Laredo', '7804'], ['McAllen', '7850'], ['Corpus Christi', '7840'], ['Brownsville', '7852'], ['Austin', '7870']] },
  { country: 'US', locale: 'en', timeZone: 'America/Los_Angeles', towns: [['Fresno', '9370'], ['Salem', '9730'], ['Tacoma', '9840'], ['Reno', '8950'], ['Stockton', '9520'], ['Spokane', '9920']] },
  { country: 'VN', locale: 'vi', timeZone: 'Asia/Ho_Chi_Minh', towns: [['Bắc Ninh', null], ['Hải Phòng', null], ['Đà Nẵng', null], ['Cần Thơ', null], ['Biên Hòa', null], ['Hà Nội', null]] },
] as const;
const PLACE_SHARES = [0.27, 0.27, 0.12, 0.22, 0.12];
const NAMES = ['Alder', 'Birch', 'Cedar', 'Elm', 'Hazel', 'Juniper', 'Linden', 'Maple', 'Oak', 'Rowan', 'Spruce', 'Willow'] as const;
const TRADES = ['Clinics', 'Electronics', 'Foods', 'Logistics', 'Manufacturing', 'Schools', 'Services', 'Software'] as const;
const UNITS = ['Operations', 'Sales', 'Service', 'Finance', 'Engineering', 'Logistics', 'Quality', 'People', 'Planning', 'Purchasing'] as const;

/** Past clients and changed ones are laid among the others like traps; eight employers have one of each. */
const FATES = { renamed: [10, 3], merged: [15, 5], ended: [20, 7], typed: [12, 2] } as const;

/** An invented employer; `nth` runs from 0 and is part of every id. */
export function marketEmployer(nth: number, people: number, seed: string): EmployerSpec {
  const stream = new Stream(`${seed}/market/${nth}`);
  const place = at(PLACES, stream.weighted(PLACE_SHARES));
  const name = `${stream.pick(NAMES)} ${stream.pick(TRADES)} ${nth + 1}`;
  const falls = ([every, offset]: readonly [number, number]): boolean => nth % every === offset;
  return {
    id: idOf(nth),
    legalName: name,
    country: place.country,
    timeZone: place.timeZone,
    locale: place.locale,
    mailDomain: `employer-${nth + 1}.example`,
    people,
    women: 0.35 + 0.3 * stream.next(),
    completed: 0.45 + 0.25 * stream.next(),
    divisions: divisionsOf(people, falls(FATES.typed) ? ` (${canary('unit', String(nth + 1))}@employer-${nth + 1}.example)` : ''),
    sites: sitesOf(people, place.towns),
    // A year of retention after a contract that ended in 2023 is over.
    contract: falls(FATES.ended) ? { ...RUNNING, startOn: '2021-01-01', endOn: '2023-12-31' } : RUNNING,
    ...(falls(FATES.renamed) ? { formerName: { name: `${name} & Sons`, until: '2024-10-01' } } : {}),
    ...(falls(FATES.merged) ? { mergedInto: { id: idOf(nth - 1), on: '2025-07-01' } } : {}),
  };
}

function idOf(nth: number): string {
  return `employer-${String(nth + 1).padStart(5, '0')}`;
}

/** A department for every forty people up to thirty, in divisions of up to ten. `typed` is what somebody typed into the first one's name. */
function divisionsOf(people: number, typed: string): EmployerSpec['divisions'] {
  const departments = Math.min(30, Math.max(2, Math.round(people / 40)));
  const names = Array.from({ length: departments }, (_, i) => `${at(UNITS, i % UNITS.length)} ${Math.floor(i / UNITS.length) + 1}${i === 0 ? typed : ''}`);
  if (departments < 6) return [{ name: null, departments: names }];
  const divisions = Math.ceil(departments / 10);
  return Array.from({ length: divisions }, (_, d) => ({
    name: `Division ${d + 1}`,
    departments: names.filter((_, i) => i % divisions === d),
    ...(d === 0 ? { office: Math.min(10, Math.floor(people / 50)) } : {}),
  }));
}

/** A site for every two hundred people up to six; beyond two sites, the last is one person's. */
function sitesOf(people: number, towns: readonly (readonly [string, string | null])[]): EmployerSpec['sites'] {
  const sites = Math.min(towns.length, Math.max(2, Math.round(people / 200)));
  return towns.slice(0, sites).map(([name, zip4], i) => ({ name, zip4, ...(i > 1 && i === sites - 1 ? { people: 1 } : {}) }));
}
