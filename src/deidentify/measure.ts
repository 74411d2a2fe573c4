import type { Gate, Measure } from '#config';
import { join, sql, stagedColumn } from '#vault';
import type { Sql } from '#vault';

/** A person's number as SQL (null: not known or not plausible), and whether a given answer was set aside as implausible. */
export interface MeasureSql {
  readonly value: Sql;
  readonly implausible: Sql;
}

export function measureSql(measure: Measure): MeasureSql {
  switch (measure.kind) {
    case 'column':
      return gated(stagedColumn(measure.column), measure.gate);
    case 'bmi': {
      const weight = gated(stagedColumn(measure.weight), measure.gates.weight);
      const height = gated(stagedColumn(measure.height), measure.gates.height);
      // In centimetres the quotient is exact where the true value is (81 kg, 180 cm: 25.0); metres need the rounding.
      const factor = measure.heightUnit === 'cm' ? 10_000 : 1;
      return {
        value: sql`round(${weight.value} * ${factor} / (${height.value} * ${height.value}), 6)`,
        implausible: sql`(${weight.implausible} or ${height.implausible})`,
      };
    }
    case 'sum': {
      const items = measure.columns.map((column) => gated(stagedColumn(column), measure.item));
      const [first, ...rest] = items;
      if (first === undefined) throw new RangeError('a sum has at least one item');
      return {
        // In SQL a sum with a null is null: every item must have been answered.
        value: rest.reduce((sum, item) => sql`${sum} + ${item.value}`, first.value),
        implausible: sql`(${join(
          items.map((item) => item.implausible),
          ' or ',
          sql`false`,
        )})`,
      };
    }
  }
}

function gated(column: Sql, gate: Gate | null): MeasureSql {
  const number = sql`p.${column}::double`;
  if (gate === null) return { value: number, implausible: sql`false` };
  const plausible = sql`${number} between ${gate.min} and ${gate.max}`;
  return {
    value: sql`(case when ${plausible} then ${number} end)`,
    implausible: sql`(${number} is not null and not (${plausible}))`,
  };
}
