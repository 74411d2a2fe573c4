import type { Locale } from '#core';

/** What the report says where it is compared with the vendor's other employers. `results` is null where the sentence is about all of them. */
export interface BookTexts {
  readonly title: string;
  readonly lead: (p: { readonly period: string }) => string;
  readonly caution: string;
  readonly table: (p: { readonly period: string }) => string;
  readonly others: string;
  /** Who they are, and who is not among them. */
  readonly who: (p: { readonly atLeast: string }) => string;
  readonly adjusted: (p: { readonly by: string; readonly results: string | null }) => string;
  readonly crude: (p: { readonly results: string | null }) => string;
  readonly without: (p: { readonly results: string }) => string;
}

const en: BookTexts = {
  title: 'Compared with other employers',
  lead: ({ period }) => `Results of the whole company beside those that other employers with this programme had in ${period}.`,
  caution:
    'Here and there, people chose to take part. The other employers have other work and other workplaces: a difference shows where to look, not who does better.',
  table: ({ period }) => `Other employers, ${period}`,
  others: 'Other employers',
  who: ({ atLeast }) =>
    `The other employers are at least ${atLeast}, taken together; none makes up more than three tenths of them, and this company is not among them. Only results that their own reports print are used, so an answer that few people give may be a little rarer among them than it seems here.`,
  adjusted: ({ by, results }) =>
    results === null
      ? `They are weighted to the mix of people here (${by}).`
      : `For ${results} they are weighted to the mix of people here (${by}).`,
  crude: ({ results }) =>
    results === null
      ? 'They are as they are: they may be older or younger than the people here.'
      : `For ${results} they are as they are: they may be older or younger than the people here.`,
  without: ({ results }) => `Results without a comparison: ${results}. Too few of the others print theirs, or one of them outweighs the rest, or the result here is hidden.`,
};

const es: BookTexts = {
  title: 'Comparación con otras empresas',
  lead: ({ period }) => `Resultados de toda la empresa junto a los que otras empresas con este programa tuvieron en ${period}.`,
  caution:
    'Aquí y allí, quienes participaron lo eligieron. Las otras empresas tienen otro trabajo y otros lugares de trabajo: una diferencia muestra dónde mirar, no quién lo hace mejor.',
  table: ({ period }) => `Otras empresas, ${period}`,
  others: 'Otras empresas',
  who: ({ atLeast }) =>
    `Las otras empresas son al menos ${atLeast}, tomadas en conjunto; ninguna supone más de tres décimas partes de ellas, y esta empresa no está entre ellas. Solo se usan resultados que imprimen sus propios informes, de modo que una respuesta que dan pocas personas puede ser entre ellas algo más rara de lo que aquí parece.`,
  adjusted: ({ by, results }) =>
    results === null
      ? `Se ponderan según la composición de las personas de aquí (${by}).`
      : `Para ${results} se ponderan según la composición de las personas de aquí (${by}).`,
  crude: ({ results }) =>
    results === null
      ? 'Figuran tal como son: pueden tener más o menos edad que las personas de aquí.'
      : `Para ${results} figuran tal como son: pueden tener más o menos edad que las personas de aquí.`,
  without: ({ results }) => `Resultados sin comparación: ${results}. Muy pocas de las otras imprimen el suyo, o una de ellas pesa más que el resto, o el resultado de aquí está oculto.`,
};

const vi: BookTexts = {
  title: 'So sánh với các công ty khác',
  lead: ({ period }) => `Kết quả của toàn công ty bên cạnh kết quả của các công ty khác có chương trình này trong năm trước (${period}).`,
  caution:
    'Ở đây cũng như ở các công ty khác, người tham gia tự chọn tham gia. Các công ty khác có công việc và nơi làm việc khác: khác biệt cho biết nên xem xét ở đâu, không phải ai làm tốt hơn.',
  table: ({ period }) => `Các công ty khác, ${period}`,
  others: 'Công ty khác',
  who: ({ atLeast }) =>
    `Có ít nhất ${atLeast} công ty khác, được tính gộp; không công ty nào chiếm quá ba phần mười, và công ty này không nằm trong số đó. Chỉ dùng những kết quả mà báo cáo của chính các công ty ấy in ra, nên một câu trả lời ít người chọn có thể còn hiếm hơn một chút so với con số ở đây.`,
  adjusted: ({ by, results }) =>
    results === null
      ? `Số liệu được tính trọng số theo thành phần người tại đây (${by}).`
      : `Với ${results}, số liệu được tính trọng số theo thành phần người tại đây (${by}).`,
  crude: ({ results }) =>
    results === null
      ? 'Số liệu được giữ nguyên: những người ấy có thể lớn tuổi hoặc trẻ hơn người tại đây.'
      : `Với ${results}, số liệu được giữ nguyên: những người ấy có thể lớn tuổi hoặc trẻ hơn người tại đây.`,
  without: ({ results }) => `Số kết quả không có so sánh: ${results}. Quá ít công ty khác in kết quả của mình, hoặc một công ty lớn hơn hẳn phần còn lại, hoặc kết quả tại đây bị ẩn.`,
};

export const BOOKS: Readonly<Record<Locale, BookTexts>> = { en, es, vi };
