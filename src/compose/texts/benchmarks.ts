import type { Locale } from '#core';

/** What the report says where it is compared with others. Numbers and labels arrive formatted; no text holds a number. */
export interface BenchmarkTexts {
  readonly title: string;
  readonly lead: (p: { readonly others: string }) => string;
  /** Said before the first number: a difference is no verdict. */
  readonly caution: string;
  readonly indicator: string;
  readonly here: string;
  readonly others: string;
  readonly inComparison: string;
  readonly row: (p: { readonly indicator: string; readonly categories: string }) => string;
  readonly words: Readonly<Record<BenchmarkWord, string>>;
  readonly adjusted: string;
  readonly crude: (p: { readonly indicators: string }) => string;
  readonly same: (p: { readonly points: string }) => string;
  readonly notCompared: (p: { readonly mark: string }) => string;
  readonly spokenNotCompared: string;
}

/** How the employer stands to the others. */
export type BenchmarkWord = 'higher' | 'lower' | 'same';

const en: BenchmarkTexts = {
  title: 'Compared with others',
  lead: ({ others }) => `Results of the whole company beside a public survey: ${others}.`,
  caution:
    'The people who took part chose to, and were asked at work; the others were asked in a survey. A difference may come from who answered and where as well as from health.',
  indicator: 'Result',
  here: 'Here',
  others: 'Others',
  inComparison: 'Here it is',
  row: ({ indicator, categories }) => `${indicator}: ${categories}`,
  words: { higher: 'higher', lower: 'lower', same: 'about the same' },
  adjusted:
    'The others are weighted to the ages and sexes of the people here, from the numbers of people that this report prints.',
  crude: ({ indicators }) =>
    `For ${indicators} the others are as they are, with their own ages and sexes: too few of the numbers needed are printed here.`,
  same: ({ points }) =>
    `“About the same”: the printed shares differ by fewer than ${points} points, or by no more than chance alone could do.`,
  notCompared: ({ mark }) => `${mark} Not compared: the result here is hidden, or shown as a range.`,
  spokenNotCompared: 'not compared',
};

const es: BenchmarkTexts = {
  title: 'Comparación con otras personas',
  lead: ({ others }) => `Resultados de toda la empresa junto a una encuesta pública: ${others}.`,
  caution:
    'Quienes participaron lo eligieron y respondieron en el trabajo; a las demás personas se les preguntó en una encuesta. Una diferencia puede deberse a quién respondió y dónde, además de a la salud.',
  indicator: 'Resultado',
  here: 'Aquí',
  others: 'Otras personas',
  inComparison: 'Aquí es',
  row: ({ indicator, categories }) => `${indicator}: ${categories}`,
  words: { higher: 'más alta', lower: 'más baja', same: 'parecida' },
  adjusted:
    'Las demás personas se ponderan según las edades y sexos de quienes respondieron aquí, con los números de personas que imprime este informe.',
  crude: ({ indicators }) =>
    `Para ${indicators}, las demás personas figuran tal como son, con sus propias edades y sexos: aquí se imprimen muy pocos de los números necesarios.`,
  same: ({ points }) =>
    `«Parecida»: las proporciones impresas difieren en menos de ${points} puntos, o no más de lo que podría hacer el azar.`,
  notCompared: ({ mark }) => `${mark} Sin comparar: el resultado de aquí está oculto o se muestra como intervalo.`,
  spokenNotCompared: 'sin comparar',
};

const vi: BenchmarkTexts = {
  title: 'So sánh với những người khác',
  lead: ({ others }) => `Kết quả của toàn công ty bên cạnh một cuộc khảo sát công khai: ${others}.`,
  caution:
    'Những người tham gia tự chọn và trả lời tại nơi làm việc; những người khác được hỏi trong một cuộc khảo sát. Khác biệt có thể do ai trả lời và ở đâu, chứ không chỉ do sức khỏe.',
  indicator: 'Kết quả',
  here: 'Tại đây',
  others: 'Người khác',
  inComparison: 'Tại đây',
  row: ({ indicator, categories }) => `${indicator}: ${categories}`,
  words: { higher: 'cao hơn', lower: 'thấp hơn', same: 'gần như nhau' },
  adjusted:
    'Những người khác được tính trọng số theo tuổi và giới của những người tại đây, dựa trên các số người mà báo cáo này in ra.',
  crude: ({ indicators }) =>
    `Với ${indicators}, số liệu của những người khác được giữ nguyên theo tuổi và giới của họ: báo cáo này in ra quá ít số người cần thiết.`,
  same: ({ points }) =>
    `“Gần như nhau”: các tỷ lệ in ra chênh nhau ít hơn ${points} điểm, hoặc không nhiều hơn mức ngẫu nhiên có thể gây ra.`,
  notCompared: ({ mark }) => `${mark} Không so sánh: kết quả tại đây bị ẩn hoặc chỉ hiển thị dạng khoảng.`,
  spokenNotCompared: 'không so sánh',
};

export const BENCHMARKS: Readonly<Record<Locale, BenchmarkTexts>> = { en, es, vi };
