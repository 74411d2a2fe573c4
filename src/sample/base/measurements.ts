import { canary } from '../canary.ts';
import { healthOf } from '../health.ts';
import { CONVERTED_DECIMALS, OTHER_DECIMALS, readMeasures, type MeasureItem } from '../measures.ts';
import type { Stream } from '../random.ts';
import { screening as screenings } from '../tables/screening.ts';
import { accountsOf, participantId, type Row, type TableRows } from '../world.ts';
import { eventId } from './employers.ts';
import { streamFor } from './people.ts';

/** A physician's form brings values without an event. */
const BY_PHYSICIAN = 0.15;

export const screening: TableRows = function* (world) {
  for (const row of screenings(world)) {
    const id = String(row['screening_id']);
    const stream = streamFor(world.seed, 'screening', id);
    const physician = stream.chance(BY_PHYSICIAN);
    const at = String(row['at']);
    yield {
      screening_id: id,
      participant_id: row['participant_id'] ?? null,
      event_id: physician ? null : eventId(id.slice(2, id.lastIndexOf('-') - 6), at),
      at,
      fasted: row['fasted'] ?? null,
      pregnant: row['pregnant'] ?? null,
      physician_form: physician,
      lab_accession: physician ? null : canary('accession', id.slice(2)),
    };
  }
};

/** A value a row. Some devices give inches, pounds or millimoles. */
export const biometric: TableRows = function* (world) {
  const measures = readMeasures();
  for (const row of screenings(world)) {
    const id = String(row['screening_id']);
    const stream = streamFor(world.seed, 'biometric', id);
    const foreign = stream.chance(0.3);
    for (const measure of measures) {
      const value = row[measure.column];
      if (typeof value !== 'number') continue;
      yield { screening_id: id, code: measure.code, ...inUnit(measure, value, foreign), device_serial: row['device_serial'] ?? null };
    }
  }
};

/** In the other unit where that loses nothing: a height of 1.73 "cm" stays the slip that it is. */
function inUnit({ unit, other }: MeasureItem, value: number, foreign: boolean): Row {
  if (!foreign || other === null) return { value, unit };
  const converted = rounded((value - other.offset) / other.factor, OTHER_DECIMALS);
  const back = rounded(converted * other.factor + other.offset, CONVERTED_DECIMALS);
  return back === value && converted > 0 ? { value: converted, unit: other.unit } : { value, unit };
}

function rounded(value: number, decimals: number): number {
  return Number(value.toFixed(decimals));
}

const CONDITIONS = ['asthma', 'hypertension', 'high_cholesterol', 'back_pain', 'migraine'] as const;

export const condition: TableRows = function* (world) {
  for (const person of accountsOf(world)) {
    const stream = streamFor(world.seed, 'condition', person.serial);
    const { diabetes } = healthOf(person, world.seed);
    const codes = CONDITIONS.filter(() => stream.chance(0.1));
    for (const code of diabetes ? ['diabetes', ...codes] : codes) {
      yield { participant_id: participantId(person), code, self_reported: stream.chance(0.9), onset_year: onset(stream) + world.yearsLater };
    }
  }
};

/** Free text: what people call their medicine. */
export const medication: TableRows = function* (world) {
  for (const person of accountsOf(world)) {
    const stream = streamFor(world.seed, 'medication', person.serial);
    const medicines = stream.weighted([0.7, 0.2, 0.1]);
    for (let k = 1; k <= medicines; k++) {
      const name = stream.pick(['metformin', 'lisinopril', 'atorvastatin', 'the blue one Dr Lee gave me']);
      yield {
        medication_id: `ME${person.serial}-${k}`,
        participant_id: participantId(person),
        name: `${name} ${canary('medicine', `${person.serial}-${k}`)}`,
        started_on: `${onset(stream)}-06-15`,
      };
    }
  }
};

function onset(stream: Stream): number {
  return stream.between(2005, 2024);
}
