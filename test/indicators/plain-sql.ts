/**
 * The whole catalogue once more, written by hand as plain SQL on the source's own tables, from the published definitions and
 * not from the scoring files: `a` is the assessment that counts, `s` the screening, `w` the month of a device, `e` the staff row.
 */

const whole = (column: string, low: number, high: number): string => `(case when ${column} >= ${low} and ${column} <= ${high} then ${column} end)`;
const within = (column: string, low: number, high: number, ...bands: readonly (readonly [below: number, code: string])[]): string =>
  `case when ${column} is null or ${column} < ${low} or ${column} > ${high} then 'missing' ${bands.map(([below, code]) => `when ${column} < ${below} then '${code}'`).join(' ')} end`;
const listed = (column: string, ...answers: readonly (readonly [answer: string, code: string])[]): string =>
  `case ${answers.map(([answer, code]) => `when cast(${column} as varchar) = '${answer}' then '${code}'`).join(' ')} else 'missing' end`;
const END = 1e9;

const points = (prefix: string, names: readonly string[]): readonly string[] => names.map((name) => whole(`a.${prefix}_${name}`, 0, 3));
const PHQ = points('phq', ['interest', 'depressed', 'sleep', 'energy', 'appetite', 'failure', 'concentration', 'moving']);
const GAD = points('gad', ['nervous', 'control', 'worry', 'relax', 'restless', 'irritable', 'afraid']);
const answered = (items: readonly string[]): string => `len(list_filter([${items.join(', ')}], x -> x is not null))`;
const total = (items: readonly string[]): string => `(${items.join(' + ')})`;
/** list_sum and list_avg leave nulls out: the mean of the answered items times the number of all. */
const prorated = (items: readonly string[], least: number): string => `(case when ${answered(items)} >= ${least} then round(list_avg([${items.join(', ')}]) * ${items.length}) end)`;

const NOT_PREGNANT = `(e.sex = 'M' or s.pregnant = false)`;
const BMI = `(case when (e.sex = 'M' or (s.pregnant is not null and not s.pregnant)) and s.height_cm between 120 and 220 and s.weight_kg between 30 and 300 then round(s.weight_kg / ((s.height_cm / 100) ^ 2), 4) end)`;
const WAIST = `(case when ${NOT_PREGNANT} and s.waist_cm between 40 and 220 then s.waist_cm end)`;
const reading = (which: string, low: number, high: number): string => {
  const [first, second, third] = ['', '_2', '_3'].map((n) => whole(`s.${which}${n}`, low, high));
  return `coalesce((${second} + ${third}) / 2.0, ${second}, ${third}, ${first})`;
};
const [SYS, DIA] = [reading('systolic', 70, 260), reading('diastolic', 40, 150)];
const KNOWN = `${SYS} is not null and ${DIA} is not null and ${SYS} > ${DIA}`;
const FASTING = (column: string, low: number, high: number): string => `(case when s.fasted then ${whole(column, low, high)} end)`;
const [TG, GLUCOSE] = [FASTING('s.triglycerides', 10, 3000), FASTING('s.glucose_fasting', 40, 600)];
const HDL = whole('s.hdl', 10, 150);
const MINUTES = `(${whole('a.moderate_minutes_week', 0, 5040)} + 2 * ${whole('a.vigorous_minutes_week', 0, 5040)})`;
const STRENGTH = whole('a.strength_days', 0, 7);
const [NOW, LATER] = [whole('a.life_satisfaction', 0, 10), whole('a.life_in_5_years', 0, 10)];
const [MISSED, WORKED] = [whole('a.hours_missed', 0, 168), whole('a.hours_worked', 0, 168)];
const ABSENT = `(case when ${MISSED} + ${WORKED} > 0 and ${MISSED} + ${WORKED} <= 168 then ${MISSED} / (${MISSED} + ${WORKED})::double end)`;
const IMPAIRED = `round(100 * (${ABSENT} + (1 - ${ABSENT}) * ${whole('a.presenteeism', 0, 10)} / 10), 6)`;

