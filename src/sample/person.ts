import { bornFor, day, type Day } from './calendar.ts';
import type { Cast, CastMember, Part, Trap } from './cast.ts';
import { employmentOf, isLongThere, type Employment } from './employment.ts';
import { nameOf, type Name } from './names.ts';
import { at, Stream } from './random.ts';
import { visitsOf, type Visit } from './visit.ts';

/** An invented person with a year of wellness behind them, before it is spread over the tables. */
export interface Person {
  readonly cast: Cast;
  readonly part: Part;
  readonly trap: Trap | null;
  readonly nth: number;
  /** Digits that name the person in every id and marker, e.g. `1000042`: employer 1, member 42. */
  readonly serial: string;
  /** What the person is; what is on file may lack it (traps `no-sex`, `no-birth-date`). */
  readonly sex: 'F' | 'M';
  readonly born: Day;
  /** On 31 December 2025. */
  readonly age: number;
  readonly name: Name;
  /** The entitled person whose family this is; null for employees. */
  readonly employee: { readonly serial: string; readonly name: Name } | null;
  /** Rows of the eligibility file, oldest first; the last one counts. */
  readonly employment: readonly Employment[];
  readonly hasAccount: boolean;
  readonly visits: readonly Visit[];
}

export const PERIOD_END = day(2025, 12, 31);

const AGE_BANDS = [
  [18, 29],
  [30, 39],
  [40, 49],
  [50, 59],
  [60, 69],
] as const;
const AGE_SHARES = [0.21, 0.26, 0.24, 0.2, 0.09];
/** Share of those who were there in 2024 that took part then. */
const EARLIER = 0.4;
const FOLLOWED = 0.9;
const WITHOUT_ACCOUNT: readonly Part[] = ['absent', 'dependent', 'future-hire'];

/** The same person every time, whichever table asks: nothing about people is kept in memory between tables. */
export function personOf(cast: Cast, member: CastMember, seed: string): Person {
  const { part, trap, nth, index, belongsTo } = member;
  const stream = streamOf(seed, cast, index, 'person');
  const sex = stream.chance(cast.spec.women) ? 'F' : 'M';
  const [youngest, oldest] = part === 'dependent' ? [18, 25] : at(AGE_BANDS, stream.weighted(AGE_SHARES));
  const drawnAge = stream.between(youngest, oldest);
  const age = trap === 'over-ninety' ? stream.between(90, 94) : isLongThere(member) ? Math.max(drawnAge, 21) : drawnAge;
  const born = bornFor(age, PERIOD_END, stream.between(1, 365));
  const name = nameOf(stream, cast.spec.locale, sex);
  const hasAccount = !WITHOUT_ACCOUNT.includes(part) && !(part === 'leaver' && nth % 2 === 1);
  const employment = employmentOf(cast, member, born, stream);
  return {
    cast,
    part,
    trap,
    nth,
    serial: serialOf(cast, index),
    sex,
    born,
    age,
    name: trap === 'nfc-name' ? spelled('NFC') : trap === 'nfd-name' ? spelled('NFD') : name,
    employee: belongsTo === null ? null : familyOf(cast, belongsTo, seed),
    employment,
    hasAccount,
    visits: hasAccount ? visitsOf(member, at(employment, 0).hiredOn, cast.followUp ? FOLLOWED : EARLIER, stream) : [],
  };
}

/** One name whose letters Unicode can spell in two ways that look alike and compare as different. */
function spelled(form: 'NFC' | 'NFD'): Name {
  return { first: 'Thủy Tiên'.normalize(form), last: 'Nguyễn'.normalize(form) };
}

export function streamOf(seed: string, cast: Cast, index: number | string, purpose: string): Stream {
  return new Stream(`${seed}/${cast.spec.id}/${index}/${purpose}`);
}

function serialOf(cast: Cast, index: number): string {
  return `${cast.ordinal}${String(index).padStart(6, '0')}`;
}

function familyOf(cast: Cast, index: number, seed: string): Person['employee'] {
  const { serial, name } = personOf(cast, at(cast.members, index), seed);
  return { serial, name };
}
