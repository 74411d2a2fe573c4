/** An element of a page as its bytes say it. Text stands among the children as a string. */
export interface HtmlElement {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly (HtmlElement | string)[];
}

interface Open extends HtmlElement {
  readonly children: (HtmlElement | string)[];
}

const TAG = /<(?:\/([a-z][a-z0-9]*)|([a-z][a-z0-9]*)((?: [a-zA-Z-]+="[^"<>]*")*)(\/?))>/uy;
const ATTRIBUTE = / ([a-zA-Z-]+)="([^"<>]*)"/gu;
const VOID = new Set(['meta', 'img']);
/** Their text ends at their own end tag and knows no character references. */
const RAW = new Set(['style', 'script']);
/** A page may not come apart in another way in a browser than here: these words are all that a report is written in. */
const SHAPES = new Set(['svg', 'g', 'path', 'text', 'title', 'desc']);

/**
 * A small strict reader: the subset of HTML in which every tag is closed and every attribute quoted, so that there is one way to read
 * it. Comments, processing instructions, unquoted or doubled attributes, unknown character references and loose ends throw.
 */
export function readHtml(bytes: Uint8Array): HtmlElement {
  const source = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  const start = '<!doctype html>\n';
  if (!source.startsWith(start) || !source.endsWith('\n')) throw new Error('not a page of a report');
  return readElement(source.slice(start.length).trimEnd());
}

/** One element and nothing beside it. */
export function readElement(source: string): HtmlElement {
  // A character that a browser would change or drop (CR, NUL, C1, non-characters) is none of a report.
  if (/(?![\n])[\p{Cc}\u2028\u2029\uFEFF\uFFFE\uFFFF]/u.test(source)) throw new Error('a control character');
  const root: Open = { name: '', attributes: new Map(), children: [] };
  const open: Open[] = [root];
  let at = 0;
  while (at < source.length) {
    const here = open.at(-1) ?? root;
    if (RAW.has(here.name)) {
      const end = source.indexOf(`</${here.name}>`, at);
      if (end < 0) throw new Error('a raw text that does not end');
      here.children.push(source.slice(at, end));
      open.pop();
      at = end + here.name.length + 3;
      continue;
    }
    if (source[at] !== '<') {
      const next = source.indexOf('<', at);
      const end = next < 0 ? source.length : next;
      here.children.push(decoded(source.slice(at, end)));
      at = end;
      continue;
    }
    at = readTag(source, at, open);
  }
  const [element, ...others] = root.children;
  if (open.length !== 1 || element === undefined || typeof element === 'string' || others.length > 0)
    throw new Error('not one element');
  return element;
}

/** Opens or closes what the tag at `at` says; gives back where it ends. */
function readTag(source: string, at: number, open: Open[]): number {
  TAG.lastIndex = at;
  const found = TAG.exec(source);
  if (found === null) throw new Error('not a tag of a report');
  const [, closes, name = '', attributes = '', empty] = found;
  const here = open.at(-1);
  if (closes !== undefined) {
    if (open.length < 2 || here?.name !== closes) throw new Error('a tag is closed that is not open');
    open.pop();
    return TAG.lastIndex;
  }
  const inside = open.some((element) => element.name === 'svg');
  if (inside !== SHAPES.has(name) && name !== 'svg' && name !== 'title')
    throw new Error('a shape outside of a picture');
  if (empty === '/' && !inside) throw new Error('only shapes may be empty');
  const element: Open = { name, attributes: attributesOf(attributes), children: [] };
  here?.children.push(element);
  if (empty !== '/' && !VOID.has(name)) open.push(element);
  return TAG.lastIndex;
}

function attributesOf(source: string): ReadonlyMap<string, string> {
  const attributes = new Map<string, string>();
  for (const [, name = '', value = ''] of source.matchAll(ATTRIBUTE)) {
    if (attributes.has(name)) throw new Error('an attribute twice');
    attributes.set(name, decoded(value));
  }
  return attributes;
}

const ENTITIES: ReadonlyMap<string, string> = new Map([
  ['&amp;', '&'],
  ['&lt;', '<'],
  ['&gt;', '>'],
  ['&quot;', '"'],
  ['&#39;', "'"],
]);

function decoded(text: string): string {
  if (text.includes('>')) throw new Error('a loose end of a tag');
  if (!text.includes('&')) return text;
  return text.replaceAll(/&[^;]{0,8};?/gu, (reference) => {
    const meant = ENTITIES.get(reference);
    if (meant === undefined) throw new Error('an unknown character reference');
    return meant;
  });
}

/** Every element below and including this one, in reading order. */
export function elementsOf(element: HtmlElement): readonly HtmlElement[] {
  const found: HtmlElement[] = [];
  const visit = (one: HtmlElement): void => {
    found.push(one);
    for (const child of one.children) if (typeof child !== 'string') visit(child);
  };
  visit(element);
  return found;
}

/** The text below an element, without the elements that `leave` names. */
export function textOf(element: HtmlElement, leave: (element: HtmlElement) => boolean = () => false): string {
  let text = '';
  for (const child of element.children)
    if (typeof child === 'string') text += child;
    else if (!leave(child)) text += textOf(child, leave);
  return text;
}
