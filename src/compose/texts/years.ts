import type { Locale } from '#core';

/** What the report says where it is compared with the one of the year before. Numbers and labels arrive formatted; no text holds a number. */
export interface YearTexts {
  readonly title: (p: { readonly before: string }) => string;
  readonly lead: (p: { readonly before: string; readonly now: string }) => string;
  /** A repeated cross-section is not a follow-up of people: said before the first number. */
  readonly otherPeople: string;
  readonly reading: string;
  readonly company: string;
  readonly indicator: string;
  readonly change: string;
  readonly points: string;
  readonly inWords: string;
  /** Begins with a word: it follows the points as they are seen. */
  readonly spokenPoints: (p: { readonly points: string; readonly towards: 'up' | 'down' | 'none' }) => string;
  readonly words: Readonly<Record<ChangeWord, string>>;
  /** Under tables in which `SAME` stands for "about the same". */
  readonly sameNote: string;
  /** Under the tables in which they occur. */
  readonly notes: Readonly<Record<YearMark, (p: { readonly before: string }) => string>>;
  /** For whoever hears the page. No numbers: what is heard has those that are seen. */
  readonly spoken: Readonly<Record<YearMark, string>>;
}

export type ChangeWord = 'better' | 'worse' | 'higher' | 'lower' | 'same';
/** Why a cell has no change: four reasons that a reader must not take for one another. */
export type YearMark = 'hidden' | 'notAsked' | 'noData' | 'unchanged';

/** "About the same" where there is no room for words. */
export const SAME = '≈';

export const YEAR_MARKS: Readonly<Record<YearMark, string>> = {
  hidden: '*',
  notAsked: '–',
  noData: ':',
  unchanged: '=',
};

const en: YearTexts = {
  title: ({ before }) => `Compared with ${before}`,
  lead: ({ before, now }) => `Results of ${before} and ${now} side by side. Only what both reports show is compared.`,
  otherPeople:
    'These are not the same people: some left, some joined, and not everybody takes part each year. A difference may come from who answered as well as from what changed.',
  reading:
    'Points are the difference between the two shares as they are printed. “About the same” means that chance alone could explain it: the ninety-five per cent intervals of the two shares overlap. The earlier numbers are in the tables that came with that report.',
  company: 'Whole company',
  indicator: 'Result',
  change: 'Change',
  points: 'Points',
  inWords: 'In words',
  spokenPoints: ({ points, towards }) =>
    towards === 'none'
      ? `no difference, ${points} points`
      : `${towards === 'up' ? 'higher' : 'lower'} by ${points} points`,
  words: { better: 'better', worse: 'worse', higher: 'higher', lower: 'lower', same: 'about the same' },
  sameNote: '≈ About the same.',
  notes: {
    hidden: () => '* Hidden to protect people, in one of the two years or in both.',
    notAsked: () => '– Not asked in one of the two years, or not counted in the same way.',
    noData: () => ': No data: asked, but nobody answered.',
    unchanged: ({ before }) => `= Unchanged since ${before}: every count is the one that was printed then.`,
  },
  spoken: {
    hidden: 'hidden to protect people',
    notAsked: 'not asked',
    noData: 'no data',
    unchanged: 'unchanged since the year before',
  },
};

const es: YearTexts = {
  title: ({ before }) => `En comparación con ${before}`,
  lead: ({ before, now }) =>
    `Resultados de ${before} y ${now}, uno junto al otro. Solo se compara lo que muestran ambos informes.`,
  otherPeople:
    'No son las mismas personas: unas se fueron, otras llegaron y no todas participan cada año. Una diferencia puede deberse tanto a quién respondió como a lo que cambió.',
  reading:
    'Los puntos son la diferencia entre los dos porcentajes tal como están impresos. «Casi igual» significa que podría deberse solo al azar: los intervalos del noventa y cinco por ciento de los dos porcentajes se solapan. Las cifras anteriores están en las tablas de aquel informe.',
  company: 'Toda la empresa',
  indicator: 'Resultado',
  change: 'Cambio',
  points: 'Puntos',
  inWords: 'En palabras',
  spokenPoints: ({ points, towards }) =>
    towards === 'none'
      ? `sin diferencia, ${points} puntos`
      : `${towards === 'up' ? 'más alto' : 'más bajo'} en ${points} puntos`,
  words: { better: 'mejor', worse: 'peor', higher: 'más alto', lower: 'más bajo', same: 'casi igual' },
  sameNote: '≈ Casi igual.',
  notes: {
    hidden: () => '* Oculto para proteger a las personas, en uno de los dos años o en ambos.',
    notAsked: () => '– No se preguntó en uno de los dos años, o no se contó del mismo modo.',
    noData: () => ': Sin datos: se preguntó, pero nadie respondió.',
    unchanged: ({ before }) => `= Sin cambios desde ${before}: cada recuento es el que se imprimió entonces.`,
  },
  spoken: {
    hidden: 'oculto para proteger a las personas',
    notAsked: 'no se preguntó',
    noData: 'sin datos',
    unchanged: 'sin cambios desde el año anterior',
  },
};

const vi: YearTexts = {
  title: ({ before }) => `So với ${before}`,
  lead: ({ before, now }) =>
    `Kết quả của ${before} và ${now} đặt cạnh nhau. Chỉ so sánh những gì cả hai báo cáo đều công bố.`,
  otherPeople:
    'Đây không phải là cùng những người: có người nghỉ, có người mới vào, và không phải ai cũng tham gia mỗi năm. Chênh lệch có thể do người trả lời khác nhau, không chỉ do thay đổi thật.',
  reading:
    'Điểm là chênh lệch giữa hai tỷ lệ đúng như đã in. “Gần như nhau” nghĩa là chỉ ngẫu nhiên cũng đủ giải thích: khoảng tin cậy chín mươi lăm phần trăm của hai tỷ lệ chồng lên nhau. Các số của kỳ trước nằm trong bảng số liệu kèm theo báo cáo đó.',
  company: 'Toàn công ty',
  indicator: 'Kết quả',
  change: 'Thay đổi',
  points: 'Điểm',
  inWords: 'Bằng lời',
  spokenPoints: ({ points, towards }) =>
    towards === 'none'
      ? `không chênh lệch, ${points} điểm`
      : `${towards === 'up' ? 'cao hơn' : 'thấp hơn'} ${points} điểm`,
  words: { better: 'tốt hơn', worse: 'kém hơn', higher: 'cao hơn', lower: 'thấp hơn', same: 'gần như nhau' },
  sameNote: '≈ Gần như nhau.',
  notes: {
    hidden: () => '* Ẩn để bảo vệ người tham gia, ở một trong hai năm hoặc cả hai.',
    notAsked: () => '– Một trong hai năm không hỏi, hoặc không đếm theo cùng một cách.',
    noData: () => ': Không có dữ liệu: có hỏi nhưng không ai trả lời.',
    unchanged: ({ before }) => `= Không đổi từ ${before}: mọi số đếm đúng như đã in khi đó.`,
  },
  spoken: {
    hidden: 'ẩn để bảo vệ người tham gia',
    notAsked: 'không hỏi',
    noData: 'không có dữ liệu',
    unchanged: 'không đổi so với năm trước',
  },
};

export const YEARS: Readonly<Record<Locale, YearTexts>> = { en, es, vi };
