import { readFileSync } from 'node:fs';
import { LineCounter, isAlias, isMap, isScalar, isSeq, parseDocument } from 'yaml';
import type { Document, Node, Pair } from 'yaml';

export type Path = readonly (string | number)[];

/** Parser's own messages may quote the file, which could hold a secret pasted by mistake: its codes are put in our words. */
const SYNTAX: Readonly<Record<string, string>> = {
  DUPLICATE_KEY: 'the same key stands twice in this mapping',
  BAD_INDENT: 'wrong indentation',
  TAB_AS_INDENT: 'a tab is used for indentation; YAML wants spaces',
  MISSING_CHAR: 'a closing bracket, brace, quote or colon is missing',
  MULTIPLE_DOCS: 'one file holds one definition, here a second one begins',
  BAD_ALIAS: 'this alias names no anchor',
};

/** A definition as it stands in a YAML file, with the line of each of its parts. */
export class DefinitionFile {
  /** As shown to the operator: the referring file's folder and the reference, joined. */
  readonly name: string;
  readonly value: unknown;
  readonly #root: Node | null;
  readonly #document: Document;
  readonly #lines: LineCounter;

  private constructor(name: string, document: Document, lines: LineCounter) {
    this.name = name;
    this.#document = document;
    this.#root = document.contents;
    this.#lines = lines;
    this.value = document.toJS({ maxAliasCount: 100 });
  }

  /** Null when the text cannot be parsed; `fault` has heard why, and on which line. */
  static parse(name: string, text: string, fault: (line: number, what: string) => void): DefinitionFile | null {
    const lines = new LineCounter();
    const document = parseDocument(text, {
      lineCounter: lines,
      prettyErrors: false,
      version: '1.2',
      schema: 'core',
      uniqueKeys: true,
    });
    const faults = [...document.errors, ...document.warnings];
    const told = new Set<number>();
    for (const { code, pos } of faults) {
      const { line } = lines.linePos(pos[0]);
      // The first fault of a line makes the parser stumble over the rest of it.
      if (!told.has(line)) fault(line, SYNTAX[code] ?? `not valid YAML (${code})`);
      told.add(line);
    }
    if (faults.length > 0) return null;
    try {
      return new DefinitionFile(name, document, lines);
    } catch {
      fault(1, 'aliases expand to too many copies');
      return null;
    }
  }

  /** The line of the key or list entry that `path` leads to; of the nearest parent where the path ends early. */
  line(path: Path): number {
    let node: unknown = this.#root;
    let offset = this.#root?.range?.[0] ?? 0;
    for (const step of path) {
      if (isAlias(node)) node = node.resolve(this.#document);
      if (isMap(node)) {
        const pair: Pair | undefined = node.items.find(
          ({ key }) => isScalar(key) && String(key.value) === String(step),
        );
        if (pair === undefined || !isScalar(pair.key)) break;
        offset = pair.key.range?.[0] ?? offset;
        node = pair.value;
      } else if (isSeq(node) && typeof step === 'number') {
        const item: unknown = node.items[step];
        if (item === undefined) break;
        offset = rangeStart(item) ?? offset;
        node = item;
      } else break;
    }
    return this.#lines.linePos(offset).line;
  }
}

function rangeStart(item: unknown): number | undefined {
  if (isMap(item) || isSeq(item) || isScalar(item) || isAlias(item)) return item.range?.[0];
  return undefined;
}

/** The text of a file, or null where there is none that can be read. */
export function readText(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}
