import { timestamp } from '../calendar.ts';
import { canary } from '../canary.ts';
import { healthAt, moodOf } from '../health.ts';
import { modelledAnswers, moodScore, RARELY } from '../modelled.ts';
import { streamOf, type Person } from '../person.ts';
import { activityItems, alcoholItems, moodItems, otherItems, tobaccoItems } from '../questionnaires.ts';
import type { Stream } from '../random.ts';
import type { Visit } from '../visit.ts';
import { accountsOf, participantId, type Cell, type Row, type TableRows } from '../world.ts';

/** Share of single answers left out, by most people and by those of the trap `missing-items` (paper forms). */
const LEFT_OUT = 0.02;
const LEFT_OUT_ON_PAPER = 0.5;
const COMMENTS = [
  'Thank you.',
  'The form was too long.',
  'More walks at lunch, please.',
  'Phòng tập nên mở cửa sớm hơn.',
  'El comedor necesita fruta.',
];

type Answers = Readonly<Record<string, Cell>>;

/** One row per started assessment; an unfinished one holds the first few answers. */
export const assessment: TableRows = function* (world) {
  for (const person of accountsOf(world)) {
    for (const [k, visit] of person.visits.entries()) {
      const stream = streamOf(world.seed, person.cast, person.serial, `visit-${k}`);
      yield assessmentOf(world.seed, person, visit, k + 1, stream);
    }
  }
};

function assessmentOf(seed: string, person: Person, visit: Visit, k: number, stream: Stream): Row {
  const timeZone = person.cast.spec.timeZone;
  // Nobody takes longer than the quarter of an hour that lies before the earliest completion of the trap `first-minute`.
  const minutes = stream.between(5, 14);
  const given =
    person.trap === 'implausible'
      ? implausible(answersOf(seed, person, visit, stream))
      : answersOf(seed, person, visit, stream);
  return {
    response_id: `RE${person.serial}-${k}`,
    participant_id: participantId(person, visit.oldAccount),
    started_at: timestamp(visit.on, visit.minute - minutes, timeZone),
    completed_at: visit.completed ? timestamp(visit.on, visit.minute, timeZone) : null,
    ...(visit.completed ? leftOut(given, person, stream) : abandoned(given)),
    comments: commentOf(person, k, stream),
  };
}

function answersOf(seed: string, person: Person, visit: Visit, stream: Stream): Answers {
  const health = healthAt(person, visit, seed);
  const mood = moodOf(person, health, stream);
  const other = modelledAnswers(stream, health, mood);
  return {
    ...tobaccoItems(stream, person, health),
    ecig_use: health.ecig === 'some_days' && stream.chance(RARELY) ? 'rarely' : health.ecig,
    general_health: health.general,
    physical_bad_days: mood.physicalDays,
    mental_bad_days: mood.mentalDays,
    sleep_hours: mood.sleepHours,
    ...activityItems(stream, health, other),
    ...alcoholItems(stream, health),
    fruit_veg_servings: other.fruitAndVegetables,
    ...moodItems(stream, mood, moodScore(stream, mood.interest), moodScore(stream, mood.depressed)),
    stress_level: other.stress,
    life_satisfaction: other.life,
    job_satisfaction: other.job,
    hours_missed: other.hoursMissed,
    hours_worked: other.hoursWorked,
    presenteeism: other.presenteeism,
    checkup_within_year: health.checkup,
    flu_vaccine: health.fluVaccine,
    er_visits: other.erVisits,
    readiness_activity: other.readiness,
    ...otherItems(stream, health, other),
  };
}

/** Values that a form should never have let through: a survey's code for "none" (88) in a count of days, an answer off the scale. */
function implausible(answers: Answers): Answers {
  return {
    ...answers,
    mental_bad_days: 88,
    sleep_hours: 40,
    phq_interest: 9,
    drinks_week: -1,
    audit_six: 7,
    smokes_now: 'unknown',
    smoked_100: true,
  };
}

function leftOut(answers: Answers, { trap }: Person, stream: Stream): Answers {
  if (trap === 'implausible') return answers;
  const share = trap === 'missing-items' ? LEFT_OUT_ON_PAPER : LEFT_OUT;
  return Object.fromEntries(
    Object.entries(answers).map(([item, value]) => [item, stream.chance(share) ? null : value]),
  );
}

const ANSWERED_AT_FIRST = 6;

function abandoned(answers: Answers): Answers {
  return Object.fromEntries(
    Object.entries(answers).map(([item, value], i) => [item, i < ANSWERED_AT_FIRST ? value : null]),
  );
}

function commentOf(person: Person, k: number, stream: Stream): string | null {
  const marker = canary('comment', `${person.serial}-${k}`);
  const typical = stream.chance(0.25) ? `${stream.pick(COMMENTS)} ${marker}` : null;
  if (person.trap !== 'typed-identifiers') return typical;
  const { first, last } = person.name;
  return `I am ${first} ${last}, "call me" on 0903 555 012,\nor write to ${first.toLowerCase()}@mail.example. ${marker}`;
}
