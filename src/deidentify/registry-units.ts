import { TuttiError } from '#core';
import { id, sql } from '#vault';
import type { Sql, Vault } from '#vault';
import { RESERVED_CODES, UNSTATED } from './leaf.ts';
import type { Coarsening, DimensionCode } from './leaf.ts';
import { neutralLabel, refuseSuspiciousCodes, suspiciousText } from './residue.ts';

interface Unit {
  readonly employer: string;
  readonly code: string;
  readonly parent: string | null;
  readonly name: string | null;
}

/**
 * Units of an organisation registry. A person in a unit that the registry does not have (for this employer) is unstated. Labels are
 * scanned for identifiers first; the number of replaced ones is given back.
 */
export async function registryUnits(
  vault: Vault,
  dimension: string,
  column: Sql,
): Promise<Coarsening & { readonly replaced: number }> {
  const rows = await vault.rows(sql`select u.employer, u.code, u.parent, u.name from staged.unit u
    join staged.employer e on e.id = u.employer where u.dimension = ${dimension} order by u.employer, u.code`);
  const units = rows.map((row) => ({
    employer: row.text('employer'),
    code: row.textOrNull('code') ?? '',
    parent: row.textOrNull('parent'),
    name: row.textOrNull('name'),
  }));
  const byCode = new Map(units.map((unit) => [key(unit.employer, unit.code), unit]));
  refuseUnusable(dimension, units, byCode);
  refuseSuspiciousCodes(
    `dimension ${dimension}`,
    units.map((unit) => unit.code),
  );
  const alias = id(`unit ${dimension}`);
  return {
    expression: sql`coalesce(${alias}.code, ${UNSTATED})`,
    join: sql`left join (select employer, code from staged.unit where dimension = ${dimension}) ${alias}
      on ${alias}.employer = p.employer and ${alias}.code = ${column}::varchar`,
    codes: units.map((unit) => codeOf(unit, byCode)),
    replaced: units.filter((unit) => unit.name !== null && suspiciousText(unit.name)).length,
  };
}

/** A parent outside the registry (or of another kind) is not shown: the unit stands under the total. */
function codeOf(unit: Unit, byCode: ReadonlyMap<string, Unit>): DimensionCode {
  const parent = unit.parent !== null && byCode.has(key(unit.employer, unit.parent)) ? unit.parent : null;
  const label = unit.name === null || suspiciousText(unit.name) ? neutralLabel(unit.code) : { en: unit.name };
  return { employer: unit.employer, code: unit.code, parent, label };
}

function refuseUnusable(dimension: string, units: readonly Unit[], byCode: ReadonlyMap<string, Unit>): void {
  const problems = [
    { count: units.length - byCode.size, what: 'unit(s) are listed twice' },
    { count: units.filter((unit) => unit.code === '').length, what: 'unit(s) have no code' },
    {
      count: units.filter((unit) => reserved(unit.code)).length,
      what: `unit(s) have a code that is reserved (${RESERVED_CODES.join(', ')}, ~…, ….direct)`,
    },
    { count: units.filter((unit) => loops(unit)).length, what: 'unit(s) are their own ancestor' },
  ].filter((problem) => problem.count > 0);
  if (problems.length === 0) return;
  throw new TuttiError('SOURCE_QUALITY', {
    what: `the registry of dimension ${dimension} cannot be used: ${problems.map((p) => `${p.count} ${p.what}`).join('; ')}`,
    hint: 'Correct the registry at the source: each unit once, each with a code of its own, as a tree.',
    problems: problems.map((p) => ({ where: `dimension ${dimension}`, what: `${p.count} ${p.what}` })),
  });

  function loops(unit: Unit): boolean {
    const passed = new Set<string>();
    for (
      let at: Unit | undefined = unit;
      at !== undefined;
      at = at.parent === null ? undefined : byCode.get(key(at.employer, at.parent))
    ) {
      if (passed.has(at.code)) return true;
      passed.add(at.code);
    }
    return false;
  }
}

function key(employer: string, code: string): string {
  return JSON.stringify([employer, code]);
}

function reserved(code: string): boolean {
  return RESERVED_CODES.includes(code) || code.startsWith('~') || code.endsWith('.direct');
}
