import type { Rows } from '../source/small-world.ts';

type Row = Rows[string][number];

export interface Given {
  readonly sex?: string | null;
  readonly answers?: Row;
  readonly measures?: Row | null;
  readonly months?: readonly Row[];
}

export type Case = readonly [indicator: string, given: Given, expected: string];

/** One answer at a time. */
const asked = (indicator: string, column: string, ...pairs: readonly (readonly [string | number | boolean | null, string])[]): readonly Case[] =>
  pairs.map(([value, expected]) => [indicator, { answers: { [column]: value } }, expected]);

const several = (indicator: string, ...pairs: readonly (readonly [Row, string])[]): readonly Case[] => pairs.map(([answers, expected]) => [indicator, { answers }, expected]);

/** One measurement at a time, of a woman who is not pregnant and has fasted. */
const measured = (indicator: string, ...pairs: readonly (readonly [Row | null, string, (string | null)?])[]): readonly Case[] =>
  pairs.map(([measures, expected, sex = 'F']) => [indicator, { sex, measures: measures === null ? null : { pregnant: false, fasted: true, ...measures } }, expected]);

/** Items of a scale, filled in order with the points given; null is an item left out. */
const PHQ = ['interest', 'depressed', 'sleep', 'energy', 'appetite', 'failure', 'concentration', 'moving'].map((item) => `phq_${item}`);
const GAD = ['nervous', 'control', 'worry', 'relax', 'restless', 'irritable', 'afraid'].map((item) => `gad_${item}`);
const AUDIT = ['audit_frequency', 'audit_amount', 'audit_six'];
const items = (columns: readonly string[], points: readonly (number | null)[]): Row => Object.fromEntries(columns.map((column, i) => [column, points[i] ?? null]));
const scale = (indicator: string, columns: readonly string[], ...pairs: readonly (readonly [readonly (number | null)[], string, (string | null)?])[]): readonly Case[] =>
  pairs.map(([points, expected, sex = 'F']) => [indicator, { sex, answers: items(columns, points) }, expected]);

/** Points spread over `n` items so that they add up to `total`. */
const adding = (total: number, n: number, most: number): readonly number[] => Array.from({ length: n }, (_, i) => Math.max(0, Math.min(most, total - i * most)));
const totals = (indicator: string, columns: readonly string[], most: number, ...pairs: readonly (readonly [number, string])[]): readonly Case[] =>
  scale(indicator, columns, ...pairs.map(([total, expected]) => [adding(total, columns.length, most), expected] as const));

const STAGES = ['precontemplation', 'contemplation', 'preparation', 'action', 'maintenance'];
const stages = (indicator: string): readonly Case[] => [...STAGES.flatMap((stage) => asked(indicator, indicator, [stage, stage])), ...asked(indicator, indicator, ['sometime', 'missing'], [null, 'missing'])];

/** A person with five of the nine risks, all known; single ones are changed below. */
const RISKY = {
  answers: { smoked_100: true, smokes_now: 'every_day', moderate_minutes_week: 0, vigorous_minutes_week: 0, sleep_hours: 6, fruit_veg_servings: 5, phq_interest: 0, phq_depressed: 0 },
  measures: { pregnant: false, height_cm: 170, weight_kg: 90, systolic: 130, diastolic: 70, ldl: 100, a1c: 5 },
};
const risks = (answers: Row, measures: Row, expected: string): Case => ['risk_count', { answers: { ...RISKY.answers, ...answers }, measures: { ...RISKY.measures, ...measures } }, expected];

/** Waist, triglycerides and HDL meet the criterion; pressure and glucose do not. Everything is known. */
const SYNDROME = { measures: { pregnant: false, fasted: true, waist_cm: 88, triglycerides: 150, hdl: 49, systolic: 129, diastolic: 84, glucose_fasting: 99 }, answers: { bp_medicine: false, glucose_medicine: false } };
const syndrome = (measures: Row, expected: string, answers: Row = {}, sex: string | null = 'F'): Case => [
  'metabolic_syndrome', { sex, measures: { ...SYNDROME.measures, ...measures }, answers: { ...SYNDROME.answers, ...answers } }, expected,
];