/** One criterion or risk as 1, 0 or null. */
const one = (condition: string): string => `((${condition})::integer)`;
const SYNDROME = [
  one(`(e.sex = 'F' and ${WAIST} >= 88) or (e.sex = 'M' and ${WAIST} >= 102)`),
  one(`${TG} >= 150`),
  one(`${HDL} < (case e.sex when 'F' then 50 when 'M' then 40 end)`),
  `(case when a.bp_medicine or (${KNOWN} and (${SYS} >= 130 or ${DIA} >= 85)) then 1 when not a.bp_medicine and ${KNOWN} then 0 end)`,
  one(`${GLUCOSE} >= 100 or a.glucose_medicine`),
];
const SMOKES = `(case when not a.smoked_100 then 0 when a.smoked_100 and a.smokes_now in ('every_day', 'some_days') then 1 when a.smoked_100 and a.smokes_now = 'not_at_all' then 0 end)`;
const RISKS = [
  SMOKES, one(`${BMI} >= 30`), `(case when ${KNOWN} then (${SYS} >= 130 or ${DIA} >= 80)::integer end)`, one(`${whole('s.ldl', 10, 500)} >= 160`), one(`${whole('s.a1c', 3, 20)} >= 5.7`),
  one(`${MINUTES} < 150`), one(`${whole('a.sleep_hours', 1, 24)} < 7`), one(`${whole('a.fruit_veg_servings', 0, 40)} < 5`), one(`${total(PHQ.slice(0, 2))} >= 3`),
];
const sumOf = (parts: readonly string[]): string => `list_sum([${parts.join(', ')}])`;
const STAGES = (['precontemplation', 'contemplation', 'preparation', 'action', 'maintenance'] as const).map((stage) => [stage, stage] as const);

