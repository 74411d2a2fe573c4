/**
 * The only way to write SQL for the vault. In a template, `${value}` becomes a bound parameter and `${fragment}` (another `sql`
 * or an `id`) is spliced; a bare string can therefore never become syntax, and a name never an expression.
 */

export type SqlValue = string | number | boolean | null | Uint8Array;

/** A piece of SQL with its bound values. Only `sql`, `id`, `join` and `raw` make one: a look-alike has no `#parts` and is refused. */
export class Sql {
  readonly #parts: readonly string[];
  readonly #values: readonly SqlValue[];

  private constructor(parts: readonly string[], values: readonly SqlValue[]) {
    this.#parts = parts;
    this.#values = values;
  }

  /** `parts` has one element more than `values`. */
  static of(parts: readonly string[], values: readonly (SqlValue | Sql)[]): Sql {
    const text: string[] = [parts[0] ?? ''];
    const bound: SqlValue[] = [];
    const append = (more: string): void => {
      text.push(`${text.pop() ?? ''}${more}`);
    };
    values.forEach((value, i) => {
      if (value instanceof Sql) {
        const [first, ...rest] = value.#parts;
        append(first ?? '');
        text.push(...rest);
        bound.push(...value.#values);
      } else {
        bound.push(value);
        text.push('');
      }
      append(parts[i + 1] ?? '');
    });
    return new Sql(text, bound);
  }

  /** Text with `$1`, `$2` … and the values in that order. */
  compile(): { readonly text: string; readonly values: readonly SqlValue[] } {
    const text = this.#parts.reduce((before, part, i) => (i === 0 ? part : `${before}$${i}${part}`), '');
    return { text, values: this.#values };
  }
}

export function sql(parts: TemplateStringsArray, ...values: readonly (SqlValue | Sql)[]): Sql {
  return Sql.of(parts, values);
}

/** A quoted identifier, qualified when several names are given. */
export function id(...names: readonly [string, ...string[]]): Sql {
  return Sql.of([names.map(quoted).join('.')], []);
}

/** Fragments side by side; an empty list gives `whenEmpty`, which has to be thought about each time. */
export function join(
  fragments: readonly Sql[],
  separator: ', ' | ' and ' | ' or ' | ' union all ' | ' ',
  whenEmpty: Sql,
): Sql {
  if (fragments.length === 0) return whenEmpty;
  return Sql.of(['', ...fragments.slice(1).map(() => separator), ''], fragments);
}

/** `column in (a, b, …)`; nothing is in an empty list. Texts in the vault are in Unicode form NFC, so the values are brought there too. */
export function oneOf(column: Sql, values: readonly string[]): Sql {
  if (values.length === 0) return sql`false`;
  return sql`${column} in (${join(
    values.map((value) => sql`${value.normalize('NFC')}`),
    ', ',
    sql``,
  )})`;
}

function quoted(name: string): string {
  if (name.length === 0 || name.includes('\0')) throw new RangeError('an SQL name is empty or holds a NUL');
  return `"${name.replaceAll('"', '""')}"`;
}
