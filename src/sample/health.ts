import { day } from './calendar.ts';
import { draw, drawOne, drawPair, readMoments, readShares } from './figures.ts';
import { streamOf, type Person } from './person.ts';
import { at, type Stream } from './random.ts';
import type { Visit } from './visit.ts';

/** Figure tables in use, by what they give. */
export const FIGURES = {
  smokingHealth: readShares('smoking-health', ['age', 'sex']),
  bmiBand: readShares('bmi-band', ['age', 'sex', 'health3']),
  bmiValue: readShares('bmi-value', ['sex', 'bmi_band']),
  mentalDays: readShares('mental-days', ['age', 'sex', 'health3']),
  physicalDays: readShares('physical-days', ['health', 'distress']),
  mentalValue: readShares('mental-days-value', ['mental_days']),
  physicalValue: readShares('physical-days-value', ['physical_days']),
  sleep: readShares('sleep', ['age', 'health3', 'distress']),
  activity: readShares('activity', ['age', 'sex', 'health']),
  eCigarettes: readShares('e-cigarettes', ['age', 'smoker_status']),
  checkup: readShares('checkup', ['age', 'sex']),
  fluVaccine: readShares('flu-vaccine', ['age', 'sex', 'checkup']),
  depressive: readShares('depressive', ['age', 'sex', 'distress']),
  diabetes: readShares('diabetes', ['age', 'bmi3']),
  drinker: readShares('drinker', ['age', 'sex', 'smoker_status']),
  drinks: readShares('drinks', ['sex']),
  moodItems: readShares('mood-items', ['health3', 'distress']),
} as const;

const HEIGHT = readMoments('height', ['age', 'sex']);
/** Visits of the year before end in November. */
const FOLLOWED_FROM = day(2024, 12, 1);

export type HealthLevel = 'high' | 'good' | 'low';
export type YesNo = 'yes' | 'no';

/** What is the same at every visit of a person. */
export interface Health {
  readonly ageBand: string;
  readonly smoker: string;
  readonly general: string;
  readonly level: HealthLevel;
  readonly ecig: string;
  readonly bmi: number;
  readonly bmi3: 'under25' | '25-30' | 'over30';
  readonly heightCm: number;
  readonly active: boolean;
  readonly checkup: boolean;
  readonly fluVaccine: boolean;
  readonly diabetes: boolean;
  /** Who drinks is from BRFSS (past 30 days); how much is from the NHANES people who drink at all. */
  readonly drinksWeek: number;
}

/** What changes from visit to visit. */
export interface Mood {
  readonly mentalDays: number;
  readonly physicalDays: number;
  readonly distress: YesNo;
  readonly depressive: boolean;
  readonly sleepHours: number;
  readonly interest: string;
  readonly depressed: string;
}

/** The surveys' age bands; people past 69 are drawn as those of 60 to 69, whose figures are the nearest. */
export function ageBandOf(age: number): string {
  return age < 30 ? '18-29' : age < 40 ? '30-39' : age < 50 ? '40-49' : age < 60 ? '50-59' : '60-69';
}

export function levelOf(general: string): HealthLevel {
  return general === 'excellent' || general === 'very_good' ? 'high' : general === 'good' ? 'good' : 'low';
}

export function healthOf(person: Person, seed: string): Health {
  const stream = streamOf(seed, person.cast, person.serial, 'health');
  const ageBand = ageBandOf(person.age);
  const { sex } = person;
  const smokingHealth = draw(FIGURES.smokingHealth, stream, ageBand, sex);
  const [smoker, general] = [at(smokingHealth, 0), at(smokingHealth, 1)];
  const level = levelOf(general);
  const bmi = bmiOf(stream, sex, drawOne(FIGURES.bmiBand, stream, ageBand, sex, level));
  const bmi3 = bandOf(bmi);
  const checkup = drawOne(FIGURES.checkup, stream, ageBand, sex);
  const drinker = drawOne(FIGURES.drinker, stream, ageBand, sex, smoker) === 'yes';
  return {
    ageBand,
    smoker,
    general,
    level,
    bmi,
    bmi3,
    ecig: drawOne(FIGURES.eCigarettes, stream, ageBand, smoker),
    heightCm: Math.round(drawPair(HEIGHT, stream, ageBand, sex)[0]),
    active: drawOne(FIGURES.activity, stream, ageBand, sex, general) === 'yes',
    checkup: checkup === 'yes',
    fluVaccine: drawOne(FIGURES.fluVaccine, stream, ageBand, sex, checkup) === 'yes',
    diabetes: drawOne(FIGURES.diabetes, stream, ageBand, bmi3) === 'yes',
    drinksWeek: drinker ? fromRange(stream, drawOne(FIGURES.drinks, stream, sex)) : 0,
  };
}

/** Kept for those who took part a year earlier: body mass rises by 0.2 kg/m² a year, and one former smoker in eight still smoked. Assumed. */
const BMI_A_YEAR = { mean: 0.2, sd: 0.9 } as const;
const QUIT_SINCE = 1 / 8;

/** What is the same at every visit, but for what changes between the years that are followed. */
export function healthAt(person: Person, visit: Visit, seed: string): Health {
  const health = healthOf(person, seed);
  if (!person.cast.followUp || visit.on >= FOLLOWED_FROM) return health;
  const stream = streamOf(seed, person.cast, person.serial, 'year-before');
  const bmi = Math.max(15, health.bmi - BMI_A_YEAR.mean + BMI_A_YEAR.sd * stream.normal());
  const smoker = health.smoker === 'former' && stream.chance(QUIT_SINCE) ? 'some_days' : health.smoker;
  return { ...health, bmi, bmi3: bandOf(bmi), smoker };
}

export function moodOf(person: Person, health: Health, stream: Stream): Mood {
  const { ageBand, level, general } = health;
  const mentalDays = Number(
    drawOne(FIGURES.mentalValue, stream, drawOne(FIGURES.mentalDays, stream, ageBand, person.sex, level)),
  );
  const distress: YesNo = mentalDays >= 14 ? 'yes' : 'no';
  const physicalDays = Number(
    drawOne(FIGURES.physicalValue, stream, drawOne(FIGURES.physicalDays, stream, general, distress)),
  );
  const items = draw(FIGURES.moodItems, stream, level, distress);
  return {
    mentalDays,
    physicalDays,
    distress,
    depressive: drawOne(FIGURES.depressive, stream, ageBand, person.sex, distress) === 'yes',
    sleepHours: Number(drawOne(FIGURES.sleep, stream, ageBand, level, distress)),
    interest: at(items, 0),
    depressed: at(items, 1),
  };
}

function bandOf(bmi: number): Health['bmi3'] {
  return bmi < 25 ? 'under25' : bmi < 30 ? '25-30' : 'over30';
}

/** The figures give whole kg/m²; within one, every value is equally likely. 18 is cut in two by the edge of underweight. */
function bmiOf(stream: Stream, sex: 'F' | 'M', band: string): number {
  const floor = Number(drawOne(FIGURES.bmiValue, stream, sex, band));
  const part = stream.next();
  if (floor !== 18) return floor + part;
  return band === 'under' ? 18 + part / 2 : 18.5 + part / 2;
}

/** A whole number from a range such as `7-14`, or the number itself. */
function fromRange(stream: Stream, range: string): number {
  const [low = NaN, high = low] = range.split('-').map(Number);
  return stream.between(low, high);
}
