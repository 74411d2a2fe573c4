import { TuttiError } from '#core';
import type { DefinitionFile, Path } from './definition-file.ts';

interface Found {
  readonly file: string;
  readonly line: number;
  readonly what: string;
}

/** Says that something is wrong with a definition, or with the part of it that `path` leads to. */
export type Say = (about: object, path: Path, what: string) => void;

/**
 * Everything that is wrong with a definition, so that an operator hears of all of it at once. Normalised objects remember the
 * lines they were written on (`cameFrom`), so that rules over normalised definitions can still point at a file and a line.
 */
export class Problems {
  readonly #found: Found[] = [];
  readonly #files: string[] = [];
  readonly #origins = new WeakMap<object, { readonly file: DefinitionFile; readonly path: Path }>();

  add(file: string, line: number, what: string): void {
    if (!this.#files.includes(file)) this.#files.push(file);
    this.#found.push({ file, line, what });
  }

  in(file: DefinitionFile, path: Path, what: string): void {
    this.add(file.name, file.line(path), what);
  }

  /** Remembers where a normalised object was written. */
  cameFrom<T extends object>(value: T, file: DefinitionFile, path: Path): T {
    this.#origins.set(value, { file, path });
    return value;
  }

  readonly say: Say = (about, path, what) => {
    const origin = this.#origins.get(about);
    if (origin === undefined) throw new Error('a rule spoke about a value whose origin is unknown');
    this.in(origin.file, [...origin.path, ...path], what);
  };

  /** Throws all problems together, in the order of files and lines. */
  throwIfAny(file: string): void {
    if (this.#found.length === 0) return;
    const sorted = this.#found.toSorted(
      (a, b) => this.#files.indexOf(a.file) - this.#files.indexOf(b.file) || a.line - b.line,
    );
    const once = new Map(
      sorted.map(({ file: name, line, what }) => [`${name}:${line} ${what}`, { where: `${name}:${line}`, what }]),
    );
    throw new TuttiError('CONFIG_INVALID', {
      what: `${file} is not a valid definition (${once.size === 1 ? '1 problem' : `${once.size} problems`}).`,
      hint: 'Correct the lines named below; nothing was read from any source.',
      problems: [...once.values()],
    });
  }
}