const month = (month: string, valid_days: number, mean_steps: number | null, mean_active_minutes: number | null = null): Row => ({ month, valid_days, mean_steps, mean_active_minutes });
const worn = (indicator: string, months: readonly Row[], expected: string): Case => [indicator, { months }, expected];
const steps = (value: number, expected: string): Case => worn('steps', [month('2025-06-01', 20, value)], expected);
const device = (value: number, expected: string): Case => worn('active_minutes', [month('2025-06-01', 16, null, value)], expected);

/** By indicator: both sides of every cut-off, answers out of range, answers left out, and worked examples. */
export const CASES: readonly Case[] = [
  // Never 100 cigarettes: what they say of today does not matter (BRFSS does not ask them).
  ...several('smoke', [{ smoked_100: false, smokes_now: null }, 'never'], [{ smoked_100: false, smokes_now: 'every_day' }, 'never'], [{ smoked_100: true, smokes_now: 'every_day' }, 'daily'],
    [{ smoked_100: true, smokes_now: 'some_days' }, 'some-days'], [{ smoked_100: true, smokes_now: 'not_at_all' }, 'former'], [{ smoked_100: true, smokes_now: null }, 'missing'],
    [{ smoked_100: null, smokes_now: 'every_day' }, 'missing'], [{ smoked_100: true, smokes_now: 'unknown' }, 'missing']),
  ...asked('ecig', 'ecig_use', ['every_day', 'daily'], ['some_days', 'some-days'], ['rarely', 'some-days'], ['former', 'former'], ['never', 'never'], ['no', 'missing'], [null, 'missing']),
  ...asked('smokeless', 'smokeless_now', ['every_day', 'daily'], ['some_days', 'some-days'], ['not_at_all', 'not'], ['never', 'missing'], [null, 'missing']),

  ...asked('general_health', 'general_health', ['excellent', 'excellent'], ['very_good', 'very-good'], ['good', 'good'], ['fair', 'fair'], ['poor', 'poor'], ['Poor', 'missing'], [null, 'missing']),
  ...asked('physical_days', 'physical_bad_days', [0, 'none'], [1, 'some'], [13, 'some'], [14, 'frequent'], [30, 'frequent'], [31, 'missing'], [88, 'missing'], [-1, 'missing'], [null, 'missing']),
  ...asked('mental_days', 'mental_bad_days', [0, 'none'], [1, 'some'], [13, 'some'], [14, 'frequent'], [30, 'frequent'], [31, 'missing'], [88, 'missing'], [null, 'missing']),

  // At 180 cm: 59.94 kg are a BMI of 18.5, 81 of 25, 97.2 of 30, 113.4 of 35, 129.6 of 40.
  ...measured('bmi', [{ height_cm: 180, weight_kg: 59.93 }, 'under'], [{ height_cm: 180, weight_kg: 59.94 }, 'healthy'], [{ height_cm: 180, weight_kg: 80.99 }, 'healthy'], [{ height_cm: 180, weight_kg: 81 }, 'over'],
    [{ height_cm: 180, weight_kg: 97.19 }, 'over'], [{ height_cm: 180, weight_kg: 97.2 }, 'class-1'], [{ height_cm: 180, weight_kg: 113.39 }, 'class-1'], [{ height_cm: 180, weight_kg: 113.4 }, 'class-2'],
    [{ height_cm: 180, weight_kg: 129.59 }, 'class-2'], [{ height_cm: 180, weight_kg: 129.6 }, 'class-3'], [{ height_cm: 119, weight_kg: 60 }, 'missing'], [{ height_cm: 1.8, weight_kg: 81 }, 'missing'],
    [{ height_cm: 180, weight_kg: 301 }, 'missing'], [{ height_cm: 180, weight_kg: 29 }, 'missing'], [{ height_cm: 180, weight_kg: 81, pregnant: true }, 'missing'],
    [{ height_cm: 180, weight_kg: 81, pregnant: null }, 'missing'], [{ height_cm: 180, weight_kg: 81, pregnant: null }, 'over', 'M'], [{ height_cm: 180, weight_kg: 81 }, 'over', null], [null, 'missing']),
  ...measured('bmi_asian', [{ height_cm: 200, weight_kg: 73.99 }, 'under'], [{ height_cm: 200, weight_kg: 74 }, 'healthy'], [{ height_cm: 200, weight_kg: 91.99 }, 'healthy'], [{ height_cm: 200, weight_kg: 92 }, 'raised'],
    [{ height_cm: 200, weight_kg: 109.99 }, 'raised'], [{ height_cm: 200, weight_kg: 110 }, 'high'], [null, 'missing']),
  ...measured('waist', [{ waist_cm: 87.9 }, 'not-high'], [{ waist_cm: 88 }, 'high'], [{ waist_cm: 88 }, 'not-high', 'M'], [{ waist_cm: 101.9 }, 'not-high', 'M'], [{ waist_cm: 102 }, 'high', 'M'], [{ waist_cm: 102 }, 'missing', null],
    [{ waist_cm: 39 }, 'missing'], [{ waist_cm: 90, pregnant: true }, 'missing'], [null, 'missing']),

  ...measured('bp', [{ systolic: 119, diastolic: 79 }, 'normal'], [{ systolic: 120, diastolic: 79 }, 'elevated'], [{ systolic: 129, diastolic: 79 }, 'elevated'], [{ systolic: 130, diastolic: 79 }, 'stage-1'],
    [{ systolic: 119, diastolic: 80 }, 'stage-1'], [{ systolic: 139, diastolic: 89 }, 'stage-1'], [{ systolic: 140, diastolic: 70 }, 'stage-2'], [{ systolic: 118, diastolic: 90 }, 'stage-2'],
    [{ systolic: 260, diastolic: 150 }, 'stage-2'], [{ systolic: 261, diastolic: 80 }, 'missing'], [{ systolic: 69, diastolic: 45 }, 'missing'], [{ systolic: 150, diastolic: 39 }, 'missing'],
    // The two in each other's place, and alike.
    [{ systolic: 80, diastolic: 120 }, 'missing'], [{ systolic: 100, diastolic: 100 }, 'missing'], [{ systolic: 150, diastolic: null }, 'missing'],
    // The mean of readings 2 and 3, whatever the first was; one of them where the other lacks or is not plausible; the first alone.
    [{ systolic: 150, diastolic: 95, systolic_2: 118, diastolic_2: 78, systolic_3: 120, diastolic_3: 80 }, 'normal'], [{ systolic: 150, diastolic: 95, systolic_2: 119, diastolic_2: 78, systolic_3: 121, diastolic_3: 80 }, 'elevated'],
    [{ systolic: 150, diastolic: 95, systolic_2: 118, diastolic_2: 78 }, 'normal'], [{ systolic: 150, diastolic: 95, systolic_2: 118, diastolic_2: 78, systolic_3: 400, diastolic_3: 5 }, 'normal'],
    [{ systolic: 150, diastolic: 95, systolic_2: 400, diastolic_2: 5 }, 'stage-2'], [null, 'missing']),
  ...measured('total_cholesterol', [{ total_cholesterol: 199 }, 'desirable'], [{ total_cholesterol: 200 }, 'borderline'], [{ total_cholesterol: 239 }, 'borderline'], [{ total_cholesterol: 240 }, 'high'],
    [{ total_cholesterol: 69 }, 'missing'], [{ total_cholesterol: 601 }, 'missing'], [null, 'missing']),
  ...measured('ldl', [{ ldl: 99 }, 'optimal'], [{ ldl: 100 }, 'near'], [{ ldl: 129 }, 'near'], [{ ldl: 130 }, 'borderline'], [{ ldl: 159 }, 'borderline'], [{ ldl: 160 }, 'high'], [{ ldl: 189 }, 'high'], [{ ldl: 190 }, 'very-high'],
    [{ ldl: 9 }, 'missing'], [null, 'missing']),
  ...measured('hdl', [{ hdl: 49 }, 'low'], [{ hdl: 50 }, 'middle'], [{ hdl: 59 }, 'middle'], [{ hdl: 60 }, 'protective'], [{ hdl: 39 }, 'low', 'M'], [{ hdl: 40 }, 'middle', 'M'], [{ hdl: 60 }, 'protective', 'M'],
    [{ hdl: 60 }, 'missing', null], [{ hdl: 151 }, 'missing'], [null, 'missing']),
  ...measured('triglycerides', [{ triglycerides: 149 }, 'normal'], [{ triglycerides: 150 }, 'borderline'], [{ triglycerides: 199 }, 'borderline'], [{ triglycerides: 200 }, 'high'], [{ triglycerides: 499 }, 'high'],
    [{ triglycerides: 500 }, 'very-high'], [{ triglycerides: 150, fasted: false }, 'missing'], [{ triglycerides: 150, fasted: null }, 'missing'], [{ triglycerides: 9 }, 'missing'], [null, 'missing']),
  ...measured('glucose_fasting', [{ glucose_fasting: 99 }, 'normal'], [{ glucose_fasting: 100 }, 'prediabetes'], [{ glucose_fasting: 125 }, 'prediabetes'], [{ glucose_fasting: 126 }, 'diabetes'],
    [{ glucose_fasting: 126, fasted: false }, 'missing'], [{ glucose_fasting: 126, fasted: null }, 'missing'], [null, 'missing']),
  ...measured('a1c', [{ a1c: 5.6 }, 'normal'], [{ a1c: 5.7 }, 'prediabetes'], [{ a1c: 6.4 }, 'prediabetes'], [{ a1c: 6.5 }, 'diabetes'], [{ a1c: 2.9 }, 'missing'], [{ a1c: 42 }, 'missing'], [null, 'missing']),

  syndrome({}, 'yes'), syndrome({ waist_cm: 87.9 }, 'no'), syndrome({ triglycerides: 149 }, 'no'), syndrome({ hdl: 50 }, 'no'),
  syndrome({ waist_cm: 80, systolic: 130 }, 'yes'), syndrome({ waist_cm: 80, diastolic: 85 }, 'yes'), syndrome({ waist_cm: 80 }, 'yes', { bp_medicine: true }),
  syndrome({ waist_cm: 80, glucose_fasting: 100 }, 'yes'), syndrome({ waist_cm: 80 }, 'yes', { glucose_medicine: true }),
  syndrome({ waist_cm: 101.9, hdl: 39 }, 'no', {}, 'M'), syndrome({ waist_cm: 102, hdl: 39 }, 'yes', {}, 'M'), syndrome({ waist_cm: 102, hdl: 40 }, 'no', {}, 'M'),
  // Three that hold are enough, whatever else is not known; two of which one is not known could still be three.
  syndrome({ systolic: null, diastolic: null, glucose_fasting: null }, 'yes'), syndrome({ waist_cm: 80, systolic: null, diastolic: null }, 'missing'),
  syndrome({ waist_cm: 80, triglycerides: 100, glucose_fasting: null }, 'no'), syndrome({ waist_cm: 80, triglycerides: 100, systolic: null, diastolic: null, glucose_fasting: null }, 'missing', { bp_medicine: null }),
  syndrome({ fasted: false }, 'missing'), ['metabolic_syndrome', {}, 'missing'],

  // Vigorous minutes count twice.
  ...several('activity', [{ moderate_minutes_week: 0, vigorous_minutes_week: 0 }, 'inactive'], [{ moderate_minutes_week: 1, vigorous_minutes_week: 0 }, 'low'], [{ moderate_minutes_week: 149, vigorous_minutes_week: 0 }, 'low'],
    [{ moderate_minutes_week: 0, vigorous_minutes_week: 74 }, 'low'], [{ moderate_minutes_week: 0, vigorous_minutes_week: 75 }, 'meets'], [{ moderate_minutes_week: 150, vigorous_minutes_week: 0 }, 'meets'],
    [{ moderate_minutes_week: 100, vigorous_minutes_week: 100 }, 'meets'], [{ moderate_minutes_week: 101, vigorous_minutes_week: 100 }, 'high'], [{ moderate_minutes_week: 150, vigorous_minutes_week: null }, 'missing'],
    [{ moderate_minutes_week: 5041, vigorous_minutes_week: 0 }, 'missing'], [{ moderate_minutes_week: -1, vigorous_minutes_week: 0 }, 'missing']),
  ...asked('strength', 'strength_days', [0, 'none'], [1, 'one'], [2, 'two'], [7, 'two'], [8, 'missing'], [null, 'missing']),
  ...several('activity_guidelines', [{ moderate_minutes_week: 150, vigorous_minutes_week: 0, strength_days: 2 }, 'both'], [{ moderate_minutes_week: 150, vigorous_minutes_week: 0, strength_days: 1 }, 'aerobic'],
    [{ moderate_minutes_week: 149, vigorous_minutes_week: 0, strength_days: 2 }, 'strength'], [{ moderate_minutes_week: 149, vigorous_minutes_week: 0, strength_days: 1 }, 'neither'],
    [{ moderate_minutes_week: 150, vigorous_minutes_week: 0, strength_days: null }, 'missing'], [{ moderate_minutes_week: null, vigorous_minutes_week: 0, strength_days: 2 }, 'missing']),
  ...asked('fruit_veg', 'fruit_veg_servings', [0, 'few'], [1, 'few'], [2, 'some'], [4, 'some'], [5, 'five'], [40, 'five'], [41, 'missing'], [null, 'missing']),
  ...asked('sleep', 'sleep_hours', [6.9, 'short'], [7, 'enough'], [9.9, 'enough'], [10, 'long'], [24, 'long'], [24.1, 'missing'], [0.9, 'missing'], [40, 'missing'], [null, 'missing']),

  ...([['F', 7, 'within'], ['F', 8, 'heavy'], ['M', 14, 'within'], ['M', 15, 'heavy'], ['F', 0, 'none'], ['M', 1, 'within'], ['F', -1, 'missing'], [null, 3, 'missing'], ['F', null, 'missing']] as const).map(
    ([sex, drinks_week, expected]): Case => ['drinks', { sex, answers: { drinks_week } }, expected],
  ),
  // Positive from 3 points in women and 4 in men; all from the same three items of 0 to 4.
  ...scale('audit_c', AUDIT, [[0, 0, 0], 'none'], [[1, 0, 0], 'lower'], [[2, 0, 0], 'lower'], [[2, 1, 0], 'positive'], [[3, 0, 0], 'lower', 'M'], [[2, 1, 1], 'positive', 'M'], [[4, 3, 0], 'positive', 'M'], [[4, 4, 0], 'high', 'M'],
    [[4, 4, 4], 'high'], [[4, 4, 5], 'missing'], [[4, 4, null], 'missing'], [[2, 1, 0], 'missing', null], [[-1, 4, 4], 'missing']),
  ...asked('binge', 'binge_occasions', [0, 'none'], [1, 'some'], [4, 'some'], [5, 'often'], [60, 'often'], [88, 'missing'], [null, 'missing']),

  ...totals('phq2', PHQ.slice(0, 2), 3, [0, 'none'], [1, 'some'], [2, 'some'], [3, 'positive'], [6, 'positive']),
  ...scale('phq2', PHQ.slice(0, 2), [[3, null], 'missing'], [[4, 0], 'missing']),
  // Kroenke et al. 2009, cut-points 5, 10, 15, 20 of 24.
  ...totals('phq8', PHQ, 3, [0, 'minimal'], [4, 'minimal'], [5, 'mild'], [9, 'mild'], [10, 'moderate'], [14, 'moderate'], [15, 'moderately-severe'], [19, 'moderately-severe'], [20, 'severe'], [24, 'severe']),
  // One or two items left out: the mean of the others stands in. 8 of 6 items are 10.67, so 11; 7 are 9.33, so 9; 6 of 7 items are 6.86, so 7.
  ...scale('phq8', PHQ, [[2, 2, 1, 1, 1, 1, null, null], 'moderate'], [[2, 1, 1, 1, 1, 1, null, null], 'mild'], [[1, 1, 1, 1, 1, 1, null, 0], 'mild'], [[3, 3, 3, 3, 3, null, null, null], 'missing'], [[3, 3, 3, 3, 3, 3, 9, null], 'severe'],
    [[3, 3, 3, 3, 3, 9, 9, 9], 'missing'], [[], 'missing'],
    // 13 of 7 items are 14.86: rounded to 15, not cut to 14.
    [[3, 3, 3, 3, 1, 0, 0, null], 'moderately-severe']),
  ...totals('gad2', GAD.slice(0, 2), 3, [0, 'none'], [1, 'some'], [2, 'some'], [3, 'positive'], [6, 'positive']),
  ...scale('gad2', GAD.slice(0, 2), [[null, 3], 'missing']),
  // Spitzer et al. 2006, cut-points 5, 10, 15 of 21.
  ...totals('gad7', GAD, 3, [0, 'minimal'], [4, 'minimal'], [5, 'mild'], [9, 'mild'], [10, 'moderate'], [14, 'moderate'], [15, 'severe'], [21, 'severe']),
  ...scale('gad7', GAD, [[2, 2, 2, 1, 0, null, null], 'moderate'], [[2, 2, 2, 0, 0, null, null], 'mild'], [[3, 3, 3, 3, null, null, null], 'missing'], [[], 'missing']),
  // Kroenke et al. 2009: 0–2, 3–5, 6–8, 9–12.
  ...totals('phq4', [...PHQ.slice(0, 2), ...GAD.slice(0, 2)], 3, [0, 'none'], [2, 'none'], [3, 'mild'], [5, 'mild'], [6, 'moderate'], [8, 'moderate'], [9, 'severe'], [12, 'severe']),
  ...scale('phq4', [...PHQ.slice(0, 2), ...GAD.slice(0, 2)], [[3, 3, 3, null], 'missing']),
  ...asked('stress', 'stress_level', ['low', 'low'], ['moderate', 'moderate'], ['high', 'high'], ['extreme', 'missing'], [null, 'missing']),

  ...asked('life_satisfaction', 'life_satisfaction', [0, 'low'], [4, 'low'], [5, 'middle'], [6, 'middle'], [7, 'high'], [10, 'high'], [11, 'missing'], [null, 'missing']),
  // Gallup: now 7 and more with 8 and more in five years; both 4 and less; all others.
  ...several('life_evaluation', [{ life_satisfaction: 7, life_in_5_years: 8 }, 'thriving'], [{ life_satisfaction: 6, life_in_5_years: 8 }, 'struggling'], [{ life_satisfaction: 7, life_in_5_years: 7 }, 'struggling'],
    [{ life_satisfaction: 4, life_in_5_years: 4 }, 'suffering'], [{ life_satisfaction: 5, life_in_5_years: 4 }, 'struggling'], [{ life_satisfaction: 4, life_in_5_years: 5 }, 'struggling'],
    [{ life_satisfaction: 0, life_in_5_years: 0 }, 'suffering'], [{ life_satisfaction: 10, life_in_5_years: null }, 'missing'], [{ life_satisfaction: null, life_in_5_years: 3 }, 'missing'], [{ life_satisfaction: 4, life_in_5_years: 11 }, 'missing'],
    // With 5 or 6 today there is only one group left.
    [{ life_satisfaction: 5, life_in_5_years: null }, 'struggling']),
  ...asked('job_satisfaction', 'job_satisfaction', [0, 'low'], [4, 'low'], [5, 'middle'], [6, 'middle'], [7, 'high'], [10, 'high'], [-1, 'missing'], [null, 'missing']),

  // 4 hours missed of 40: 10 % (WPAI, Q2 / (Q2 + Q4)).
  ...several('absenteeism', [{ hours_missed: 0, hours_worked: 40 }, 'none'], [{ hours_missed: 4, hours_worked: 36 }, 'from-10'], [{ hours_missed: 3.9, hours_worked: 36.1 }, 'under-10'], [{ hours_missed: 0.5, hours_worked: 60 }, 'under-10'],
    [{ hours_missed: 40, hours_worked: 0 }, 'from-10'], [{ hours_missed: 0, hours_worked: 0 }, 'missing'], [{ hours_missed: 4, hours_worked: null }, 'missing'], [{ hours_missed: null, hours_worked: 40 }, 'missing'],
    [{ hours_missed: 100, hours_worked: 100 }, 'missing']),
  ...asked('presenteeism', 'presenteeism', [0, 'none'], [1, 'slight'], [3, 'slight'], [4, 'clear'], [10, 'clear'], [11, 'missing'], [null, 'missing']),
  // a + (1 − a) × p: 10 % and 30 % make 37 %; 10 % alone is 10 %; 25 % and 20 % make exactly 40 %.
  ...several('work_impairment', [{ hours_missed: 4, hours_worked: 36, presenteeism: 3 }, 'from-20'], [{ hours_missed: 0, hours_worked: 40, presenteeism: 0 }, 'none'], [{ hours_missed: 4, hours_worked: 36, presenteeism: 0 }, 'under-20'],
    [{ hours_missed: 0, hours_worked: 40, presenteeism: 1 }, 'under-20'], [{ hours_missed: 0, hours_worked: 40, presenteeism: 2 }, 'from-20'], [{ hours_missed: 10, hours_worked: 30, presenteeism: 2 }, 'from-40'],
    [{ hours_missed: 0, hours_worked: 40, presenteeism: 4 }, 'from-40'], [{ hours_missed: 0, hours_worked: 40, presenteeism: null }, 'missing'], [{ hours_missed: 0, hours_worked: 0, presenteeism: 5 }, 'missing']),
  ...asked('activity_impairment', 'activity_impairment', [0, 'none'], [1, 'slight'], [3, 'slight'], [4, 'clear'], [10, 'clear'], [11, 'missing'], [null, 'missing']),
  ...asked('own_performance', 'own_performance', [0, 'low'], [6, 'low'], [7, 'middle'], [8, 'middle'], [9, 'high'], [10, 'high'], [11, 'missing'], [null, 'missing']),

  ...asked('checkup', 'checkup_within_year', [true, 'had'], [false, 'not-had'], [null, 'missing']),
  ...asked('flu_vaccine', 'flu_vaccine', [true, 'had'], [false, 'not-had'], [null, 'missing']),
  ...asked('er_visits', 'er_visits', [0, 'none'], [1, 'one'], [2, 'several'], [99, 'several'], [100, 'missing'], [null, 'missing']),
  ...asked('hospital_nights', 'hospital_nights', [0, 'none'], [1, 'one'], [3, 'one'], [4, 'several'], [366, 'several'], [367, 'missing'], [null, 'missing']),
  ...STAGES.flatMap((stage) => asked('readiness', 'readiness_activity', [stage, stage])), ...asked('readiness', 'readiness_activity', [null, 'missing']),
  ...stages('readiness_eating'), ...stages('readiness_stress'), ...stages('readiness_tobacco'), ...asked('readiness_tobacco', 'readiness_tobacco', ['does_not_use', 'not-a-user']),

  steps(4999, 'sedentary'), steps(5000, 'low'), steps(7499, 'low'), steps(7500, 'some'), steps(9999, 'some'), steps(10_000, 'active'), steps(12_499, 'active'), steps(12_500, 'high'), steps(60_001, 'missing'), steps(0, 'missing'),
  device(10, 'under-11'), device(11, 'from-11'), device(21, 'from-11'), device(22, 'from-22'), device(42, 'from-22'), device(43, 'from-43'), device(0, 'under-11'), device(1001, 'missing'),
  worn('steps', [], 'missing'), worn('active_minutes', [], 'missing'),
  // 16 valid days make a month; a month with fewer is passed over for an earlier one, one outside the year never counts.
  worn('steps', [month('2025-06-01', 15, 9000)], 'missing'), worn('steps', [month('2025-06-01', 16, 9000)], 'some'), worn('steps', [month('2025-06-01', 16, 9000), month('2025-09-01', 15, 3000)], 'some'),
  worn('steps', [month('2025-06-01', 16, 9000), month('2025-09-01', 31, 3000)], 'sedentary'), worn('steps', [month('2025-06-01', 16, 9000), month('2026-01-01', 31, 3000)], 'some'), worn('steps', [month('2024-12-01', 31, 9000)], 'missing'),

  // Smokes, BMI 31, pressure 130, inactive, short sleep: five of nine.
  risks({}, {}, 'high'), risks({ sleep_hours: 7 }, {}, 'medium'), risks({ sleep_hours: 7, moderate_minutes_week: 150 }, {}, 'medium'), risks({ sleep_hours: 7, moderate_minutes_week: 150 }, { systolic: 129 }, 'low'),
  risks({ smokes_now: 'not_at_all' }, {}, 'medium'), risks({}, { weight_kg: 86 }, 'medium'), risks({ sleep_hours: 7, fruit_veg_servings: 4 }, {}, 'high'), risks({ sleep_hours: 7, phq_interest: 3 }, {}, 'high'),
  risks({ sleep_hours: 7 }, { ldl: 160 }, 'high'), risks({ sleep_hours: 7 }, { ldl: 159 }, 'medium'), risks({ sleep_hours: 7 }, { a1c: 5.7 }, 'high'), risks({ sleep_hours: 7 }, { a1c: 5.6 }, 'medium'),
  // Eight of nine must be known (80 % of nine is 7.2).
  risks({}, { ldl: null }, 'high'), risks({}, { ldl: null, a1c: null }, 'missing'), ['risk_count', { answers: RISKY.answers }, 'missing'],
];
