import type { ColumnRef, ColumnType, DimensionDef, IndicatorDef, Measure, Report, Scoring } from '../definitions.ts';
import type { Path } from '../definition-file.ts';
import type { Catalog } from '../normalise/catalog.ts';

/** One place where a definition names a column of the source. */
export interface ColumnUse {
  readonly about: object;
  readonly path: Path;
  readonly ref: ColumnRef;
  /** Types that make sense here; null: any. */
  readonly types: readonly ColumnType[] | null;
  /**
   * `group` and `answer` columns are read from a person's row (the table is `from` or joined): the one says in which group the
   * person is, the other what is counted. `lookup` columns only find rows.
   */
  readonly role: 'lookup' | 'answer' | 'group';
}

const NUMBERS: readonly ColumnType[] = ['integer', 'number'];
const TIMES: readonly ColumnType[] = ['date', 'timestamp'];
const ANSWERS: readonly ColumnType[] = ['text', 'boolean', 'integer'];

type Uses = readonly ColumnUse[];

/** Columns that the catalog itself names in `people` and `employers`. */
export function catalogUses({ people, employers }: Catalog): Uses {
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
    ...use(people.from, people.employer, ['employer'], null),
    ...use(people.from, people.latest, ['latest'], null),
    ...people.where.flatMap(({ column }, i) => use(people.from, column, ['where', i, 'column'], ANSWERS)),
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
  return scoringUses(indicator.scoring).map(({ ref, path, types }) => ({
    about: indicator,
    path: ['scoring', ...path],
    ref,
    types,
    role: 'answer',
  }));
}

type Plain = Pick<ColumnUse, 'ref' | 'path' | 'types'>;

function scoringUses(scoring: Scoring): readonly Plain[] {
  switch (scoring.kind) {
    case 'choice':
      return [{ ref: scoring.column, path: ['column'], types: ANSWERS }];
    case 'present':
      return [{ ref: scoring.column, path: ['column'], types: null }];
    case 'bands':
      return measureUses(scoring.measure, ['measure']);
    case 'bands-by':
      return [{ ref: scoring.by, path: ['by'], types: ANSWERS }, ...measureUses(scoring.measure, ['measure'])];
    case 'highest':
      return scoring.measures.flatMap((measure, i) => measureUses(measure, ['measures', i]));
  }
}

function measureUses(measure: Measure, path: Path): readonly Plain[] {
  switch (measure.kind) {
    case 'column':
      return [{ ref: measure.column, path: [...path, 'column'], types: NUMBERS }];
    case 'sum':
      return measure.columns.map((ref, i) => ({ ref, path: [...path, 'columns', i], types: NUMBERS }));
    case 'bmi':
      return [
        { ref: measure.weight, path: [...path, 'weight'], types: NUMBERS },
        { ref: measure.height, path: [...path, 'height'], types: NUMBERS },
      ];
  }
}
