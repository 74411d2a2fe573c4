import type { ReleaseContent } from '#release';
import { companyContent } from './sample-content.ts';

/** A company of 96 entitled people with the steps of its programme: sums of the cells of its own tables. */
export function funnelContent(): ReleaseContent {
  const yes = (indicator: string) => [{ table: `company.${indicator}`, categories: ['yes'] }];
  return {
    ...companyContent(),
    funnel: [
      { id: 'entitled', label: { en: 'Could take part', es: 'Podían participar', vi: 'Có thể tham gia' }, of: null, cells: [{ table: 'company.completed', categories: ['yes', 'no'] }] },
      { id: 'registered', label: { en: 'Signed up', es: 'Se inscribieron', vi: 'Đã đăng ký' }, of: 'entitled', cells: yes('registered') },
      { id: 'completed', label: { en: 'Completed', es: 'Completaron', vi: 'Đã hoàn thành' }, of: 'registered', cells: yes('completed') },
      { id: 'device', label: { en: 'Linked a device', es: 'Conectaron un dispositivo', vi: 'Đã kết nối thiết bị' }, of: 'completed', cells: yes('device') },
    ],
  };
}

/** The number of people who gave the first answer of a step, and of all; the sample prints each. */
export function countsOf(content: ReleaseContent, indicator: string): { readonly yes: number; readonly all: number } {
  const row = content.tables.find(({ id }) => id === `company.${indicator}`)?.rows[0];
  if (row?.state !== 'shown') throw new Error(`company.${indicator} is not shown`);
  return { yes: row.cells[0] ?? 0, all: row.base };
}

/** The same release with the row of one table withheld. */
export function without(content: ReleaseContent, table: string): ReleaseContent {
  const tables = content.tables.map((t) => (t.id === table ? { ...t, rows: [{ kind: 'group', codes: [], state: 'withheld' } as const] } : t));
  return { ...content, tables };
}
