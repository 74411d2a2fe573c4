import type { Localised } from '#core';
import { sql } from '#vault';
import type { Vault } from '#vault';
import { UNSTATED, UNSTATED_LABEL } from './leaf.ts';
import type { DimensionCode } from './leaf.ts';

/** Writes every code of a dimension, `unstated` last, in the order in which tables show them. */
export async function writeCodes(vault: Vault, codes: ReadonlyMap<string, readonly DimensionCode[]>): Promise<void> {
  await vault.run(
    sql`create table deidentified.code (dimension varchar, employer varchar, code varchar, parent varchar, position varchar, en varchar, es varchar, vi varchar)`,
  );
  const appender = await vault.textAppender('deidentified', 'code', 8);
  for (const [dimension, own] of codes) {
    const all = [...own, { employer: null, code: UNSTATED, parent: null, label: UNSTATED_LABEL }];
    all.forEach((code, position) =>
      appender.push([dimension, code.employer, code.code, code.parent, String(position), ...texts(code.label)]),
    );
  }
  appender.finish();
}

function texts(label: Localised): readonly (string | null)[] {
  return [label.en, label.es ?? null, label.vi ?? null];
}
