import type { CatalogTable, Employers, People, RowRule } from '../definitions.ts';
import type { DefinitionFile, Path } from '../definition-file.ts';
import type { Problems } from '../problems.ts';
import type { CatalogSpec, PeopleSpec } from '../shape/catalog.ts';
import { answers, columnRef } from './words.ts';

/** A catalog file, normalised. */
export interface Catalog {
  readonly tables: readonly CatalogTable[];
  readonly employers: Employers;
  readonly people: People;
  /** The rows of employees, where the catalog promises that nobody else is counted; what ties others to them stands in `people.household`. */
  readonly employees: Filter | null;
}

type Filter = Extract<RowRule, { readonly in: readonly string[] }>;

export function normaliseCatalog(spec: CatalogSpec, file: DefinitionFile, problems: Problems): Catalog {
  const tables = Object.entries(spec.tables).map(([name, columns]) =>
    problems.cameFrom(
      {
        name,
        columns: Object.entries(columns).map(([column, what]) => ({
          name: column,
          class: what.class,
          type: what.type,
        })),
      },
      file,
      ['tables', name],
    ),
  );
  return problems.cameFrom(
    {
      tables,
      employers: problems.cameFrom({ ...spec.employers }, file, ['employers']),
      people: people(spec.people, file, problems),
      employees: employees(spec.people),
    },
    file,
    [],
  );
}

function people(spec: PeopleSpec, file: DefinitionFile, problems: Problems): People {
  const here: Path = ['people'];
  const equality = (on: { column: string; equals: string }) => ({ column: on.column, equals: columnRef(on.equals) });
  return problems.cameFrom(
    {
      from: spec.from,
      person: spec.person,
      employer: spec.employer,
      latest: spec.latest,
      where: spec.where.map(rowRule),
      ...(spec.household !== null && 'sharing' in spec.household ? { household: spec.household.sharing } : {}),
      employed: spec.employed,
      joins: spec.joins.map((join, i) =>
        problems.cameFrom(
          {
            table: join.table,
            on: equality(join.on),
            where: join.where.map(rowRule),
            latest: join.latest,
            within: join.within,
          },
          file,
          [...here, 'joins', i],
        ),
      ),
      completed: spec.completed === null ? null : columnRef(spec.completed),
      consent:
        spec.consent === null
          ? null
          : {
              table: spec.consent.table,
              on: equality(spec.consent.on),
              kind: { column: spec.consent.kind.column, value: String(spec.consent.kind.value) },
              granted: spec.consent.granted,
              at: spec.consent.at,
              revokedAt: spec.consent.revokedAt,
            },
      erasure: spec.erasure === null ? null : { table: spec.erasure.table, on: equality(spec.erasure.on) },
      retention: spec.retention,
    },
    file,
    here,
  );
}

function employees({ household }: PeopleSpec): Filter | null {
  return household !== null && 'employees' in household ? { column: household.employees.column, in: answers(household.employees.in) } : null;
}

function rowRule(spec: PeopleSpec['where'][number]): RowRule {
  return 'in' in spec ? { column: spec.column, in: answers(spec.in) } : { column: spec.column, atLeast: spec.atLeast };
}
