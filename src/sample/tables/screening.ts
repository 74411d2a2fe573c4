import { timestamp } from '../calendar.ts';
import { canary } from '../canary.ts';
import { drawPair, readMoments } from '../figures.ts';
import { healthAt, type Health } from '../health.ts';
import { streamOf, type Person } from '../person.ts';
import type { Stream } from '../random.ts';
import { accountsOf, participantId, type Row, type TableRows } from '../world.ts';

const BLOOD_PRESSURE = readMoments('blood-pressure', ['age', 'sex', 'bmi3']);
const CHOLESTEROL = readMoments('cholesterol', ['age', 'sex', 'bmi3']);

/** Share of completed visits that are followed by a biometric screening within a month. */
const SCREENED = 0.6;

export const screening: TableRows = function* (world) {
  for (const person of accountsOf(world)) {
    for (const [k, visit] of person.visits.entries()) {
      if (!visit.completed || visit.oldAccount) continue;
      const stream = streamOf(world.seed, person.cast, person.serial, `screening-${k}`);
      if (!stream.chance(SCREENED) && person.trap !== 'implausible') continue;
      const daysLater = person.trap === 'last-minute' ? 0 : stream.between(1, 28);
      yield {
        screening_id: `SC${person.serial}-${k + 1}`,
        participant_id: participantId(person),
        at: timestamp(visit.on + daysLater, stream.between(480, 960), person.cast.spec.timeZone),
        ...measured(person, healthAt(person, visit, world.seed), stream),
        device_serial: canary('serial', `${person.serial}-${k + 1}`),
      };
    }
  }
};

function measured(person: Person, health: Health, stream: Stream): Row {
  const given = [health.ageBand, person.sex, health.bmi3] as const;
  const [lnSystolic, lnDiastolic] = drawPair(BLOOD_PRESSURE, stream, ...given);
  const [lnTotal, lnHdl] = drawPair(CHOLESTEROL, stream, ...given);
  const systolic = Math.round(Math.exp(lnSystolic));
  const diastolic = Math.min(systolic - 15, Math.round(Math.exp(lnDiastolic)));
  const metres = health.heightCm / 100;
  // Fasting glucose in mg/dL is an assumption (the surveys at hand have none): mean 94 and SD 8 without diabetes, 145 and 35 with it.
  const glucose = health.diabetes ? Math.max(90, 145 + 35 * stream.normal()) : 94 + 8 * stream.normal();
  const total = Math.round(Math.exp(lnTotal));
  const hdl = Math.round(Math.exp(lnHdl));
  const row = {
    height_cm: health.heightCm,
    weight_kg: Math.round(10 * health.bmi * metres * metres) / 10,
    systolic,
    diastolic,
    total_cholesterol: stream.chance(0.05) ? null : total,
    hdl: stream.chance(0.06) ? null : hdl,
    glucose_fasting: stream.chance(0.2) ? null : Math.round(glucose),
    ...assumed(person, health, { systolic, diastolic, total, hdl }, stream),
  };
  // Metres in a column of centimetres, a stuck scale, a cuff that slipped, the two pressures in each other's place.
  return person.trap === 'implausible'
    ? {
        ...row,
        height_cm: metres,
        weight_kg: 999,
        systolic: 400,
        systolic_2: 70,
        diastolic_2: 110,
        total_cholesterol: 6,
        a1c: 42,
      }
    : row;
}

interface Drawn {
  readonly systolic: number;
  readonly diastolic: number;
  readonly total: number;
  readonly hdl: number;
}

/**
 * Measurements for which the surveys at hand hold no figures; the distributions are assumptions. Waist goes with body mass, LDL is
 * what total cholesterol leaves (Friedewald), HbA1c goes with diabetes; later readings of the pressure are a little lower than the first.
 */
function assumed(
  { sex, age }: Person,
  { bmi, diabetes }: Health,
  { systolic, diastolic, total, hdl }: Drawn,
  stream: Stream,
): Row {
  const triglycerides = Math.round(Math.exp(Math.log(108) + 0.025 * (bmi - 27) + 0.42 * stream.normal()));
  const reading = (taken: boolean, of: number): number | null =>
    taken ? Math.round(of - 2 + 4 * stream.normal()) : null;
  const a1c = diabetes ? Math.max(5.6, 7.2 + 1.2 * stream.normal()) : 5.4 + 0.28 * stream.normal();
  const second = stream.chance(0.75);
  const third = second && stream.chance(0.6);
  return {
    pregnant: sex === 'F' && age < 45 && stream.chance(0.03),
    fasted: stream.chance(0.85),
    waist_cm: stream.chance(0.08)
      ? null
      : Math.round(10 * (22 + 2.45 * bmi + (sex === 'M' ? 6 : 0) + 4.5 * stream.normal())) / 10,
    systolic_2: reading(second, systolic),
    diastolic_2: reading(second, diastolic),
    systolic_3: reading(third, systolic),
    diastolic_3: reading(third, diastolic),
    ldl: triglycerides < 400 && stream.chance(0.9) ? Math.max(30, Math.round(total - hdl - triglycerides / 5)) : null,
    triglycerides: stream.chance(0.12) ? null : triglycerides,
    a1c: stream.chance(0.35) ? null : Math.round(10 * a1c) / 10,
  };
}
