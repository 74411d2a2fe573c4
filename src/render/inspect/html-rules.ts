import type { HtmlElement } from './read-html.ts';
import { elementsOf } from './read-html.ts';

/** A length of the layout: it is not worked out from any number of the release except as the inspector of bars checks. */
const LENGTH = /^(?:\d{1,3}(?:\.\d{1,2})?em|\d{1,3}%)$/u;
const CLASS =
  /^(?:sr|skip|cover|art|inner|programme|facts|logo|promise|page|opens|flow|lead|body|note|figures|standings|points|value|list|legend|cards|card|chart|bar|bare|mark|track|range|share|people|comparison|frame|groups|lane|total|group|remainder|heading|parent|definitions|(?:soft-)?(?:good|neutral|bad)|missing|(?:depth|lanes)-\d)$/u;

type Rule = RegExp | 'id' | 'ids' | 'anchor' | 'classes' | 'geometry' | 'logo';
type Rules = Readonly<Record<string, Rule>>;

const TEXT: Rules = { class: 'classes', id: 'id' };
const NONE: Rules = {};

/** Everything that a page may consist of. What is not named here is not in a report: links, images, frames, forms, handlers. */
const ELEMENTS: Readonly<Record<string, Rules>> = {
  html: { lang: /^(?:en|es|vi)$/u },
  head: NONE,
  // Compared as a whole with what a report says about itself.
  meta: { charset: /^/u, name: /^/u, content: /^/u, 'http-equiv': /^/u },
  style: NONE,
  script: NONE,
  title: TEXT,
  body: NONE,
  a: { class: 'classes', href: 'anchor' },
  header: TEXT,
  // Compared as a whole with the logo that was signed.
  img: { src: 'logo', alt: 'logo', width: /^\d{1,3}$/u, height: /^\d{1,2}$/u },
  nav: { 'aria-labelledby': 'ids' },
  main: { id: 'id', tabindex: /^-1$/u },
  footer: NONE,
  section: TEXT,
  div: { class: 'classes', role: /^group$/u, 'aria-labelledby': 'ids', tabindex: /^0$/u },
  figure: TEXT,
  details: { open: /^$/u },
  summary: { id: 'id' },
  p: TEXT,
  h1: NONE,
  h2: NONE,
  h3: { id: 'id' },
  h4: NONE,
  ul: TEXT,
  ol: NONE,
  li: NONE,
  dl: TEXT,
  dt: NONE,
  dd: TEXT,
  strong: NONE,
  span: { class: 'classes', 'aria-hidden': /^true$/u },
  table: TEXT,
  caption: TEXT,
  thead: NONE,
  tbody: NONE,
  tr: TEXT,
  th: { class: 'classes', scope: /^(?:col|row|colgroup|rowgroup)$/u, colspan: /^\d{1,2}$/u, rowspan: /^2$/u },
  td: TEXT,
  svg: {
    class: 'classes',
    viewBox: /^(?:-5 -5 10 10|0 0 100 3|0 0 100 10|-175 -175 350 180)$/u,
    y: LENGTH,
    width: LENGTH,
    height: LENGTH,
    preserveAspectRatio: /^none$/u,
    role: /^img$/u,
    'aria-hidden': /^true$/u,
    'aria-labelledby': 'ids',
    'aria-describedby': 'ids',
  },
  g: TEXT,
  path: { class: 'classes', d: 'geometry', transform: 'geometry', opacity: 'geometry' },
  text: { class: 'classes', x: LENGTH, y: LENGTH },
  desc: { id: 'id' },
};

const PART = /^(chart|table)-(\d+)$/u;

/** What stands in the page that no report has; `chapters` are the names of the document's chapters, in order. */
export function strangersIn(page: HtmlElement, chapters: readonly string[]): readonly string[] {
  const elements = elementsOf(page);
  const ids = elements.flatMap((element) => element.attributes.get('id') ?? []);
  const known = new Set(ids);
  const strange = new Set<string>();
  if (known.size !== ids.length) strange.add('gives one name to two of its parts');
  if (!namesItsParts(ids, chapters)) strange.add('has a part under a name that no report has');
  for (const { name, attributes } of elements) {
    const rules = Object.hasOwn(ELEMENTS, name) ? ELEMENTS[name] : undefined;
    if (rules === undefined) strange.add(`has an element that no report has`);
    for (const [attribute, value] of attributes) {
      const rule = rules !== undefined && Object.hasOwn(rules, attribute) ? rules[attribute] : undefined;
      if (rule === undefined || !keeps(rule, value, known)) strange.add(`has an attribute that no report has`);
    }
  }
  return [...strange];
}

function keeps(rule: Rule, value: string, ids: ReadonlySet<string>): boolean {
  if (rule instanceof RegExp) return rule.test(value);
  switch (rule) {
    case 'id':
      // Judged all together.
      return true;
    case 'logo':
      // Judged by the inspector of pages.
      return true;
    case 'geometry':
      // Judged by the inspector of bars.
      return true;
    case 'ids':
      return value.split(' ').every((id) => ids.has(id));
    case 'anchor':
      return value.startsWith('#') && ids.has(value.slice(1));
    case 'classes':
      return value.split(' ').every((name) => CLASS.test(name));
  }
}

/** Charts and tables are counted off, chapters carry their names: no other name can say anything. */
function namesItsParts(ids: readonly string[], chapters: readonly string[]): boolean {
  const count = { chart: 0, table: 0 };
  const rest: string[] = [];
  for (const id of ids) {
    const [, kind, n] = PART.exec(id) ?? [];
    if (kind === 'chart' || kind === 'table') {
      count[kind] += 1;
      if (Number(n) !== count[kind]) return false;
    } else if (id !== `chart-${String(count.chart)}-t` && id !== `chart-${String(count.chart)}-d`) rest.push(id);
  }
  return rest.join('\n') === ['contents', 'report', ...chapters.map((chapter) => `s-${chapter}`)].join('\n');
}
