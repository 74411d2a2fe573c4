import type { Population } from '#core';
import type { ColumnRef, ColumnType, DimensionDef, IndicatorDef, Report } from '../definitions.ts';
import type { Path } from '../definition-file.ts';
import type { Catalog } from '../normalise/catalog.ts';
import { scoringParts } from '../scoring-parts.ts';

/** One place where a definition names a column of the source. */
export interface ColumnUse {
  readonly about: object;
  readonly path: Path;
  readonly ref: ColumnRef;
  /** Types that make sense here; null: any. */
  readonly types: readonly ColumnType[] | null;
  /**
   * `group`, `answer`, `presence` and `aside` columns are read from a person's row (the table is `from` or joined): the first say in which
   * group the person is, the second what is counted, the third that it is counted whether there is a row, the last only how (cut-offs by
   * sex) or whether (fasting). `lookup` columns only find rows.
   */
  readonly role: 'lookup' | 'answer' | 'presence' | 'aside' | 'group';
  /** Of whom an indicator counts it; nothing for other uses. */
  readonly population?: Population;
}

const NUMBERS: readonly ColumnType[] = ['integer', 'number'];
const TIMES: readonly ColumnType[] = ['date', 'timestamp'];
const ANSWERS: readonly ColumnType[] = ['text', 'boolean', 'integer'];

type Uses = readonly ColumnUse[];

/** Columns that the catalog itself names in `people` and `employers`. */
export function catalogUses({ people, employers, employees }: Catalog): Uses {
  const use = (
    table: string,
    column: string | null,
    path: Path,
    types: readonly ColumnType[] | null,
    about: object = people,
  ): Uses => (column === null ? [] : [{ about, path, ref: { table, column }, types, role: 'lookup' }]);
  const equality = (
    table: string,
    on: { readonly column: string; readonly equals: ColumnRef },
    path: Path,
    about: object = people,
  ): Uses => [
    ...use(table, on.column, [...path, 'on', 'column'], null, about),
    { about, path: [...path, 'on', 'equals'], ref: on.equals, types: null, role: 'lookup' },
  ];
  const { consent, erasure, retention, employed, completed } = people;
  const registry = employers.registry;
  return [
    ...people.person.flatMap((column, i) => use(people.from, column, ['person', i], null)),
    ...(people.household ?? []).flatMap((column, i) => use(people.from, column, ['household', 'sharing', i], null)),
    ...(employees === null ? [] : use(people.from, employees.column, ['household', 'employees', 'column'], ANSWERS)),
    ...use(people.from, people.employer, ['employer'], null),
    ...use(people.from, people.latest, ['latest'], null),
    ...people.where.flatMap((rule, i) =>
      use(people.from, rule.column, ['where', i, 'column'], 'in' in rule ? ANSWERS : NUMBERS),
    ),
    ...(employed === null
      ? []
      : [
          ...use(people.from, employed.from, ['employed', 'from'], TIMES),
          ...use(people.from, employed.to, ['employed', 'to'], TIMES),
        ]),
    ...people.joins.flatMap((join) => [
      ...equality(join.table, join.on, [], join),
      ...use(join.table, join.latest, ['latest'], null, join),
      ...use(join.table, join.within, ['within'], TIMES, join),
      ...join.where.flatMap((rule, i) =>
        use(join.table, rule.column, ['where', i, 'column'], 'in' in rule ? ANSWERS : NUMBERS, join),
      ),
    ]),
    ...(completed === null
      ? []
      : [{ about: people, path: ['completed'], ref: completed, types: TIMES, role: 'answer' as const }]),
    ...(consent === null
      ? []
      : [
          ...equality(consent.table, consent.on, ['consent']),
          ...use(consent.table, consent.kind.column, ['consent', 'kind', 'column'], ANSWERS),
          ...use(consent.table, consent.granted, ['consent', 'granted'], ['boolean']),
          ...use(consent.table, consent.at, ['consent', 'at'], TIMES),
          ...use(consent.table, consent.revokedAt, ['consent', 'revokedAt'], TIMES),
        ]),
    ...(erasure === null ? [] : equality(erasure.table, erasure.on, ['erasure'])),
    ...(retention === null
      ? []
      : [
          ...use(retention.table, retention.employer, ['retention', 'employer'], null),
          ...use(retention.table, retention.end, ['retention', 'end'], TIMES),
          ...use(retention.table, retention.months, ['retention', 'months'], ['integer']),
          ...use(retention.table, retention.destroyRequested, ['retention', 'destroyRequested'], TIMES),
        ]),
    ...(registry === null
      ? []
      : [
          ...use(registry.table, registry.id, ['registry', 'id'], null, employers),
          ...use(registry.table, registry.name, ['registry', 'name'], ['text'], employers),
          ...use(registry.table, registry.timeZone, ['registry', 'timeZone'], ['text'], employers),
        ]),
  ];
}

/** Columns that a report names in its dimensions and indicators. */
export function reportUses(report: Report): Uses {
  return [...report.dimensions.flatMap(dimensionUses), ...report.indicators.flatMap(indicatorUses)];
}

function dimensionUses(dimension: DimensionDef): Uses {
  const { kind } = dimension;
  const types = { registry: null, values: ANSWERS, age: ['date', ...NUMBERS], tenure: TIMES, zip3: ['text'] } as const;
  const own: ColumnUse = {
    about: dimension,
    path: ['column'],
    ref: dimension.column,
    types: types[kind.kind],
    role: 'group',
  };
  if (kind.kind !== 'registry') return [own];
  const of = (column: string | null, key: Path): Uses =>
    column === null
      ? []
      : [{ about: dimension, path: key, ref: { table: kind.table, column }, types: null, role: 'lookup' }];
  return [
    own,
    ...of(kind.code, ['code']),
    ...of(kind.parent, ['parent']),
    ...of(kind.name, ['name']),
    ...of(kind.employer, ['employer']),
    ...of(kind.where === null ? null : kind.where.column, ['where', 'column']),
  ];
}

function indicatorUses(indicator: IndicatorDef): Uses {
  return scoringParts(indicator.scoring).columns.map(({ ref, path, types, use }) => ({
    about: indicator,
    path: ['scoring', ...path],
    ref,
    types,
    role: use === 'answer' || use === 'presence' ? use : 'aside',
    population: indicator.population,
  }));
}
