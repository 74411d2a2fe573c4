/** A piece of the page, made by `markup` alone: what is text can never become a tag. */
export class Markup {
  readonly #text: string;

  constructor(parts: TemplateStringsArray, values: readonly Value[]) {
    this.#text = String.raw({ raw: parts }, ...values.map(written));
  }

  toString(): string {
    return this.#text;
  }
}

export type Value = string | Markup | readonly Markup[] | null;

/** `markup`<p class="note">${text}</p>``: every interpolated text is escaped, inside of elements and of attributes in double quotes. */
export function markup(parts: TemplateStringsArray, ...values: readonly Value[]): Markup {
  return new Markup(parts, values);
}

function written(value: Value): string {
  if (value === null) return '';
  if (typeof value === 'string') return escaped(value);
  return value instanceof Markup ? value.toString() : value.join('');
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(text: string): string {
  return text.normalize('NFC').replaceAll(/[&<>"']/gu, (sign) => ENTITIES[sign] ?? '');
}
