import { sql } from '#vault';
import type { Vault } from '#vault';
import { refuseSuspiciousCodes, suspiciousText } from './residue.ts';

/** `deidentified.employer`: a name that holds an identifier gives way to the employer's id. The number of names replaced. */
export async function writeEmployers(vault: Vault, asOf: string): Promise<number> {
  const employers = await vault.rows(
    sql`select id, name, usable_until < ${asOf}::date as ended from staged.employer order by id`,
  );
  refuseSuspiciousCodes(
    'employers',
    employers.map((row) => row.text('id')),
  );
  await vault.run(sql`create table deidentified.employer (id varchar, name varchar, ended varchar)`);
  const appender = await vault.textAppender('deidentified', 'employer', 3);
  let replaced = 0;
  for (const row of employers) {
    const suspicious = suspiciousText(row.text('name'));
    if (suspicious) replaced += 1;
    appender.push([
      row.text('id'),
      suspicious ? row.text('id') : row.text('name'),
      row.boolean('ended') ? 'yes' : 'no',
    ]);
  }
  appender.finish();
  return replaced;
}
