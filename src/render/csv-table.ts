import type { Localised } from '#core';
import type { ReleaseContent, ReleasedDimension } from '#release';
import { dimensionList } from './csv-code-lists.ts';
import { AFTER, BEFORE } from './csv-columns.ts';
import { say, type Column, type Reference, type Shape } from './csv-shape.ts';

/** The table of one breakdown: a row per group, indicator, form and category. */
export function tableShape(dimensions: readonly ReleasedDimension[]): Shape {
  const columns = [...BEFORE, ...dimensions.flatMap(dimensionColumns), ...AFTER];
  return {
    columns,
    key: [...dimensions.map((d) => d.id), 'indicator', 'form', 'category'],
    references: [
      ...dimensions.map((d): Reference => ({ columns: [d.id], list: dimensionList(d.id), keys: ['code'] })),
      { columns: ['indicator'], list: 'codes/indicator', keys: ['indicator'] },
      {
        columns: ['indicator', 'form', 'category'],
        list: 'codes/category',
        keys: ['indicator', 'form', 'category'],
      },
    ],
  };
}

function dimensionColumns(dimension: ReleasedDimension): readonly Column[] {
  const list = `${dimensionList(dimension.id)}.csv`;
  return [
    {
      name: dimension.id,
      type: 'text',
      required: true,
      title: dimension.label,
      description: say(
        `The group's code; the list stands in ${list}. A code that begins with ~ stands for groups of one parent, combined.`,
        `El código del grupo; la lista está en ${list}. Un código que empieza por ~ representa grupos de un mismo superior, combinados.`,
        `Mã của nhóm; danh mục nằm trong ${list}. Mã bắt đầu bằng ~ là các nhóm cùng cấp trên, gộp chung.`,
      ),
    },
    {
      name: `${dimension.id}_label`,
      type: 'text',
      required: true,
      title: inWords(dimension.label),
      description: say('The group in English.', 'El grupo en inglés.', 'Nhóm bằng tiếng Anh.'),
      language: 'en',
    },
  ];
}

function inWords({ en, es, vi }: Localised): Localised {
  return {
    en: `${en}, in words`,
    ...(es === undefined ? {} : { es: `${es}, en palabras` }),
    ...(vi === undefined ? {} : { vi: `${vi}, bằng lời` }),
  };
}

/** The dimensions that a breakdown crosses. A release that names an unknown one is broken. */
export function dimensionsOf(content: ReleaseContent, breakdown: string): readonly ReleasedDimension[] {
  const ids = content.tables.find((t) => t.breakdown === breakdown)?.dimensions ?? [];
  return ids.map((id) => {
    const dimension = content.dimensions.find((d) => d.id === id);
    if (dimension === undefined)
      throw new Error(`a table crosses dimension ${id}, which the release does not describe`);
    return dimension;
  });
}