export const PLAIN: Readonly<Record<string, string>> = {
  smoke: `case when a.smoked_100 = false then 'never' when a.smoked_100 then (${listed('a.smokes_now', ['every_day', 'daily'], ['some_days', 'some-days'], ['not_at_all', 'former'])}) else 'missing' end`,
  ecig: listed('a.ecig_use', ['every_day', 'daily'], ['some_days', 'some-days'], ['rarely', 'some-days'], ['former', 'former'], ['never', 'never']),
  smokeless: listed('a.smokeless_now', ['every_day', 'daily'], ['some_days', 'some-days'], ['not_at_all', 'not']),
  general_health: listed('a.general_health', ['excellent', 'excellent'], ['very_good', 'very-good'], ['good', 'good'], ['fair', 'fair'], ['poor', 'poor']),
  physical_days: within('a.physical_bad_days', 0, 30, [1, 'none'], [14, 'some'], [END, 'frequent']),
  mental_days: within('a.mental_bad_days', 0, 30, [1, 'none'], [14, 'some'], [END, 'frequent']),
  bmi: within(BMI, 0, END, [18.5, 'under'], [25, 'healthy'], [30, 'over'], [35, 'class-1'], [40, 'class-2'], [END, 'class-3']),
  bmi_asian: within(BMI, 0, END, [18.5, 'under'], [23, 'healthy'], [27.5, 'raised'], [END, 'high']),
  waist: `case when ${WAIST} is null or e.sex is null then 'missing' when e.sex = 'F' and ${WAIST} >= 88 then 'high' when e.sex = 'M' and ${WAIST} >= 102 then 'high' else 'not-high' end`,
  bp: `case when not (${KNOWN}) then 'missing' when ${SYS} >= 140 or ${DIA} >= 90 then 'stage-2' when ${SYS} >= 130 or ${DIA} >= 80 then 'stage-1' when ${SYS} >= 120 then 'elevated' else 'normal' end`,
  total_cholesterol: within('s.total_cholesterol', 70, 600, [200, 'desirable'], [240, 'borderline'], [END, 'high']),
  ldl: within('s.ldl', 10, 500, [100, 'optimal'], [130, 'near'], [160, 'borderline'], [190, 'high'], [END, 'very-high']),
  hdl: `case when ${HDL} is null or e.sex is null then 'missing' when ${HDL} >= 60 then 'protective' when (e.sex = 'F' and ${HDL} < 50) or (e.sex = 'M' and ${HDL} < 40) then 'low' else 'middle' end`,
  triglycerides: within(TG, 0, END, [150, 'normal'], [200, 'borderline'], [500, 'high'], [END, 'very-high']),
  glucose_fasting: within(GLUCOSE, 0, END, [100, 'normal'], [126, 'prediabetes'], [END, 'diabetes']),
  a1c: within('s.a1c', 3, 20, [5.7, 'normal'], [6.5, 'prediabetes'], [END, 'diabetes']),
  metabolic_syndrome: `case when ${sumOf(SYNDROME)} >= 3 then 'yes' when ${sumOf(SYNDROME.map((part) => `coalesce(${part}, 1)`))} < 3 then 'no' else 'missing' end`,
  activity: within(MINUTES, 0, END, [1, 'inactive'], [150, 'low'], [301, 'meets'], [END, 'high']),
  strength: within('a.strength_days', 0, 7, [1, 'none'], [2, 'one'], [END, 'two']),
  activity_guidelines: `case when ${MINUTES} is null or ${STRENGTH} is null then 'missing' when ${MINUTES} >= 150 and ${STRENGTH} >= 2 then 'both' when ${MINUTES} >= 150 then 'aerobic' when ${STRENGTH} >= 2 then 'strength' else 'neither' end`,
  fruit_veg: within('a.fruit_veg_servings', 0, 40, [2, 'few'], [5, 'some'], [END, 'five']),
  sleep: within('a.sleep_hours', 1, 24, [7, 'short'], [10, 'enough'], [END, 'long']),
  drinks: `case when e.sex is null or a.drinks_week is null or a.drinks_week not between 0 and 140 then 'missing' when a.drinks_week = 0 then 'none' when a.drinks_week > (case e.sex when 'F' then 7 else 14 end) then 'heavy' else 'within' end`,
  audit_c: `case when e.sex is null or a.audit_frequency not between 0 and 4 or a.audit_amount not between 0 and 4 or a.audit_six not between 0 and 4 or a.audit_frequency + a.audit_amount + a.audit_six is null then 'missing'
    when a.audit_frequency + a.audit_amount + a.audit_six >= 8 then 'high' when a.audit_frequency + a.audit_amount + a.audit_six >= (case e.sex when 'F' then 3 else 4 end) then 'positive'
    when a.audit_frequency + a.audit_amount + a.audit_six > 0 then 'lower' else 'none' end`,
  binge: within('a.binge_occasions', 0, 60, [1, 'none'], [5, 'some'], [END, 'often']),
  phq2: within(total(PHQ.slice(0, 2)), 0, 6, [1, 'none'], [3, 'some'], [END, 'positive']),
  phq8: within(prorated(PHQ, 6), 0, 24, [5, 'minimal'], [10, 'mild'], [15, 'moderate'], [20, 'moderately-severe'], [END, 'severe']),
  gad2: within(total(GAD.slice(0, 2)), 0, 6, [1, 'none'], [3, 'some'], [END, 'positive']),
  gad7: within(prorated(GAD, 5), 0, 21, [5, 'minimal'], [10, 'mild'], [15, 'moderate'], [END, 'severe']),
  phq4: within(total([...PHQ.slice(0, 2), ...GAD.slice(0, 2)]), 0, 12, [3, 'none'], [6, 'mild'], [9, 'moderate'], [END, 'severe']),
  stress: listed('a.stress_level', ['low', 'low'], ['moderate', 'moderate'], ['high', 'high']),
  life_satisfaction: within('a.life_satisfaction', 0, 10, [5, 'low'], [7, 'middle'], [END, 'high']),
  life_evaluation: `case when ${NOW} >= 7 and ${LATER} >= 8 then 'thriving' when ${NOW} <= 4 and ${LATER} <= 4 then 'suffering' when ${NOW} in (5, 6) then 'struggling'
    when ${NOW} is not null and ${LATER} is not null then 'struggling' when ${LATER} in (5, 6, 7) then 'struggling' else 'missing' end`,
  job_satisfaction: within('a.job_satisfaction', 0, 10, [5, 'low'], [7, 'middle'], [END, 'high']),
  absenteeism: `case when ${ABSENT} is null then 'missing' when ${MISSED} = 0 then 'none' when ${ABSENT} >= 0.1 then 'from-10' else 'under-10' end`,
  presenteeism: within('a.presenteeism', 0, 10, [1, 'none'], [4, 'slight'], [END, 'clear']),
  work_impairment: within(IMPAIRED, 0, 100, [0.000001, 'none'], [20, 'under-20'], [40, 'from-20'], [END, 'from-40']),
  activity_impairment: within('a.activity_impairment', 0, 10, [1, 'none'], [4, 'slight'], [END, 'clear']),
  own_performance: within('a.own_performance', 0, 10, [7, 'low'], [9, 'middle'], [END, 'high']),
  checkup: listed('a.checkup_within_year', ['true', 'had'], ['false', 'not-had']),
  flu_vaccine: listed('a.flu_vaccine', ['true', 'had'], ['false', 'not-had']),
  er_visits: within('a.er_visits', 0, 99, [1, 'none'], [2, 'one'], [END, 'several']),
  hospital_nights: within('a.hospital_nights', 0, 366, [1, 'none'], [4, 'one'], [END, 'several']),
  readiness: listed('a.readiness_activity', ...STAGES),
  readiness_eating: listed('a.readiness_eating', ...STAGES),
  readiness_stress: listed('a.readiness_stress', ...STAGES),
  readiness_tobacco: listed('a.readiness_tobacco', ...STAGES, ['does_not_use', 'not-a-user']),
  steps: within('w.mean_steps', 1, 60_000, [5000, 'sedentary'], [7500, 'low'], [10_000, 'some'], [12_500, 'active'], [END, 'high']),
  active_minutes: within('w.mean_active_minutes', 0, 1000, [11, 'under-11'], [22, 'from-11'], [43, 'from-22'], [END, 'from-43']),
  campaign: `case when c.person_no is null then 'not-joined' else 'joined' end`,
  coaching: `case when k.person_no is null then 'not-coached' else 'coached' end`,
  risk_count: `case when ${answered(RISKS)} < 8 then 'missing' when ${sumOf(RISKS)} >= 5 then 'high' when ${sumOf(RISKS)} >= 3 then 'medium' else 'low' end`,
};

