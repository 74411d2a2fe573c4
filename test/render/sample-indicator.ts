import type { Localised, Population } from '#core';
import type { Direction, ReleasedCategory, ReleasedIndicator } from '#release';

/** How the sample releases' indicators are made, with full and short forms, and the four steps of the programme. */
const MISSING: ReleasedCategory = category(
  'missing',
  { en: 'No answer', es: 'Sin respuesta', vi: 'Không trả lời' },
  'neutral',
  true,
);

function category(code: string, label: Localised, direction: Direction, missing = false): ReleasedCategory {
  return { code, label, direction, missing };
}

/** Questions that many people leave out; the others are answered by everybody in the sample. */
const UNANSWERED: readonly string[] = ['bmi', 'blood_pressure', 'alcohol', 'job'];

type Answer = readonly [code: string, direction: Direction, en: string, es: string, vi: string, weight: number];

export interface SampleIndicator extends ReleasedIndicator {
  /** How often each category of the full form is drawn, "no answer" last. */
  readonly weights: readonly number[];
  /** Full categories of each short category. */
  readonly short: readonly (readonly number[])[];
}

export function indicator(
  id: string,
  topic: string,
  label: Localised,
  sensitive: boolean,
  definition: Localised,
  source: string,
  answers: readonly Answer[],
  short: readonly Answer[] | null,
): SampleIndicator {
  const full = [...answers.map(([code, direction, en, es, vi]) => category(code, { en, es, vi }, direction)), MISSING];
  const shorter =
    short === null
      ? null
      : [...short.map(([code, direction, en, es, vi]) => category(code, { en, es, vi }, direction)), MISSING];
  const members =
    short === null
      ? full.map((_, i) => [i])
      : [
          ...short.map(([code]) => code.split('+').map((part) => answers.findIndex(([c]) => c === part))),
          [answers.length],
        ];
  return {
    id,
    topic,
    label,
    definition,
    source,
    sensitive,
    population: 'completers',
    forms: [{ id: 'full', categories: full }, ...(shorter === null ? [] : [{ id: 'short', categories: shorter }])],
    weights: [...answers.map(([, , , , , w]) => w), UNANSWERED.includes(id) ? 0.14 : 0],
    short: members,
  };
}

function step(id: string, label: Localised, weight: number): SampleIndicator {
  const population: Population = 'eligible';
  const categories = [
    category('yes', { en: 'Yes', es: 'Sí', vi: 'Có' }, 'good'),
    category('no', { en: 'No', es: 'No', vi: 'Không' }, 'neutral'),
  ];
  return {
    id,
    topic: 'participation',
    label,
    population,
    sensitive: false,
    source: 'Programme records',
    definition: {
      en: `${label.en}, of everybody entitled on the last day of the period.`,
      vi: `${label.vi ?? label.en}, trên tất cả những người có quyền tham gia vào ngày cuối kỳ.`,
    },
    forms: [{ id: 'full', categories }],
    weights: [weight, 1 - weight],
    short: [[0], [1]],
  };
}

export const STEPS: readonly SampleIndicator[] = [
  step('registered', { en: 'Registered', es: 'Se registró', vi: 'Đã đăng ký' }, 0.82),
  step(
    'completed',
    {
      en: 'Completed the health assessment',
      es: 'Completó la evaluación de salud',
      vi: 'Hoàn thành bảng đánh giá sức khỏe',
    },
    0.64,
  ),
  step('screened', { en: 'Had a health screening', es: 'Se hizo las mediciones', vi: 'Đã khám sàng lọc' }, 0.41),
  step('device', { en: 'Linked a device', es: 'Conectó un dispositivo', vi: 'Đã kết nối thiết bị đeo' }, 0.28),
];

export const yesNo = (good: 'yes' | 'no', yes: number): readonly Answer[] => [
  ['yes', good === 'yes' ? 'good' : 'bad', 'Yes', 'Sí', 'Có', yes],
  ['no', good === 'yes' ? 'bad' : 'good', 'No', 'No', 'Không', 0.97 - yes],
];
