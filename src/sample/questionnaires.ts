import type { Health, Mood } from './health.ts';
import { poisson, scale, type Modelled } from './modelled.ts';
import type { Person } from './person.ts';
import type { Stream } from './random.ts';
import type { Cell } from './world.ts';

/**
 * Answers to standard questionnaires beyond what the two surveys hold. All distributions are assumptions: items of a scale lean on one
 * severity, as items of a scale do, and on what the person has answered elsewhere.
 */

export type Items = Readonly<Record<string, Cell>>;

/** Who smokes is from the surveys, in four levels; the form asks for it in two questions and does not ask the second of those who never did. */
export function tobaccoItems(stream: Stream, { sex }: Person, { smoker }: Health): Items {
  const now = smoker === 'former' ? 'not_at_all' : smoker;
  const smokeless = stream.weighted(sex === 'M' ? [0.935, 0.035, 0.03] : [0.988, 0.006, 0.006]);
  return {
    smoked_100: smoker !== 'never',
    smokes_now: smoker === 'never' ? null : now,
    smokeless_now: ['not_at_all', 'some_days', 'every_day'][smokeless] ?? null,
  };
}

/** Vigorous minutes are a third of the active time at most. */
export function activityItems(stream: Stream, { active }: Health, { activeMinutes }: Modelled): Items {
  const vigorous = stream.chance(0.45) ? 5 * Math.floor((activeMinutes * stream.next()) / 15) : 0;
  return {
    moderate_minutes_week: activeMinutes - vigorous,
    vigorous_minutes_week: vigorous,
    strength_days: active
      ? stream.weighted([0.4, 0.15, 0.2, 0.13, 0.06, 0.04, 0.01, 0.01])
      : stream.weighted([0.85, 0.1, 0.05]),
  };
}

export function alcoholItems(stream: Stream, { drinksWeek }: Health): Items {
  const frequency =
    drinksWeek === 0
      ? 0
      : drinksWeek <= 1
        ? stream.between(1, 2)
        : drinksWeek <= 4
          ? stream.between(2, 3)
          : stream.between(3, 4);
  const amount = drinksWeek === 0 ? 0 : scale(stream, drinksWeek / 9, 0.7, 0, 4);
  const six = drinksWeek < 3 ? 0 : scale(stream, drinksWeek / 10, 0.8, 0, 4);
  return {
    drinks_week: drinksWeek,
    audit_frequency: frequency,
    audit_amount: amount,
    audit_six: six,
    binge_occasions: drinksWeek < 3 ? 0 : Math.min(30, poisson(stream, drinksWeek / 12)),
  };
}

const PHQ = ['sleep', 'energy', 'appetite', 'failure', 'concentration', 'moving'];
const GAD = ['nervous', 'control', 'worry', 'relax', 'restless', 'irritable', 'afraid'];

/** The first two PHQ items are drawn from the surveys' figures; the other six, and anxiety, go with them. */
export function moodItems(stream: Stream, mood: Mood, interest: number, depressed: number): Items {
  const severity = interest + depressed;
  const anxious = severity + (mood.distress === 'yes' ? 1 : 0) + (stream.chance(0.12) ? 2 : 0);
  const items = (prefix: string, names: readonly string[], mean: number): Items =>
    Object.fromEntries(names.map((name) => [`${prefix}_${name}`, scale(stream, mean, 0.6, 0, 3)]));
  return {
    phq_interest: interest,
    phq_depressed: depressed,
    ...items('phq', PHQ, 0.1 + 0.33 * severity),
    ...items('gad', GAD, 0.05 + 0.3 * anxious),
  };
}

const STAGES = ['precontemplation', 'contemplation', 'preparation', 'action', 'maintenance'];

/** Outlook, work and care: what the surveys do not ask. */
export function otherItems(stream: Stream, health: Health, other: Modelled): Items {
  const stage = (weights: readonly number[]): string => STAGES[stream.weighted(weights)] ?? 'precontemplation';
  const pressure =
    (health.level === 'low' ? 0.12 : 0) +
    (health.bmi3 === 'over30' ? 0.12 : 0) +
    (Number(health.ageBand.slice(0, 2)) >= 50 ? 0.18 : 0.04);
  const smokes = health.smoker === 'every_day' || health.smoker === 'some_days';
  return {
    life_in_5_years: scale(stream, other.life + 0.7, 1.2, 0, 10),
    activity_impairment: scale(stream, other.presenteeism + 0.2, 1.2, 0, 10),
    own_performance: scale(stream, 8.4 - 0.25 * other.presenteeism, 1.1, 0, 10),
    bp_medicine: stream.chance(pressure),
    glucose_medicine: health.diabetes && stream.chance(0.8),
    hospital_nights: stream.chance(0.05 + (health.level === 'low' ? 0.06 : 0)) ? 1 + poisson(stream, 1.6) : 0,
    readiness_eating: stage([0.2, 0.3, 0.25, 0.12, 0.13]),
    readiness_stress: stage([0.3, 0.3, 0.2, 0.1, 0.1]),
    readiness_tobacco: smokes ? stage([0.35, 0.35, 0.2, 0.1, 0]) : 'does_not_use',
  };
}
