/** An element with what stands in it. Text and elements are never mixed in a workbook, except for white space. */
export interface Element {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly Element[];
  readonly text: string;
}

const DECLARATION = /^<\?xml version="1\.0" encoding="UTF-8" standalone="yes"\?>\n/u;
const NAME = /^[A-Za-z][\w:]*$/u;
const ATTRIBUTE = / ([A-Za-z_][\w:.]*)="([^"<]*)"/uy;
const NONE: ReadonlyMap<string, string> = new Map();

/** A small strict reader for the inspector: no document types, comments, CDATA or processing instructions; anything else throws. */
export function readXml(bytes: Uint8Array): Element {
  const source = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  const declared = DECLARATION.exec(source);
  if (declared === null || /[\uFFFE\uFFFF]/u.test(source)) throw new Error('not an XML part of a report');
  const root: Open = { name: '', attributes: new Map(), children: [], text: '' };
  const open: Open[] = [root];
  let at = declared[0].length;
  while (at < source.length) {
    const here = open.at(-1) ?? root;
    if (source[at] !== '<') {
      const end = source.indexOf('<', at);
      if (end < 0 || here === root) throw new Error('text outside of an element');
      here.text += unescape(source.slice(at, end));
      at = end;
      continue;
    }
    // A `>` inside of an attribute is written `&gt;`, so the next one ends the tag.
    const end = source.indexOf('>', at);
    if (end < 0) throw new Error('not a tag');
    if (source[at + 1] === '/') {
      if (here === root || here.name !== source.slice(at + 2, end)) throw new Error('a tag is closed that is not open');
      open.pop();
    } else {
      const empty = source[end - 1] === '/';
      const element = elementOf(source.slice(at + 1, empty ? end - 1 : end));
      here.children.push(element);
      if (!empty) open.push(element);
    }
    at = end + 1;
  }
  const [element, ...others] = root.children;
  if (open.length !== 1 || element === undefined || others.length > 0) throw new Error('not one element');
  return element;
}

interface Open extends Element {
  readonly children: Element[];
  text: string;
}

function elementOf(tag: string): Open {
  const blank = tag.indexOf(' ');
  const name = blank < 0 ? tag : tag.slice(0, blank);
  if (!NAME.test(name)) throw new Error('not a tag');
  return { name, attributes: blank < 0 ? NONE : attributesOf(tag.slice(blank)), children: [], text: '' };
}

function attributesOf(source: string): ReadonlyMap<string, string> {
  const attributes = new Map<string, string>();
  for (let at = 0; at < source.length; at = ATTRIBUTE.lastIndex) {
    ATTRIBUTE.lastIndex = at;
    const [, name = '', value = ''] = ATTRIBUTE.exec(source) ?? [];
    if (name === '' || attributes.has(name)) throw new Error('not an attribute, or one twice');
    attributes.set(name, unescape(value));
  }
  return attributes;
}

const ENTITIES: ReadonlyMap<string, string> = new Map([
  ['&amp;', '&'],
  ['&lt;', '<'],
  ['&gt;', '>'],
  ['&quot;', '"'],
]);

function unescape(text: string): string {
  if (!text.includes('&')) return text;
  return text.replaceAll(/&[^;]*;?/gu, (entity) => {
    const meant = ENTITIES.get(entity);
    if (meant === undefined) throw new Error('an unknown entity');
    return meant;
  });
}
