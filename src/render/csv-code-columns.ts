import { LOCALES } from '#core';
import { say, type Column, type Said, type Shape } from './csv-shape.ts';

/** The columns of the code lists, in the words of the data dictionary. */

const LANGUAGE_NAMES = {
  en: say('in English', 'en inglés', 'bằng tiếng Anh'),
  es: say('in Spanish', 'en español', 'bằng tiếng Tây Ban Nha'),
  vi: say('in Vietnamese', 'en vietnamita', 'bằng tiếng Việt'),
} as const;

const TEXT = { type: 'text', required: true } as const;

/** A column per language; a text that a definition lacks in one language stands there in English. */
function inLanguages(name: string, title: Said): readonly Column[] {
  return LOCALES.map((locale) => ({
    ...TEXT,
    name: `${name}_${locale}`,
    title: say(
      `${title.en}, ${LANGUAGE_NAMES[locale].en}`,
      `${title.es}, ${LANGUAGE_NAMES[locale].es}`,
      `${title.vi}, ${LANGUAGE_NAMES[locale].vi}`,
    ),
    description: say(
      'In English where it has not been translated.',
      'En inglés donde no se ha traducido.',
      'Bằng tiếng Anh nếu chưa được dịch.',
    ),
    language: locale,
  }));
}

const LABEL = say('Label', 'Nombre', 'Tên');

const INDICATOR_COLUMN: Column = {
  ...TEXT,
  name: 'indicator',
  title: say('Indicator', 'Indicador', 'Chỉ số'),
  description: say('The indicator’s code.', 'El código del indicador.', 'Mã của chỉ số.'),
};

export const INDICATORS: Shape = {
  columns: [
    INDICATOR_COLUMN,
    {
      ...TEXT,
      name: 'topic',
      title: say('Topic', 'Tema', 'Chủ đề'),
      description: say('The topic it belongs to.', 'El tema al que pertenece.', 'Chủ đề của chỉ số.'),
    },
    {
      ...TEXT,
      name: 'population',
      title: say('Who is counted', 'A quién se cuenta', 'Ai được đếm'),
      description: say(
        'The people that its base counts.',
        'Las personas que cuenta su base.',
        'Những người được tính vào số nền.',
      ),
      values: [
        { value: 'eligible', meaning: 'everybody who could take part' },
        { value: 'completers', meaning: 'people with a completed assessment in the period' },
        { value: 'non-completers', meaning: 'everybody else who could take part' },
        { value: 'followed', meaning: 'people with a completed assessment in the period and another one about a year before it' },
      ],
    },
    {
      name: 'sensitive',
      type: 'boolean',
      required: true,
      title: say('Sensitive', 'Sensible', 'Nhạy cảm'),
      description: say(
        'Whether the stricter group size and the ranges of the protection policy apply.',
        'Si se aplican el tamaño de grupo más estricto y los intervalos de la política de protección.',
        'Có áp dụng cỡ nhóm chặt hơn và khoảng giá trị của chính sách bảo vệ hay không.',
      ),
    },
    ...inLanguages('label', LABEL),
    ...inLanguages('definition', say('Definition with cut-offs', 'Definición con límites', 'Định nghĩa và ngưỡng')),
    {
      ...TEXT,
      required: false,
      name: 'source',
      title: say('Source of the definition', 'Fuente de la definición', 'Nguồn của định nghĩa'),
      description: say(
        'Where definition and cut-offs come from.',
        'De dónde vienen la definición y los límites.',
        'Định nghĩa và ngưỡng lấy từ đâu.',
      ),
    },
  ],
  key: ['indicator'],
  references: [],
};

export const CATEGORIES: Shape = {
  columns: [
    INDICATOR_COLUMN,
    {
      ...TEXT,
      name: 'form',
      title: say('Form', 'Forma', 'Dạng'),
      description: say(
        'How finely the answers are told apart.',
        'Con qué detalle se distinguen las respuestas.',
        'Mức độ chi tiết của các câu trả lời.',
      ),
    },
    {
      ...TEXT,
      name: 'category',
      title: say('Answer', 'Respuesta', 'Câu trả lời'),
      description: say('The answer’s code.', 'El código de la respuesta.', 'Mã của câu trả lời.'),
    },
    {
      name: 'position',
      type: 'whole',
      required: true,
      title: say('Position', 'Posición', 'Vị trí'),
      description: say(
        'Its place in the form, counted from the first.',
        'Su lugar en la forma, contando desde la primera.',
        'Vị trí trong dạng, đếm từ câu đầu tiên.',
      ),
    },
    ...inLanguages('label', LABEL),
    {
      ...TEXT,
      name: 'direction',
      title: say('Direction', 'Sentido', 'Chiều hướng'),
      description: say(
        'How a high share should be taken.',
        'Cómo debe entenderse una proporción alta.',
        'Tỷ lệ cao nên được hiểu thế nào.',
      ),
      values: [
        { value: 'good', meaning: 'favourable' },
        { value: 'neutral', meaning: 'neither' },
        { value: 'bad', meaning: 'deserves attention' },
      ],
    },
    {
      name: 'missing',
      type: 'boolean',
      required: true,
      title: say('No answer', 'Sin respuesta', 'Không trả lời'),
      description: say(
        'True for “no answer”, which is left out of the base of percentages.',
        'Verdadero para «sin respuesta», que no entra en la base de los porcentajes.',
        'Đúng với “không trả lời”: không tính vào số nền của phần trăm.',
      ),
    },
  ],
  key: ['indicator', 'form', 'category'],
  references: [{ columns: ['indicator'], list: 'codes/indicator', keys: ['indicator'] }],
};

export const GROUPS: Shape = {
  columns: [
    {
      ...TEXT,
      name: 'code',
      title: say('Code', 'Código', 'Mã'),
      description: say(
        'The group’s code in the tables.',
        'El código del grupo en las tablas.',
        'Mã của nhóm trong các bảng.',
      ),
    },
    {
      ...TEXT,
      name: 'kind',
      title: say('Kind', 'Tipo', 'Loại'),
      description: say(
        'The whole, one of its groups, or the groups of one parent without exact numbers, combined.',
        'El total, uno de sus grupos, o los grupos de un mismo superior sin números exactos, combinados.',
        'Toàn bộ, một nhóm, hoặc các nhóm cùng cấp trên không có số chính xác, gộp chung.',
      ),
      values: [
        { value: 'total', meaning: 'everybody' },
        { value: 'group', meaning: 'one group' },
        { value: 'remainder', meaning: 'the groups of one parent without exact numbers, combined' },
      ],
    },
    {
      ...TEXT,
      required: false,
      name: 'parent',
      title: say('Parent', 'Superior', 'Cấp trên'),
      description: say(
        'The group that it is a part of; empty for the whole.',
        'El grupo del que forma parte; vacío en el total.',
        'Nhóm chứa nó; để trống với toàn bộ.',
      ),
    },
    ...inLanguages('label', LABEL),
  ],
  key: ['code'],
  references: [],
};
