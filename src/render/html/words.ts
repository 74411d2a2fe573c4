import type { Locale } from '#core';

/** What the page says about itself, beside the report: its ways in, its charts' tables, its two buttons. No numbers. */
export interface Words {
  readonly skip: string;
  /** Opens the table behind a chart. */
  readonly asTable: string;
  /** Said for the mark of a withheld number. */
  readonly hidden: string;
  /** For the script, which makes the buttons. `{column}` is the column's name. */
  readonly script: {
    readonly dark: string;
    readonly sort: string;
    readonly ascending: string;
    readonly descending: string;
    readonly restored: string;
  };
}

export const WORDS: Readonly<Record<Locale, Words>> = {
  en: {
    skip: 'Skip to the report',
    asTable: 'Show as a table',
    hidden: 'hidden',
    script: {
      dark: 'Dark colours',
      sort: '{column}: sort',
      ascending: 'Sorted by {column}, lowest first. Small differences are often chance.',
      descending: 'Sorted by {column}, highest first. Small differences are often chance.',
      restored: 'In the order of the report again.',
    },
  },
  es: {
    skip: 'Ir al informe',
    asTable: 'Ver como tabla',
    hidden: 'oculto',
    script: {
      dark: 'Colores oscuros',
      sort: '{column}: ordenar',
      ascending: 'Ordenado por {column}, de menor a mayor. Las diferencias pequeñas suelen deberse al azar.',
      descending: 'Ordenado por {column}, de mayor a menor. Las diferencias pequeñas suelen deberse al azar.',
      restored: 'De nuevo en el orden del informe.',
    },
  },
  vi: {
    skip: 'Đến nội dung báo cáo',
    asTable: 'Xem dạng bảng',
    hidden: 'ẩn',
    script: {
      dark: 'Màu tối',
      sort: '{column}: sắp xếp',
      ascending: 'Sắp xếp theo {column}, từ thấp đến cao. Chênh lệch nhỏ thường là ngẫu nhiên.',
      descending: 'Sắp xếp theo {column}, từ cao đến thấp. Chênh lệch nhỏ thường là ngẫu nhiên.',
      restored: 'Đã trở lại thứ tự của báo cáo.',
    },
  },
};