/** Employees who completed in 2025, with consent on 1 March 2026, each with what counts of them. One employer, whose clock is `zone`. */
export function completers(folder: string, employer: string, zone: string): string {
  return `
    with ${people(folder, employer, zone)}
    select e.person_no, ${Object.entries(PLAIN).map(([id, category]) => `(${category}) as "${id}"`).join(', ')}
    from present e join a on a.person_no = e.person_no join terms on terms.person_no = e.person_no and terms.stands
    left join s on s.person_no = e.person_no
    left join c on c.person_no = e.person_no
    left join k on k.person_no = e.person_no
    left join (select * from w qualify row_number() over (partition by person_no order by month desc, mean_active_minutes, mean_sleep_minutes, mean_steps) = 1) w on w.person_no = e.person_no
    where e.person_no not in (select person_no from gone)`;
}

/** Employees of the last day of 2025 who did not complete, or have not agreed: how many, and how many of them have an account and have agreed. */
export function others(folder: string, employer: string, zone: string): string {
  return `
    with ${people(folder, employer, zone)}
    select count(*)::integer as people, count(*) filter (where person_no in (select person_no from terms where stands))::integer as registered
    from (select distinct person_no from staff where hire_on <= date '2025-12-31' and (term_on is null or term_on > date '2025-12-31'))
    where person_no not in (select person_no from gone) and person_no not in (select a.person_no from a join terms on terms.person_no = a.person_no and terms.stands)`;
}

/** The employer's people and their rows, each as a query by name. */
function people(folder: string, employer: string, zone: string): string {
  const table = (name: string): string => `read_csv('${folder}/${name}.csv', header = true, all_varchar = false)`;
  const day = (column: string): string => `(${column}::timestamptz at time zone '${zone}')::date`;
  return `staff as (select * from ${table('eligibility')} where employer_id = '${employer}' and relationship = 'employee'),
    own as (select distinct staff.person_no, participant_id from staff join ${table('participant')} using (elig_id)),
    gone as (select person_no from own join ${table('erasure_request')} using (participant_id)),
    terms as (select person_no, arg_max(granted and (revoked_at is null or ${day('revoked_at')} > date '2026-03-01'), "at") as stands
      from own join ${table('consent')} using (participant_id) where kind = 'terms' and ${day('"at"')} <= date '2026-03-01' group by person_no),
    visits as (select own.person_no, x.* from own join ${table('assessment')} x using (participant_id) where year(${day('completed_at')}) = 2025),
    a as (select * from visits qualify row_number() over (partition by person_no order by completed_at desc) = 1),
    s as (select own.person_no, x.* from own join ${table('screening')} x using (participant_id) where year(${day('x."at"')}) = 2025 qualify row_number() over (partition by own.person_no order by x."at" desc) = 1),
    w as (select own.person_no, x.* from own join ${table('wearable_month')} x using (participant_id) where year(x.month) = 2025 and x.valid_days >= 16),
    c as (select distinct own.person_no from own join ${table('campaign_enrol')} x using (participant_id) where year(${day('x."at"')}) = 2025),
    k as (select distinct own.person_no from own join ${table('coaching_case')} x using (participant_id) where year(${day('x.opened_at')}) = 2025),
    present as (select a.person_no as person, staff.* from a join staff on staff.person_no = a.person_no and staff.hire_on <= ${day('a.completed_at')} and (staff.term_on is null or staff.term_on > ${day('a.completed_at')})
      qualify row_number() over (partition by a.person_no order by staff.hire_on desc) = 1)`;
}
